package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.godwit.catalog.TableName;
import org.godwit.task.TableWish.Deed;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.task.control.ChangeCounts;
import org.godwit.task.load.SourceLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables that are suspended and loaded again while their task follows a source that is never at
 * rest; both sides are compared by plain SQL.
 */
final class ReloadedTablesIT {
  private static final Duration RUN_MAX = Duration.ofMinutes(1);
  private static final String ASKED = "a process asked for it";
  private static final String JOINED = "joined; what was committed from";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private TaskBench bench;
  private LoggedSource kind = LoggedSource.MARIADB;

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRES, postgres, DROP_AND_CREATE, 0",
    "MARIADB, postgres, TRUNCATE_BEFORE_LOAD, 3",
    "MYSQL, mariadb, DROP_AND_CREATE, 0"
  })
  void aParkedTableIsMendedAndLoadedAgainWhileTheOthersGoOn(
      LoggedSource from, String target, String preparation, int lanes) throws Exception {
    kind = from;
    bench = TaskBench.between(kind.engine(), target, folder);
    bench.wishes = until(Optional.of(Duration.ofSeconds(4)));
    BusyWriter.prepare(kind, bench.source);
    if (bench.isMySqlTarget()) {
      bench.source.execute(kind.keyed());
    }
    try (BusyWriter writer = BusyWriter.start(kind, bench.source, 7)) {
      CompletableFuture<TaskOutcome> run =
          CompletableFuture.supplyAsync(() -> run(settings(preparation, lanes)));
      awaitChanges(run, 200);
      String line = bench.targetTable("line");
      bench.target.execute(
          "ALTER TABLE %s ADD CONSTRAINT mended CHECK (v <> 'refused')".formatted(line));
      bench.source.execute(kind.sql("INSERT INTO shop.line VALUES (100000, 1, 'refused')"));
      awaitParked(run, "line");
      awaitChanges(run, bench.progress.changes().ofThisRun() + 200);
      bench.target.execute("ALTER TABLE %s DROP CONSTRAINT mended".formatted(line));

      bench.tables.offer(List.of(wish(1, "note", Deed.SUSPEND)));
      awaitParked(run, "line", "note");
      assertThat(bench.progress.of(new TableName(bench.schema(), "note")).statistics().message())
          .contains("suspended by Ada");
      awaitChanges(run, bench.progress.changes().ofThisRun() + 200);

      bench.limits.change(1, SourceLimits.NONE); // the load is held open: its tables have thousands
      bench.tables.offer(List.of(wish(2, "line", Deed.RELOAD), wish(3, "note", Deed.RELOAD)));
      awaitState(run, "line", TableState.FULL_LOAD);
      assertThat(bench.tables.open()).isEmpty();
      assertChangesOfOthersArrive(run, "line");
      if (kind != LoggedSource.POSTGRES) {
        bench.source.execute("ALTER TABLE altered ADD COLUMN extra int");
        awaitLine(run, "changes wait there until");
      }
      assertThat(state("line")).isEqualTo(TableState.FULL_LOAD);
      bench.limits.change(SourceLimits.NONE, SourceLimits.NONE);
      awaitLine(run, JOINED);
      awaitChanges(run, bench.progress.changes().ofThisRun() + 1000);
      assertThat(run.isDone()).as(bench.log::toString).isFalse();
      assertThat(writer.end()).isGreaterThan(1000);
      TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
      assertThat(outcome.message()).isEmpty();
      assertThat(outcome.isComplete()).as(bench.log::toString).isTrue();
    }
    new KilledChanges(kind, bench, folder).assertSame();
    assertThat(
            bench.query(
                bench.target,
                "SELECT source_table, reloads FROM %s.load_table WHERE reloads > 0 ORDER BY source_table"
                    .formatted(bench.controlSchema())))
        .containsExactly("line|1", "note|1");
  }

  /** While the rows of one are held back, what is committed in another arrives. */
  private void assertChangesOfOthersArrive(CompletableFuture<TaskOutcome> run, String loading)
      throws SQLException {
    bench.source.execute(
        kind.sql("INSERT INTO shop.line VALUES (200000, 1, 'behind the snapshot')"),
        kind.sql("INSERT INTO shop.nokey (v, t, j) VALUES (777, 'beside', '{}')"));
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(
            () ->
                run.isDone()
                    || bench.count(bench.target, bench.targetTable("nokey") + " WHERE v = 777")
                        == 1);
    assertThat(run.isDone()).as(bench.log::toString).isFalse();
    assertThat(state(loading)).isEqualTo(TableState.FULL_LOAD);
    assertThat(bench.count(bench.target, bench.targetTable("line") + " WHERE a = 200000")).isZero();
  }

  /**
   * What was asked for is in the control schema before anything is done about it. What was not
   * complete is loaded anew, what was is joined.
   */
  @Test
  void aProcessThatEndsWhileItLoadsATableAgainLosesNothing() throws Exception {
    kind = LoggedSource.POSTGRES; // bench/chaos does so with all
    bench = TaskBench.from(kind.engine(), folder);
    BusyWriter.prepare(kind, bench.source);
    String settings = settings("DROP_AND_CREATE", 0);
    try (BusyWriter writer = BusyWriter.light(kind, bench.source, 8)) {
      for (String moment : List.of("loaded beside the changes", "account loaded ", JOINED)) {
        long asked = asked(ReloadingProcess.logged(folder)).count();
        Process process =
            ReloadingProcess.start(bench, settings, "account", moment.equals(JOINED), folder);
        try {
          Awaitility.await()
              .atMost(RUN_MAX)
              .pollInterval(Duration.ofMillis(2))
              .until(() -> !process.isAlive() || hasCome(moment, asked));
          assertThat(process.isAlive()).as(ReloadingProcess.logged(folder)).isTrue();
        } finally {
          process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
      stopWhileLoading(settings);
      bench.wishes = until(Optional.of(Duration.ofSeconds(4)));
      CompletableFuture<TaskOutcome> run = CompletableFuture.supplyAsync(() -> run(settings));
      awaitChanges(run, 500);
      assertThat(writer.end()).isGreaterThan(100);
      TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
      assertThat(outcome.message()).isEmpty();
      assertThat(outcome.isComplete()).as(bench.log::toString).isTrue();
    }
    new KilledChanges(kind, bench, folder).assertSame();
  }

  /** Whether a process has logged that behind the reload that it was asked for. */
  private boolean hasCome(String moment, long askedBefore) throws IOException {
    String logged = ReloadingProcess.logged(folder);
    return asked(logged).count() > askedBefore
        && logged.substring(logged.lastIndexOf(ASKED)).contains(moment);
  }

  private static Stream<String> asked(String logged) {
    return logged.lines().filter(line -> line.contains(ASKED));
  }

  private void stopWhileLoading(String settings) throws Exception {
    TaskBench stopped = bench.again();
    stopped.wishes = until(Optional.empty());
    CompletableFuture<TaskOutcome> run =
        CompletableFuture.supplyAsync(() -> run(stopped, settings));
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(() -> run.isDone() || stopped.progress.changes().ofThisRun() > 0);
    stopped.limits.change(1, SourceLimits.NONE);
    stopped.tables.offer(List.of(wish(1, "account", Deed.RELOAD)));
    TableName account = new TableName(bench.schema(), "account");
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(
            () ->
                run.isDone()
                    || (stopped.tables.open().isEmpty()
                        && stopped.progress.of(account).statistics().state()
                            == TableState.FULL_LOAD));
    stopped.stop.give();
    TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.reason()).as(stopped.log::toString).isEqualTo(StopReason.NORMAL);
  }

  /** Rows of both tables are of other moments until the log between is applied to one of them. */
  @Test
  void aForeignKeyComesBackWhenItsTablesAreOfOneMoment() throws Exception {
    bench = TaskBench.from(kind.engine(), folder);
    bench.source.execute(
        "CREATE TABLE parent (id int PRIMARY KEY)",
        "CREATE TABLE child (id int PRIMARY KEY, of_parent int REFERENCES parent (id))",
        "INSERT INTO parent VALUES (1), (2), (3), (4), (5)",
        "INSERT INTO child VALUES (1, 1)");
    bench.wishes = until(Optional.of(Duration.ofSeconds(2)));
    CompletableFuture<TaskOutcome> run =
        CompletableFuture.supplyAsync(() -> run(settings("DROP_AND_CREATE", 0)));
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(() -> bench.progress.phase().equals(TaskProgress.ONGOING_CHANGES));
    assertThat(foreignKeys()).isOne();
    bench.limits.change(1, SourceLimits.NONE);
    bench.tables.offer(List.of(wish(1, "parent", Deed.RELOAD)));
    awaitState(run, "parent", TableState.FULL_LOAD);
    bench.source.execute("INSERT INTO parent VALUES (6)", "INSERT INTO child VALUES (2, 6)");
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(() -> bench.count(bench.target, bench.targetTable("child")) == 2);
    assertThat(state("parent")).isEqualTo(TableState.FULL_LOAD);
    assertThat(foreignKeys()).isZero();
    bench.limits.change(SourceLimits.NONE, SourceLimits.NONE);
    TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.message()).isEmpty();
    assertThat(bench.count(bench.target, bench.targetTable("parent"))).isEqualTo(6);
    assertThat(foreignKeys()).as(bench.log::toString).isOne();
    assertThat(bench.progress.rowsOfThisRun()).as("six, and five again").isEqualTo(11);
    assertThat(bench.log).noneMatch(line -> line.message().contains("was not made"));
  }

  private long foreignKeys() throws SQLException {
    return bench.count(bench.target, "pg_constraint WHERE contype = 'f' AND convalidated");
  }

  @Test
  void theLastTableIsNotSuspendedAndTheTaskGoesOn() throws Exception {
    bench = TaskBench.from(kind.engine(), folder);
    bench.source.execute(
        "CREATE TABLE item (id int PRIMARY KEY)",
        "CREATE TABLE other (id int PRIMARY KEY)",
        "INSERT INTO item VALUES (1)");
    bench.wishes = until(Optional.of(Duration.ofSeconds(3)));
    CompletableFuture<TaskOutcome> run =
        CompletableFuture.supplyAsync(() -> run(settings("DROP_AND_CREATE", 0)));
    bench.tables.offer(List.of(wish(1, "other", Deed.SUSPEND), wish(2, "item", Deed.SUSPEND)));
    awaitParked(run, "other");
    bench.source.execute("INSERT INTO item VALUES (2)", "INSERT INTO other VALUES (1)");
    TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.message()).isEmpty();
    assertThat(bench.log)
        .anyMatch(line -> line.message().contains("no other table is followed; stop the task"));
    assertThat(bench.query(bench.target, "SELECT id FROM " + bench.targetTable("item")))
        .containsExactlyInAnyOrder("1", "2");
    assertThat(bench.query(bench.target, "SELECT id FROM " + bench.targetTable("other"))).isEmpty();
  }

  @Test
  void aTaskThatLoadsNothingFollowsAParkedTableFromTheReloadOnAndSaysWhatIsMissing()
      throws Exception {
    bench = TaskBench.from(kind.engine(), folder);
    for (String table : List.of("item", "other")) {
      bench.source.execute("CREATE TABLE %s (id int PRIMARY KEY)".formatted(table));
    }
    bench.target.execute(
        "CREATE SCHEMA \"%s\"".formatted(bench.schema()),
        "CREATE TABLE %s (id int PRIMARY KEY)".formatted(bench.targetTable("item")),
        "CREATE TABLE %s (id int PRIMARY KEY)".formatted(bench.targetTable("other")));
    bench.wishes = until(Optional.of(Duration.ofSeconds(5)));
    CompletableFuture<TaskOutcome> run =
        CompletableFuture.supplyAsync(
            () -> bench.run("{}", task -> OngoingChangesContract.of(MigrationType.CDC, task)));
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(() -> bench.progress.phase().equals(TaskProgress.ONGOING_CHANGES));
    bench.source.execute("INSERT INTO item VALUES (1)");
    awaitChanges(run, 0);
    bench.tables.offer(List.of(wish(1, "item", Deed.SUSPEND)));
    awaitParked(run, "item");
    assertThat(bench.progress.of(new TableName(bench.schema(), "item")).statistics().message())
        .contains("loads no rows");
    bench.source.execute("INSERT INTO item VALUES (2)", "INSERT INTO other VALUES (1)");
    awaitChanges(run, 1);
    bench.tables.offer(List.of(wish(2, "item", Deed.RELOAD)));
    awaitParked(run);
    bench.source.execute("INSERT INTO item VALUES (3)");
    TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.message()).isEmpty();
    assertThat(bench.query(bench.target, "SELECT id FROM " + bench.targetTable("item")))
        .containsExactlyInAnyOrder("1", "3");
    assertThat(bench.log).anyMatch(line -> line.message().contains("neither applied nor loaded"));
    assertThat(bench.progress.changes().of(new TableName(bench.schema(), "item")))
        .as("of before it was suspended, too")
        .isEqualTo(ChangeCounts.of(2, 0, 0, 0));
  }

  private TaskOutcome run(String settings) {
    return run(bench, settings);
  }

  private static TaskOutcome run(TaskBench bench, String settings) {
    return bench.run(
        settings, task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  private TableState state(String table) {
    return bench.progress.of(new TableName(bench.schema(), table)).statistics().state();
  }

  private void awaitState(CompletableFuture<TaskOutcome> run, String table, TableState state) {
    Awaitility.await().atMost(RUN_MAX).until(() -> run.isDone() || state(table) == state);
    assertThat(run.isDone()).as(bench.log::toString).isFalse();
  }

  private void awaitLine(CompletableFuture<TaskOutcome> run, String part) {
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(
            () ->
                run.isDone() || bench.log.stream().anyMatch(line -> line.message().contains(part)));
    assertThat(run.isDone()).as(bench.log::toString).isFalse();
  }

  private TableWish wish(long id, String table, Deed deed) {
    return new TableWish(id, new TableName(bench.schema(), table), deed, "Ada");
  }

  private static ChangeWishes until(Optional<Duration> idle) {
    return new ChangeWishes(Optional.empty(), Optional.empty(), idle, true);
  }

  private static String settings(String preparation, int lanes) {
    return """
        {"FullLoadSettings": {"TargetTablePrepMode": "%s"},
         "ErrorBehavior": {"DataErrorPolicy": "SUSPEND_TABLE", "ApplyErrorInsertPolicy": "SUSPEND_TABLE"},
         "TargetMetadata": {"ParallelApplyThreads": %d}}"""
        .formatted(preparation, lanes);
  }

  private void awaitChanges(CompletableFuture<TaskOutcome> run, long count) {
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(() -> run.isDone() || bench.progress.changes().ofThisRun() > count);
    assertThat(run.isDone()).as(bench.log::toString).isFalse();
  }

  private void awaitParked(CompletableFuture<TaskOutcome> run, String... tables) {
    Awaitility.await()
        .atMost(RUN_MAX)
        .ignoreExceptions() // until the control schema is there
        .until(
            () ->
                run.isDone()
                    || bench
                        .query(
                            bench.target,
                            "SELECT source_table FROM %s.change_table WHERE parked <> '' ORDER BY source_table"
                                .formatted(bench.controlSchema()))
                        .equals(List.of(tables)));
    assertThat(run.isDone()).as(bench.log::toString).isFalse();
  }
}
