/** Rules that bring standard SQL to PostgreSQL: its names and types. */
@NullMarked
package org.godwit.convert.postgresql;

import org.jspecify.annotations.NullMarked;
