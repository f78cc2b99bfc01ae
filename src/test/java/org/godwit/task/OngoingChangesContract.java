package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.engine.Failure;
import org.godwit.task.cdc.ChangeWishes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Changes of a source that is never at rest. Both ends are compared by plain SQL on their servers,
 * row by row, and not by anything of Godwit's.
 *
 * <p>{@code -Dgodwit.faults.seeds=N} kills in N rounds instead of one.
 */
abstract class OngoingChangesContract {
  static final ChangeWishes UNTIL_IDLE =
      new ChangeWishes(
          Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(1)), true);
  static final Duration RUN_MAX = Duration.ofMinutes(3);
  private static final int KILLS = 4;
  static final String BATCHES = "{\"TargetMetadata\": {\"BatchApplyEnabled\": true}}";

  @TempDir Path folder;

  private final LoggedSource kind;
  TaskBench bench;
  String settings = "{}";

  OngoingChangesContract(LoggedSource kind) {
    this.kind = kind;
  }

  @BeforeEach
  void makeBench() throws SQLException {
    bench = TaskBench.from(kind.engine(), folder);
    bench.wishes = UNTIL_IDLE;
  }

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  TaskOutcome run(MigrationType type) {
    return run(bench, type, Start.RESUME);
  }

  TaskOutcome run(TaskBench bench, MigrationType type, Start start) {
    return bench.run(settings, task -> of(type, task), start);
  }

  void conflictsLeadTo(String policy) {
    settings =
        """
        {"ErrorBehavior": {"ApplyErrorInsertPolicy": "%1$s", "ApplyErrorUpdatePolicy": "%1$s",
          "ApplyErrorDeletePolicy": "%1$s"}}
        """
            .formatted(policy);
  }

  static Task of(MigrationType type, Task task) {
    return new Task(
        task.name(), type, task.source(), task.target(), task.mapping(), task.settings());
  }

  /** Tables whose values look alike everywhere. */
  void assertSame(List<String> tables) throws SQLException {
    for (String table : tables) {
      assertThat(
              bench.query(
                  bench.target, "SELECT * FROM " + bench.targetTable(table) + " ORDER BY id"))
          .as(table)
          .isEqualTo(
              bench.query(bench.source, "SELECT * FROM " + kind.named(table) + " ORDER BY id"));
    }
  }

  @Test
  void everyChangeOfABusySourceArrivesOnce() throws Exception {
    followABusySource();
  }

  /** Through a load and behind it, until the source rests; compares then. */
  void followABusySource() throws Exception {
    // A transaction of the writer may take long, and is no rest.
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(4)), true);
    BusyWriter.prepare(kind, bench.source);
    try (BusyWriter writer = BusyWriter.start(kind, bench.source, 1)) {
      CompletableFuture<TaskOutcome> run =
          CompletableFuture.supplyAsync(() -> run(MigrationType.FULL_LOAD_AND_CDC));
      awaitChanges(run, 0);
      writer.truncate();
      awaitChanges(run, 3000);
      assertThat(writer.end()).isGreaterThan(1000);
      TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
      assertThat(outcome.message()).isEmpty();
      assertThat(outcome.reason()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
      assertThat(outcome.isComplete()).isTrue();
    }
    new KilledChanges(kind, bench, folder).assertSame();
  }

  private void awaitChanges(CompletableFuture<TaskOutcome> run, long count) {
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(() -> run.isDone() || bench.progress.changes().ofThisRun() > count);
  }

  @Test
  void aProcessThatIsKilledAtAnyMomentLosesNoChangeAndAppliesNoneTwice() throws Exception {
    for (long seed = 1; seed <= Integer.getInteger("godwit.faults.seeds", 1); seed++) {
      if (seed > 1) {
        leaveNothing();
        makeBench();
      }
      BusyWriter.prepare(kind, bench.source);
      new KilledChanges(kind, bench, folder).kill(KILLS, seed);
    }
  }

  void makeItem() throws SQLException {
    List<String> statements = new ArrayList<>(kind.schema());
    statements.add(
        "CREATE TABLE " + kind.named("item") + " (id int PRIMARY KEY, name varchar(80))");
    bench.source.execute(statements.toArray(String[]::new));
  }

  /** Two tables that are loaded and followed so far. */
  void follow() throws SQLException {
    makeItem();
    bench.source.execute("CREATE TABLE " + kind.named("other") + " (id int PRIMARY KEY)");
    List<String> rows = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      rows.add("(%1$d, 'n%1$d')".formatted(i));
    }
    bench.source.execute(
        "INSERT INTO " + kind.named("item") + " VALUES " + String.join(", ", rows));
    TaskOutcome outcome = run(MigrationType.FULL_LOAD_AND_CDC);
    assertThat(outcome.message()).isEmpty();
    assertSame(List.of("item", "other"));
  }

  TaskOutcome goOn() {
    bench = bench.again();
    bench.wishes = UNTIL_IDLE;
    return run(MigrationType.FULL_LOAD_AND_CDC);
  }

  /** Waits until the target shows that. */
  void await(CompletableFuture<TaskOutcome> run, String query, String... rows) throws SQLException {
    Awaitility.await()
        .atMost(RUN_MAX)
        .ignoreExceptions() // until the column is there
        .until(() -> run.isDone() || bench.query(bench.target, query).equals(List.of(rows)));
    if (run.isDone()) {
      assertThat(run.join().message()).as(bench.log::toString).isEmpty();
    }
    assertThat(bench.query(bench.target, query))
        .as(() -> query + ": " + run + bench.log)
        .containsExactly(rows);
  }

  /** Others go on; what is parked is loaded again by the next resume. */
  void requireItemParked(String... words) throws Exception {
    settings = "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";
    requireItemParkedAsSet(words);
  }

  /** Likewise, with what the settings do to the table that is loaded again. */
  void requireItemParkedAsSet(String... words) throws Exception {
    bench.source.execute("INSERT INTO " + kind.named("other") + " VALUES (1)");
    TaskOutcome outcome = goOn();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isFalse();
    assertThat(
            bench
                .query(
                    bench.target,
                    "SELECT parked FROM godwit_control.change_table WHERE source_table = 'item'")
                .getFirst())
        .contains(words);
    assertSame(List.of("other"));
    outcome = goOn();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isTrue();
    assertSame(List.of("item", "other"));
  }

  /** By itself, in the run that finds it, where its target's table may be made anew. */
  void requireItemLoadedAgain(String why) throws Exception {
    settings = "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";
    bench.source.execute("INSERT INTO " + kind.named("other") + " VALUES (1)");
    TaskOutcome outcome = goOn();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isTrue();
    assertThat(bench.log)
        .anyMatch(line -> line.message().contains("loaded again") && line.message().contains(why));
    assertSame(List.of("item", "other"));
  }

  /** Follows until nothing has come for so many seconds. */
  CompletableFuture<TaskOutcome> followFor(int idleSeconds) {
    bench = bench.again();
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(idleSeconds)), true);
    return CompletableFuture.supplyAsync(() -> run(MigrationType.FULL_LOAD_AND_CDC));
  }

  /** The run that loaded it ended before it recorded what it follows. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTableThatWasAlteredOrMadeAnewBetweenItsLoadAndItsChangesIsLoadedAgain(boolean isMadeAnew)
      throws Exception {
    makeItem();
    bench.source.execute(
        "CREATE TABLE " + kind.named("other") + " (id int PRIMARY KEY)",
        "INSERT INTO " + kind.named("item") + " VALUES (1, 'one')");
    TaskBench ended = bench;
    ended.onLine =
        line -> {
          if (line.message().startsWith("loaded 1 rows")) {
            ended.stop.give();
          }
        };
    assertThat(run(MigrationType.FULL_LOAD_AND_CDC).reason()).isEqualTo(StopReason.NORMAL);
    if (!isMadeAnew) {
      bench.source.execute(
          "ALTER TABLE " + kind.named("item") + " DROP COLUMN name",
          "ALTER TABLE " + kind.named("item") + " ADD COLUMN title varchar(80)",
          "UPDATE " + kind.named("item") + " SET title = 'other'");
      requireItemParked("no longer applied");
      return;
    }
    bench.source.execute(
        "DROP TABLE " + kind.named("item"),
        "CREATE TABLE " + kind.named("item") + " (id int PRIMARY KEY, name varchar(80))",
        "INSERT INTO " + kind.named("item") + " VALUES (1, 'another')");
    settings = "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";
    TaskOutcome outcome = goOn();
    if (!outcome.isComplete()) { // a log without the statements parks it
      assertThat(outcome.message()).isEmpty();
      assertThat(goOn().isComplete()).isTrue();
    }
    assertSame(List.of("item", "other"));
  }

  @Test
  void aChangeOfARowThatTheTargetLacksStopsTheTaskWithItsKey() throws Exception {
    follow();
    conflictsLeadTo("STOP_TASK");
    bench.target.execute("DELETE FROM " + bench.targetTable("item") + " WHERE id = 7");
    bench.source.execute(
        "UPDATE " + kind.named("item") + " SET name = 'x' WHERE id = 3",
        "UPDATE " + kind.named("item") + " SET name = 'x' WHERE id = 7");
    TaskOutcome stopped = goOn();
    assertThat(stopped.failure()).isEqualTo(Failure.CONFLICT);
    assertThat(stopped.message()).contains("id=7");
    bench.target.execute("INSERT INTO " + bench.targetTable("item") + " VALUES (7, 'n7')");
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("item", "other"));
  }

  @Test
  void aTableThatIsParkedIsLoadedAgainByAResumeAndTheOthersGoOn() throws Exception {
    follow();
    conflictsLeadTo("SUSPEND_TABLE");
    bench.target.execute("DELETE FROM " + bench.targetTable("item") + " WHERE id = 7");
    bench.source.execute(
        "UPDATE " + kind.named("item") + " SET name = 'x' WHERE id = 7",
        "INSERT INTO " + kind.named("other") + " VALUES (1)");
    TaskOutcome outcome = goOn();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isFalse();
    assertSame(List.of("other"));
    String parked = "SELECT source_table FROM godwit_control.change_table WHERE parked <> ''";
    assertThat(bench.query(bench.target, parked)).containsExactly("item");
    bench = bench.again();
    bench.wishes = UNTIL_IDLE.byItself(); // nobody has put the cause right
    assertThat(run(MigrationType.FULL_LOAD_AND_CDC).isComplete()).isFalse();
    assertThat(bench.query(bench.target, parked)).containsExactly("item");
    bench.source.execute("INSERT INTO " + kind.named("item") + " VALUES (50, 'behind')");
    outcome = goOn();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isTrue();
    assertThat(bench.query(bench.target, parked)).isEmpty();
    bench.source.execute("UPDATE " + kind.named("item") + " SET name = 'after' WHERE id = 50");
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("item", "other"));
  }

  @Test
  void aStopPositionThatHasPassedIsRefused() throws Exception {
    makeItem();
    String passed = kind.position(bench);
    bench.source.execute("INSERT INTO " + kind.named("item") + " VALUES (11, 'before')");
    bench.wishes = new ChangeWishes(Optional.empty(), Optional.of(passed), Optional.empty(), true);
    TaskOutcome outcome = run(MigrationType.FULL_LOAD_AND_CDC);
    assertThat(outcome.message()).contains(passed, "isn't behind the place where changes begin");
  }

  @Test
  void aRunEndsBeforeTheFirstTransactionBehindItsStopPosition() throws Exception {
    follow();
    bench.source.execute("INSERT INTO " + kind.named("item") + " VALUES (11, 'before')");
    String position = kind.position(bench);
    bench.source.execute("INSERT INTO " + kind.named("item") + " VALUES (12, 'behind')");
    bench = bench.again();
    bench.wishes =
        new ChangeWishes(Optional.empty(), Optional.of(position), Optional.empty(), false);
    assertThat(run(MigrationType.FULL_LOAD_AND_CDC).reason())
        .isEqualTo(StopReason.STOPPED_AT_POSITION);
    assertThat(bench.query(bench.target, "SELECT max(id) FROM " + bench.targetTable("item")))
        .containsExactly("11");
    String time = nextSecond();
    bench.source.execute("INSERT INTO " + kind.named("item") + " VALUES (13, 'later')");
    bench = bench.again();
    bench.wishes = new ChangeWishes(Optional.empty(), Optional.of(time), Optional.empty(), false);
    assertThat(run(MigrationType.FULL_LOAD_AND_CDC).reason())
        .isEqualTo(StopReason.STOPPED_AT_COMMIT_TIME);
    assertThat(bench.query(bench.target, "SELECT max(id) FROM " + bench.targetTable("item")))
        .containsExactly("12");
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("item", "other"));
  }

  /** Logs may have whole seconds: the next one begins, and is told. */
  static String nextSecond() {
    Instant next = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !Instant.now().isBefore(next));
    return next.toString();
  }

  @Test
  void rowsThatWereLoadedAloneAreNotFollowedFromAnywhere() throws Exception {
    makeItem();
    assertThat(bench.run("{}").message()).isEmpty();
    TaskOutcome refused = goOn();
    assertThat(refused.failure()).isEqualTo(Failure.CONFIGURATION);
    assertThat(refused.message()).contains("restart the task");
  }

  @Test
  void changesAloneBeginWhereTheSlotWasMade() throws Exception {
    makeItem();
    bench.target.execute(
        "CREATE SCHEMA \"%s\"".formatted(bench.schema()),
        "CREATE TABLE " + bench.targetTable("item") + " (id int PRIMARY KEY, name text)");
    assertThat(run(MigrationType.CDC).message()).isEmpty();
    bench.source.execute(
        "INSERT INTO " + kind.named("item") + " VALUES (1, 'a'), (2, 'b')",
        "UPDATE " + kind.named("item") + " SET id = 3 WHERE id = 1",
        "DELETE FROM " + kind.named("item") + " WHERE id = 2");
    bench = bench.again();
    bench.wishes = UNTIL_IDLE;
    assertThat(run(MigrationType.CDC).message()).isEmpty();
    assertThat(bench.query(bench.target, "SELECT id, name FROM " + bench.targetTable("item")))
        .containsExactly("3|a");
  }
}
