/** Godwit: moves a whole database from one engine to another. */
@NullMarked
package org.godwit;

import org.jspecify.annotations.NullMarked;
