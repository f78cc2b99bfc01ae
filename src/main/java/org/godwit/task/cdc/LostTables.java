package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
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
  private final Map<TableName, Lost> lost = new TreeMap<>();

  /**
   * A table that is gone.
   *
   * @param until where the log ended when that was seen, if that is to be waited for
   */
  private record Lost(String why, @Nullable Position until) {}

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
    Map<TableName, String> found = carried.lost(connection);
    lost.keySet().retainAll(found.keySet());
    found.keySet().removeAll(lost.keySet());
    if (!found.isEmpty()) {
      Position until = source.tellsDefinitions(connection) ? source.end(connection) : null;
      found.forEach((table, why) -> lost.put(table, new Lost(why, until)));
    }
    later();
  }

  /** Nobody could look; that is tried again in a while. */
  void later() {
    lookedAt = System.nanoTime();
  }

  /** Takes out what is lost, where the log was read far enough to have told of it. */
  void reach(Position position) {
    lost.entrySet()
        .removeIf(
            table -> {
              Position until = table.getValue().until();
              boolean isReached = until == null || !source.isBefore(position, until);
              if (isReached) {
                park.accept(table.getKey(), table.getValue().why());
              }
              return isReached;
            });
  }
}
