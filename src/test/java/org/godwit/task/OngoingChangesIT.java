package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.catalog.TableName;
import org.godwit.engine.Failure;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.task.control.ChangeCounts;
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
final class OngoingChangesIT {
  private static final ChangeWishes UNTIL_IDLE =
      new ChangeWishes(
          Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(1)), true);
  private static final Duration RUN_MAX = Duration.ofMinutes(3);
  private static final int KILLS = 4;
  private static final String BATCHES = "{\"TargetMetadata\": {\"BatchApplyEnabled\": true}}";

  @TempDir Path folder;

  private TaskBench bench;
  private String settings = "{}";

  @BeforeEach
  void makeBench() throws SQLException {
    bench = TaskBench.from("postgres", folder);
    bench.wishes = UNTIL_IDLE;
  }

  @AfterEach
  void dropSlots() throws SQLException {
    bench.source.execute(
        "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active AND"
            + " database = current_database()",
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database ="
            + " current_database() AND NOT active");
  }

  private TaskOutcome run(MigrationType type) {
    return run(bench, type, Start.RESUME);
  }

  private TaskOutcome run(TaskBench bench, MigrationType type, Start start) {
    return bench.run(settings, task -> of(type, task), start);
  }

  private void conflictsLeadTo(String policy) {
    settings =
        """
        {"ErrorBehavior": {"ApplyErrorInsertPolicy": "%1$s", "ApplyErrorUpdatePolicy": "%1$s",
          "ApplyErrorDeletePolicy": "%1$s"}}
        """
            .formatted(policy);
  }

  private static Task of(MigrationType type, Task task) {
    return new Task(
        task.name(), type, task.source(), task.target(), task.mapping(), task.settings());
  }

  private void assertSame(List<String> tables) throws SQLException {
    for (String table : tables) {
      String rows = "SELECT t::text FROM shop.%s t ORDER BY t::text COLLATE \"C\"".formatted(table);
      assertThat(bench.query(bench.target, rows))
          .as(table)
          .isEqualTo(bench.query(bench.source, rows));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", BATCHES})
  void everyChangeOfABusySourceArrivesOnce(String settings) throws Exception {
    this.settings = settings;
    BusyWriter.prepare(bench.source);
    try (BusyWriter writer = BusyWriter.start(bench.source, 1)) {
      CompletableFuture<TaskOutcome> run =
          CompletableFuture.supplyAsync(() -> run(MigrationType.FULL_LOAD_AND_CDC));
      Awaitility.await()
          .atMost(RUN_MAX)
          .until(() -> run.isDone() || bench.progress.changes().ofThisRun() > 3000);
      assertThat(writer.end()).isGreaterThan(1000);
      TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
      assertThat(outcome.message()).isEmpty();
      assertThat(outcome.reason()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
      assertThat(outcome.isComplete()).isTrue();
    }
    assertSame(BusyWriter.TABLES);
  }

  @Test
  void aSourceThatNobodyMayChangeIsToldWhatItLacks() throws Exception {
    BusyWriter.prepare(bench.source);
    bench.wishes = ChangeWishes.NONE;
    TaskOutcome outcome = run(MigrationType.FULL_LOAD_AND_CDC);
    assertThat(outcome.failure()).isEqualTo(Failure.CONFIGURATION);
    assertThat(outcome.message())
        .contains("ALTER TABLE \"shop\".\"nokey\" REPLICA IDENTITY FULL;")
        .contains("CREATE PUBLICATION \"godwit_test_")
        .contains("pg_create_logical_replication_slot");
    assertThat(bench.query(bench.source, "SELECT pubname FROM pg_publication")).isEmpty();
  }

  @Test
  void aProcessThatIsKilledAtAnyMomentLosesNoChangeAndAppliesNoneTwice() throws Exception {
    for (long seed = 1; seed <= Integer.getInteger("godwit.faults.seeds", 1); seed++) {
      if (seed > 1) {
        dropSlots();
        makeBench();
      }
      BusyWriter.prepare(bench.source);
      kill(new Random(seed), seed);
    }
  }

  private void kill(Random random, long seed) throws Exception {
    RunProcess process = new RunProcess(bench, folder);
    String[] arguments = {"--type", "full-load-and-cdc", "--set-up-source"};
    try (BusyWriter writer = BusyWriter.start(bench.source, seed)) {
      for (int kill = 0; kill < KILLS; kill++) {
        long before = process.printed().lines().count();
        Process run = process.start("{}", arguments);
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
              "{}", "--type", "full-load-and-cdc", "--set-up-source", "--stop-after-idle", "1s");
      boolean ended = last.waitFor(random.nextInt(6000), TimeUnit.MILLISECONDS);
      assertThat(ended).as(process.printed()).isFalse();
      assertThat(writer.end()).isGreaterThan(100);
      assertThat(last.waitFor(RUN_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(last.exitValue()).as(process.printed()).isZero();
    }
    assertSame(BusyWriter.TABLES);
  }

  /** Two tables that are loaded and followed so far. */
  private void follow() throws SQLException {
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.item (id int PRIMARY KEY, name text)",
        "CREATE TABLE shop.other (id int PRIMARY KEY)",
        "INSERT INTO shop.item SELECT i, 'n' || i FROM generate_series(1, 10) i");
    TaskOutcome outcome = run(MigrationType.FULL_LOAD_AND_CDC);
    assertThat(outcome.message()).isEmpty();
    assertSame(List.of("item", "other"));
  }

  private TaskOutcome goOn() {
    bench = bench.again();
    bench.wishes = UNTIL_IDLE;
    return run(MigrationType.FULL_LOAD_AND_CDC);
  }

  @Test
  void aColumnThatComesStopsTheTaskUntilTheTargetHasIt() throws Exception {
    follow();
    bench.source.execute(
        "INSERT INTO shop.item VALUES (11, 'before')",
        "ALTER TABLE shop.item ADD COLUMN price int DEFAULT 5",
        "INSERT INTO shop.item VALUES (12, 'behind', 7)");
    TaskOutcome stopped = goOn();
    assertThat(stopped.reason()).isEqualTo(StopReason.FATAL_ERROR);
    assertThat(stopped.message()).contains("price").contains("shop.item");
    bench.target.execute("ALTER TABLE shop.item ADD COLUMN price int DEFAULT 5");
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("item", "other"));
  }

  @Test
  void aColumnThatComesWhileTheTaskRunsStopsItAtItsFirstRow() throws Exception {
    follow();
    bench = bench.again();
    bench.wishes = new ChangeWishes(Optional.empty(), Optional.empty(), Optional.empty(), false);
    CompletableFuture<TaskOutcome> run =
        CompletableFuture.supplyAsync(() -> run(MigrationType.FULL_LOAD_AND_CDC));
    bench.source.execute("INSERT INTO shop.item VALUES (11, 'before')");
    Awaitility.await().atMost(RUN_MAX).until(() -> bench.progress.changes().ofThisRun() == 1);
    bench.source.execute(
        "ALTER TABLE shop.item ADD COLUMN price int",
        "INSERT INTO shop.item VALUES (12, 'behind', 7)");
    TaskOutcome stopped = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(stopped.failure()).isEqualTo(Failure.TABLE_INCOMPATIBLE);
    assertThat(stopped.message()).contains("column price was added");
    bench.target.execute("ALTER TABLE shop.item ADD COLUMN price int");
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("item", "other"));
  }

  @Test
  void aTableThatIsSwappedForAnotherIsNeverFollowedInSilence() throws Exception {
    follow();
    bench.source.execute(
        "CREATE TABLE shop.ghost (id int PRIMARY KEY, name text)",
        "INSERT INTO shop.ghost SELECT * FROM shop.item",
        "BEGIN; ALTER TABLE shop.item RENAME TO item_old; ALTER TABLE shop.ghost RENAME TO item; COMMIT",
        "INSERT INTO shop.item VALUES (50, 'unseen')");
    TaskOutcome stopped = goOn();
    assertThat(stopped.failure()).isEqualTo(Failure.POSITION_LOST);
    assertThat(stopped.message()).contains("shop.item");
    bench = bench.again();
    bench.wishes = UNTIL_IDLE;
    assertThat(run(bench, MigrationType.FULL_LOAD_AND_CDC, Start.RELOAD_TARGET).message())
        .isEmpty();
    assertSame(List.of("item", "other"));
  }

  @Test
  void aSlotThatIsGoneStopsTheTaskUntilItIsRestarted() throws Exception {
    follow();
    dropSlots();
    bench.source.execute("INSERT INTO shop.item VALUES (50, 'missed')");
    TaskOutcome stopped = goOn();
    assertThat(stopped.failure()).isEqualTo(Failure.POSITION_LOST);
    bench = bench.again();
    bench.wishes = UNTIL_IDLE;
    assertThat(run(bench, MigrationType.FULL_LOAD_AND_CDC, Start.RELOAD_TARGET).message())
        .isEmpty();
    assertSame(List.of("item", "other"));
  }

  @Test
  void aChangeOfARowThatTheTargetLacksStopsTheTaskWithItsKey() throws Exception {
    follow();
    conflictsLeadTo("STOP_TASK");
    bench.target.execute("DELETE FROM shop.item WHERE id = 7");
    bench.source.execute(
        "UPDATE shop.item SET name = 'x' WHERE id = 3",
        "UPDATE shop.item SET name = 'x' WHERE id = 7");
    TaskOutcome stopped = goOn();
    assertThat(stopped.failure()).isEqualTo(Failure.CONFLICT);
    assertThat(stopped.message()).contains("id=7");
    bench.target.execute("INSERT INTO shop.item VALUES (7, 'n7')");
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("item", "other"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void changesThatCanNotBeAppliedAreLeftOutOneByOneAndKept(boolean isBatch) throws Exception {
    follow();
    conflictsLeadTo("LOG_ERROR");
    if (isBatch) {
      settings = settings.strip().replaceAll("}$", ", " + BATCHES.substring(1));
    }
    bench.target.execute(
        "DELETE FROM shop.item WHERE id IN (7, 8)",
        "ALTER TABLE shop.item ADD CHECK (name <> 'refused')",
        "INSERT INTO shop.other VALUES (5)");
    bench.source.execute(
        "BEGIN; UPDATE shop.item SET name = 'x' WHERE id = 3; UPDATE shop.item SET name = 'x' WHERE id = 7;"
            + " INSERT INTO shop.other VALUES (4), (5), (6); DELETE FROM shop.item WHERE id = 8;"
            + " UPDATE shop.item SET name = 'refused' WHERE id = 9; UPDATE shop.item SET name = 'y' WHERE id = 4; COMMIT");
    TaskOutcome outcome = goOn();
    assertThat(outcome.message()).isEmpty();
    assertThat(bench.query(bench.target, "SELECT id FROM shop.other ORDER BY id"))
        .containsExactly("4", "5", "6");
    assertThat(
            bench.query(
                bench.target, "SELECT id || name FROM shop.item WHERE id IN (3, 4, 9) ORDER BY id"))
        .containsExactly("3x", "4y", "9n9");
    assertThat(
            bench.query(
                bench.target,
                "SELECT source_table || ' ' || row_key FROM godwit_control.apply_exception ORDER BY 1"))
        .containsExactly("item id=7", "item id=8", "item id=9", "other id=5");
    assertThat(
            bench.query(
                bench.target,
                "SELECT row_values FROM godwit_control.apply_exception WHERE row_key = 'id=9'"))
        .first()
        .asString()
        .contains("\"name\":\"refused\"");
    ChangeCounts item = bench.progress.changes().of(new TableName("shop", "item"));
    assertThat(item).isEqualTo(new ChangeCounts(0, 2, 0, 0));
    assertThat(bench.log).anyMatch(line -> line.message().contains("a change was left out (id=7)"));
  }

  @Test
  void aTableThatIsParkedIsLoadedAgainByAResumeAndTheOthersGoOn() throws Exception {
    follow();
    conflictsLeadTo("SUSPEND_TABLE");
    bench.target.execute("DELETE FROM shop.item WHERE id = 7");
    bench.source.execute(
        "UPDATE shop.item SET name = 'x' WHERE id = 7", "INSERT INTO shop.other VALUES (1)");
    TaskOutcome outcome = goOn();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isFalse();
    assertSame(List.of("other"));
    String parked = "SELECT source_table FROM godwit_control.change_table WHERE parked <> ''";
    assertThat(bench.query(bench.target, parked)).containsExactly("item");
    bench.source.execute("INSERT INTO shop.item VALUES (50, 'behind')");
    outcome = goOn();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isTrue();
    assertThat(bench.query(bench.target, parked)).isEmpty();
    bench.source.execute("UPDATE shop.item SET name = 'after' WHERE id = 50");
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("item", "other"));
  }

  @Test
  void aBatchEndsInTheRowsThatItsChangesEndIn() throws Exception {
    settings = BATCHES;
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.pair (a text, b numeric, v text, w bytea, PRIMARY KEY (a, b))",
        "CREATE TABLE shop.coded (id int PRIMARY KEY, code text UNIQUE)",
        "INSERT INTO shop.pair SELECT 'k' || i, i, 'v', NULL FROM generate_series(1, 20) i",
        "INSERT INTO shop.coded VALUES (1, 'a'), (2, 'b')");
    assertThat(run(MigrationType.FULL_LOAD_AND_CDC).message()).isEmpty();
    bench.source.execute(
        "UPDATE shop.pair SET v = v || 'x\t\\\n' WHERE b < 5",
        "UPDATE shop.pair SET w = '\\x005c' WHERE b < 3",
        "DELETE FROM shop.pair WHERE b = 2",
        "INSERT INTO shop.pair VALUES ('k2', 2, NULL, '\\xff')",
        "INSERT INTO shop.pair VALUES ('new', 1.0, '', NULL)",
        "UPDATE shop.pair SET v = 'newer' WHERE a = 'new'",
        "INSERT INTO shop.pair VALUES ('gone', 1, 'x', NULL)",
        "DELETE FROM shop.pair WHERE a = 'gone'",
        "UPDATE shop.pair SET b = 1.00 WHERE a = 'new'",
        "UPDATE shop.pair SET a = 'moved' WHERE b = 7",
        "UPDATE shop.pair SET v = 'behind' WHERE a = 'moved'",
        "DELETE FROM shop.pair WHERE b = 8",
        "BEGIN; UPDATE shop.coded SET code = 'c' WHERE id = 1; UPDATE shop.coded SET code = 'a' WHERE id = 2;"
            + " UPDATE shop.coded SET code = 'b' WHERE id = 1; COMMIT");
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("pair", "coded"));
  }

  @Test
  void changesOfManyTablesKeepTheirOrderAndTheirValuesInOneText() throws Exception {
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.item (id int PRIMARY KEY, name text, code varchar(9) UNIQUE)",
        "CREATE TABLE shop.\"od'd ? $1\" (id text PRIMARY KEY, \"a;b\" bytea, f float4, d numeric)",
        "CREATE TABLE shop.bare (v text, n int)",
        "ALTER TABLE shop.bare REPLICA IDENTITY FULL");
    assertThat(run(MigrationType.FULL_LOAD_AND_CDC).message()).isEmpty();
    bench.source.execute(
        "INSERT INTO shop.item VALUES (1, 'it''s \\ E''x'' ; $1 ? :a --', 'a'), (2, '', NULL)",
        "INSERT INTO shop.\"od'd ? $1\" VALUES ('k\\''\\', '\\x00275cff', 'NaN', '1e-20'), ('', NULL, 1.1, 'NaN')",
        "INSERT INTO shop.bare VALUES ('\\', 1), ('\\', 1), (NULL, NULL), ('', 0)",
        // The code goes from row to row, which only the order of the changes makes possible.
        "BEGIN; UPDATE shop.item SET code = NULL WHERE id = 1; UPDATE shop.bare SET n = 2 WHERE v IS NULL;"
            + " UPDATE shop.item SET code = 'a' WHERE id = 2; INSERT INTO shop.item VALUES (3, 'x', 'c');"
            + " DELETE FROM shop.item WHERE id = 3; INSERT INTO shop.item VALUES (3, 'y', 'c');"
            + " UPDATE shop.item SET id = 4 WHERE id = 3; COMMIT",
        "UPDATE shop.\"od'd ? $1\" SET id = id || '''' WHERE id <> ''",
        "DELETE FROM shop.bare WHERE ctid = (SELECT min(ctid) FROM shop.bare WHERE v = '\\')");
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("item", "\"od'd ? $1\"", "bare"));
    assertThat(bench.progress.changes().ofThisRun()).isEqualTo(17);
  }

  @Test
  void anOwnerThatWasReplacedWhileItWaitedDoesNotTakeTheTaskBack() throws Exception {
    follow();
    bench = bench.again();
    bench.wishes = new ChangeWishes(Optional.empty(), Optional.empty(), Optional.empty(), false);
    bench.onLine =
        line -> {
          if (line.message().startsWith("trying again")) {
            takeOver();
          }
        };
    CompletableFuture<TaskOutcome> run =
        CompletableFuture.supplyAsync(
            () ->
                bench.run(
                    "{\"ErrorBehavior\": {\"RecoverableErrorInterval\": 0}}",
                    task -> of(MigrationType.FULL_LOAD_AND_CDC, task),
                    Start.RESUME));
    bench.source.execute("INSERT INTO shop.item VALUES (11, 'before')");
    Awaitility.await().atMost(RUN_MAX).until(() -> bench.progress.changes().ofThisRun() == 1);
    bench.target.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'godwit'"
            + " AND datname = current_database() AND pid <> pg_backend_pid()");
    bench.source.execute("INSERT INTO shop.item VALUES (12, 'behind')");
    TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.failure()).isEqualTo(Failure.FENCED);
    assertThat(bench.query(bench.target, "SELECT epoch FROM godwit_control.task"))
        .containsExactly("3");
  }

  /** As a process does that begins to run the task. */
  private void takeOver() {
    try {
      bench.target.execute("UPDATE godwit_control.task SET epoch = epoch + 1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRunEndsBeforeTheFirstTransactionBehindItsStopPosition() throws Exception {
    follow();
    bench.source.execute("INSERT INTO shop.item VALUES (11, 'before')");
    String position = bench.query(bench.source, "SELECT pg_current_wal_lsn()").getFirst();
    bench.source.execute("INSERT INTO shop.item VALUES (12, 'behind')");
    bench = bench.again();
    bench.wishes =
        new ChangeWishes(Optional.empty(), Optional.of(position), Optional.empty(), false);
    assertThat(run(MigrationType.FULL_LOAD_AND_CDC).reason())
        .isEqualTo(StopReason.STOPPED_AT_POSITION);
    assertThat(bench.query(bench.target, "SELECT max(id) FROM shop.item")).containsExactly("11");
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("item", "other"));
  }

  @Test
  void rowsThatWereLoadedAloneAreNotFollowedFromAnywhere() throws Exception {
    bench.source.execute(
        "CREATE SCHEMA shop", "CREATE TABLE shop.item (id int PRIMARY KEY, name text)");
    assertThat(bench.run("{}").message()).isEmpty();
    TaskOutcome refused = goOn();
    assertThat(refused.failure()).isEqualTo(Failure.CONFIGURATION);
    assertThat(refused.message()).contains("restart the task");
  }

  @Test
  void changesAloneBeginWhereTheSlotWasMade() throws Exception {
    bench.source.execute(
        "CREATE SCHEMA shop", "CREATE TABLE shop.item (id int PRIMARY KEY, name text)");
    bench.target.execute(
        "CREATE SCHEMA shop", "CREATE TABLE shop.item (id int PRIMARY KEY, name text)");
    assertThat(run(MigrationType.CDC).message()).isEmpty();
    bench.source.execute(
        "INSERT INTO shop.item VALUES (1, 'a'), (2, 'b')",
        "UPDATE shop.item SET id = 3 WHERE id = 1",
        "DELETE FROM shop.item WHERE id = 2");
    bench = bench.again();
    bench.wishes = UNTIL_IDLE;
    assertThat(run(MigrationType.CDC).message()).isEmpty();
    assertThat(bench.query(bench.target, "SELECT id, name FROM shop.item")).containsExactly("3|a");
  }
}
