package org.godwit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.godwit.engine.Password;
import org.godwit.testing.MariaDbJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MariaDbServerIT {
  private static final Login LOGIN = new Login("root", new Password("s3cret'\\of the test"));

  @TempDir Path folder;

  @Test
  void keepsItsDataOverARestart() throws SQLException {
    try (MariaDbServer server = start()) {
      server.createDatabase("the `shop`");
      server.createDatabase("the `shop`");
      query(server, "CREATE TABLE `the ``shop```.kept AS SELECT '🦜' AS bird");
    }
    try (MariaDbServer server = start()) {
      assertThat(query(server, "SELECT bird FROM `the ``shop```.kept")).isEqualTo("🦜");
    }
  }

  @Test
  void writesARowBinlog() throws SQLException {
    try (MariaDbServer server = start()) {
      assertThat(query(server, "SELECT @@version")).startsWith(MariaDbServer.version());
      assertThat(query(server, "SELECT @@log_bin")).isEqualTo("1");
      assertThat(query(server, "SELECT @@binlog_format")).isEqualTo("ROW");
      assertThat(query(server, "SELECT @@binlog_row_image")).isEqualTo("FULL");
    }
  }

  @Test
  void knowsOneAccountAndAsksForItsPassword() throws Exception {
    try (MariaDbServer server = start()) {
      assertThatThrownBy(() -> LocalConnection.open(server.jdbcUrl(""), "root", ""))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("Access denied");
      assertThat(query(server, "SELECT GROUP_CONCAT(DISTINCT User) FROM mysql.user"))
          .isEqualTo("mariadb.sys,root");
      assertThat(Files.readString(Path.of("/proc/" + server.pid() + "/cmdline")))
          .doesNotContain("s3cret");
      assertThat(folder.toFile().list())
          .containsOnly("data", "lock", "server.log", "server.sock", "tmp");
    }
  }

  @Test
  void takesMoreArguments() throws SQLException {
    var options = MariaDbServer.Options.in(folder, LOGIN, MariaDbJar.path());
    try (MariaDbServer server = MariaDbServer.start(options.with("--sql-mode=ANSI_QUOTES"))) {
      assertThat(query(server, "SELECT @@GLOBAL.sql_mode")).isEqualTo("ANSI_QUOTES");
    }
  }

  @Test
  void aStartThatFailsShowsTheServersOwnWords() {
    var options = MariaDbServer.Options.in(folder, LOGIN, MariaDbJar.path());
    assertThatThrownBy(() -> MariaDbServer.start(options.with("--no-such-option")))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("no-such-option");
  }

  private MariaDbServer start() {
    return MariaDbServer.start(MariaDbServer.Options.in(folder, LOGIN, MariaDbJar.path()));
  }

  private static String query(MariaDbServer server, String sql) throws SQLException {
    try (var connection =
            LocalConnection.open(server.jdbcUrl(""), server.user(), server.password().reveal());
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
