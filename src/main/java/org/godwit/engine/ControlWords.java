package org.godwit.engine;

/**
 * How an engine says what the tables of the control schema need, beyond the SQL that all engines
 * share.
 *
 * @param name a column type for names of tasks, schemas, tables and columns, as long as keys of
 *     several of them may be
 * @param moment a column type for a moment in microseconds, without a zone
 * @param longText a column type for text without a limit
 * @param tableOptions behind a table's definition, empty for none
 * @param shareLock behind a query that locks its rows so that others may read and not change them
 * @param tableIndex a clause, with a comma before it, by which rows of a table without a key are
 *     found by task and source table; empty where nobody waits for rows that others have added and
 *     not committed yet
 */
public record ControlWords(
    String name,
    String moment,
    String longText,
    String tableOptions,
    String shareLock,
    String tableIndex) {}
