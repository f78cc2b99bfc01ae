/** How the console keeps tasks, drives their runs and mirrors them into the store for its pages. */
@NullMarked
package org.godwit.task.console;

import org.jspecify.annotations.NullMarked;
