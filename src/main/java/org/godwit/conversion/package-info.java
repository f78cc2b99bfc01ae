/** Conversions that the console keeps: their scripts, objects, edits, report and applications. */
@NullMarked
package org.godwit.conversion;

import org.jspecify.annotations.NullMarked;
