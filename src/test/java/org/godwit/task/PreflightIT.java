package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.embedded.Login;
import org.godwit.embedded.MariaDbServer;
import org.godwit.embedded.MySqlServer;
import org.godwit.embedded.PostgresServer;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.ConnectionReport.Result;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.engine.Use;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.testing.MariaDbJar;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.godwit.testing.TestServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that were set wrong are found before anything is done, with what puts them right. */
final class PreflightIT {
  @TempDir Path folder;

  @Test
  void aMariaDbThatIsSetWrongIsFoundPutRightAndPutBack() throws Exception {
    MariaDbServer.Options options =
        MariaDbServer.Options.in(
                folder.resolve("server"), Login.generated("root"), MariaDbJar.path())
            .with(
                "--binlog-format=MIXED",
                "--binlog-row-image=MINIMAL",
                "--log-bin-compress=ON",
                "--binlog-expire-logs-seconds=3600");
    try (MariaDbServer server = MariaDbServer.start(options)) {
      String url =
          "mysql://%s:%s@127.0.0.1:%d"
              .formatted(server.user(), server.password().reveal(), server.port());
      requireFoundAndMended(
          "mariadb",
          TestServer.at(url).newDatabase(),
          List.of(
              "mariadb-check-binlog-format",
              "mariadb-check-binlog-image",
              "mariadb-check-binlog-compression",
              "mariadb-check-replication-privileges"),
          List.of("mariadb-check-binlog-retention-time"));
    }
  }

  @Test
  void aMySqlThatIsSetWrongIsFoundPutRightAndPutBack() throws Exception {
    Assumptions.assumeTrue(MySqlServer.isFetched(), Servers.MYSQL_MISSING);
    try (MySqlServer server =
        MySqlServer.start(
            folder.resolve("server"),
            Login.generated("root"),
            "--binlog-format=STATEMENT",
            "--binlog-row-image=NOBLOB",
            "--binlog-row-value-options=PARTIAL_JSON",
            "--binlog-transaction-compression=ON",
            "--binlog-expire-logs-seconds=3600")) {
      Login login = server.login();
      String url =
          "mysql://%s:%s@127.0.0.1:%d"
              .formatted(login.user(), login.password().reveal(), server.port());
      TestDatabase source = TestServer.at(url).newDatabase();
      requireFoundAndMended(
          "mysql",
          source,
          List.of(
              "mysql-check-binlog-format",
              "mysql-check-binlog-image",
              "mysql-check-binlog-row-value-options",
              "mysql-check-binlog-compression",
              "mysql-check-replication-privileges"),
          List.of("mysql-check-binlog-retention-time"));
      // The server's configuration says again what it said before.
      try (Connection connection = source.connect();
          Statement statement = connection.createStatement();
          ResultSet persisted =
              statement.executeQuery(
                  "SELECT VARIABLE_NAME FROM performance_schema.persisted_variables")) {
        assertThat(persisted.next()).isFalse();
      }
    }
  }

  private void requireFoundAndMended(
      String id, TestDatabase source, List<String> failed, List<String> warned)
      throws SQLException {
    Engine engine = Engines.standard().named(id);
    source.execute(
        "CREATE TABLE item (id int PRIMARY KEY)",
        "CREATE USER poor IDENTIFIED BY 'Poor-1'",
        "GRANT SELECT, SHOW VIEW ON *.* TO poor");
    TestDatabase poor = source.as("poor", "Poor-1");
    List<Check> wrong = checks(engine, poor);
    assertThat(names(wrong, Result.FAILED)).containsExactlyElementsOf(failed);
    assertThat(names(wrong, Result.WARNING)).containsAll(warned);

    TaskBench bench =
        TaskBench.between(id, poor, Servers.postgres().newDatabase(), folder.resolve("rejects"));
    bench.wishes =
        new ChangeWishes(Optional.of("binlog.999999:4"), Optional.empty(), Optional.empty(), true);
    TaskOutcome refused = bench.run("{}", task -> of(MigrationType.CDC, task));
    assertThat(refused.reason()).isEqualTo(StopReason.FATAL_ERROR);
    assertThat(refused.message())
        .contains(failed)
        .contains("GRANT REPLICATION SLAVE", "to undo it");

    for (Check check : wrong) {
      if (check.name().startsWith(id)) {
        source.execute(statements(check.fix()));
      }
    }
    List<Check> right = checks(engine, poor);
    assertThat(names(right, Result.FAILED)).isEmpty();
    assertThat(names(right, Result.WARNING)).doesNotContainAnyElementsOf(warned);
    TaskOutcome beyond = bench.run("{}", task -> of(MigrationType.CDC, task));
    assertThat(beyond.message())
        .contains("changes can't begin at binlog.999999:4: the source's log ends at binlog.");

    for (Check check : wrong) {
      source.execute(statements(check.undo()));
    }
    assertThat(names(checks(engine, poor), Result.FAILED)).containsExactlyElementsOf(failed);
  }

