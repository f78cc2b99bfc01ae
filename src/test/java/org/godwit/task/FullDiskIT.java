package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.engine.Failure;
import org.godwit.json.LenientJson;
import org.godwit.testing.MortalServer;
import org.godwit.testing.Servers;
import org.godwit.testing.SmallDisk;
import org.godwit.testing.TestDatabase;
import org.godwit.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk that a load or its changes need is full: a sentence, a failed task, and a resume when
 * there is space.
 */
final class FullDiskIT {
  private static final String SETTINGS =
      """
      {"GodwitSettings": {"SegmentMb": 1}, "FullLoadSettings": {"MaxFullLoadSubTasks": 2},
       "TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
       "ErrorBehavior": {"RecoverableErrorCount": 0},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  @TempDir Path folder;

  @Test
  void ofPostgresqlWhileRowsAreWritten() throws Exception {
    try (SmallDisk disk = SmallDisk.mounted(folder.resolve("disk"), 100);
        MortalServer server = MortalServer.start("postgres", folder.resolve("server"))) {
      TestDatabase target = onDisk(disk, server.server());
      TaskBench bench =
          TaskBench.between(
              "mariadb", Servers.mariaDb().newDatabase(), target, folder.resolve("rejects"));
      FaultTables.fill(bench);
      disk.resize(disk.megabytesUsed() + 2);
      assertFull(bench.run(SETTINGS), "No space left on device");
      disk.resize(200);
      TaskBench again = bench.again();
      FaultTables.assertWhole(again, again.run(SETTINGS));
    }
  }

  @Test
  void ofPostgresqlWhileChangesAreApplied() throws Exception {
    LoggedSource kind = LoggedSource.POSTGRES;
    try (SmallDisk disk = SmallDisk.mounted(folder.resolve("disk"), 100);
        MortalServer server = MortalServer.start("postgres", folder.resolve("server"))) {
      TestDatabase source = Servers.postgres().newDatabase();
      TestDatabase target = onDisk(disk, server.server());
      TaskBench bench = TaskBench.between("postgres", source, target, folder.resolve("rejects"));
      source.execute(
          "CREATE SCHEMA shop",
          "CREATE TABLE shop.big (id int PRIMARY KEY, words text)",
          "CREATE TABLE shop.small (id int PRIMARY KEY)");
      try {
        assertThat(follow(bench).message()).isEmpty();
        source.execute(
            "INSERT INTO shop.small VALUES (1)",
            "INSERT INTO shop.big SELECT i, repeat(md5(i::text), 20) FROM generate_series(1, 20000) i",
            "INSERT INTO shop.small VALUES (2)");
        disk.resize(disk.megabytesUsed() + 2);
        assertFull(follow(bench.again()), "No space left on device");
        disk.resize(200);
        assertThat(follow(bench.again()).message()).isEmpty();
        for (String table : List.of("shop.big", "shop.small")) {
          String rows = "SELECT count(*), md5(string_agg(t::text, ',' ORDER BY id)) FROM %s t";
          assertThat(bench.query(target, rows.formatted(table)))
              .isEqualTo(bench.query(source, rows.formatted(table)));
        }
        assertThat(bench.query(target, "SELECT sum(inserts) FROM godwit_control.change_table"))
            .containsExactly("20002");
      } finally {
        kind.forget(source);
      }
    }
  }

  private static TaskOutcome follow(TaskBench bench) {
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    return bench.run(
        "{\"ErrorBehavior\": {\"RecoverableErrorCount\": 0}}",
        task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  @Test
  void ofMariaDbWhileRowsAreWritten() throws Exception {
    try (SmallDisk disk = SmallDisk.mounted(folder.resolve("disk"), 600);
        MortalServer server = MortalServer.start("mariadb", disk.folder().resolve("server"))) {
      TaskBench bench =
          TaskBench.between(
              "postgres",
              Servers.postgres().newDatabase(),
              "mariadb",
              server.server().newDatabase(),
              folder.resolve("rejects"));
      FaultTables.fill(bench);
      disk.resize(disk.megabytesUsed() + 2);
      TaskOutcome full = bench.run(SETTINGS);
      disk.resize(800);
      if (full.failure() == Failure.CONNECTION_LOST) {
        // MariaDB ends itself where it has no room to roll back either.
        server.awaitEnd();
        assertThat(full.reason()).isEqualTo(StopReason.RECOVERABLE_ERROR);
        assertThat(full.message()).contains("127.0.0.1", "server's error log", "resume");
        server.revive();
      } else {
        assertFull(full, "full");
      }
      TaskBench again = bench.again();
      FaultTables.assertWhole(again, again.run(SETTINGS));
    }
  }

  /** MariaDB may wait for room where it can't write its log, and end where it can't roll back. */
  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql"})
  void ofItsFamilyWhileChangesAreApplied(String engine) throws Exception {
    LoggedSource kind = LoggedSource.POSTGRES;
    try (SmallDisk disk = SmallDisk.mounted(folder.resolve("disk"), 900);
        MortalServer server = MortalServer.start(engine, disk.folder().resolve("server"))) {
      TestDatabase source = Servers.postgres().newDatabase();
      TaskBench bench =
          TaskBench.between(
              "postgres", source, engine, server.server().newDatabase(), folder.resolve("rejects"));
      source.execute(
          "CREATE SCHEMA shop",
          "CREATE TABLE shop.big (id int PRIMARY KEY, words text)",
          "CREATE TABLE shop.small (id int PRIMARY KEY)");
      try {
        assertThat(follow(bench).message()).isEmpty();
        source.execute(
            "INSERT INTO shop.small VALUES (1)",
            "INSERT INTO shop.big SELECT i, repeat(md5(i::text), 60) FROM generate_series(1, 20000) i",
            "INSERT INTO shop.small VALUES (2)");
        disk.resize(disk.megabytesUsed() + 2);
        TaskBench second = bench.again();
        CompletableFuture<TaskOutcome> run = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> run.complete(follow(second)));
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> run.isDone() || !warnings(second).isEmpty());
        disk.resize(1200);
        requireNamed(run, second, server);
        assertThat(follow(bench.again()).message()).isEmpty();
        for (String table : List.of("big", "small")) {
          boolean isBig = table.equals("big");
          String columns = isBig ? "id, md5(words)" : "id";
          String rows = "SELECT %s FROM %s ORDER BY id";
          assertThat(bench.query(bench.target, rows.formatted(columns, bench.targetTable(table))))
              .isEqualTo(bench.query(source, rows.formatted(columns, "shop." + table)));
        }
        assertThat(
                bench.query(
                    bench.target,
                    "SELECT sum(inserts) FROM %s.change_table".formatted(bench.controlSchema())))
            .containsExactly("20002");
      } finally {
        kind.forget(source);
      }
    }
  }

  private static List<String> warnings(TaskBench bench) {
    return bench.log.stream()
        .filter(line -> line.level() == LogLevel.WARNING)
        .map(LogLine::message)
        .filter(message -> message.contains("one call has lasted"))
        .toList();
  }

  /** The run says that the disk is full, that the server is gone, or goes on once there is room. */
  private static void requireNamed(
      CompletableFuture<TaskOutcome> run, TaskBench bench, MortalServer server) throws Exception {
    TaskOutcome outcome = run.get(3, TimeUnit.MINUTES);
    if (outcome.failure() == Failure.DISK_FULL) {
      assertFull(outcome, "full");
    } else if (outcome.failure() != null) {
      assertThat(outcome.reason()).isEqualTo(StopReason.RECOVERABLE_ERROR);
      assertThat(outcome.message()).contains("127.0.0.1", "resume");
      if (!answers(server)) {
        server.awaitEnd();
        server.revive();
      }
    } else {
      assertThat(warnings(bench)).isNotEmpty();
      assertThat(outcome.isComplete()).as(bench.log::toString).isTrue();
    }
    System.out.printf(
        "full disk of %s while changes are applied: %s%n", bench.targetScheme(), outcome.message());
  }

  private static boolean answers(MortalServer server) {
    try {
      server.server().execute("SELECT 1");
      return true;
    } catch (SQLException _) {
      return false; // it has ended itself
    }
  }

  @Test
  void ofTheRejectedRows() throws Exception {
    try (SmallDisk disk = SmallDisk.mounted(folder.resolve("disk"), 1)) {
      TaskBench bench = TaskBench.fresh(disk.folder());
      int refused = 6_000;
      bench.source.execute(
          "CREATE TABLE letter (id int PRIMARY KEY, words varchar(400))",
          "INSERT INTO letter SELECT seq, concat('a\\0b', repeat('c', 390)) FROM seq_1_to_"
              + refused);
      TaskOutcome full = bench.run(SETTINGS);
      assertThat(full.reason()).isEqualTo(StopReason.FATAL_ERROR);
      assertThat(full.message())
          .contains("rejected rows can't be written", "No space left", "then resume");
      disk.resize(20);
      TaskOutcome resumed = bench.again().run(SETTINGS);
      assertThat(resumed.tables().getFirst().rejected()).isEqualTo(refused);
      assertThat(bench.count(bench.target, "godwit_control.full_load_exception"))
          .isEqualTo(refused);
      List<String> lines;
      try (var files = Files.list(disk.folder())) {
        lines = Files.readAllLines(files.findFirst().orElseThrow());
      }
      assertThat(lines).hasSizeGreaterThanOrEqualTo(refused);
      lines.forEach(line -> assertThat(LenientJson.object(line, "line").has("row")).isTrue());
    }
  }

  private static void assertFull(TaskOutcome outcome, String words) {
    assertThat(outcome.failure()).as(outcome.toString()).isEqualTo(Failure.DISK_FULL);
    assertThat(outcome.reason()).isEqualTo(StopReason.FATAL_ERROR);
    assertThat(outcome.message()).contains("127.0.0.1", words, "Free");
  }

  /** A database whose files are on the small disk, while the server's log is elsewhere. */
  private static TestDatabase onDisk(SmallDisk disk, TestServer server)
      throws SQLException, IOException {
    Path files = Files.createDirectory(disk.folder().resolve("files"));
    Files.setPosixFilePermissions(disk.folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxrwxrwx"));
    server.execute("CREATE TABLESPACE small LOCATION '%s'".formatted(files));
    TestDatabase target = server.newDatabase();
    server.execute("ALTER DATABASE %s SET TABLESPACE small".formatted(target.name()));
    return target;
  }
}
