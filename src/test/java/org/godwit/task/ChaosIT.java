package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.godwit.testing.FaultProxy;
import org.godwit.testing.MortalServer;
import org.godwit.testing.TestServer;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody changes a source all the time, rows and definitions, while one part after another
 * breaks, seeded: Godwit is killed or put to sleep, connections are cut, the source's server and
 * the target's are killed, a table is loaded again beside the others. When all is quiet both sides
 * are equal, by plain SQL on their servers.
 *
 * <p>{@code bench/chaos} runs many rounds over all pairs, by {@code -Dgodwit.chaos.pairs=A-B,…} and
 * {@code -Dgodwit.chaos.rounds=N}; the suite one over one pair.
 */
final class ChaosIT {
  private static final int ROUNDS = Integer.getInteger("godwit.chaos.rounds", 1);
  private static final long FIRST_SEED = Long.getLong("godwit.chaos.seed", 1);
  private static final String PAIRS = System.getProperty("godwit.chaos.pairs", "mariadb-postgres");
  private static final int FAULTS = ROUNDS > 1 ? 8 : 5;
  private static final int RUNS_TO_END_MAX = 6;
  private static final Duration RUN_MAX = Duration.ofMinutes(5);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  /** What breaks. */
  private enum Fault {
    PROCESS_KILLED,
    PROCESS_ASLEEP,
    SOURCE_KILLED,
    TARGET_KILLED,
    SOURCE_CUT,
    TARGET_CUT,
    TABLE_PARKED
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(PAIRS.split(",", -1))
        .map(pair -> Arguments.of((Object[]) pair.split("-", -1)));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  void whateverBreaksBothSidesAreEqualInTheEnd(String source, String target) throws Exception {
    LoggedSource kind =
        Arrays.stream(LoggedSource.values())
            .filter(it -> it.engine().equals(source))
            .findAny()
            .orElseThrow();
    try (MortalServer from = MortalServer.start(source, folder.resolve("source"));
        MortalServer to = MortalServer.start(target, folder.resolve("target"));
        FaultProxy beforeSource = new FaultProxy("127.0.0.1", from.server().port());
        FaultProxy beforeTarget = new FaultProxy("127.0.0.1", to.server().port())) {
      TestServer sources = from.server();
      TestServer targets = to.server();
      for (long seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++) {
        Path place = Files.createDirectory(folder.resolve("round" + seed));
        TaskBench bench =
            TaskBench.between(
                source,
                sources.newDatabase(),
                target,
                targets.newDatabase(),
                place.resolve("rejects"));
        new Round(kind, bench, from, to, beforeSource, beforeTarget, place, seed).play();
      }
    }
  }

  /** One database of each server, one task, one seed. */
  private static final class Round {
    private final LoggedSource kind;
    private final MortalServer from;
    private final MortalServer to;
    private final FaultProxy beforeSource;
    private final FaultProxy beforeTarget;
    private final long seed;
    private final Random random;
    private final TaskBench bench;
    private final Path place;
    private final RunProcess process;
    private final String settings;
    private Process run;

    Round(
        LoggedSource kind,
        TaskBench bench,
        MortalServer from,
        MortalServer to,
        FaultProxy beforeSource,
        FaultProxy beforeTarget,
        Path place,
        long seed) {
      this.kind = kind;
      this.from = from;
      this.to = to;
      this.beforeSource = beforeSource;
      this.beforeTarget = beforeTarget;
      this.place = place;
      this.seed = seed;
      this.random = new Random(seed);
      this.bench = bench;
      this.process = new RunProcess(bench.behind(beforeSource, beforeTarget), place);
      this.settings = KilledChanges.lanes(seed % 2 == 0, seed % 5 == 0 ? 4 : 0);
    }

