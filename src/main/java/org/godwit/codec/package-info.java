/**
 * How one value travels from a source column to a target column. The full load and ongoing changes
 * use the same codecs, so both write the same value; validation never does.
 */
@NullMarked
package org.godwit.codec;

import org.jspecify.annotations.NullMarked;
