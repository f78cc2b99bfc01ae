package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.godwit.engine.Failure;
import org.godwit.json.LenientJson;
import org.godwit.testing.MortalServer;
import org.godwit.testing.Servers;
import org.godwit.testing.SmallDisk;
import org.godwit.testing.TestDatabase;
import org.godwit.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that a load needs is full: a sentence, a failed task, and a resume when there is space.
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
