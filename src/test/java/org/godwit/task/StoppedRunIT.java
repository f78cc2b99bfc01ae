package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.testing.FaultProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to a real {@code godwit run}, at its worst moments. */
final class StoppedRunIT {
  private static final int ROWS = 400_000;
  private static final int SIGTERM = 143;
  private static final long STOP_SECONDS_MAX = 10;
  private static final String SETTINGS =
      """
      {"GodwitSettings": {"SegmentMb": 1}, "FullLoadSettings": {"MaxFullLoadSubTasks": 2},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  @TempDir Path folder;
  private TaskBench bench;
  private RunProcess run;

  @BeforeEach
  void startWithOneLargeTable() throws Exception {
    bench = TaskBench.fresh(folder);
    TaskRunnerIT.manyRows(bench, ROWS);
    run = new RunProcess(bench, folder);
  }

  @Test
  void itEndsInOrderWithSummaryAndJsonAndTheSameCommandCompletesIt() throws Exception {
    Process stopped = start();
    await(() -> segmentsDone() > 0);
    terminate(stopped);
    assertThat(run.printed()).contains("Ended: NORMAL: stopped by SIGTERM", "the same command");
    assertThat(json().path("stopReason").asText()).isEqualTo("NORMAL");
    assertThat(json().path("tables")).hasSize(1);
    Process last = start();
    assertThat(last.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(last.exitValue()).as(run.printed()).isZero();
    assertThat(json().path("stopReason").asText()).isEqualTo("FULL_LOAD_ONLY_FINISHED");
    assertThat(bench.count(bench.target, bench.targetTable("big"))).isEqualTo(ROWS);
  }

  @Test
  void itEndsAlsoWhereTheSourceHangs() throws Exception {
    try (FaultProxy proxy = new FaultProxy(bench.source.host(), bench.source.port())) {
      run.sourceAt(proxy.port());
      Process stopped = start();
      await(() -> segmentsDone() > 0);
      proxy.stall();
      terminate(stopped);
      assertThat(json().path("stopReason").asText()).isEqualTo("NORMAL");
    }
  }

  @Test
  void itEndsAlsoWhereTheSourceHangsDuringValidation() throws Exception {
    try (FaultProxy proxy = new FaultProxy(bench.source.host(), bench.source.port())) {
      run.sourceAt(proxy.port());
      Process stopped = start();
      await(() -> isCompleted());
      proxy.stall();
      terminate(stopped);
      assertThat(json().path("stopReason").asText()).isEqualTo("NORMAL");
    }
  }

  @Test
  void itEndsAlsoWhereTheTaskIsHeldByAnother() throws Exception {
    assertThat(bench.run("{}").isComplete()).isTrue();
    bench.target.execute(
        "CREATE TEMPORARY TABLE copy AS SELECT * FROM godwit_control.task",
        "UPDATE copy SET task = 'process'",
        "INSERT INTO godwit_control.task SELECT * FROM copy");
    try (Connection other = bench.target.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT FROM godwit_control.task FOR UPDATE");
      Process stopped = start();
      await(
          () ->
              !bench
                  .query(
                      bench.target, "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                  .isEmpty());
      terminate(stopped);
      assertThat(json().path("stopReason").asText()).isEqualTo("NORMAL");
    }
  }

  @Test
  void aSecondSignalEndsItAtOnce() throws Exception {
    try (FaultProxy proxy = new FaultProxy(bench.source.host(), bench.source.port())) {
      run.sourceAt(proxy.port());
      Process stopped = start();
      await(() -> segmentsDone() > 0);
      proxy.stall();
      stopped.destroy();
      await(() -> run.printed().contains("stopping"));
      stopped.destroy();
      assertThat(stopped.waitFor(2, TimeUnit.SECONDS)).as(run.printed()).isTrue();
      assertThat(stopped.exitValue()).isEqualTo(SIGTERM);
      assertThat(folder.resolve("result.json")).doesNotExist();
    }
  }

  private Process start() throws IOException {
    return run.start(SETTINGS, "--json", folder.resolve("result.json").toString());
  }

  private void terminate(Process process) throws Exception {
    process.destroy(); // SIGTERM
    assertThat(process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)).as(run.printed()).isTrue();
    assertThat(process.exitValue()).as(run.printed()).isEqualTo(SIGTERM);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve("result.json")));
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }

  private long segmentsDone() {
    try {
      return bench.count(bench.target, "godwit_control.load_segment WHERE is_done");
    } catch (SQLException e) {
      if (e.getSQLState().equals("42P01") || e.getSQLState().equals("3F000")) {
        return 0; // the run has not made its control schema yet
      }
      throw new IllegalStateException(e);
    }
  }

  private boolean isCompleted() throws Exception {
    return segmentsDone() > 0
        && !bench
            .query(
                bench.target, "SELECT 1 FROM godwit_control.load_table WHERE phase = 'COMPLETED'")
            .isEmpty();
  }
}
