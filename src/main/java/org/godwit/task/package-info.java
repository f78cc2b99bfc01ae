/**
 * Migration tasks: what one is, its states, its run from preparation to validation, its statistics
 * and log. Plain Java, so that the command line runs a task without the console.
 */
@NullMarked
package org.godwit.task;

import org.jspecify.annotations.NullMarked;
