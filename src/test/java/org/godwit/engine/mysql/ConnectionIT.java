package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.godwit.engine.ConnectionReport;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.ConnectionReport.Result;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.engine.Use;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConnectionIT {
  private static EndpointConfig login(EndpointConfig config, String user, String password) {
    return new EndpointConfig(
        config.engine(),
        config.host(),
        config.port(),
        config.database(),
        user,
        new Password(password),
        config.tls(),
        config.settings());
  }

  private static EndpointConfig tls(EndpointConfig config, Tls tls, Map<String, String> settings) {
    return new EndpointConfig(
        config.engine(),
        config.host(),
        config.port(),
        config.database(),
        config.user(),
        config.password(),
        tls,
        settings);
  }

  private static EndpointConfig at(EndpointConfig config, String host, int port, String database) {
    return new EndpointConfig(
        config.engine(),
        host,
        port,
        database,
        config.user(),
        config.password(),
        config.tls(),
        config.settings());
  }

  private static String ask(Family family, EndpointConfig config, String query)
      throws SQLException {
    try (Connection connection = family.engine().connect(config);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void theSessionIsUtcAndUtf8(Family family) throws SQLException {
    assertThat(
            ask(
                family,
                family.config(""),
                "SELECT CONCAT_WS('|', @@time_zone, @@character_set_results, @@sql_mode,"
                    + " @@autocommit + 0, @@net_write_timeout)"))
        .isEqualTo("+00:00|utf8mb4|NO_ENGINE_SUBSTITUTION|1|86400");
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void whatGoesWrongIsNamedWithoutThePassword(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    EndpointConfig good = family.config(database);
    refuses(family, good, config -> login(config, "nobody", "hunter2"), Failure.AUTHENTICATION);
    refuses(
        family, good, config -> at(config, "no-such-host.invalid", 3306, ""), Failure.UNKNOWN_HOST);
    refuses(family, good, config -> at(config, "127.0.0.1", 1, ""), Failure.CONNECTION_REFUSED);
    refuses(
        family,
        good,
        config -> at(config, config.host(), config.port(), "nosuch"),
        Failure.UNKNOWN_DATABASE);
    refuses(family, good, config -> at(config, "a,b", 1, ""), Failure.CONFIGURATION);
    refuses(
        family,
        good,
        config -> tls(config, config.tls(), Map.of("AfterConnectScript", "SET nonsense = 1")),
        Failure.CONFIGURATION);
    refuses(
        family,
        good,
        config -> tls(config, new Tls(Tls.Mode.VERIFY_CA, "no certificate"), Map.of()),
        Failure.TLS);
  }

  private static void refuses(
      Family family, EndpointConfig good, UnaryOperator<EndpointConfig> spoil, Failure failure) {
    EndpointConfig bad = spoil.apply(good);
    assertThatThrownBy(() -> family.engine().connect(bad))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.failure()).as(e.getMessage()).isEqualTo(failure))
        .hasMessageNotContaining("hunter2")
        .hasMessageNotContaining(good.password().reveal());
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void aTestOfTheConnectionListsWhatToGrant(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute("CREATE TABLE t (id int)");
    ConnectionReport all = family.engine().test(family.config(database), Use.SOURCE);
    assertThat(all.isGood()).isTrue();
    assertThat(all.checks()).allMatch(check -> check.result() == Result.PASSED);
    assertThat(all.latency()).isPositive();
    String user = "p" + database.name();
    database.execute("CREATE USER " + user + " IDENTIFIED BY 'Poor-1'");
    EndpointConfig poor = login(family.config(""), user, "Poor-1");
    ConnectionReport none = family.engine().test(poor, Use.SOURCE);
    assertThat(none.isGood()).isFalse();
    assertThat(none.checks())
        .filteredOn(check -> check.name().equals("SELECT"))
        .extracting(Check::fix)
        .containsExactly("GRANT SELECT ON *.* TO '" + user + "'@'%';");
    for (Check check : none.checks()) {
      if (!check.fix().isEmpty()) {
        database.execute(check.fix());
      }
    }
    assertThat(family.engine().test(poor, Use.SOURCE).checks())
        .allMatch(check -> check.result() == Result.PASSED);
  }

  @Test
  void mySqlIsReadOverTlsWithACheckedCertificate() throws Exception {
    EndpointConfig plain = Family.MYSQL.config("");
    String folder = ask(Family.MYSQL, plain, "SELECT @@datadir");
    String authority = java.nio.file.Files.readString(java.nio.file.Path.of(folder, "ca.pem"));
    EndpointConfig checked = tls(plain, new Tls(Tls.Mode.VERIFY_CA, authority), Map.of());
    assertThat(ask(Family.MYSQL, checked, "SHOW STATUS LIKE 'Ssl_cipher'")).isEqualTo("Ssl_cipher");
    assertThatThrownBy(
            () ->
                Family.MYSQL
                    .engine()
                    .connect(tls(plain, new Tls(Tls.Mode.VERIFY_CA, ""), Map.of())))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.failure()).isEqualTo(Failure.TLS));
    assertThatThrownBy(
            () ->
                Family.MYSQL
                    .engine()
                    .connect(tls(plain, new Tls(Tls.Mode.VERIFY_FULL, authority), Map.of())))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.failure()).isEqualTo(Failure.TLS));
  }

  @Test
  void aMariaDbWithoutTlsIsNotTakenForOneThatIsGone() throws SQLException {
    EndpointConfig plain = Family.MARIADB.config(Family.MARIADB.newDatabase());
    EndpointConfig encrypted = tls(plain, new Tls(Tls.Mode.REQUIRE, ""), Map.of());
    assertThatThrownBy(() -> Family.MARIADB.engine().connect(encrypted))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.failure()).isEqualTo(Failure.TLS))
        .hasMessageContaining("TLS mode (now require)");
  }

  @Test
  void aPasswordIsNotEncryptedWithAKeyFromTheNetworkUnlessAllowed() throws SQLException {
    TestDatabase database = Family.MYSQL.newDatabase();
    String user = "k" + database.name();
    database.execute("CREATE USER " + user + " IDENTIFIED WITH caching_sha2_password BY 'hunter2'");
    EndpointConfig config =
        tls(login(Family.MYSQL.config(""), user, "hunter2"), Tls.NONE, Map.of());
    assertThatThrownBy(() -> Family.MYSQL.engine().connect(config))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.failure()).isEqualTo(Failure.AUTHENTICATION))
        .hasMessageContaining("TLS mode require")
        .hasMessageNotContaining("hunter2");
    EndpointConfig allowed = tls(config, Tls.NONE, Map.of("AllowPublicKeyRetrieval", "true"));
    assertThat(ask(Family.MYSQL, allowed, "SELECT 1")).isEqualTo("1");
    // The server remembers the password now, until it restarts.
    assertThat(Family.MYSQL.engine().test(config, Use.SOURCE).checks())
        .anySatisfy(
            check -> {
              assertThat(check.result()).isEqualTo(Result.WARNING);
              assertThat(check.details()).contains("until the server restarts");
            });
    assertThat(Family.MYSQL.engine().test(allowed, Use.SOURCE).checks())
        .noneMatch(check -> check.name().equals("Login"));
    assertThat(ask(Family.MYSQL, config, "SELECT 1")).isEqualTo("1");
    database.execute("FLUSH PRIVILEGES"); // forgets it as a restart does
    assertThatThrownBy(() -> Family.MYSQL.engine().connect(config))
        .hasMessageContaining("forgot it when it restarted")
        .hasMessageContaining("resume");
  }
}
