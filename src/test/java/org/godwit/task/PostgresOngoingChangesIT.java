package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.task.control.ChangeCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL's log has of its own. */
final class PostgresOngoingChangesIT extends SlotsContract {
  @Test
  void aSourceThatNobodyMayChangeIsToldWhatItLacks() throws Exception {
    BusyWriter.prepare(LoggedSource.POSTGRES, bench.source);
    bench.wishes = ChangeWishes.NONE;
    TaskOutcome outcome = run(MigrationType.FULL_LOAD_AND_CDC);
    assertThat(outcome.failure()).isEqualTo(Failure.CONSENT_MISSING);
    assertThat(outcome.message())
        .contains("ALTER TABLE \"shop\".\"nokey\" REPLICA IDENTITY FULL;")
        .contains("CREATE PUBLICATION \"godwit_test_")
        .contains("pg_create_logical_replication_slot");
    assertThat(bench.query(bench.source, "SELECT pubname FROM pg_publication")).isEmpty();
  }

  /** Without event triggers nobody has consented to more than the tables of the first start. */
  @Test
  void aNewTableThatNobodyHasConsentedToIsLeftOutAloneAndParkedOnesHoldNobodyUp() throws Exception {
    bench.sourceSettings = Map.of("CaptureDdls", "false");
    follow();
    bench.source.execute(
        "CREATE TABLE shop.keyless (v int)",
        "ALTER TABLE shop.item REPLICA IDENTITY USING INDEX item_pkey",
        "INSERT INTO shop.other VALUES (1)");
    goOnWithoutConsent();
    assertSame(List.of("other"));
    assertThat(bench.log)
        .anyMatch(
            line ->
                line.message().contains("shop.keyless is new and isn't followed")
                    && line.message().contains("REPLICA IDENTITY FULL"))
        .anyMatch(line -> line.message().startsWith("changes of shop.item are no longer applied"));
    assertThat(
            bench.query(
                bench.source,
                "SELECT relreplident FROM pg_class WHERE relname IN ('keyless') OR EXISTS"
                    + " (SELECT FROM pg_publication_tables WHERE tablename = 'keyless')"))
        .containsExactly("d");
    bench.source.execute("INSERT INTO shop.other VALUES (2)");
    goOnWithoutConsent(); // parked, and still refused
    assertSame(List.of("other"));
    bench.source.execute("ALTER TABLE shop.item REPLICA IDENTITY DEFAULT");
    settings = "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";
    assertThat(goOn().isComplete()).isTrue();
    assertSame(List.of("item", "other"));
    assertThat(bench.query(bench.target, "SELECT count(*) FROM shop.keyless")).containsExactly("0");
  }

