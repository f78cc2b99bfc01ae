package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.godwit.engine.Failure;
import org.godwit.engine.mysql.MySqlEngine;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.testing.MortalServer;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A target that takes no writes for a moment, as one does whose place another server takes. */
final class ReadOnlyServerIT {
  private static final int ROWS = 600;
  private static final Duration RUN_MAX = Duration.ofMinutes(2);
  private static final String NO_WRITES = "the server takes no writes at the moment: ";
  private static final String SETTINGS =
      """
      {"ErrorBehavior": {"RecoverableErrorCount": 3, "RecoverableErrorInterval": 0,
                         "RecoverableErrorThrottling": false}}
      """;

  @TempDir Path folder;

  private MortalServer server;
  private TestDatabase administrator;

  @ParameterizedTest
  @CsvSource({"MARIADB, postgres", "POSTGRES, mysql", "POSTGRES, mariadb"})
  void isWaitedForAndNothingIsLostOrParked(LoggedSource source, String target) throws Exception {
    server = MortalServer.start(target, folder.resolve("server"));
    administrator = server.server().newDatabase();
    TaskBench loaded =
        TaskBench.between(
            source.engine(),
            TaskBench.between(source.engine(), "postgres", folder).source,
            target,
            target.equals("mariadb") ? withoutPrivileges() : administrator,
            folder.resolve("rejects"));
    loaded.source.execute(source.schema().toArray(String[]::new));
    loaded.source.execute(
        source.sql("CREATE TABLE shop.item (id int PRIMARY KEY, words varchar(40))"),
        source.sql("CREATE TABLE shop.other (id int PRIMARY KEY)"));
    try {
      whileChangesAreApplied(loaded, source);
      whileATableIsAltered(loaded.again(), source);
      isAWrongAddressWhereALoadBeginsWithIt(loaded.again());
      otherRefusalsAreNotMeant(target);
    } finally {
      source.forget(loaded.source);
      server.close();
    }
  }

  private void whileChangesAreApplied(TaskBench bench, LoggedSource source) throws Exception {
    AtomicInteger tries = writableAtSecondTry(bench);
    CompletableFuture<TaskOutcome> run = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> run.complete(run(bench)));
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(() -> run.isDone() || bench.progress.phase().equals(TaskProgress.ONGOING_CHANGES));
    write(bench, source, 0, ROWS / 2);
    Awaitility.await()
        .atMost(RUN_MAX)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> run.isDone() || bench.progress.changes().ofThisRun() > 0);
    setReadOnly(true);
    write(bench, source, ROWS / 2, ROWS);
    assertWhole(bench, run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS), source, tries);
    assertThat(bench.count(bench.target, bench.targetTable("item"))).isEqualTo(ROWS);
  }

  private void whileATableIsAltered(TaskBench bench, LoggedSource source) throws SQLException {
    bench.source.execute(
        source.sql("ALTER TABLE shop.item ADD COLUMN later int"),
        source.sql("UPDATE shop.item SET later = 7 WHERE id < 100"));
    AtomicInteger tries = writableAtSecondTry(bench);
    Consumer<LogLine> atRetry = bench.onLine;
    bench.onLine =
        line -> {
          if (line.message().startsWith("changes go on at") && tries.get() == 0) {
            setReadOnly(true);
          }
          atRetry.accept(line);
        };
    assertWhole(bench, run(bench), source, tries);
    assertThat(bench.count(bench.target, bench.targetTable("item") + " WHERE later = 7"))
        .isEqualTo(100);
  }

  private void isAWrongAddressWhereALoadBeginsWithIt(TaskBench bench) {
    setReadOnly(true);
    try {
      TaskOutcome outcome = bench.run(SETTINGS);
      assertThat(outcome.reason()).isEqualTo(StopReason.FATAL_ERROR);
      assertThat(outcome.message())
          .contains(NO_WRITES, "the address of the server that takes writes");
    } finally {
      setReadOnly(false);
    }
  }

  /** Error 1290 is of several options, which no waiting turns off. */
  private void otherRefusalsAreNotMeant(String target) throws SQLException {
    if (target.equals("mysql")) {
      Task task =
          TaskBench.between("postgres", administrator, target, administrator, folder).task("{}");
      SQLException refused =
          catchThrowableOfType(
              SQLException.class,
              () -> administrator.execute("SELECT 1 INTO OUTFILE '/tmp/godwit-is-not-let'"));
      assertThat(refused.getErrorCode()).isEqualTo(1290);
      assertThat(new MySqlEngine().explain(refused, "writing a file", task.target()).failure())
          .isEqualTo(Failure.UNKNOWN);
    }
  }

  private AtomicInteger writableAtSecondTry(TaskBench bench) {
    AtomicInteger tries = new AtomicInteger();
    bench.onLine =
        line -> {
          if (line.message().startsWith("trying again")) {
            assertThat(bench.progress.doing()).contains("the server takes no writes at the moment");
            if (tries.incrementAndGet() == 2) {
              setReadOnly(false);
            }
          }
        };
    return tries;
  }

  private static void assertWhole(
      TaskBench bench, TaskOutcome outcome, LoggedSource source, AtomicInteger tries)
      throws SQLException {
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.reason()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
    assertThat(outcome.isComplete()).as(bench.log::toString).isTrue();
    assertThat(tries).as(bench.log::toString).hasValue(2);
    assertThat(bench.log)
        .filteredOn(line -> line.level() == LogLevel.ERROR)
        .hasSize(2)
        .allMatch(line -> line.message().contains(NO_WRITES));
    String rows = "SELECT * FROM %s ORDER BY id";
    assertThat(bench.query(bench.target, rows.formatted(bench.targetTable("item"))))
        .isEqualTo(bench.query(bench.source, rows.formatted(source.named("item"))));
  }

  private static void write(TaskBench bench, LoggedSource source, int from, int to) {
    try {
      String[] inserts = new String[to - from];
      for (int id = from; id < to; id++) {
        inserts[id - from] =
            source.sql("INSERT INTO shop.item VALUES (%1$d, 'row %1$d')".formatted(id));
      }
      bench.source.execute(inserts);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TaskOutcome run(TaskBench bench) {
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(5)), true);
    return bench.run(
        SETTINGS, task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  /** MariaDB has no setting that holds for administrators too. */
  private TestDatabase withoutPrivileges() throws SQLException {
    administrator.execute(
        "CREATE USER app@'%' IDENTIFIED BY 'secret'",
        "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES, TRIGGER,"
            + " CREATE VIEW, LOCK TABLES, PROCESS ON *.* TO app@'%'");
    return administrator.as("app", "secret");
  }

  private void setReadOnly(boolean isReadOnly) {
    String value = isReadOnly ? "ON" : "OFF";
    try {
      if (administrator.jdbcUrl().startsWith("jdbc:postgresql")) {
        administrator.execute(
            "SET default_transaction_read_only = off",
            "ALTER SYSTEM SET default_transaction_read_only = " + value,
            "SELECT pg_reload_conf()");
        Awaitility.await()
            .atMost(RUN_MAX)
            .until(() -> shown("SHOW default_transaction_read_only").equalsIgnoreCase(value));
      } else if (shown("SELECT version()").contains("MariaDB")) {
        administrator.execute("SET GLOBAL read_only = " + value);
      } else {
        administrator.execute(
            "SET GLOBAL super_read_only = " + value, "SET GLOBAL read_only = " + value);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String shown(String sql) throws SQLException {
    try (Connection connection = administrator.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
