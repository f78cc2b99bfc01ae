package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.testing.FaultProxy;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The network goes silent under runs that follow changes, and ends no connection. They wait for up
 * to a minute before they take it for lost, so all do it beside each other; it takes too long for
 * the suite, and {@code bench/stalled} runs it.
 */
final class StalledChanges {
  private static final Duration NOTICED_MAX = Duration.ofMinutes(2);

  @TempDir Path folder;

  /**
   * One of the runs.
   *
   * @param ofSource whether the way to the source stalls, and not that to the target
   * @param lanes that apply changes
   * @param behindBytes of the source's in the load; 0 for once the load is over
   */
  private record Stall(LoggedSource kind, boolean ofSource, int lanes, long behindBytes) {
    String described() {
      return "the %s's network, %s, %d lanes, in the %s"
          .formatted(
              ofSource ? "source" : "target",
              kind.engine(),
              lanes,
              behindBytes > 0 ? "load" : "changes");
    }
  }

  private static final long IN_LOAD = 4_000_000;
  private static final int ROWS = 1_000_000;

  @Test
  void isNoticedAndGoneOnFromWithNothingLost() throws Exception {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (Stall stall :
        List.of(
            new Stall(LoggedSource.POSTGRES, true, 0, 0),
            new Stall(LoggedSource.MARIADB, true, 0, 0),
            new Stall(LoggedSource.POSTGRES, false, 0, 0),
            new Stall(LoggedSource.POSTGRES, false, 3, 0),
            new Stall(LoggedSource.POSTGRES, true, 0, IN_LOAD),
            new Stall(LoggedSource.MARIADB, true, 0, IN_LOAD))) {
      TaskBench bench =
          TaskBench.between(
              stall.kind().engine(), "postgres", folder.resolve(Integer.toString(all.size())));
      all.add(
          CompletableFuture.runAsync(
              () -> follow(stall, bench), work -> Thread.ofVirtual().start(work)));
    }
    for (CompletableFuture<Void> one : all) {
      one.get(4, TimeUnit.MINUTES);
    }
  }

  private static void follow(Stall stall, TaskBench direct) {
    LoggedSource kind = stall.kind();
    TestDatabase far = stall.ofSource() ? direct.source : direct.target;
    try (FaultProxy proxy = new FaultProxy(far.host(), far.port());
        FaultProxy other = new FaultProxy(direct.source.host(), direct.source.port())) {
      List<String> statements = new ArrayList<>(kind.schema());
      statements.add("CREATE TABLE %s (id int PRIMARY KEY)".formatted(kind.named("item")));
      statements.add(
          "INSERT INTO %s SELECT %s"
              .formatted(
                  kind.named("item"),
                  kind == LoggedSource.POSTGRES
                      ? "generate_series(10, %d)".formatted(ROWS)
                      : "seq FROM seq_10_to_%d".formatted(ROWS)));
      direct.source.execute(statements.toArray(String[]::new));
      TaskBench bench = stall.ofSource() ? direct.behindSource(proxy) : direct.behind(other, proxy);
      bench.wishes = new ChangeWishes(Optional.empty(), Optional.empty(), Optional.empty(), true);
      CompletableFuture<TaskOutcome> run = new CompletableFuture<>();
      if (stall.behindBytes() > 0) {
        proxy.stallBehind(stall.behindBytes());
      }
      Thread.ofVirtual().start(() -> run.complete(run(bench, stall.lanes())));
      insert(direct, kind, 1);
      if (stall.behindBytes() > 0) {
        Awaitility.await().atMost(NOTICED_MAX).until(() -> run.isDone() || proxy.isStalled());
      } else {
        await(run, direct, bench, kind.named("item"));
        proxy.stall();
      }
      insert(direct, kind, 2);
      long stalledAt = System.nanoTime();
      Awaitility.await().atMost(NOTICED_MAX).until(() -> run.isDone() || !errors(bench).isEmpty());
      assertThat(errors(bench))
          .as(stall + " " + bench.log)
          .singleElement()
          .asString()
          .contains("127.0.0.1:" + proxy.port());
      long seconds = Duration.ofNanos(System.nanoTime() - stalledAt).toSeconds();
      proxy.flow();
      insert(direct, kind, 3);
      await(run, direct, bench, kind.named("item"));
      bench.stop.give();
      assertThat(run.get(1, TimeUnit.MINUTES).reason()).isEqualTo(StopReason.NORMAL);
      System.out.printf(
          "stalled: %s: noticed after %d s, nothing lost%n", stall.described(), seconds);
    } catch (Exception e) {
      throw new IllegalStateException(stall.toString(), e);
    } finally {
      forget(kind, direct);
    }
  }

  private static void forget(LoggedSource kind, TaskBench bench) {
    try {
      kind.forget(bench.source);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TaskOutcome run(TaskBench bench, int lanes) {
    return bench.run(
        """
        {"TargetMetadata": {"ParallelApplyThreads": %d, "ParallelApplyBufferSize": 3},
         "ErrorBehavior": {"RecoverableErrorInterval": 1}}"""
            .formatted(lanes),
        task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  private static void insert(TaskBench bench, LoggedSource kind, int id) throws SQLException {
    bench.source.execute("INSERT INTO %s VALUES (%d)".formatted(kind.named("item"), id));
  }

  /** Until the target has what the source has. */
  private static void await(
      CompletableFuture<TaskOutcome> run, TaskBench direct, TaskBench bench, String source)
      throws SQLException {
    List<String> all = direct.query(direct.source, sums(source));
    String query = sums(direct.targetTable("item"));
    Awaitility.await()
        .atMost(NOTICED_MAX)
        .ignoreExceptions() // until the table is there
        .until(() -> run.isDone() || direct.query(direct.target, query).equals(all));
    assertThat(run).as(bench.log::toString).isNotDone();
  }

  private static String sums(String table) {
    return "SELECT concat(count(*), ' ', sum(id)) FROM " + table;
  }

  private static List<String> errors(TaskBench bench) {
    return bench.log.stream()
        .filter(line -> line.level() == LogLevel.ERROR)
        .map(LogLine::message)
        .toList();
  }
}
