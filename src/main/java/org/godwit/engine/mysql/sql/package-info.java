/**
 * The SQL and the stored programs of MySQL and MariaDB: from text to the common tree. Plain Java:
 * it knows no connection.
 */
@NullMarked
package org.godwit.engine.mysql.sql;

import org.jspecify.annotations.NullMarked;
