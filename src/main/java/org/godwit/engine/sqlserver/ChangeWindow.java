package org.godwit.engine.sqlserver;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.godwit.engine.Change;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The changes of all tables between two places of the log that no transaction lies across, by
 * transaction. Within one they come in the order of the log, and those of one table in the order in
 * which its change table has them.
 */
final class ChangeWindow implements AutoCloseable {
  private final LogSequenceNumber to;
  private final ZoneOffset zone;
  private final List<ChangeTableCursor> tables = new ArrayList<>();
  private @Nullable LogSequenceNumber open;
  private @Nullable ChangeTableCursor taken;

  /**
   * Begins before the first.
   *
   * @param to the last place that it has
   * @param zone of the server's clock
   */
  ChangeWindow(LogSequenceNumber to, ZoneOffset zone) {
    this.to = to;
    this.zone = zone;
  }

  /** Adds the changes of one more table; closed with the window. */
  void add(ChangeTableCursor changes) {
    tables.add(changes);
  }

  /** Where a later window begins. */
  LogSequenceNumber behind() {
    return to.next();
  }

  /** The next step; null behind the last one. */
  @Nullable Change next() throws SQLException, IOException {
    if (taken != null) {
      taken.step();
      taken = null;
    }
    ChangeTableCursor table = first();
    LogSequenceNumber commit = table == null ? null : head(table).commit();
    if (open != null && !open.equals(commit)) {
      Change end = new Change.Commit(open.next());
      open = null;
      return end;
    }
    if (table == null) {
      return null;
    }
    if (open == null) {
      ChangeTableCursor.Head head = head(table);
      open = head.commit();
      return new Change.Begin(head.commit(), committedAt(head), head.commit().text());
    }
    taken = table;
    return table.take();
  }

  private static ChangeTableCursor.Head head(ChangeTableCursor table) {
    return Objects.requireNonNull(table.head());
  }

  private @Nullable ChangeTableCursor first() {
    Stream<ChangeTableCursor> left = tables.stream().filter(it -> it.head() != null);
    return left.min(
            Comparator.comparing((ChangeTableCursor it) -> head(it).commit())
                .thenComparing(it -> head(it).change()))
        .orElse(null);
  }

  private Instant committedAt(ChangeTableCursor.Head head) {
    if (head.committedAt().isEmpty()) {
      throw new EngineException(
          Failure.POSITION_LOST,
          "cdc.lsn_time_mapping has no time for the transaction at %s: its changes were cleaned up in part. Restart the task, so that every table is loaded again."
              .formatted(head.commit()));
    }
    return LocalDateTime.parse(head.committedAt().replace(' ', 'T')).toInstant(zone);
  }

  @Override
  public void close() throws SQLException {
    for (ChangeTableCursor table : tables) {
      table.close();
    }
  }
}