  private void goOnWithoutConsent() {
    bench = bench.again();
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(1)), false);
    assertThat(run(MigrationType.FULL_LOAD_AND_CDC).message()).isEmpty();
  }

  /** Who waits for a table's lock is waited for by all who come after. */
  @Test
  void aTableThatIsBusyHoldsNobodyUpWhileItIsSetUp() throws Exception {
    bench.source.execute("CREATE SCHEMA shop", "CREATE TABLE shop.bare (v int)");
    try (Connection report = bench.source.connect();
        Statement query = report.createStatement()) {
      report.setAutoCommit(false);
      query.execute("SELECT FROM shop.bare");
      CompletableFuture<TaskOutcome> run =
          CompletableFuture.supplyAsync(() -> run(MigrationType.FULL_LOAD_AND_CDC));
      Awaitility.await()
          .atMost(RUN_MAX)
          .until(
              () ->
                  !bench
                      .query(
                          bench.source,
                          "SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'shop.bare'::regclass")
                      .isEmpty());
      bench.source.execute("SET statement_timeout = '20s'", "INSERT INTO shop.bare VALUES (1)");
      report.rollback();
      assertThat(run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).message()).isEmpty();
    }
    assertSameText(List.of("bare"));
  }

  @Test
  void aTableThatIsSwappedForAnotherIsNeverFollowedInSilence() throws Exception {
    follow();
    bench.source.execute(
        "CREATE TABLE shop.ghost (id int PRIMARY KEY, name text)",
        "INSERT INTO shop.ghost SELECT * FROM shop.item",
        "BEGIN; ALTER TABLE shop.item RENAME TO item_old; ALTER TABLE shop.ghost RENAME TO item; COMMIT",
        "INSERT INTO shop.item VALUES (50, 'unseen')");
    requireItemLoadedAgain("replaced");
  }

  @Test
  void aTableThatGoesUnloggedIsParkedAlone() throws Exception {
    bench.sourceSettings = Map.of("CaptureDdls", "false");
    follow();
    CompletableFuture<TaskOutcome> run = followFor(3);
    bench.source.execute("INSERT INTO shop.item VALUES (11, 'before')");
    await(run, "SELECT name FROM shop.item WHERE id = 11", "before");
    bench.source.execute("DROP TABLE shop.item", "INSERT INTO shop.other VALUES (1)");
    TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isFalse();
    assertSame(List.of("other"));
    assertThat(outcome.tables())
        .filteredOn(table -> table.source().table().equals("item"))
        .singleElement()
        .satisfies(
            table ->
                assertThat(table.message())
                    .contains("was dropped or renamed on the source", "the next resume forgets it")
                    .doesNotContain("reload"));
    assertThat(goOn().isComplete()).as(bench.log::toString).isTrue();
  }

  @Test
  void aSlotThatIsGoneStopsTheTaskUntilItIsRestarted() throws Exception {
    follow();
    leaveNothing();
    bench.source.execute("INSERT INTO shop.item VALUES (50, 'missed')");
    TaskOutcome stopped = goOn();
    assertThat(stopped.failure()).isEqualTo(Failure.POSITION_LOST);
    assertThat(stopped.message()).contains("--restart", "Restart…", "--remove-from-source");
    bench = bench.again();
    bench.wishes = UNTIL_IDLE;
    assertThat(run(bench, MigrationType.FULL_LOAD_AND_CDC, Start.RELOAD_TARGET).message())
        .isEmpty();
    assertSame(List.of("item", "other"));
  }

  @Test
  void tablesAreAlteredWithTheSources() throws Exception {
    follow();
    CompletableFuture<TaskOutcome> run = followFor(3);
    bench.source.execute("INSERT INTO shop.item VALUES (11, 'before')");
    await(run, "SELECT name FROM shop.item WHERE id = 11", "before");
    bench.source.execute(
        "ALTER TABLE shop.item ADD COLUMN price numeric(8,2) NOT NULL DEFAULT 7.50, ADD note text",
        "INSERT INTO shop.item VALUES (12, 'added', 8.25, 'n')",
        "UPDATE shop.item SET note = 'm' WHERE id = 3");
    await(
        run,
        "SELECT price, note FROM shop.item WHERE id IN (3, 12) ORDER BY id",
        "7.50|m",
        "8.25|n");
    bench.source.execute(
        "ALTER TABLE shop.item RENAME COLUMN name TO title",
        "ALTER TABLE shop.item ALTER title TYPE text, ALTER price TYPE numeric(12,2), ALTER id TYPE bigint",
        "INSERT INTO shop.item VALUES (13000000000, 'renamed', 1234567890.25, NULL)");
    await(run, "SELECT title, price FROM shop.item WHERE id > 13", "renamed|1234567890.25");
    bench.source.execute(
        "BEGIN; INSERT INTO shop.other VALUES (1); ALTER TABLE shop.item DROP COLUMN note;"
            + " INSERT INTO shop.item VALUES (14, 'dropped', 1); INSERT INTO shop.other VALUES (2); COMMIT");
    await(run, "SELECT title FROM shop.item WHERE id = 14", "dropped");
    TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isTrue();
    assertThat(bench.progress.changes().of(new TableName("shop", "item")).alterations())
        .as("each ALTER of a column, as far as the log shows them apart")
        .isBetween(3L, 4L);
    assertSame(List.of("item", "other"));
  }

  @Test
  void rowsFromBeforeATableWasAlteredFindTheirColumns() throws Exception {
    follow();
    bench.source.execute(
        "INSERT INTO shop.item VALUES (11, 'before')",
        "UPDATE shop.item SET name = 'changed' WHERE id = 3",
        "ALTER TABLE shop.item RENAME COLUMN name TO title",
        "INSERT INTO shop.item VALUES (12, 'renamed')",
        "ALTER TABLE shop.item ADD COLUMN note varchar(80)",
        "UPDATE shop.item SET note = 'another' WHERE id = 4",
        "ALTER TABLE shop.item ADD COLUMN price int NOT NULL DEFAULT 5",
        "DELETE FROM shop.item WHERE id = 5",
        "INSERT INTO shop.item VALUES (13, 'added', NULL, 7)");
    TaskOutcome outcome = goOn();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isTrue();
    assertSame(List.of("item", "other"));
    bench.source.execute(
        "INSERT INTO shop.item VALUES (14, 'before')", "ALTER TABLE shop.item DROP COLUMN title");
    assertThat(goOn().isComplete()).isTrue();
    assertSame(List.of("item", "other"));
  }

  /** What a new column holds in the rows that are there isn't what its definition says later. */
  @Test
  void oldRowsHoldWhatTheColumnWasAddedWith() throws Exception {
    follow();
    bench.source.execute(
        "ALTER TABLE shop.item ADD COLUMN flag boolean NOT NULL DEFAULT true, ADD b bytea DEFAULT '\\x00ff'",
        "ALTER TABLE shop.item ALTER flag DROP DEFAULT, ADD COLUMN later int",
        "ALTER TABLE shop.item ALTER later SET DEFAULT 9",
        "UPDATE shop.item SET later = 1 WHERE id = 2",
        "INSERT INTO shop.item (id, name, flag) VALUES (12, 'behind', false)");
    TaskOutcome outcome = goOn();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isTrue();
    assertSameText(List.of("item", "other"));
    assertThat(
            bench.query(
                bench.target,
                "SELECT column_default FROM information_schema.columns WHERE column_name = 'flag'"))
        .containsExactly("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ADD COLUMN at timestamptz DEFAULT clock_timestamp()|its new column at",
        "ADD COLUMN n int GENERATED ALWAYS AS IDENTITY|its new column n",
        "ALTER name TYPE varchar(3)|its column name became",
        "ALTER name TYPE int USING length(name)|its column name became",
      })
  void whatTheLogDoesNotHaveIsNotMadeUp(String altered, String reason) throws Exception {
    follow();
    bench.source.execute("ALTER TABLE shop.item " + altered);
    requireItemParked(reason);
  }

  @Test
  void rowsThatAreOlderThanAConstantThatWentAreNeverGuessed() throws Exception {
    follow();
    bench.source.execute(
        "INSERT INTO shop.item VALUES (11, 'before')",
        "ALTER TABLE shop.item ADD COLUMN flag boolean DEFAULT true",
        "ALTER TABLE shop.item ALTER flag DROP DEFAULT");
    requireItemParked("rows from before");
  }

  @Test
  void definitionsStayWhereTheSettingsSaySo() throws Exception {
    follow();
    settings =
        """
        {"ChangeProcessingDdlHandlingPolicy": {"HandleSourceTableDropped": false,
          "HandleSourceTableTruncated": false, "HandleSourceTableAltered": false}}
        """;
    CompletableFuture<TaskOutcome> run = followFor(2);
    bench.source.execute(
        "INSERT INTO shop.item VALUES (11, 'before')",
        "TRUNCATE shop.item",
        "INSERT INTO shop.item VALUES (12, 'behind')",
        "INSERT INTO shop.other VALUES (1)");
    await(run, "SELECT id FROM shop.other", "1");
    bench.source.execute("DROP TABLE shop.other", "INSERT INTO shop.item VALUES (13, 'behind')");
    assertThat(run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).message()).isEmpty();
    assertThat(bench.query(bench.target, "SELECT count(*) FROM shop.item")).containsExactly("13");
    assertThat(bench.query(bench.target, "SELECT id FROM shop.other")).containsExactly("1");
    bench.source.execute("ALTER TABLE shop.item ADD COLUMN price int");
    TaskOutcome stopped = goOn(); // no other table is left
    assertThat(stopped.failure()).isEqualTo(Failure.STOPPED_BY_POLICY);
    assertThat(stopped.message()).contains("HandleSourceTableAltered");
  }

  @Test
  void everyChangeOfABusySourceArrivesOnceInBatches() throws Exception {
    settings = BATCHES;
    followABusySource();
  }

  /** The place of a run that died may be lost with a target that dies too. */
  @Test
  void aSlotIsNotMovedBeforeAChangeIsSafe() throws Exception {
    follow();
    String slot =
        bench
            .query(
                bench.source,
                "SELECT slot_name FROM pg_replication_slots WHERE database = current_database()")
            .getFirst();
    String confirmed =
        "SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = '" + slot + "'";
    String before = bench.query(bench.source, confirmed).getFirst();
    bench.source.execute("CREATE TABLE shop.more AS SELECT 1");
    Engine engine = Engines.standard().named("postgres");
    ChangeSource source = engine.changeSource().orElseThrow();
    Position place = source.position(LoggedSource.POSTGRES.position(bench));
    try (ChangeStream stream =
        source.open(bench.task("{}").source(), slot, List.of(), Map.of(), place, _ -> {})) {
      Awaitility.await().atMost(RUN_MAX).until(() -> stream.next(Duration.ofSeconds(1)) != null);
      assertThat(bench.query(bench.source, confirmed)).containsExactly(before);
      stream.release(place);
      Awaitility.await()
          .atMost(RUN_MAX)
          .until(
              () -> {
                Change _ = stream.next(Duration.ZERO);
                return !bench.query(bench.source, confirmed).contains(before);
              });
    }
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
        "INSERT INTO shop.other VALUES (5), (7)");
    bench.source.execute(
        "BEGIN; UPDATE shop.item SET name = 'x' WHERE id = 3; UPDATE shop.item SET name = 'x' WHERE id = 7;"
            + " INSERT INTO shop.other VALUES (4), (5), (6), (7); DELETE FROM shop.item WHERE id = 8; DELETE FROM shop.other WHERE id = 7;"
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
        .containsExactly("item id=7", "item id=8", "item id=9", "other id=5", "other id=7");
    assertThat(
            bench.query(
                bench.target,
                "SELECT row_values FROM godwit_control.apply_exception WHERE row_key = 'id=9'"))
        .first()
        .asString()
        .contains("\"name\":\"refused\"");
    ChangeCounts item = bench.progress.changes().of(new TableName("shop", "item"));
    assertThat(item).isEqualTo(new ChangeCounts(0, 2, 0, 0, 0, 3));
    assertThat(bench.log).anyMatch(line -> line.message().contains("a change was left out (id=7)"));
    TaskOutcome later = goOn();
    assertThat(later.losses()).isEqualTo(new Losses(0, 0, 5));
    assertThat(bench.progress.changes().of(new TableName("shop", "other")))
        .isEqualTo(new ChangeCounts(2, 0, 1, 0, 0, 2));
    assertThat(bench.progress.changes().ofThisRun()).isZero();
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
    assertSameText(List.of("pair", "coded"));
  }

  @Test
  void changesOfManyTablesKeepTheirOrderAndTheirValuesInOneText() throws Exception {
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.item (id int PRIMARY KEY, name text, code varchar(9) UNIQUE)",
        "CREATE TABLE shop.\"od'd ? $1\" (id text PRIMARY KEY, \"a;b\" bytea, f float4, d numeric)",
        "CREATE TABLE shop.bare (v text, n int)",
        "CREATE TABLE shop.alike (d numeric, f float8)", // equal, and not the same
        "INSERT INTO shop.alike VALUES (1.1, 0), (1.100, 0), (1.10, '0'), (1.10, '-0')",
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
        "UPDATE shop.alike SET d = 2 WHERE f::text = '-0'",
        "DELETE FROM shop.alike WHERE d::text = '1.100'",
        "DELETE FROM shop.bare WHERE ctid = (SELECT min(ctid) FROM shop.bare WHERE v = '\\')");
    assertThat(goOn().message()).isEmpty();
    assertSameText(List.of("item", "\"od'd ? $1\"", "bare", "alike"));
    assertThat(bench.progress.changes().ofThisRun()).isEqualTo(19);
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
      bench.target.execute(
          "UPDATE godwit_control.task SET epoch = epoch + 1, owner = 'another process'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tables with or without a key, whatever they are named. */
  private void assertSameText(List<String> tables) throws SQLException {
    for (String table : tables) {
      String rows = "SELECT t::text FROM shop.%s t ORDER BY 1".formatted(table);
      assertThat(bench.query(bench.target, rows))
          .as(table)
          .isEqualTo(bench.query(bench.source, rows));
    }
  }
}