  @Test
  void aPostgresThatIsSetWrongIsToldAllThatItLacksAtOnce() throws Exception {
    PostgresServer.Options options =
        PostgresServer.Options.in(folder.resolve("server"), Login.generated("postgres"))
            .forTests()
            .with("wal_level", "replica")
            .with("max_replication_slots", "1")
            .with("max_wal_senders", "0")
            .with("max_slot_wal_keep_size", "64MB")
            .with("wal_sender_timeout", "5s");
    try (PostgresServer server = PostgresServer.start(options)) {
      String url =
          "postgresql://%s:%s@127.0.0.1:%d"
              .formatted(server.user(), server.password().reveal(), server.port());
      TestDatabase source = TestServer.at(url).newDatabase();
      source.execute(
          "SELECT pg_create_physical_replication_slot('other')",
          "CREATE ROLE poor LOGIN PASSWORD 'Poor-1'",
          "REVOKE CREATE ON DATABASE " + source.name() + " FROM PUBLIC",
          "CREATE SCHEMA shop",
          "CREATE TABLE shop.item (id int PRIMARY KEY)",
          "GRANT USAGE ON SCHEMA shop TO poor",
          "GRANT SELECT ON shop.item TO poor");
      List<String> failed =
          List.of(
              "postgres-check-wallevel",
              "postgres-check-replication-slots-count",
              "postgres-check-maxwalsenders",
              "postgres-check-replication-privileges",
              "postgres-check-publication-privileges");
      TestDatabase poor = source.as("poor", "Poor-1");
      List<Check> wrong = checks(Engines.standard().named("postgres"), poor);
      assertThat(names(wrong, Result.FAILED)).containsExactlyElementsOf(failed);
      assertThat(names(wrong, Result.WARNING))
          .contains("postgres-check-maxslot-wal-keep-size", "postgres-check-walsenderstimeout");

      TaskBench bench =
          TaskBench.between(
              "postgres", poor, Servers.postgres().newDatabase(), folder.resolve("rejects"));
      TaskOutcome refused = bench.run("{}", task -> of(MigrationType.FULL_LOAD_AND_CDC, task));
      assertThat(refused.message()).contains(failed).contains("ALTER ROLE \"poor\" REPLICATION");

      for (Check check : wrong) {
        source.execute(statements(check.fix()));
      }
      assertThat(keptSettings(bench, source))
          .contains(
              "max_replication_slots 3",
              "max_slot_wal_keep_size -1",
              "max_wal_senders 2",
              "wal_level logical",
              "wal_sender_timeout 60s");
      assertThat(names(checks(Engines.standard().named("postgres"), poor), Result.FAILED))
          .doesNotContain(
              "postgres-check-replication-privileges", "postgres-check-publication-privileges");
      for (Check check : wrong) {
        source.execute(statements(check.undo()));
      }
      assertThat(keptSettings(bench, source))
          .contains("max_replication_slots 1", "wal_level replica", "wal_sender_timeout 5s");
      assertThat(names(checks(Engines.standard().named("postgres"), poor), Result.FAILED))
          .containsExactlyElementsOf(failed);
    }
  }

  /** Neither is a matter of the server's settings, and only a task knows its tables and canary. */
  @Test
  void aRoleThatOwnsNoTableAndMayMakeNoneIsTold() throws Exception {
    TestDatabase source = Servers.postgres().newDatabase();
    String poor = "poor_" + source.name();
    String owner = "owner_" + source.name();
    source.execute(
        "CREATE ROLE %s LOGIN REPLICATION PASSWORD 'Poor-1'".formatted(poor),
        "CREATE ROLE %s".formatted(owner),
        "GRANT CREATE ON DATABASE %s TO %s".formatted(source.name(), poor),
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.item (id int PRIMARY KEY)",
        "CREATE TABLE shop.line (id int PRIMARY KEY)",
        "ALTER TABLE shop.line OWNER TO " + owner,
        "GRANT USAGE ON SCHEMA shop TO " + poor,
        "GRANT SELECT ON ALL TABLES IN SCHEMA shop TO " + poor);
    TestDatabase login = source.as(poor, "Poor-1");
    assertThat(names(checks(Engines.standard().named("postgres"), login), Result.WARNING))
        .contains("postgres-check-publication-privileges");
    try {
      requireRightsMended(
          "postgres",
          login,
          source,
          List.of("postgres-check-publication-privileges", "postgres-check-canary-privileges"),
          List.of(
              "GRANT \"%s\" TO \"%s\";".formatted(owner, poor),
              "ALTER TABLE \"shop\".\"item\" OWNER TO \"%s\";".formatted(poor),
              "GRANT CREATE ON SCHEMA \"shop\" TO \"%s\";".formatted(poor)),
          List.of(
              "REVOKE \"%s\" FROM \"%s\";".formatted(owner, poor),
              "ALTER TABLE \"shop\".\"item\" OWNER TO \"%s\";".formatted(source.user()),
              "REVOKE CREATE ON SCHEMA \"shop\" FROM \"%s\";".formatted(poor)));
    } finally {
      LoggedSource.POSTGRES.forget(source);
    }
  }

