/** Rules that bring MySQL's and MariaDB's SQL to what PostgreSQL takes. */
@NullMarked
package org.godwit.convert.mysql;

import org.jspecify.annotations.NullMarked;
