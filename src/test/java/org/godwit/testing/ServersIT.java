package org.godwit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class ServersIT {
  @Test
  void eachTestGetsADatabaseOfItsOwn() throws SQLException {
    for (TestServer server : new TestServer[] {Servers.postgres(), Servers.mariaDb()}) {
      TestDatabase one = server.newDatabase();
      TestDatabase other = server.newDatabase();
      one.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
      other.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
      assertThat(one.name()).isNotEqualTo(other.name());
    }
  }

  @Test
  void mySqlIsOraclesOwn() throws SQLException {
    TestDatabase database = Servers.mysql().newDatabase();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT @@version, @@version_comment, @@gtid_mode")) {
      rows.next();
      assertThat(rows.getString(1)).startsWith("8.");
      assertThat(rows.getString(2)).contains("MySQL");
    }
  }
}
