package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.task.control.ControlSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task is taken by one process at a time, and what was wished survives a claim that failed. */
final class ClaimIT {
  private static final String SETTINGS =
      """
      {"FullLoadSettings": {"TargetTablePrepMode": "DROP_AND_CREATE"},
       "ErrorBehavior": {"RecoverableErrorCount": 1, "RecoverableErrorInterval": 0}}
      """;

  private static final String QUICK_BATCHES =
      """
      {"TargetMetadata": {"BatchApplyEnabled": true},
       "ErrorBehavior": {"RecoverableErrorInterval": 0}}
      """;

  private static final String[] FOLLOWING = {"--type", "full-load-and-cdc", "--set-up-source"};
  private static final Duration RUN_MAX = Duration.ofMinutes(2);
  private static final String LOCKED = "55P03";

  @TempDir Path rejects;

  @Test
  void aRestartIsStillARestartAfterAClaimThatWasBlocked() throws SQLException {
    TaskBench bench = loaded();
    bench.source.execute("DELETE FROM thing WHERE id = 1");
    TaskBench second = bench.again();
    try (Connection other = holdTask(bench)) {
      second.onLine =
          line -> {
            if (line.message().startsWith("trying again")) {
              rollback(other);
            }
          };
      TaskOutcome outcome = second.run(SETTINGS, ClaimIT::impatient, Start.RELOAD_TARGET);
      assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    }
    assertThat(second.log).anyMatch(line -> line.message().contains("is in use"));
    assertThat(bench.query(bench.target, "SELECT id FROM " + bench.targetTable("thing")))
        .containsExactly("2");
    assertThat(bench.query(bench.target, "SELECT reloads FROM godwit_control.load_table"))
        .containsExactly("1");
  }

