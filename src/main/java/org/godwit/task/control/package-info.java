/**
 * The control schema on the target: what must commit together with the rows. It is the authority on
 * how far a task has come; everything else is a mirror.
 */
@NullMarked
package org.godwit.task.control;

import org.jspecify.annotations.NullMarked;
