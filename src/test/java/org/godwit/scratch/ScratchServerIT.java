package org.godwit.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who tries SQL that nobody has read can't do more than try it. */
final class ScratchServerIT {

  @Test
  void whoTriesIsNoSuperuserAndHasLimits() throws SQLException {
    try (ScratchServer server = ScratchServer.start(Set.of("reader", "A \"role\""));
        Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      assertThat(value(statement, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
          .isEqualTo("f");
      assertThat(value(statement, "SHOW statement_timeout")).isEqualTo("30s");
      assertThat(value(statement, "SHOW temp_file_limit")).isEqualTo("1GB");
      assertThat(value(statement, "SHOW check_function_bodies")).isEqualTo("on");
      assertThat(
              value(
                  statement,
                  "SELECT count(*) FROM pg_roles WHERE rolname IN ('reader', 'A \"role\"')"))
          .isEqualTo("2");
      statement.execute("CREATE SCHEMA s");
      statement.execute("CREATE TABLE s.t (id INTEGER)");
      statement.execute("GRANT SELECT ON s.t TO reader");
    }
  }

  @Test
  void whatTakesTooMuchIsStoppedHoweverItSetsItsOwnLimits() throws SQLException {
    try (ScratchServer server = ScratchServer.start(Set.of());
        Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      server.limit(new ScratchServer.Limits(Duration.ofMinutes(1), 150L << 20));
      statement.execute("SET statement_timeout = 0");
      assertThatThrownBy(
              () ->
                  statement.execute(
                      "CREATE TABLE t AS SELECT repeat('x', 1000) FROM generate_series(1, 100000000)"))
          .isInstanceOf(SQLException.class);
      assertThat(server.endedBecause()).contains("more than 150 MB of the disk");
    }
  }

  @Test
  void whatADeadProcessLeftIsRemoved(@TempDir Path parent) throws IOException {
    Path left = Files.createDirectory(parent.resolve("godwit-scratch1"));
    Path young = Files.createDirectory(parent.resolve("godwit-scratch2"));
    Path used = Files.createDirectory(parent.resolve("godwit-scratch3"));
    try (FileChannel file =
            FileChannel.open(
                used.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      for (Path folder : List.of(left, used)) {
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minusSeconds(600)));
      }
      ScratchFolders.sweep(parent, Instant.now());
      assertThat(left).doesNotExist();
      assertThat(young).exists();
      assertThat(used).exists();
      assertThat(lock.isValid()).isTrue();
    }
  }

  private static String value(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
