/** Validation against real servers, with the same rows written to both by plain SQL. */
@NullMarked
package org.godwit.task.validate;

import org.jspecify.annotations.NullMarked;
