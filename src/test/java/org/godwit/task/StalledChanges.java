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
   */
  private record Stall(LoggedSource kind, boolean ofSource, int lanes) {}

  @Test
  void isNoticedAndGoneOnFromWithNothingLost() throws Exception {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (Stall stall :
        List.of(
            new Stall(LoggedSource.POSTGRES, true, 0),
            new Stall(LoggedSource.MARIADB, true, 0),
            new Stall(LoggedSource.POSTGRES, false, 0),
            new Stall(LoggedSource.POSTGRES, false, 3))) {
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
      direct.source.execute(statements.toArray(String[]::new));
      TaskBench bench = stall.ofSource() ? direct.behindSource(proxy) : direct.behind(other, proxy);
      bench.wishes = new ChangeWishes(Optional.empty(), Optional.empty(), Optional.empty(), true);
      CompletableFuture<TaskOutcome> run = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> run.complete(run(bench, stall.lanes())));
      insert(direct, kind, 1);
      await(run, direct, bench, "1");
      proxy.stall();
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
      await(run, direct, bench, "1", "2", "3");
      bench.stop.give();
      assertThat(run.get(1, TimeUnit.MINUTES).reason()).isEqualTo(StopReason.NORMAL);
      System.out.printf(
          "stalled: the %s's network, %s to %s, %d lanes: noticed after %d s, nothing lost%n",
          stall.ofSource() ? "source" : "target",
          kind.engine(),
          direct.targetScheme(),
          stall.lanes(),
          seconds);
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

  private static void await(
      CompletableFuture<TaskOutcome> run, TaskBench direct, TaskBench bench, String... ids) {
    String query = "SELECT id FROM %s ORDER BY id".formatted(direct.targetTable("item"));
    Awaitility.await()
        .atMost(NOTICED_MAX)
        .ignoreExceptions() // until the table is there
        .until(() -> run.isDone() || direct.query(direct.target, query).equals(List.of(ids)));
    assertThat(run).as(bench.log::toString).isNotDone();
  }

  private static List<String> errors(TaskBench bench) {
    return bench.log.stream()
        .filter(line -> line.level() == LogLevel.ERROR)
        .map(LogLine::message)
        .toList();
  }
}
