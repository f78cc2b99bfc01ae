/**
 * Schemas of Oracle by its data dictionary: the queries, a script of SQL*Plus that asks them, the
 * file that this writes, and the statements that make what the rows describe. Knows no connection.
 */
@org.jspecify.annotations.NullMarked
package org.godwit.engine.oracle.extract;
