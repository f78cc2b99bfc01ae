package org.godwit.engine.oracle;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.oracle.RedoStatement.Unreadable;
import org.godwit.engine.oracle.RedoTransaction.Kept;
import org.jspecify.annotations.Nullable;

/** A committed transaction, handed on change by change. */
final class MinedTransaction implements AutoCloseable {
  private final RedoTransaction transaction;
  private final RedoTransaction.Reading rows;
  private final Map<TableName, MinedTable> tables;
  private final RedoPlace at;
  private final RedoPlace behind;
  private final Instant committedAt;
  private final Set<TableName> left = new HashSet<>();
  private State state = State.BEFORE;

  private enum State {
    BEFORE,
    WITHIN,
    BEHIND
  }

  /**
   * Begins.
   *
   * @param tables that are followed
   * @param at where it was committed
   * @param behind where a stream goes on after it
   */
  MinedTransaction(
      RedoTransaction transaction,
      Map<TableName, MinedTable> tables,
      RedoPlace at,
      RedoPlace behind,
      Instant committedAt) {
    this.transaction = transaction;
    this.rows = transaction.read();
    this.tables = tables;
    this.at = at;
    this.behind = behind;
    this.committedAt = committedAt;
  }

  /** The next step, null behind its commit. */
  @Nullable Change next() throws IOException {
    return switch (state) {
      case BEFORE -> {
        state = State.WITHIN;
        yield new Change.Begin(at, committedAt, transaction.id());
      }
      case WITHIN -> {
        Change change = change();
        if (change == null) {
          state = State.BEHIND;
          yield new Change.Commit(behind);
        }
        yield change;
      }
      case BEHIND -> null;
    };
  }

  private @Nullable Change change() throws IOException {
    while (true) {
      Kept row = rows.next();
      if (row == null) {
        return null;
      }
      MinedTable table = left.contains(row.table()) ? null : tables.get(row.table());
      Change change = table == null ? null : change(table, row);
      if (change != null) {
        return change;
      }
    }
  }

  private @Nullable Change change(MinedTable table, Kept row) {
    try {
      if (!transaction.isWhole()) {
        throw new Unreadable(
            "the log that was read has no beginning of transaction %s, which changed it"
                .formatted(transaction.id()));
      }
      return switch (row.operation()) {
        case Kept.UNREADABLE -> throw new Unreadable(row.text());
        case RedoRow.DDL -> new Change.Truncate(List.of(row.table()));
        default -> table.change(row);
      };
    } catch (Unreadable e) {
      left.add(row.table()); // the others of a table that isn't parked for it are still wanted
      return new Change.Unreadable(row.table(), e.why());
    }
  }

  @Override
  public void close() throws IOException {
    try (transaction) {
      rows.close();
    }
  }
}