  @Test
  void aUserWhoMayMakeNoCanaryIsTold() throws Exception {
    TestDatabase source = Servers.mariaDb().newDatabase();
    String poor = "p_" + source.name().substring(Math.max(0, source.name().length() - 20));
    source.execute(
        "CREATE TABLE item (id int PRIMARY KEY)",
        "CREATE USER %s IDENTIFIED BY 'Poor-1'".formatted(poor),
        "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO " + poor,
        "GRANT SELECT ON `%s`.* TO %s".formatted(source.name(), poor));
    requireRightsMended(
        "mariadb",
        source.as(poor, "Poor-1"),
        source,
        List.of("mariadb-check-canary-privileges"),
        List.of(
            "GRANT INSERT, UPDATE, CREATE, DROP ON `%s`.* TO '%s'@'%%';"
                .formatted(source.name(), poor)),
        List.of(
            "REVOKE INSERT, UPDATE, CREATE, DROP ON `%s`.* FROM '%s'@'%%';"
                .formatted(source.name(), poor)));
  }

  private void requireRightsMended(
      String id,
      TestDatabase poor,
      TestDatabase source,
      List<String> failed,
      List<String> fixes,
      List<String> undos)
      throws SQLException {
    TaskBench bench =
        TaskBench.between(id, poor, Servers.postgres().newDatabase(), folder.resolve("rejects"));
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    String settings = "{\"GodwitSettings\": {\"CanarySchema\": \"%s\"}}".formatted(bench.schema());
    TaskOutcome refused = bench.run(settings, task -> of(MigrationType.FULL_LOAD_AND_CDC, task));
    assertThat(refused.reason()).isEqualTo(StopReason.FATAL_ERROR);
    assertThat(refused.message()).contains(failed).contains(fixes).contains(undos);

    source.execute(fixes.toArray(String[]::new));
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    TaskOutcome followed = bench.run(settings, task -> of(MigrationType.FULL_LOAD_AND_CDC, task));
    assertThat(followed.message()).isEmpty();
    assertThat(followed.reason()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
    new TaskRunner(bench.context()).removeFromSource(of(MigrationType.CDC, bench.task(settings)));

    source.execute(undos.toArray(String[]::new));
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    assertThat(
            bench
                .run(
                    settings,
                    task -> of(MigrationType.FULL_LOAD_AND_CDC, task),
                    Start.RELOAD_TARGET)
                .message())
        .contains(failed);
  }

  /** What the next start of the server is to find, were it not for the test's own options. */
  private static List<String> keptSettings(TaskBench bench, TestDatabase source)
      throws SQLException {
    return bench.query(
        source,
        "SELECT name || ' ' || setting FROM pg_file_settings"
            + " WHERE sourcefile LIKE '%postgresql.auto.conf' ORDER BY 1");
  }

  private static List<Check> checks(Engine engine, TestDatabase source) {
    EndpointConfig config =
        new EndpointConfig(
            engine.descriptor().id(),
            source.host(),
            source.port(),
            source.name(),
            source.user(),
            new Password(source.password()),
            Tls.NONE,
            engine.descriptor().id().equals("mysql")
                ? Map.of("AllowPublicKeyRetrieval", "true")
                : Map.of());
    return engine.test(config, Use.FOLLOWED).checks();
  }

  private static List<String> names(List<Check> checks, Result result) {
    return checks.stream()
        .filter(check -> check.result() == result)
        .map(Check::name)
        .distinct()
        .toList();
  }

  private static String[] statements(String script) {
    if (script.contains("$godwit$")) {
      return new String[] {script}; // with functions, of many lines
    }
    return script
        .lines()
        .filter(line -> !line.startsWith("--") && !line.isBlank())
        .toArray(String[]::new);
  }

  private static Task of(MigrationType type, Task task) {
    return OngoingChangesContract.of(type, task);
  }
}
