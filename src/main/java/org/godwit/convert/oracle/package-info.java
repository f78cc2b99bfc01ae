/** Rules that bring what Oracle alone writes to standard SQL. */
@NullMarked
package org.godwit.convert.oracle;

import org.jspecify.annotations.NullMarked;
