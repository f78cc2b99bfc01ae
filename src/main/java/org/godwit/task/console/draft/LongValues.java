package org.godwit.task.console.draft;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.engine.Dialect;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.task.load.LoadTable;
import org.godwit.task.plan.LengthLimit;

/**
 * Counts on the source the values that are longer than what arrives on the target: one query a
 * table, each given up after some seconds, all of them after a minute.
 */
final class LongValues {
  private static final Duration A_TABLE = Duration.ofSeconds(5);
  private static final Duration IN_ALL = Duration.ofSeconds(60);
  private static final long ROWS_MAX = 20_000_000;
  private static final int NOTES_MAX = 500;

  private final Engine engine;
  private final EndpointConfig config;
  private final Clock clock;

  LongValues(Engine engine, EndpointConfig config, Clock clock) {
    this.engine = engine;
    this.config = config;
    this.clock = clock;
  }

  /**
   * A table with the columns that are measured.
   *
   * @param table what is read
   * @param limits at least one
   */
  record Measured(LoadTable table, List<LengthLimit> limits) {
    TableName name() {
      return table.name();
    }
  }

  /** Counts table by table; says before each which one it is at. */
  LongValueCounts count(List<Measured> tables, Consumer<String> progress) {
    Instant end = clock.instant().plus(IN_ALL);
    List<LongValueCount> found = new ArrayList<>();
    List<LongValueCounts.NotCounted> notCounted = new ArrayList<>();
    int counted = 0;
    try (Connection connection = engine.connect(config)) {
      for (Measured table : tables) {
        progress.accept(
            "Counting values that are too long: table %,d of %,d, %s"
                .formatted(counted + notCounted.size() + 1, tables.size(), table.name()));
        long rows = table.table().source().table().size().rows();
        if (rows > ROWS_MAX) {
          notCounted.add(
              not(table, "has about %,d rows, too many to count them here.".formatted(rows)));
        } else if (clock.instant().isAfter(end)) {
          notCounted.add(
              not(
                  table,
                  "was left out, as counting ended after %d s.".formatted(IN_ALL.toSeconds())));
        } else {
          try {
            found.addAll(count(connection, table));
            counted++;
          } catch (EngineException e) {
            if (e.failure().isOfServer()) {
              throw e;
            }
            notCounted.add(
                not(
                    table,
                    e.failure() == Failure.TIMEOUT
                        ? "was given up after %d s.".formatted(A_TABLE.toSeconds())
                        : "was not counted: " + e.sentence()));
          }
        }
      }
    } catch (SQLException e) {
      throw engine.explain(e, "counting values that are too long", config);
    }
    int left = Math.max(0, found.size() - NOTES_MAX);
    return new LongValueCounts(found.stream().limit(NOTES_MAX).toList(), left, notCounted, counted);
  }

  private static LongValueCounts.NotCounted not(Measured table, String why) {
    return new LongValueCounts.NotCounted(table.name(), why);
  }

  private List<LongValueCount> count(Connection connection, Measured table) {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout((int) A_TABLE.toSeconds());
      List<LongValueCount> found = new ArrayList<>();
      try (ResultSet answer = statement.executeQuery(sql(table))) {
        answer.next();
        int place = 1;
        for (LengthLimit limit : table.limits()) {
          long values = answer.getLong(place++);
          long longest = answer.getLong(place++);
          if (values > 0) {
            found.add(new LongValueCount(table.name(), limit, values, longest));
          }
        }
      }
      return found;
    } catch (SQLException e) {
      throw engine.explain(e, "counting long values of " + table.name(), config);
    }
  }

  private String sql(Measured table) {
    Dialect dialect = engine.dialect();
    String where = table.table().source().where();
    return "SELECT %s FROM %s%s"
        .formatted(
            table.limits().stream()
                .map(limit -> counters(dialect, limit))
                .collect(Collectors.joining(", ")),
            dialect.rowsOf(table.table().source().table()),
            where.isEmpty() ? "" : " WHERE " + where);
  }

  private static String counters(Dialect dialect, LengthLimit limit) {
    String length =
        switch (limit.unit()) {
          case BYTES -> dialect.bytesOf(limit.source());
          case CHARACTERS -> dialect.charactersOf(limit.source());
        };
    return "COUNT(CASE WHEN %1$s > %2$d THEN 1 END), MAX(%1$s)".formatted(length, limit.length());
  }
}
