/**
 * JSON documents that people paste: read leniently, refused with the place, printed for reading.
 */
@NullMarked
package org.godwit.json;

import org.jspecify.annotations.NullMarked;
