package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A process that follows a busy source and is killed again and again, seeded; and what both servers
 * show then of all rows, by plain SQL.
 */
final class KilledChanges {
  private static final Duration RUN_MAX = Duration.ofMinutes(3);

  private final LoggedSource kind;
  private final TaskBench bench;
  private final Path folder;

  KilledChanges(LoggedSource kind, TaskBench bench, Path folder) {
    this.kind = kind;
    this.bench = bench;
    this.folder = folder;
  }

  /** Kills so often, then lets one process come to the end. */
  void kill(int kills, long seed) throws Exception {
    Random random = new Random(seed);
    RunProcess process = new RunProcess(bench, folder);
    String[] arguments = {"--type", "full-load-and-cdc", "--set-up-source"};
    try (BusyWriter writer = BusyWriter.start(kind, bench.source, seed)) {
      for (int kill = 0; kill < kills; kill++) {
        long before = process.printed().lines().count();
        Process run = process.start(applied(seed, kill), arguments);
        Awaitility.await()
            .atMost(RUN_MAX)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> !run.isAlive() || process.printed().lines().count() > before);
        boolean ended = run.waitFor(random.nextInt(4000), TimeUnit.MILLISECONDS);
        assertThat(ended).as(process.printed()).isFalse();
        run.destroyForcibly();
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
      Process last =
          process.start(
              applied(seed, kills),
              "--type",
              "full-load-and-cdc",
              "--set-up-source",
              "--stop-after-idle",
              "4s");
      boolean ended = last.waitFor(random.nextInt(6000), TimeUnit.MILLISECONDS);
      assertThat(ended).as(process.printed()).isFalse();
      assertThat(writer.end()).isGreaterThan(100);
      assertThat(last.waitFor(RUN_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(last.exitValue()).as(process.printed()).isZero();
    }
    assertSame();
  }

  /** One writer goes on where lanes were killed, other lanes where that was. */
  private static String applied(long seed, int run) {
    return lanes(seed % 2 == 0, run % 2 == 1 ? 0 : 3 + run % 3);
  }

  /** Settings with so many lanes, which divide rounds of a few changes. */
  static String lanes(boolean isBatch, int count) {
    return """
        {"TargetMetadata": {"BatchApplyEnabled": %s, "ParallelApplyThreads": %d,
          "ParallelApplyBufferSize": 3}}"""
        .formatted(isBatch, count);
  }

  /** The tables of the busy writer, by what both servers themselves show of them. */
  void assertSame() throws SQLException {
    for (String table : BusyWriter.TABLES) {
      String named = bench.targetTable(table);
      String ofSource = kind.shown(table, bench.isMySqlTarget());
      String ofTarget = kind.shownByTarget(table, named, bench.isMySqlTarget());
      if (table.equals(BusyWriter.ALTERED)) {
        // A table that was kept and loaded again has columns in other places, and those dropped.
        String columns = String.join(", ", BusyWriter.columnsOfAltered(kind, bench.source));
        ofSource = "SELECT id, %s FROM %s".formatted(columns, kind.named(table));
        ofTarget = "SELECT id, %s FROM %s".formatted(columns, named);
      }
      List<String> source = bench.query(bench.source, ofSource);
      List<String> target = bench.query(bench.target, ofTarget);
      assertThat(target.stream().sorted().toList())
          .as(table)
          .isEqualTo(source.stream().sorted().toList());
    }
  }
}
