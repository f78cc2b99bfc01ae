package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.embedded.Login;
import org.godwit.embedded.PostgresServer;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.Failure;
import org.godwit.engine.KeptLog;
import org.godwit.engine.Position;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.godwit.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sources keep of their log for a task is known, and told before it runs out. */
final class KeptLogIT {
  private static final ChangeWishes UNTIL_IDLE =
      new ChangeWishes(
          Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(1)), true);

  @TempDir Path folder;

  @Test
  void aBinaryLogIsCountedFromTheTasksPlaceOn() throws Exception {
    TaskBench bench = TaskBench.from("mariadb", folder);
    Engine engine = Engines.standard().named("mariadb");
    ChangeSource source = engine.changeSource().orElseThrow();
    EndpointConfig config = bench.task("{}").source();
    try (Connection connection = engine.connect(config)) {
      Position begin = source.end(connection);
      // A stream that reads is not ended by who looks.
      try (ChangeStream stream =
          source.open(config, "godwit_kept", List.of(), Map.of(), begin, _ -> {})) {
        bench.source.execute("CREATE TABLE more (v text)", "FLUSH BINARY LOGS");
        KeptLog kept = source.kept(connection, config, "godwit_kept", begin).orElseThrow();
        assertThat(kept.holder()).startsWith("the binary log from ").endsWith(" on");
        assertThat(kept.bytes()).isPositive();
        assertThat(kept.age()).isBetween(Duration.ZERO, Duration.ofMinutes(5));
        Position end = source.end(connection);
        KeptLog written = source.kept(connection, config, "godwit_kept", end).orElseThrow();
        assertThat(written.bytes()).isLessThan(kept.bytes());
        assertThat(written.age()).as("of the file that is written").isZero();
        assertThat(stream.next(Duration.ofSeconds(5))).isNotNull();
      }
      assertThat(source.kept(connection, config, "godwit_kept", source.position("gone.000001:4")))
          .isEmpty();
    }
  }

  @Test
  void aSlotThatNothingBoundsIsWarnedOfByItsSize() throws Exception {
    try (PostgresServer server = PostgresServer.start(server())) {
      TaskBench bench = follow(server);
      noise(bench.source, 30);
      TaskBench unheeded = bench.again();
      unheeded.wishes = UNTIL_IDLE;
      follow(unheeded, "{\"GodwitSettings\": {\"SourceLogAlarm\": 0}}");
      assertThat(warnings(unheeded)).isEmpty();
      noise(bench.source, 30);
      TaskBench warned = bench.again();
      warned.wishes = UNTIL_IDLE;
      follow(warned, "{\"GodwitSettings\": {\"SourceLogAlarm\": 20}}");
      assertThat(warnings(warned))
          .singleElement()
          .asString()
          .contains("from 20 MB on it is warned of (SourceLogAlarm)")
          .contains("max_slot_wal_keep_size sets no limit");
      SourceLog found = warned.progress.changes().sourceLog();
      assertThat(found).isNotNull();
      assertThat(found.kept().isBounded()).isFalse();
      assertThat(found.alarmBytes()).isEqualTo(20_000_000);
    }
  }

  private PostgresServer.Options server() {
    return PostgresServer.Options.in(folder.resolve("server"), Login.generated("postgres"))
        .forTests()
        .with("wal_level", "logical");
  }

  /** A task that has followed a table of a new database of the server. */
  private TaskBench follow(PostgresServer server) throws SQLException {
    TestDatabase database =
        TestServer.at(
                "postgresql://%s:%s@127.0.0.1:%d"
                    .formatted(server.user(), server.password().reveal(), server.port()))
            .newDatabase();
    TaskBench bench =
        TaskBench.between(
            "postgres", database, Servers.postgres().newDatabase(), folder.resolve("rejects"));
    bench.wishes = UNTIL_IDLE;
    database.execute("CREATE SCHEMA shop", "CREATE TABLE shop.item (id int PRIMARY KEY)");
    follow(bench);
    assertThat(warnings(bench)).isEmpty();
    return bench;
  }

  private static void noise(TestDatabase source, int megabytes) throws SQLException {
    source.execute(
        "SELECT pg_logical_emit_message(false, 'noise', repeat('x', 1000000)) FROM"
            + " generate_series(1, %d)".formatted(megabytes));
  }

  @Test
  void aSlotThatNearsItsBoundIsWarnedOfAndOneBeyondItStopsTheTask() throws Exception {
    PostgresServer.Options options =
        server().with("max_slot_wal_keep_size", "64MB").with("max_prepared_transactions", "2");
    try (PostgresServer server = PostgresServer.start(options)) {
      TaskBench bench = follow(server);
      SourceLog before = bench.progress.changes().sourceLog();
      assertThat(before).isNotNull();
      assertThat(before.kept().holder()).startsWith("replication slot godwit_test_");
      assertThat(before.kept().state()).isEqualTo("reserved");

      noise(bench.source, 66);
      TaskBench again = bench.again();
      again.wishes = UNTIL_IDLE;
      follow(again);
      assertThat(warnings(again))
          .singleElement()
          .asString()
          .contains("of what max_slot_wal_keep_size allows", "let the task catch up");
      followPrepared(again);
      loseSlotUnderARun(again.again());
    }
  }

  /** A transaction comes when it is committed, and one that is prepared alone never. */
  private static void followPrepared(TaskBench bench) throws SQLException {
    try (Connection connection = bench.source.connect();
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "BEGIN; INSERT INTO shop.item VALUES (1)",
              "PREPARE TRANSACTION 'one'",
              "BEGIN; INSERT INTO shop.item VALUES (2)",
              "PREPARE TRANSACTION 'two'",
              "INSERT INTO shop.item VALUES (3)")) {
        statement.execute(sql);
      }
      TaskBench before = bench.again();
      before.wishes = UNTIL_IDLE;
      follow(before);
      assertThat(ids(bench)).containsExactly("3");
      statement.execute("COMMIT PREPARED 'one'");
      statement.execute("ROLLBACK PREPARED 'two'");
    }
    TaskBench behind = bench.again();
    behind.wishes = UNTIL_IDLE;
    follow(behind);
    assertThat(ids(bench)).containsExactly("1", "3");
  }

  private static List<String> ids(TaskBench bench) throws SQLException {
    return bench.query(bench.target, "SELECT id FROM shop.item ORDER BY id");
  }

  /** The target takes longer than the source may keep its log. */
  private static void loseSlotUnderARun(TaskBench bench) throws Exception {
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofMinutes(5)), false);
    CompletableFuture<TaskOutcome> run =
        CompletableFuture.supplyAsync(
            () ->
                bench.run(
                    "{}",
                    task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task)));
    bench.source.execute("INSERT INTO shop.item VALUES (4)");
    await(() -> run.isDone() || ids(bench).contains("4"));
    try (Connection lock = bench.target.connect();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE shop.item");
      bench.source.execute("INSERT INTO shop.item VALUES (5)");
      await(() -> run.isDone() || bench.count(bench.target, "pg_locks WHERE NOT granted") > 0);
      for (int i = 0; i < 3; i++) {
        bench.source.execute(
            "SELECT pg_logical_emit_message(false, 'noise', repeat('x', 1000000)) FROM"
                + " generate_series(1, 66)",
            "SELECT pg_switch_wal()",
            "CHECKPOINT");
      }
      await(
          () ->
              bench
                  .query(bench.source, "SELECT wal_status FROM pg_replication_slots")
                  .equals(List.of("lost")));
      lock.rollback();
    }
    TaskOutcome stopped = run.get(2, TimeUnit.MINUTES);
    assertThat(stopped.failure()).as(bench.log::toString).isEqualTo(Failure.POSITION_LOST);
    assertThat(stopped.message())
        .contains("max_slot_wal_keep_size", "--restart", "--remove-from-source");
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }

  private static void follow(TaskBench bench) throws SQLException {
    follow(bench, "{}");
  }

  private static void follow(TaskBench bench, String settings) throws SQLException {
    TaskOutcome outcome =
        bench.run(
            settings, task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
    assertThat(outcome.reason()).as(outcome.message()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
  }

  private static List<String> warnings(TaskBench bench) {
    return bench.log.stream()
        .filter(line -> line.level() == LogLevel.WARNING)
        .map(LogLine::message)
        .filter(message -> message.startsWith("replication slot"))
        .toList();
  }
}
