/**
 * Oracle's SQL and PL/SQL: from text to the common tree and back. Plain Java: it knows no
 * connection.
 */
@NullMarked
package org.godwit.engine.oracle.sql;

import org.jspecify.annotations.NullMarked;
