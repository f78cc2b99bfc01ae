package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real process that runs a task is killed, and another one goes on. */
final class KilledTaskIT {
  private static final int ROWS = 400_000;
  private static final String SETTINGS =
      """
      {"GodwitSettings": {"SegmentMb": 1}, "FullLoadSettings": {"MaxFullLoadSubTasks": 2},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aTaskThatIsKilledAtAnyMomentResumesAndLosesNoRow(long seed) throws Exception {
    TaskBench bench = TaskBench.fresh(folder);
    TaskRunnerIT.manyRows(bench, ROWS);
    bench.source.execute(
        "CREATE TABLE keyless (n int, words varchar(20))",
        "INSERT INTO keyless SELECT seq % 10, 'the same' FROM seq_1_to_20000");
    RunProcess process = new RunProcess(bench, folder);
    Random random = new Random(seed);
    for (int kill = 0; kill < 3; kill++) {
      Process run = process.start(SETTINGS);
      long wanted = segmentsDone(bench) + 1 + random.nextInt(2);
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !run.isAlive() || segmentsDone(bench) >= wanted);
      run.destroyForcibly();
      assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    Process last = process.start(SETTINGS);
    assertThat(last.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(last.exitValue()).isZero();
    String sums = "SELECT count(*), sum(id), sum(n), sum(length(words)) FROM ";
    assertThat(bench.query(bench.target, sums + bench.targetTable("big")))
        .isEqualTo(bench.query(bench.source, sums + "big"));
    assertThat(bench.count(bench.target, bench.targetTable("keyless"))).isEqualTo(20_000);
    assertThat(
            bench.query(
                bench.target,
                "SELECT sum(rows_loaded) FROM godwit_control.load_segment WHERE is_done"))
        .containsExactly(Integer.toString(ROWS + 20_000));
  }

  /** How many segments the process's task has committed. */
  static long segmentsDone(TaskBench bench) {
    try {
      return Long.parseLong(
          bench
              .query(bench.target, "SELECT count(*) FROM godwit_control.load_segment WHERE is_done")
              .getFirst());
    } catch (SQLException e) {
      if (e.getSQLState().equals("42P01") || e.getSQLState().equals("3F000")) {
        return 0; // the run has not made its control schema yet
      }
      throw new IllegalStateException(e);
    }
  }
}
