package org.godwit.task.control;

import org.godwit.catalog.TableName;
import org.godwit.engine.DdlStatement;
import org.godwit.engine.TableTies;

/**
 * A statement that is still to be run, or was run, after a table's rows.
 *
 * @param source the table that it belongs to, on the source
 * @param number within the table
 * @param statement what to run
 * @param done whether it was run, with success or for good without
 * @param error the target's answer where it refused, empty otherwise
 */
public record StatementRecord(
    TableName source, int number, DdlStatement statement, boolean done, String error) {

  /** Whether it would put back what was taken off another table, and has not been run. */
  public boolean isUnrestored() {
    return !done && statement.object().endsWith(TableTies.TAKEN_OFF);
  }

  /** Whether it would make a foreign key, or look at its rows, and has not been run. */
  public boolean isOwedForeignKey() {
    return !done
        && switch (statement.phase()) {
          case FOREIGN_KEY, FOREIGN_KEY_VALIDATION -> true;
          case SCHEMA, TABLE, PRIMARY_KEY, INDEX, CHECK, TRIGGER, IDENTITY, STATISTICS -> false;
        };
  }
}
