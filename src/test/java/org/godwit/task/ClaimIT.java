package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.godwit.engine.EndpointConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task is taken by one process at a time, and what was wished survives a claim that failed. */
final class ClaimIT {
  private static final String SETTINGS =
      """
      {"FullLoadSettings": {"TargetTablePrepMode": "DROP_AND_CREATE"},
       "ErrorBehavior": {"RecoverableErrorCount": 1, "RecoverableErrorInterval": 0}}
      """;

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
    TaskBench bench = TaskBench.fresh(rejects);
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
}
