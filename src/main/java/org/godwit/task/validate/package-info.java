/**
 * Compares the rows of two databases by text that each server renders itself; trusts nothing of the
 * code that loaded them.
 */
@NullMarked
package org.godwit.task.validate;

import org.jspecify.annotations.NullMarked;
