/** What all parts of the console share of its store. */
@NullMarked
package org.godwit.store;

import org.jspecify.annotations.NullMarked;
