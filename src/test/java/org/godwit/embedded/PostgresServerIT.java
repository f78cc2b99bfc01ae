package org.godwit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.godwit.engine.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresServerIT {
  private static final Login LOGIN = new Login("godwit", new Password("s3cret-of-the-test"));

  @TempDir Path folder;

  @Test
  void keepsItsDataOverARestart() throws SQLException {
    try (PostgresServer server = start()) {
      server.createDatabase("The \"shop\"");
      server.createDatabase("The \"shop\"");
      query(server, "The \"shop\"", "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    try (PostgresServer server = start()) {
      assertThat(query(server, "The \"shop\"", "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void isReadyForLogicalReplicationAndWritesCommitsAtOnce() throws SQLException {
    try (PostgresServer server = PostgresServer.start(PostgresServer.Options.in(folder, LOGIN))) {
      assertThat(query(server, "postgres", "SHOW wal_level")).isEqualTo("logical");
      assertThat(query(server, "postgres", "SHOW fsync")).isEqualTo("on");
      assertThat(query(server, "postgres", "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(server, "postgres", "SHOW max_replication_slots")).isEqualTo("16");
      assertThat(query(server, "postgres", "SHOW server_encoding")).isEqualTo("UTF8");
    }
  }

  @Test
  void refusesAWrongPassword() {
    try (PostgresServer server = start()) {
      assertThatThrownBy(() -> LocalConnection.open(server.jdbcUrl("postgres"), "godwit", "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void leavesThePasswordNeitherInAFileNorOnACommandLine() throws Exception {
    try (PostgresServer server = start()) {
      assertThat(Files.readString(Path.of("/proc/" + server.pid() + "/cmdline")))
          .contains("postgres")
          .doesNotContain("s3cret");
      try (var files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file)).doesNotContain("s3cret");
        }
      }
    }
  }

  @Test
  void twoServersOnOneFolderAreRefused() {
    try (PostgresServer _ = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(ServerException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("is in use by another Godwit")
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void refusesAFolderOfAnotherMajorVersionAndSaysHowToDump() throws Exception {
    start().stop();
    Files.writeString(folder.resolve("data/PG_VERSION"), "16\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("was written by PostgreSQL 16")
        .hasMessageContaining("pg_dumpall");
  }

  @Test
  void aStartThatFailsShowsTheServersOwnWordsAndLetsGoOfTheFolder() throws Exception {
    var wrong = PostgresServer.Options.in(folder, LOGIN).with("shared_buffers", "nonsense");
    assertThatThrownBy(() -> PostgresServer.start(wrong))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("shared_buffers");
    start().stop();
  }

  @Test
  void aPidFileWithTheNumberOfAnotherProgramIsNoObstacle() throws Exception {
    start().stop();
    Process other = new ProcessBuilder(List.of("cat")).start();
    try {
      Files.writeString(
          folder.resolve("data/postmaster.pid"),
          other.pid() + "\n" + folder.resolve("data") + "\n");
      start().stop();
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroy();
    }
  }

  private PostgresServer start() {
    return PostgresServer.start(PostgresServer.Options.in(folder, LOGIN).forTests());
  }

  private static String query(PostgresServer server, String database, String sql)
      throws SQLException {
    try (var connection =
            LocalConnection.open(
                server.jdbcUrl(database), server.user(), server.password().reveal());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      var rows = statement.getResultSet();
      rows.next();
      return rows.getString(1);
    }
  }
}
