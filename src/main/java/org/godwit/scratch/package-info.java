/** Tries what conversion writes, on a server of its own. */
@NullMarked
package org.godwit.scratch;

import org.jspecify.annotations.NullMarked;