  @Test
  void whoKeepsATaskFromBeingTakenIsSaid() throws SQLException {
    TaskBench bench = loaded();
    try (Connection other = holdTask(bench)) {
      TaskOutcome outcome = bench.again().run(SETTINGS, ClaimIT::impatient);
      assertThat(other.isClosed()).isFalse();
      assertThat(outcome.reason()).isEqualTo(StopReason.RECOVERABLE_ERROR);
      assertThat(outcome.message())
          .contains(
              "task test on postgres://127.0.0.1:",
              "is in use",
              "stop that process, or end its session on the target");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "mariadb"}) // MySQL here runs without performance_schema
  void theSessionOfAnOwnerThatDoesNothingIsEnded(String target) throws SQLException {
    TaskBench bench = loaded(TaskBench.between("mariadb", target, rejects));
    EndpointConfig config = bench.task("{}").target();
    Engine engine = Engines.standard().named(config.engine());
    try (Connection dead = engine.connect(config);
        Statement statement = dead.createStatement()) {
      dead.setAutoCommit(false);
      String quote = bench.isMySqlTarget() ? "`" : "\"";
      statement.execute(
          "SELECT epoch FROM %1$s%2$s%1$s.task".formatted(quote, bench.controlSchema())
              + ControlSchema.of(engine, bench.controlSchema()).words().shareLock());
      TaskBench second = bench.again();
      TaskOutcome outcome = second.run("{}");
      assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
      assertThat(second.log)
          .anyMatch(line -> line.message().startsWith("ended a session of this user that held"));
      assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void anOwnerThatStandsStillInATransactionIsReplaced() throws Exception {
    TaskBench bench = TaskBench.from("postgres", rejects);
    RunProcess process = new RunProcess(bench, rejects);
    BusyWriter.prepare(LoggedSource.POSTGRES, bench.source);
    Process owner = process.start(QUICK_BATCHES, FOLLOWING);
    try {
      try (BusyWriter writer = BusyWriter.start(LoggedSource.POSTGRES, bench.source, 1)) {
        Awaitility.await().atMost(RUN_MAX).until(() -> standsStill(owner, bench));
        List<String> untilIdle = new ArrayList<>(List.of(FOLLOWING));
        untilIdle.addAll(List.of("--stop-after-idle", "3s"));
        Process next = process.start(QUICK_BATCHES, untilIdle.toArray(String[]::new));
        Awaitility.await()
            .atMost(RUN_MAX)
            .until(() -> !next.isAlive() || process.printed().contains("ended a session of"));
        assertThat(writer.end()).isPositive();
        assertThat(next.waitFor(RUN_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(next.exitValue()).as(process.printed()).isZero();
      }
      signal(owner, "CONT");
      assertThat(owner.waitFor(RUN_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      owner.destroyForcibly();
      LoggedSource.POSTGRES.forget(bench.source);
    }
    assertThat(process.printed()).contains("was taken over by another process");
    new KilledChanges(LoggedSource.POSTGRES, bench, rejects).assertSame();
  }

  /** Stops the process; whether that was in the middle of a transaction. It goes on where not. */
  private static boolean standsStill(Process owner, TaskBench bench)
      throws IOException, InterruptedException {
    assertThat(owner.isAlive()).isTrue();
    signal(owner, "STOP");
    boolean isOpen = false;
    try {
      bench.query(bench.target, "SELECT 1 FROM godwit_control.change_table");
      bench.query(bench.target, "SELECT epoch FROM godwit_control.task FOR UPDATE NOWAIT");
    } catch (SQLException e) {
      isOpen = LOCKED.equals(e.getSQLState()); // else the tables aren't there yet
    }
    if (!isOpen) {
      signal(owner, "CONT");
    }
    return isOpen;
  }

  private static void signal(Process process, String name)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Test
  void aTableThatGoesElsewhereNowIsLoadedThereFromTheBeginning() throws SQLException {
    TaskBench bench = loaded();
    TaskBench second = bench.again();
    TaskOutcome outcome = second.run("{\"TargetMetadata\": {\"TargetSchema\": \"elsewhere\"}}");
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(bench.query(bench.target, "SELECT id FROM elsewhere.thing ORDER BY id"))
        .containsExactly("1", "2");
    assertThat(second.log)
        .anyMatch(
            line ->
                line.message()
                    .contains(
                        "was loaded into %s.thing before and goes to elsewhere.thing now"
                            .formatted(bench.schema())));
  }

  private TaskBench loaded() throws SQLException {
    return loaded(TaskBench.fresh(rejects));
  }

  private static TaskBench loaded(TaskBench bench) throws SQLException {
    bench.source.execute(
        "CREATE TABLE thing (id int PRIMARY KEY)", "INSERT INTO thing VALUES (1), (2)");
    assertThat(bench.run(SETTINGS).isComplete()).isTrue();
    return bench;
  }

  /** As the transaction of a segment that doesn't end. */
  private static Connection holdTask(TaskBench bench) throws SQLException {
    Connection other = bench.target.connect();
    other.setAutoCommit(false);
    try (Statement statement = other.createStatement()) {
      statement.execute("SELECT epoch FROM godwit_control.task FOR SHARE");
    }
    return other;
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits a second for a lock, not as long as a task would. */
  private static Task impatient(Task task) {
    EndpointConfig target = task.target();
    return new Task(
        task.name(),
        task.type(),
        task.source(),
        new EndpointConfig(
            target.engine(),
            target.host(),
            target.port(),
            target.database(),
            target.user(),
            target.password(),
            target.tls(),
            Map.of("LockTimeout", "1")),
        task.mapping(),
        task.settings());
  }

  /** A DELETE waits there for rows that it may have to delete, of whomever they are. */
  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void aResetDoesNotWaitForWhatAnotherTaskHasNotCommitted(String engine) throws SQLException {
    TaskBench bench = TaskBench.between("postgres", engine, rejects);
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.thing (id int)",
        "INSERT INTO shop.thing VALUES (1)");
    assertThat(bench.run(SETTINGS).isComplete()).isTrue();
    for (String table : List.of("full_load_exception", "apply_exception")) {
      // As an earlier build has made them.
      bench.target.execute(
          "ALTER TABLE %s.%s DROP KEY of_table".formatted(bench.controlSchema(), table));
    }
    assertThat(bench.again().run(SETTINGS).isComplete()).isTrue();
    try (Connection other = bench.target.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "INSERT INTO %s.full_load_exception VALUES ('another', 'shop', 'thing', 1, now(6), '', '', '')"
              .formatted(bench.controlSchema()));
      statement.execute(
          "INSERT INTO %s.apply_exception (task, source_schema, source_table, error_time, row_key, statement, row_values, error) VALUES ('another', 'shop', 'thing', now(6), '', '', '', '')"
              .formatted(bench.controlSchema()));
      TaskOutcome outcome = bench.again().run(SETTINGS, task -> task, Start.RELOAD_TARGET);
      assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
      other.rollback();
    }
  }
}
