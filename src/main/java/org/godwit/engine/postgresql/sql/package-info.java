/** How PostgreSQL writes what the common tree says. Knows no connection. */
@NullMarked
package org.godwit.engine.postgresql.sql;

import org.jspecify.annotations.NullMarked;
