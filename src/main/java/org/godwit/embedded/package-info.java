/** Real database servers that Godwit starts itself: the store, and the demo's source and target. */
@NullMarked
package org.godwit.embedded;

import org.jspecify.annotations.NullMarked;
