package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes that are divided among lanes, compared by plain SQL on both servers. */
final class LanesIT {
  private static final Duration RUN_MAX = Duration.ofMinutes(2);
  private static final String DIVIDED = "rounds of changes were divided among the lanes";
  private static final int ROWS = 400;

  @TempDir Path folder;

  private LoggedSource kind = LoggedSource.POSTGRES;
  private TaskBench bench;
  private int lanes;
  private String errors = "{}";

  private void between(LoggedSource source, String target) throws SQLException {
    kind = source;
    bench = TaskBench.between(source.engine(), target, folder);
    List<String> statements = new ArrayList<>(kind.schema());
    statements.add("CREATE TABLE shop.item (id int PRIMARY KEY, name varchar(80), n int)");
    statements.add("CREATE TABLE shop.pair (a int, k varchar(40), v int, PRIMARY KEY (a, k))");
    statements.add("CREATE TABLE shop.bound (id int PRIMARY KEY, code varchar(40) UNIQUE, v int)");
    statements.add("INSERT INTO shop.item VALUES (0, 'none', 0)");
    bench.source.execute(statements.stream().map(kind::sql).toArray(String[]::new));
    assertDone(run());
    List<String> rows = new ArrayList<>();
    for (int i = 1; i <= ROWS; i++) {
      rows.add("(%1$d, 'n%1$d', 0)".formatted(i));
    }
    change("INSERT INTO shop.item VALUES " + String.join(", ", rows));
    assertDone(run());
    assertSame();
  }

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  private TaskOutcome run() {
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    String settings =
        """
        {"TargetMetadata": {"ParallelApplyThreads": %d, "ParallelApplyBufferSize": 20},
         "ErrorBehavior": %s}"""
            .formatted(lanes, errors);
    return bench.run(
        settings, task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  private void assertDone(TaskOutcome outcome) {
    assertThat(outcome.message()).as(() -> bench.log.toString()).isEmpty();
    assertThat(outcome.isComplete()).isTrue();
  }

  /** In one transaction. */
  private void change(String... statements) throws SQLException {
    try (Connection connection = bench.source.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        statement.execute(kind.sql(sql));
      }
      connection.commit();
    }
  }

  private void assertSame() throws SQLException {
    for (String table : List.of("item", "pair", "bound")) {
      assertThat(sorted(bench.target, bench.targetTable(table)))
          .as(table)
          .isEqualTo(sorted(bench.source, kind.named(table)));
    }
    assertThat(bench.query(bench.target, "SELECT count(*) FROM " + control("change_lane")))
        .containsExactly("0");
  }

  private List<String> sorted(TestDatabase database, String table) throws SQLException {
    return bench.query(database, "SELECT * FROM " + table).stream().sorted().toList();
  }

  private String control(String table) {
    return bench.controlSchema() + "." + table;
  }

  private long divided() {
    return bench.log.stream()
        .map(LogLine::message)
        .filter(line -> line.contains(DIVIDED))
        .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' ')).replace(",", "")))
        .sum();
  }

  private String counted(String table) throws SQLException {
    return bench
        .query(
            bench.target,
            "SELECT inserts, updates, deletes FROM %s WHERE source_table = '%s'"
                .formatted(control("change_table"), table))
        .getFirst();
  }

  /** Some lanes commit their parts of a round, one is cut off; others than they go on. */
  @ParameterizedTest
  @CsvSource({"POSTGRES,postgres,3", "MARIADB,postgres,0", "POSTGRES,mariadb,5"})
  void aRoundThatWasCutShortIsCompletedByWhatItsLanesLack(
      LoggedSource source, String target, int lanesAfterwards) throws Exception {
    between(source, target);
    change(
        "UPDATE shop.item SET name = 'x', n = n + 1 WHERE id > 0",
        "INSERT INTO shop.bound VALUES (1, 'one', 1)");
    String position = "SELECT log_position FROM " + control("change_stream");
    List<String> before = bench.query(bench.target, position);
    lanes = 4;
    errors = "{\"RecoverableErrorCount\": 0}";
    CompletableFuture<TaskOutcome> run;
    try (Connection lock = bench.target.connect();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("SELECT id FROM " + bench.targetTable("item") + " WHERE id = 7 FOR UPDATE");
      run = CompletableFuture.supplyAsync(this::run);
      TaskBench running = bench;
      Awaitility.await()
          .atMost(RUN_MAX)
          .until(
              () ->
                  run.isDone()
                      || !running
                          .query(bench.target, "SELECT lane FROM " + control("change_lane"))
                          .isEmpty());
      Awaitility.await().atMost(RUN_MAX).until(() -> run.isDone() || cutWhoWaits());
      assertThat(run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).message())
          .contains("a part of the source's transactions up to");
    }
    assertThat(bench.query(bench.target, position)).as("behind whole rounds").isEqualTo(before);
    String some = "SELECT count(*) FROM " + bench.targetTable("item") + " WHERE name = 'x'";
    assertThat(Integer.parseInt(bench.query(bench.target, some).getFirst())).isBetween(1, ROWS - 1);
    change("UPDATE shop.item SET n = n + 10 WHERE id < 20");
    lanes = lanesAfterwards;
    assertDone(run());
    assertSame();
    assertThat(counted("item")).isEqualTo("400|420|0");
    assertThat(counted("bound")).isEqualTo("1|0|0");
  }

  /** Who reads the target must not see a part of transactions for as long as the source is away. */
  @ParameterizedTest
  @CsvSource({"POSTGRES,postgres"})
  void aRoundThatIsUnderWayIsCompletedWhereTheSourceIsLost(LoggedSource source, String target)
      throws Exception {
    between(source, target);
    change("UPDATE shop.item SET name = 'x', n = n + 1 WHERE id > 0");
    lanes = 4;
    errors = "{\"RecoverableErrorCount\": 0}";
    CompletableFuture<TaskOutcome> run;
    try (Connection lock = bench.target.connect();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("SELECT id FROM " + bench.targetTable("item") + " WHERE id = 7 FOR UPDATE");
      run = CompletableFuture.supplyAsync(this::run);
      TaskBench running = bench;
      Awaitility.await()
          .atMost(RUN_MAX)
          .until(
              () ->
                  run.isDone()
                      || !running
                          .query(bench.target, "SELECT lane FROM " + control("change_lane"))
                          .isEmpty());
      bench.source.execute(
          "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active AND database = current_database()");
      Awaitility.await()
          .atMost(RUN_MAX)
          .until(() -> bench.log.stream().anyMatch(line -> line.message().contains(DIVIDED)));
      lock.rollback();
    }
    TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.message())
        .isNotEmpty()
        .doesNotContain("a part of the source's transactions");
    assertSame();
  }

  private boolean cutWhoWaits() throws SQLException {
    List<String> cut =
        bench.isMySqlTarget()
            ? bench
                .query(
                    bench.target,
                    "SELECT trx_mysql_thread_id FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'")
                .stream()
                .map("KILL "::concat)
                .toList()
            : bench
                .query(
                    bench.target,
                    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .stream()
                .map("SELECT pg_terminate_backend(%s)"::formatted)
                .toList();
    bench.target.execute(cut.toArray(String[]::new));
    return !cut.isEmpty();
  }

  /** Seeded; what waits in the log when a run begins comes as fast as can be. */
  @ParameterizedTest
  @CsvSource({"POSTGRES,postgres", "MARIADB,postgres", "POSTGRES,mariadb"})
  void whateverHappensToRowsComesToTheSame(LoggedSource source, String target) throws Exception {
    between(source, target);
    Random random = new Random(7);
    try (Connection connection = bench.source.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < 400; i++) {
        for (String sql : transaction(random)) {
          statement.execute(kind.sql(sql));
        }
        connection.commit();
      }
    }
    bench.target.execute("DELETE FROM " + bench.targetTable("item") + " WHERE id = 0");
    change("UPDATE shop.item SET n = 1 WHERE id = 0");
    lanes = 4;
    errors = "{\"ApplyErrorUpdatePolicy\": \"LOG_ERROR\", \"RecoverableErrorCount\": 0}";
    assertDone(run());
    assertThat(divided()).as(() -> bench.log.toString()).isGreaterThan(5);
    assertThat(bench.query(bench.target, "SELECT row_key FROM " + control("apply_exception")))
        .containsExactly("id=0");
    assertThat(bench.progress.changes().rejected()).isEqualTo(1);
    bench.source.execute(kind.sql("DELETE FROM shop.item WHERE id = 0"));
    errors = "{\"ApplyErrorDeletePolicy\": \"IGNORE_RECORD\"}";
    assertDone(run());
    assertSame();
  }

  private List<String> transaction(Random random) {
    List<String> statements = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      int id = 1 + random.nextInt(ROWS);
      int other = 1 + random.nextInt(ROWS);
      String text = "t" + random.nextInt(30);
      statements.addAll(
          switch (random.nextInt(12)) {
            case 0 -> List.of("DELETE FROM shop.item WHERE id = " + id);
            case 1 ->
                List.of(
                    "DELETE FROM shop.item WHERE id = " + id,
                    "INSERT INTO shop.item VALUES (%d, '%s', %d)".formatted(id, text, other));
            case 2 ->
                id == other
                    ? List.of()
                    : List.of(
                        "DELETE FROM shop.item WHERE id = " + other,
                        "UPDATE shop.item SET id = %d WHERE id = %d".formatted(other, id));
            case 3, 4 ->
                List.of(
                    "DELETE FROM shop.pair WHERE a = %d AND k = '%s'".formatted(id % 9, text),
                    "INSERT INTO shop.pair VALUES (%d, '%s', %d)".formatted(id % 9, text, other));
            case 5 -> List.of("UPDATE shop.pair SET v = v + 1 WHERE a = " + id % 9);
            case 6 -> // the same code goes from row to row
                List.of(
                    "DELETE FROM shop.bound WHERE code = '%s' OR id = %d".formatted(text, id),
                    "INSERT INTO shop.bound VALUES (%d, '%s', %d)".formatted(id, text, other));
            default ->
                List.of(
                    "UPDATE shop.item SET n = n + %d, name = '%s' WHERE id = %d"
                        .formatted(other, text.toUpperCase(Locale.ROOT), id));
          });
    }
    return statements;
  }
}
