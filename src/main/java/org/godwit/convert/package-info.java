/**
 * Conversion of schemas: statements in, statements of another engine and action items out. Pure: it
 * knows no connection and no file.
 */
@NullMarked
package org.godwit.convert;

import org.jspecify.annotations.NullMarked;
