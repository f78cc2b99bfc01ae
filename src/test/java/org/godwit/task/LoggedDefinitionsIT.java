package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Event triggers of a PostgreSQL source tell what becomes of its tables. */
final class LoggedDefinitionsIT {
  private static final Duration RUN_MAX = Duration.ofMinutes(3);

  /** For a busy machine to say the next thing. */
  private static final int IDLE_SECONDS = 7;

  @TempDir Path folder;
  private TaskBench bench;
  private TestDatabase administered;

  @BeforeEach
  void follow() throws SQLException {
    bench = TaskBench.from("postgres", folder);
    administered = bench.source;
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TYPE shop.mood AS ENUM ('calm', 'glad')",
        "CREATE TABLE shop.item (id int PRIMARY KEY, name text, mood shop.mood)",
        "CREATE TABLE shop.other (id int PRIMARY KEY)",
        "CREATE TABLE shop.parted (id int PRIMARY KEY, v text) PARTITION BY RANGE (id)",
        "CREATE TABLE shop.low PARTITION OF shop.parted FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE shop.high PARTITION OF shop.parted FOR VALUES FROM (10) TO (20)",
        "CREATE TABLE shop.keyed (a int PRIMARY KEY, b int NOT NULL)",
        "INSERT INTO shop.item SELECT i, 'n' || i, 'calm' FROM generate_series(1, 10) i",
        "INSERT INTO shop.parted SELECT i, 'v' || i FROM generate_series(1, 19) i",
        "INSERT INTO shop.keyed VALUES (1, 1), (2, 2)");
  }

  @AfterEach
  void leaveNothing() throws SQLException {
    LoggedSource.POSTGRES.forget(administered);
  }

  private TaskOutcome run(int idleSeconds, boolean maySetUp) {
    bench = bench.again();
    return run(bench, idleSeconds, maySetUp);
  }

  private static TaskOutcome run(TaskBench bench, int idleSeconds, boolean maySetUp) {
    bench.wishes =
        new ChangeWishes(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(idleSeconds)),
            maySetUp);
    return bench.run(
        "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}",
        task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  private void load() {
    assertThat(run(1, true).message()).isEmpty();
  }

  /** Follows, with nobody's consent but that of the first run, until the source rests. */
  private CompletableFuture<TaskOutcome> start() throws SQLException {
    bench = bench.again();
    TaskBench running = bench;
    CompletableFuture<TaskOutcome> run =
        CompletableFuture.supplyAsync(() -> run(running, IDLE_SECONDS, false));
    bench.source.execute("INSERT INTO shop.item VALUES (100, 'begun', 'glad')");
    await(run, "SELECT name FROM shop.item WHERE id = 100", "begun");
    return run;
  }

  private void await(CompletableFuture<TaskOutcome> run, String query, String... rows)
      throws SQLException {
    Awaitility.await()
        .atMost(RUN_MAX)
        .ignoreExceptions()
        .until(() -> run.isDone() || bench.query(bench.target, query).equals(List.of(rows)));
    try {
      assertThat(bench.query(bench.target, query))
          .as(() -> query + ": " + run + bench.log)
          .containsExactly(rows);
    } catch (SQLException e) {
      throw new AssertionError(query + ": " + run + bench.log, e);
    }
  }

  private void requireComplete(CompletableFuture<TaskOutcome> run) throws Exception {
    TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.message()).as(bench.log::toString).isEmpty();
    assertThat(outcome.isComplete()).as(bench.log::toString).isTrue();
  }

  private void assertSame(String... tables) throws SQLException {
    for (String table : tables) {
      String rows = "SELECT t::text FROM shop.%s t ORDER BY 1".formatted(table);
      assertThat(bench.query(bench.target, rows))
          .as(table)
          .isEqualTo(bench.query(bench.source, rows));
    }
  }

  /** It is another one than that whose changes the task has followed, and nothing is lost. */
  @Test
  void aTableThatIsMadeAnewBehindARunThatLackedItIsLoaded() throws Exception {
    load();
    bench.source.execute("DROP TABLE shop.other");
    load();
    bench.source.execute(
        "CREATE TABLE shop.other (id int PRIMARY KEY, v text)",
        "INSERT INTO shop.other VALUES (1, 'anew')");
    assertThat(run(1, true).isComplete()).as(bench.log::toString).isTrue();
    bench.source.execute("INSERT INTO shop.other VALUES (2, 'followed')");
    assertThat(run(1, true).isComplete()).as(bench.log::toString).isTrue();
    assertSame("other");
  }

  @Test
  void tablesAreMadeDroppedAndRenamedWithTheSources() throws Exception {
    load();
    CompletableFuture<TaskOutcome> run = start();
    bench.source.execute(
        "CREATE TABLE shop.made AS SELECT i AS id, 'v' || i AS v FROM generate_series(1, 9) i",
        "ALTER TABLE shop.made ADD PRIMARY KEY (id)",
        "CREATE TABLE shop.keyless (v int)",
        "INSERT INTO shop.keyless VALUES (1), (1)");
    await(run, "SELECT count(*) FROM shop.keyless", "2");
    bench.source.execute(
        "UPDATE shop.keyless SET v = 2 WHERE ctid = '(0,1)'",
        "INSERT INTO shop.made VALUES (10, 'new')");
    await(run, "SELECT v FROM shop.made WHERE id = 10", "new"); // it is followed by now
    bench.source.execute(
        "BEGIN; INSERT INTO shop.made VALUES (11, 'newer'); ALTER TABLE shop.made ADD w int;"
            + " UPDATE shop.made SET w = 7 WHERE id = 11; COMMIT");
    await(run, "SELECT v, w FROM shop.made WHERE id = 11", "newer|7");
    bench.source.execute(
        "BEGIN; INSERT INTO shop.other VALUES (1); DROP TABLE shop.made; INSERT INTO shop.other VALUES (2); COMMIT",
        "ALTER TABLE shop.item RENAME TO goods");
    await(run, "SELECT count(*) FROM shop.goods", "11");
    bench.source.execute(
        "INSERT INTO shop.goods VALUES (50, 'renamed', 'calm')",
        "DROP TABLE shop.keyless",
        "CREATE TABLE shop.keyless (v int, another text)",
        "INSERT INTO shop.keyless VALUES (3, 'x')");
    await(run, "SELECT another FROM shop.keyless WHERE v = 3", "x");
    requireComplete(run);
    assertThat(bench.query(bench.target, "SELECT to_regclass('shop.made')"))
        .containsExactly("null");
    assertSame("goods", "other", "keyless", "parted");
    assertThat(bench.log)
        .anyMatch(line -> line.message().startsWith("dropped with the source's table"))
        .noneMatch(line -> line.message().contains("no longer applied"));
  }

  /** The catalog has them when the stream is opened, and the plan hasn't. */
  @Test
  void aTableThatIsMadeWhileOthersAreLoadedIsTaken() throws Exception {
    bench.onLine =
        once(
            "loaded 10 rows",
            "CREATE TABLE shop.late (id int PRIMARY KEY)",
            "INSERT INTO shop.late VALUES (7)");
    assertThat(runAsIs(3, true).message()).isEmpty();
    assertSame("item", "other", "late");
  }

  private TaskOutcome runAsIs(int idleSeconds, boolean maySetUp) {
    return run(bench, idleSeconds, maySetUp);
  }

  /** Runs that on the source, as an administrator, when the log first has a line with that. */
  private Consumer<LogLine> once(String part, String... statements) {
    AtomicBoolean isDone = new AtomicBoolean();
    return line -> {
      if (line.message().contains(part) && !isDone.getAndSet(true)) {
        execute(statements);
      }
    };
  }

  /** Whoever may make a schema could else have a superuser run what they like. */
  @Test
  void aSchemaThatSomebodyElseHasMadeIsNotTakenForGodwits() throws Exception {
    bench.source.execute(
        "CREATE ROLE app LOGIN PASSWORD 'p'",
        "GRANT CREATE ON DATABASE \"%s\" TO app".formatted(bench.source.name()));
    try {
      administered
          .as("app", "p")
          .execute(
              "CREATE SCHEMA godwit_ddl",
              "CREATE FUNCTION godwit_ddl.log() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'");
      load();
      assertThat(bench.query(bench.source, "SELECT count(*) FROM pg_event_trigger"))
          .containsExactly("0");
      assertThat(bench.log).anyMatch(line -> line.message().contains("held by app"));
      administered.execute("DROP SCHEMA godwit_ddl CASCADE", "CREATE SCHEMA godwit_ddl");
      administered.execute("GRANT CREATE ON SCHEMA godwit_ddl TO app");
      load();
      assertThat(bench.query(bench.source, "SELECT count(*) FROM pg_event_trigger"))
          .containsExactly("0");
      administered.execute("REVOKE CREATE ON SCHEMA godwit_ddl FROM app");
      load();
      assertThat(bench.query(bench.source, "SELECT count(*) FROM pg_event_trigger"))
          .containsExactly("4");
      administered.execute("ALTER FUNCTION godwit_ddl.log() OWNER TO app");
      assertThat(check().details()).contains("can be made");
    } finally {
      administered.execute("DROP OWNED BY app CASCADE", "DROP ROLE app");
    }
  }

  @Test
  void labelsComeToTheTargetsTypes() throws Exception {
    load();
    CompletableFuture<TaskOutcome> run = start();
    bench.source.execute(
        "ALTER TYPE shop.mood ADD VALUE 'it''s' BEFORE 'calm'",
        "ALTER TYPE shop.mood ADD VALUE 'merry' AFTER 'calm'",
        "INSERT INTO shop.item VALUES (20, 'new labels', 'it''s'), (21, 'new labels', 'merry')");
    await(run, "SELECT mood FROM shop.item WHERE name = 'new labels' ORDER BY id", "it's", "merry");
    requireComplete(run);
    String labels = "SELECT unnest(enum_range(NULL::shop.mood))";
    assertThat(bench.query(bench.target, labels)).isEqualTo(bench.query(bench.source, labels));
  }

  /** The run's plan is older than the label, what its stream is opened with isn't. */
  @Test
  void aLabelThatComesWhileARunStartsComesToTheTargetsType() throws Exception {
    load();
    bench = bench.again();
    bench.onLine =
        once(
            "are cut (limited LOB mode)",
            "ALTER TYPE shop.mood ADD VALUE 'late'",
            "INSERT INTO shop.item VALUES (22, 'new label', 'late')");
    assertThat(run(bench, 1, false).isComplete()).as(bench.log::toString).isTrue();
    assertThat(bench.query(bench.source, "SELECT 22 FROM shop.item WHERE id = 22"))
        .containsExactly("22");
    assertSame("item");
  }

  /** It changes what all rows show, and the log has none of that; a swap leaves the same labels. */
  @Test
  void labelsThatAreRenamedParkTheirTablesAlsoInArraysAndDomains() throws Exception {
    bench.source.execute(
        "CREATE DOMAIN shop.felt AS shop.mood",
        "CREATE TABLE shop.moods (id int PRIMARY KEY, all_of shop.mood[], one shop.felt)",
        "INSERT INTO shop.moods VALUES (1, '{calm,glad}', 'calm')");
    load();
    bench.source.execute(
        "ALTER TYPE shop.mood RENAME VALUE 'calm' TO 'x'",
        "ALTER TYPE shop.mood RENAME VALUE 'glad' TO 'calm'",
        "ALTER TYPE shop.mood RENAME VALUE 'x' TO 'glad'",
        "INSERT INTO shop.other VALUES (3)");
    assertThat(run(1, false).message()).isEmpty();
    assertSame("other");
    assertThat(
            bench.query(
                bench.target,
                "SELECT source_table FROM godwit_control.change_table WHERE parked LIKE '%RENAME VALUE%' ORDER BY 1"))
        .containsExactly("item", "moods");
    assertThat(run(1, false).isComplete()).isTrue();
    assertSame("item", "moods", "other");
  }

  @Test
  void aPartitionedTableGetsItsColumns() throws Exception {
    load();
    CompletableFuture<TaskOutcome> run = start();
    bench.source.execute(
        "ALTER TABLE shop.parted ADD COLUMN plain int, ADD COLUMN fixed text DEFAULT 'all'",
        "INSERT INTO shop.parted VALUES (0, 'behind', 1, 'x')");
    await(run, "SELECT fixed FROM shop.parted WHERE id = 0", "x");
    bench.source.execute(
        "CREATE TABLE shop.top PARTITION OF shop.parted FOR VALUES FROM (20) TO (30)",
        "INSERT INTO shop.parted VALUES (20, 'new', 2, 'y')",
        "ALTER TABLE shop.parted ADD COLUMN later int",
        "UPDATE shop.parted SET later = 3 WHERE id = 20");
    await(run, "SELECT later FROM shop.parted WHERE id = 20", "3");
    requireComplete(run);
    assertSame("parted");
    bench.source.execute("ALTER TABLE shop.parted ADD COLUMN chance float DEFAULT random()");
    assertThat(run(1, false).isComplete()).isFalse();
    assertThat(run(1, false).isComplete()).isTrue();
    assertSame("parted");
  }

  /** What another session does to partitions meanwhile is none of the statement's. */
  @Test
  void aLongStatementIsNotBlamedForPartitionsOfOthers() throws Exception {
    bench.source.execute(
        "INSERT INTO shop.other VALUES (1)",
        "CREATE FUNCTION shop.waits() RETURNS text LANGUAGE plpgsql AS"
            + " 'BEGIN PERFORM pg_advisory_xact_lock(7); RETURN 1; END'");
    load();
    CompletableFuture<Void> altering;
    try (Connection holder = bench.source.connect();
        Statement hold = holder.createStatement()) {
      hold.execute("SELECT pg_advisory_lock(7)");
      altering =
          CompletableFuture.runAsync(
              () -> execute("ALTER TABLE shop.other ADD COLUMN v text DEFAULT shop.waits()"));
      Awaitility.await()
          .atMost(RUN_MAX)
          .until(
              () ->
                  !bench
                      .query(
                          bench.source,
                          "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                      .isEmpty());
      execute(
          "CREATE TABLE shop.top PARTITION OF shop.parted FOR VALUES FROM (20) TO (30)",
          "INSERT INTO shop.parted VALUES (25, 'top')");
    }
    altering.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(run(1, false).message()).isEmpty();
    assertThat(
            bench.query(
                bench.target,
                "SELECT source_table FROM godwit_control.change_table WHERE parked <> ''"))
        .containsExactly("other"); // for its new column's values
    assertSame("parted");
  }

  private void execute(String... statements) {
    try {
      administered.execute(statements);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the task sees it happen or has stood still. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatChangesRowsBesideTheLogParksItsTable(boolean isRunning) throws Exception {
    load();
    Optional<CompletableFuture<TaskOutcome>> running =
        isRunning ? Optional.of(start()) : Optional.empty();
    bench.source.execute(
        "ALTER TABLE shop.item ALTER name TYPE text USING upper(name)",
        "DROP TABLE shop.low",
        "ALTER TABLE shop.keyed DROP CONSTRAINT keyed_pkey, ADD PRIMARY KEY (b)",
        "INSERT INTO shop.keyed VALUES (1, 3)",
        "INSERT INTO shop.other VALUES (3)");
    TaskOutcome outcome =
        isRunning ? running.get().get(RUN_MAX.toSeconds(), TimeUnit.SECONDS) : run(1, false);
    assertThat(outcome.message()).isEmpty();
    assertSame("other");
    assertThat(
            bench.query(
                bench.target,
                "SELECT source_table, substring(parked from 'USING|partition with rows')"
                    + " FROM godwit_control.change_table WHERE parked <> '' ORDER BY 1"))
        .containsExactly("item|USING", "parted|partition with rows");
    assertThat(bench.log)
        .anyMatch(
            line ->
                line.message().contains("loaded again") && line.message().contains("primary key"));
    assertSame("keyed");
    assertThat(run(1, false).isComplete()).isTrue();
    assertSame("item", "parted", "keyed", "other");
  }

  /** Whoever may log in may write messages. */
  @Test
  void whatTheCatalogDoesNotSayIsNotBelieved() throws Exception {
    load();
    CompletableFuture<TaskOutcome> run = start();
    String oid = bench.query(bench.source, "SELECT 'shop.item'::regclass::oid").getFirst();
    bench.source.execute(
        "SELECT pg_logical_emit_message(true, 'godwit_ddl', E'table\\nALTER TABLE\\nshop\\nitem\\n0 0 d\\n%s 1 9\\n1 23 -1 1 id')"
            .formatted(oid),
        "SELECT pg_logical_emit_message(true, 'godwit_ddl', E'dropped\\nDROP TABLE\\nshop\\nitem\\n%s')"
            .formatted(oid),
        "INSERT INTO shop.item VALUES (101, 'behind', 'glad')");
    await(run, "SELECT name FROM shop.item WHERE id = 101", "behind");
    bench.source.execute("DROP TABLE shop.item");
    await(run, "SELECT to_regclass('shop.item')", "null"); // the true one behind it
    requireComplete(run);
    assertThat(bench.log)
        .anyMatch(line -> line.message().contains("it has the one it had: nothing is done"))
        .anyMatch(line -> line.message().contains("it is there: nothing is done"))
        .noneMatch(line -> line.message().contains("loaded again"));
  }

  @Test
  void whatLeavesTheRowsAsTheyAreParksNothing() throws Exception {
    load();
    CompletableFuture<TaskOutcome> run = start();
    bench.source.execute(
        "CREATE TABLE shop.top PARTITION OF shop.parted FOR VALUES FROM (20) TO (30)",
        "CREATE TABLE shop.next (id int PRIMARY KEY, v text)",
        "ALTER TABLE shop.parted ATTACH PARTITION shop.next FOR VALUES FROM (30) TO (40)",
        "INSERT INTO shop.parted VALUES (25, 'top'), (35, 'next')",
        "ALTER TABLE shop.keyed ALTER b TYPE bigint, ADD CHECK (b > 0)",
        "CREATE INDEX ON shop.item (name)",
        "ALTER TABLE shop.item REPLICA IDENTITY FULL, ALTER name SET NOT NULL",
        "BEGIN; DROP TABLE shop.other; ROLLBACK",
        "INSERT INTO shop.keyed VALUES (3, 30000000000)",
        "INSERT INTO shop.other VALUES (9)");
    await(run, "SELECT id FROM shop.other", "9");
    requireComplete(run);
    assertSame("item", "parted", "keyed", "other");
  }

  /** An administrator makes the triggers for a role that may not; they fail no statement. */
  @Test
  void aRoleThatMayNotMakeThemSaysSoAndUsesWhatIsThere() throws Exception {
    bench.source.execute(
        "CREATE ROLE follower LOGIN REPLICATION PASSWORD 'p'",
        "GRANT CREATE ON DATABASE \"%s\" TO follower".formatted(bench.source.name()),
        "ALTER SCHEMA shop OWNER TO follower",
        "ALTER TABLE shop.item OWNER TO follower",
        "ALTER TABLE shop.other OWNER TO follower",
        "ALTER TABLE shop.parted OWNER TO follower",
        "ALTER TABLE shop.keyed OWNER TO follower",
        "ALTER TYPE shop.mood OWNER TO follower");
    try {
      TestDatabase plain = administered.as("follower", "p");
      bench = bench.withSource(plain);
      load();
      String triggers = "SELECT count(*) FROM pg_event_trigger";
      assertThat(bench.query(plain, triggers)).containsExactly("0");
      assertThat(bench.log)
          .anyMatch(line -> line.message().startsWith("postgres-check-ddl-event-trigger"));
      Check check = check();
      administered.execute(check.fix());
      assertThat(check().details()).contains("Event triggers write");
      plain.execute("CREATE TABLE shop.unasked (v int)");
      assertThat(run(1, false).isComplete()).isFalse(); // nobody asked this task's person
      assertThat(bench.log)
          .anyMatch(line -> line.message().contains("shop.unasked is new and isn't followed"));
      load();
      administered.execute(
          "CREATE TABLE shop.foreign (v int PRIMARY KEY)",
          "GRANT SELECT ON shop.foreign TO follower");
      CompletableFuture<TaskOutcome> run = start();
      plain.execute("CREATE TABLE shop.made (v int)", "INSERT INTO shop.made VALUES (1)");
      await(run, "SELECT v FROM shop.made", "1");
      plain.execute("UPDATE shop.made SET v = 2");
      await(run, "SELECT v FROM shop.made", "2"); // it is followed by now
      administered.execute(
          "DO $$ BEGIN EXECUTE (SELECT string_agg('REVOKE EXECUTE ON FUNCTION ' || oid::regprocedure"
              + " || ' FROM PUBLIC', '; ') FROM pg_proc WHERE proname = 'pg_logical_emit_message'); END $$");
      plain.execute("ALTER TABLE shop.made ADD w int", "INSERT INTO shop.made VALUES (4, 5)");
      await(run, "SELECT w FROM shop.made WHERE v = 4", "5");
      assertThat(run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).message()).isEmpty();
      assertThat(bench.log)
          .anyMatch(
              line ->
                  line.message().contains("shop.foreign can't be followed")
                      && line.message().contains("ADD TABLE"));
      administered.execute(check.undo());
      assertThat(bench.query(plain, triggers)).containsExactly("0");
      plain.execute("ALTER TABLE shop.made ADD x int");
    } finally {
      LoggedSource.POSTGRES.forget(administered);
      administered.execute("DROP OWNED BY follower CASCADE", "DROP ROLE follower");
    }
  }

  private Check check() throws SQLException {
    Engine engine = Engines.standard().named("postgres");
    try (Connection connection = engine.connect(bench.task("{}").source())) {
      return engine.changeSource().orElseThrow().checks(connection, "godwit_none").stream()
          .filter(it -> it.name().equals("postgres-check-ddl-event-trigger"))
          .findFirst()
          .orElseThrow();
    }
  }
}
