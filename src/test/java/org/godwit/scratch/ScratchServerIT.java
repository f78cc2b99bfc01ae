package org.godwit.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.Test;

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

  private static String value(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
