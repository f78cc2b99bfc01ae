package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.postgresql.PostgresEngine;
import org.godwit.testing.FaultProxy;
import org.godwit.testing.FaultProxy.Cut;
import org.godwit.testing.FaultProxy.Direction;
import org.godwit.testing.FaultProxy.Reach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A source that is written to all the time loses the snapshot of a load. Every transaction of the
 * writer has a number that it leaves in the rows, so that the rows of one point in time can be told
 * from those of another.
 */
final class ChangingSourceIT {
  private static final long ROWS = 24_000;
  private static final int ROW_OF_LOSS = 17_000;
  private static final String SETTINGS =
      """
      {"GodwitSettings": {"SegmentMb": 1, "MaxRowsPerSecond": 8000},
       "FullLoadSettings": {"MaxFullLoadSubTasks": 2},
       "ErrorBehavior": {"RecoverableErrorCount": 3, "RecoverableErrorInterval": 0}}
      """;

  @TempDir Path folder;

  private final AtomicBoolean isOver = new AtomicBoolean();

  /** For each row the numbers of the transactions that changed it, a deletion as negative one. */
  private final Map<Long, List<Long>> changes = new HashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql", "postgres"})
  void everySegmentHoldsTheRowsOfItsOwnPointInTime(String engine) throws Exception {
    TaskBench direct = TaskBench.from(engine, folder);
    fill(direct);
    TaskOutcome outcome;
    TaskBench bench;
    try (FaultProxy proxy = new FaultProxy(direct.source.host(), direct.source.port())) {
      bench = direct.behindSource(proxy);
      CompletableFuture<Void> writer = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> change(direct, writer));
      try {
        outcome = run(bench, proxy);
      } finally {
        isOver.set(true);
        writer.join();
      }
    }
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    boolean isOfOnePoint = engine.equals("postgres");
    assertThat(bench.progress.pointsInTime()).isEqualTo(isOfOnePoint ? 1 : 2);
    assertThat(points(bench, "loose")).hasSize(1);
    assertThat(points(bench, "moving")).hasSize(isOfOnePoint ? 1 : 2);
    Map<Long, Long> loaded = loaded(bench);
    for (String point : points(bench, "moving")) {
      assertOfOnePoint(ranges(bench, point), loaded);
    }
    assertThat(
            bench.query(
                bench.target,
                "SELECT count(*) = count(DISTINCT id) FROM " + bench.targetTable("loose")))
        .containsExactly("t");
  }

  private static TaskOutcome run(TaskBench bench, FaultProxy proxy) {
    Engine source =
        Moment.atRow(
            ROW_OF_LOSS,
            Engines.standard().named(bench.engine()),
            () ->
                proxy.arm(
                    new Cut(
                        Direction.TO_CLIENT, proxy.passed(Direction.TO_CLIENT), Reach.ALL, true)));
    Engines engines =
        bench.engine().equals("postgres")
            ? new Engines(List.of(source))
            : new Engines(List.of(source, new PostgresEngine()));
    return bench.run(engines, SETTINGS, Start.RESUME, Set.of());
  }

  private void fill(TaskBench bench) throws SQLException {
    boolean isPostgres = bench.engine().equals("postgres");
    String schema = bench.schema();
    String numbers =
        isPostgres
            ? "generate_series(1, %d) s".formatted(ROWS)
            : """
              (WITH RECURSIVE r (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM r WHERE i < 999)
                SELECT a.i * 1000 + b.i + 1 AS s FROM r a JOIN r b WHERE a.i < %d) q"""
                .formatted(ROWS / 1000);
    if (isPostgres) {
      bench.source.execute("CREATE SCHEMA shop");
    }
    bench.source.execute(
        "CREATE TABLE %s.moving (id bigint PRIMARY KEY, version bigint, words varchar(200))"
            .formatted(schema),
        "CREATE TABLE %s.loose (id bigint, version bigint)".formatted(schema),
        "INSERT INTO %s.moving SELECT s, 0, concat('%s', s) FROM %s"
            .formatted(schema, "words ".repeat(25), numbers),
        "INSERT INTO %s.loose SELECT s, 0 FROM %s".formatted(schema, numbers),
        isPostgres ? "ANALYZE" : "ANALYZE TABLE moving, loose");
    for (long id = 1; id <= ROWS; id++) {
      changes.put(id, new ArrayList<>(List.of(0L)));
    }
  }

  /** Updates, deletes and adds rows, one transaction after the other, until the run is over. */
  private void change(TaskBench bench, CompletableFuture<Void> done) {
    Random random = new Random(7);
    try (Connection connection = bench.source.connect()) {
      connection.setAutoCommit(false);
      for (long version = 1; !isOver.get(); version++) {
        for (int i = 0; i < 5; i++) {
          long id = 1 + random.nextLong(ROWS);
          List<Long> before = changes.getOrDefault(id, List.of());
          if (before.getLast() < 0 || before.getLast() == version) {
            continue;
          }
          if (i == 0) {
            execute(connection, "DELETE FROM %s.moving WHERE id = ?", bench, id);
            before.add(-version);
          } else {
            execute(
                connection, "UPDATE %s.moving SET version = ? WHERE id = ?", bench, version, id);
            before.add(version);
          }
          execute(connection, "UPDATE %s.loose SET version = ? WHERE id = ?", bench, version, id);
        }
        long added = ROWS + version;
        execute(connection, "INSERT INTO %s.moving VALUES (?, ?, '')", bench, added, version);
        changes.put(added, new ArrayList<>(List.of(version)));
        connection.commit();
      }
      done.complete(null);
    } catch (SQLException | RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private static void execute(Connection connection, String sql, TaskBench bench, long... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.formatted(bench.schema()))) {
      for (int i = 0; i < values.length; i++) {
        statement.setLong(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  /** The points in time of a table's segments. */
  private static List<String> points(TaskBench bench, String table) throws SQLException {
    return bench.query(
        bench.target,
        "SELECT DISTINCT snapshot_at FROM godwit_control.load_segment WHERE source_table = '%s'"
            .formatted(table));
  }

  /**
   * A part of the table.
   *
   * @param from its first id
   * @param to the first id behind it
   */
  private record Range(long from, long to) {
    boolean has(long id) {
      return id >= from && id < to;
    }
  }

  /** What of the table was read at a point in time; places on disk are all of one. */
  private static List<Range> ranges(TaskBench bench, String point) throws SQLException {
    String end =
        bench.engine().equals("postgres") ? "'' AS key_from, '' AS key_to" : "key_from, key_to";
    return bench
        .query(
            bench.target,
            "SELECT %s FROM godwit_control.load_segment WHERE source_table = 'moving' AND snapshot_at = '%s'"
                .formatted(end, point))
        .stream()
        .map(row -> row.split("\\|", -1))
        .map(ends -> new Range(number(ends[0], 0), number(ends[1], Long.MAX_VALUE)))
        .toList();
  }

  private static long number(String key, long open) {
    String digits = key.replaceAll("[^0-9]", "");
    return digits.isEmpty() ? open : Long.parseLong(digits);
  }

  private static Map<Long, Long> loaded(TaskBench bench) throws SQLException {
    Map<Long, Long> loaded = new TreeMap<>();
    for (String row :
        bench.query(bench.target, "SELECT id, version FROM " + bench.targetTable("moving"))) {
      String[] values = row.split("\\|", -1);
      loaded.put(Long.valueOf(values[0]), Long.valueOf(values[1]));
    }
    return loaded;
  }

  /** There is a transaction behind which the source had just these rows in these ranges. */
  private void assertOfOnePoint(List<Range> ranges, Map<Long, Long> loaded) {
    long notBefore = 0;
    long before = Long.MAX_VALUE;
    for (Map.Entry<Long, List<Long>> row : changes.entrySet()) {
      long id = row.getKey();
      if (ranges.stream().noneMatch(range -> range.has(id))) {
        continue;
      }
      // A row that isn't there was deleted, or, if it is a new one, not yet added.
      long seen = loaded.getOrDefault(id, id > ROWS ? Long.MIN_VALUE : Long.MAX_VALUE);
      for (long change : row.getValue()) {
        long version = Math.abs(change);
        boolean isDeleted = seen == Long.MAX_VALUE;
        if (isDeleted ? change < 0 : change == seen) {
          notBefore = Math.max(notBefore, version);
        } else if (!isDeleted && (change < 0 || change > seen)) {
          before = Math.min(before, version);
        }
      }
      assertThat(seen == Long.MAX_VALUE && row.getValue().getLast() >= 0)
          .as("row %d is missing", id)
          .isFalse();
    }
    assertThat(notBefore).as("%s, %s", ranges, before).isLessThan(before);
  }
}
