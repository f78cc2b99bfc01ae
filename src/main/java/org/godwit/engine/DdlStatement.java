package org.godwit.engine;

import org.godwit.catalog.TableName;

/**
 * One statement that makes part of a target table.
 *
 * @param phase when it is run
 * @param table that it belongs to
 * @param object what it makes, for the log ({@code index orders_customer})
 * @param sql to run as it is
 * @param optional whether the load goes on without it, its failure being a warning on the page
 */
public record DdlStatement(
    Phase phase, TableName table, String object, String sql, boolean optional) {

  /** When a statement is run, in this order. */
  public enum Phase {
    SCHEMA,
    TABLE,
    PRIMARY_KEY,
    INDEX,
    CHECK,
    FOREIGN_KEY,
    FOREIGN_KEY_VALIDATION,
    TRIGGER,
    IDENTITY,
    STATISTICS
  }
}