    void play() throws Exception {
      BusyWriter.prepare(kind, bench.source);
      if (bench.isMySqlTarget()) {
        bench.source.execute(kind.keyed());
      } else if (seed % 3 == 0) {
        bench.target.execute(
            "ALTER DATABASE \"%s\" SET synchronous_commit = off".formatted(bench.target.name()));
      }
      long changes;
      try (BusyWriter writer = BusyWriter.rough(kind, bench.source, seed)) {
        run = start();
        for (int i = 0; i < FAULTS; i++) {
          if (!run.waitFor(500 + random.nextInt(4000), TimeUnit.MILLISECONDS)) {
            befall(Fault.values()[random.nextInt(Fault.values().length)]);
          }
          if (!run.isAlive()) {
            run = start();
          }
          if (isLoaded()) {
            writer.truncate();
          }
        }
        changes = writer.end();
      } finally {
        run.destroyForcibly().waitFor();
        beforeSource.disarm();
        beforeTarget.disarm();
      }
      int runs = complete();
      new KilledChanges(kind, bench, place).assertSame();
      kind.forget(bench.source);
      System.out.printf(
          "chaos: round %d, %s to %s: %,d changes, equal after %d run(s) to the end%n",
          seed, kind.engine(), bench.targetScheme(), changes, runs);
    }

    /** TRUNCATE would break the snapshot that MySQL and MariaDB load the table under. */
    private boolean isLoaded() {
      try {
        return bench
            .query(
                bench.target,
                "SELECT phase FROM %s.load_table WHERE source_table = 'emptied' AND phase = 'COMPLETED'"
                    .formatted(bench.controlSchema()))
            .equals(List.of("COMPLETED"));
      } catch (SQLException _) {
        return false; // the schema isn't made yet, or the server is still coming up
      }
    }

    private Process start(String... more) throws IOException {
      List<String> arguments =
          Stream.concat(
                  Stream.of("--type", "full-load-and-cdc", "--set-up-source"), Stream.of(more))
              .toList();
      return process.start(settings, arguments.toArray(String[]::new));
    }

    private void befall(Fault fault) throws IOException, InterruptedException {
      switch (fault) {
        case PROCESS_KILLED -> run.destroyForcibly().waitFor();
        case PROCESS_ASLEEP -> {
          signal("STOP");
          boolean _ = run.waitFor(random.nextInt(3000), TimeUnit.MILLISECONDS);
          signal("CONT");
        }
        case SOURCE_KILLED -> kill(from);
        case TARGET_KILLED -> kill(to);
        case SOURCE_CUT -> cut(beforeSource);
        case TARGET_CUT -> cut(beforeTarget);
        case TABLE_PARKED -> {
          run.destroyForcibly().waitFor();
          park(BusyWriter.TABLES.get(random.nextInt(BusyWriter.TABLES.size())));
        }
      }
    }

    /** The next run loads it again, while it applies the changes of the others. */
    private void park(String table) {
      try {
        bench.target.execute(
            "UPDATE %s.change_table SET parked = 'by chaos' WHERE source_table = '%s'"
                .formatted(bench.controlSchema(), table));
      } catch (SQLException e) {
        System.out.println("chaos: %s is not parked: %s".formatted(table, e.getMessage()));
      }
    }

    private void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + name, Long.toString(run.pid())).start().waitFor();
    }

    private void kill(MortalServer server) throws InterruptedException {
      server.kill();
      boolean _ = run.waitFor(random.nextInt(2000), TimeUnit.MILLISECONDS);
      server.revive();
    }

    private void cut(FaultProxy proxy) {
      FaultProxy.Direction way =
          FaultProxy.Direction.values()[random.nextInt(FaultProxy.Direction.values().length)];
      proxy.arm(
          new FaultProxy.Cut(
              way,
              proxy.passed(way) + random.nextInt(20_000),
              random.nextBoolean() ? FaultProxy.Reach.ONE : FaultProxy.Reach.ALL,
              random.nextBoolean()));
    }

    /** Runs until nothing is left; a table that an ALTER has parked is loaded by the next run. */
    private int complete() throws IOException, InterruptedException {
      for (int i = 1; i <= RUNS_TO_END_MAX; i++) {
        run = start("--stop-after-idle", "4s");
        assertThat(run.waitFor(RUN_MAX.toSeconds(), TimeUnit.SECONDS)).as(() -> printed()).isTrue();
        if (run.exitValue() == 0) {
          return i;
        }
      }
      throw new AssertionError(printed());
    }

    private String printed() {
      try {
        return process.printed();
      } catch (IOException e) {
        return e.toString();
      }
    }
  }
}
