package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.Position;
import org.jspecify.annotations.Nullable;

/**
 * Looks now and then whether the stream still carries its tables. Where the log tells what becomes
 * of tables, one that is gone is left to it until it has been read so far.
 */
final class LostTables {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final ChangeSource source;
  private final CarriedTables carried;
  private final BiConsumer<TableName, String> park;
  private long lookedAt = System.nanoTime();
  private Map<TableName, String> lost = Map.of();

  /** Where the log ended behind the last look, if that is to be waited for. */
  private @Nullable Position until;

  /**
   * Of a run.
   *
   * @param park takes a table out, with a sentence without its full stop
   */
  LostTables(ChangeSource source, CarriedTables carried, BiConsumer<TableName, String> park) {
    this.source = source;
    this.carried = carried;
    this.park = park;
  }

  /** Whether it is time to look. */
  boolean isDue() {
    return System.nanoTime() - lookedAt > EVERY.toNanos();
  }

  /** Looks, over a connection to the source. */
  void look(Connection connection) throws SQLException {
    lost = carried.lost(connection);
    until = !lost.isEmpty() && source.tellsDefinitions(connection) ? source.end(connection) : null;
    later();
  }

  /** Nobody could look; that is tried again in a while. */
  void later() {
    lookedAt = System.nanoTime();
  }

  /** Takes out what is lost, where the log was read far enough to have told of it. */
  void reach(Position position) {
    Position end = until;
    if (!lost.isEmpty() && (end == null || !source.isBefore(position, end))) {
      lost.forEach(park);
      lost = Map.of();
    }
  }
}
