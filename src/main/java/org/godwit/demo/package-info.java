/** The sample database of the demo: a shop with every awkward thing that real schemas have. */
@NullMarked
package org.godwit.demo;

import org.jspecify.annotations.NullMarked;
