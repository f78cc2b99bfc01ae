package org.godwit.engine.postgresql;

/**
 * The statement that makes a task's slot, so that the slot knows every definition of a table.
 *
 * <p>While PostgreSQL makes a slot it waits twice for open transactions. What DDL or TRUNCATE is
 * committed within the first wait is unknown to transactions that begin within the second: reading
 * the slot ends with "could not map filenumber" where they write to a table that was truncated, and
 * never gets further, and one that was altered is read by its old columns. So the slot is made for
 * the session alone, is moved to where another slot can begin, which waits for these transactions,
 * and only then becomes the task's. A statement that is cut off leaves nothing.
 */
final class NewSlot {
  private static final String FIRST_LINE = "DO $slot$ -- makes a replication slot\n";

  private NewSlot() {}

  /**
   * What makes it; PostgreSQL 12 and later.
   *
   * @param name a literal
   */
  static String sql(String name) {
    return FIRST_LINE
        + """
        DECLARE
          made text := 'godwit_made_' || pg_backend_pid();
          behind text := 'godwit_behind_' || pg_backend_pid();
        BEGIN
          PERFORM pg_create_logical_replication_slot(made, 'pgoutput', true);
          PERFORM pg_create_logical_replication_slot(behind, 'pgoutput', true);
          PERFORM pg_replication_slot_advance(made, pg_current_wal_lsn());
          PERFORM pg_drop_replication_slot(behind);
          PERFORM pg_copy_logical_replication_slot(made, %s, false);
          PERFORM pg_drop_replication_slot(made);
        END $slot$"""
            .formatted(name);
  }

  /** Whether a statement makes a slot. */
  static boolean isMadeBy(String sql) {
    return sql.startsWith(FIRST_LINE);
  }
}
