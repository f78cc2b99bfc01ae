package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.godwit.engine.Failure;
import org.godwit.task.cdc.ChangeWishes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MySQL's and MariaDB's logs have of their own. */
abstract class BinlogChangesContract extends PreparedTransactionsContract {
  BinlogChangesContract(LoggedSource kind) {
    super(kind);
  }

  @Test
  void tablesAreAlteredMadeAndDroppedWithTheSources() throws Exception {
    follow();
    CompletableFuture<TaskOutcome> run = followFor(3);
    String item = bench.targetTable("item");
    String made = bench.targetTable("made");
    bench.source.execute("INSERT INTO item VALUES (11, 'before')");
    await(run, "SELECT name FROM " + item + " WHERE id = 11", "before");
    bench.source.execute(
        "ALTER TABLE item ADD COLUMN price decimal(8,2) NOT NULL DEFAULT 7.50, ADD note text",
        "INSERT INTO item VALUES (12, 'added', 8.25, 'n')",
        "UPDATE item SET note = 'm' WHERE id = 3");
    await(
        run,
        "SELECT price, note FROM " + item + " WHERE id IN (3, 12) ORDER BY id",
        "7.50|m",
        "8.25|n");
    bench.source.execute(
        "ALTER TABLE item CHANGE name title varchar(200), MODIFY price decimal(12,2), ADD INDEX (price)",
        "INSERT INTO item VALUES (13, 'renamed', 1234567890.25, NULL)");
    await(run, "SELECT title, price FROM " + item + " WHERE id = 13", "renamed|1234567890.25");
    bench.source.execute(
        "ALTER TABLE item DROP COLUMN note", "INSERT INTO item VALUES (14, 'dropped', 1)");
    await(run, "SELECT title FROM " + item + " WHERE id = 14", "dropped");
    bench.source.execute(
        "CREATE TABLE made (id int PRIMARY KEY, v enum('a', 'b'))",
        "INSERT INTO made VALUES (1, 'a')");
    await(run, "SELECT count(*) FROM information_schema.tables WHERE table_name = 'made'", "1");
    await(run, "SELECT v FROM " + made, "a");
    bench.source.execute("INSERT INTO made VALUES (3, 'b')");
    await(run, "SELECT v FROM " + made + " WHERE id = 3", "b"); // it is followed by now
    bench.source.execute(
        "ALTER TABLE made MODIFY v enum('a', 'b', 'c')", "INSERT INTO made VALUES (2, 'c')");
    await(run, "SELECT v FROM " + made + " WHERE id = 2", "c");
    bench.source.execute("DROP TABLE other");
    await(run, "SELECT count(*) FROM information_schema.tables WHERE table_name = 'other'", "0");
    TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isTrue();
    assertSame(List.of("item", "made"));
    bench.source.execute(
        "CREATE TABLE other (id int PRIMARY KEY)", "INSERT INTO other VALUES (70)");
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("item", "made", "other"));
  }

  /** The catalog has it when the log is opened, and the plan hasn't. */
  @Test
  void aTableThatIsMadeWhileOthersAreLoadedIsTaken() throws Exception {
    AtomicBoolean isMade = new AtomicBoolean();
    TaskBench loading = bench;
    loading.onLine =
        line -> {
          if (line.message().startsWith("loaded 10 rows") && !isMade.getAndSet(true)) {
            try {
              loading.source.execute(
                  "CREATE TABLE late (id int PRIMARY KEY)", "INSERT INTO late VALUES (7)");
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    follow();
    assertSame(List.of("item", "other", "late"));
  }

  /** The others go on, also where the run ends and begins again for their sake. */
  @Test
  void aTableThatCanNotBeFollowedAnyMoreIsParkedAlone() throws Exception {
    follow();
    CompletableFuture<TaskOutcome> run = followFor(4);
    bench.source.execute("INSERT INTO item VALUES (11, 'before')");
    await(run, "SELECT name FROM " + bench.targetTable("item") + " WHERE id = 11", "before");
    bench.source.execute(
        "SET foreign_key_checks = 0",
        "ALTER TABLE item ADD CONSTRAINT cascades FOREIGN KEY (id) REFERENCES other (id) ON DELETE CASCADE",
        "INSERT INTO other VALUES (1)");
    await(run, "SELECT id FROM " + bench.targetTable("other"), "1");
    bench.source.execute("ALTER TABLE other ADD COLUMN v int", "INSERT INTO other VALUES (2, 2)");
    TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isFalse();
    assertSame(List.of("other"));
    assertThat(bench.log)
        .anyMatch(
            line ->
                line.message().contains("no longer applied") && line.message().contains("cascade"));
    bench.source.execute(
        "ALTER TABLE item DROP FOREIGN KEY cascades", "DELETE FROM item WHERE id = 3");
    settings = "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";
    assertThat(goOn().isComplete()).isTrue();
    assertSame(List.of("item", "other"));
  }

  @Test
  void rowsBeforeAnAlterationThatLeavesTheirFormAreApplied() throws Exception {
    follow();
    bench.source.execute(
        "INSERT INTO item VALUES (11, 'before')",
        "ALTER TABLE item ADD INDEX named (name), COMMENT = 'another'",
        "INSERT INTO item VALUES (12, 'between')",
        "ALTER TABLE item DROP INDEX named, AUTO_INCREMENT = 100",
        "INSERT INTO item VALUES (13, 'behind')");
    assertThat(goOn().isComplete()).isTrue();
    assertSame(List.of("item", "other"));
    assertThat(bench.log).noneMatch(line -> line.message().contains("no longer applied"));
  }

  /** The task stops each time, and its place stays before them. */
  @Test
  void alterationsThatTheLoadHasSeenDoNotParkItsTableAgain() throws Exception {
    follow();
    settings =
        "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"},"
            + " \"ErrorBehavior\": {\"TableErrorPolicy\": \"STOP_TASK\"}}";
    bench.source.execute(
        "ALTER TABLE item MODIFY name varchar(90)", "ALTER TABLE item MODIFY name varchar(100)");
    assertThat(goOn().failure()).isEqualTo(Failure.STOPPED_BY_POLICY);
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("item", "other"));
  }

  @Test
  void rowsThatAreOlderThanTheirTablesDefinitionAreNeverGuessed() throws Exception {
    follow();
    bench.source.execute(
        "INSERT INTO item VALUES (11, 'before')",
        "ALTER TABLE item DROP COLUMN name, ADD COLUMN title varchar(80)",
        "INSERT INTO item VALUES (12, 'behind')");
    requireItemParked("older");
  }

  @Test
  void valuesThatTheLogDoesNotHaveAreNotMadeUp() throws Exception {
    follow();
    bench.source.execute(
        "ALTER TABLE item ADD COLUMN at int NOT NULL", "ALTER TABLE item MODIFY name varchar(3)");
    requireItemParkedAsSet("new column at"); // the target's table stays, and gets the column
  }

  /** The target's type holds both, so that it alone wouldn't tell. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decimal(12,4) DEFAULT 1.2345|decimal(12,2)",
        "int DEFAULT -5|int unsigned",
        "varchar(20) CHARACTER SET utf8mb4 DEFAULT 'ä€'|varchar(20) CHARACTER SET ascii"
      })
  void valuesThatAnAlterationChangesAreLoadedAgain(String before, String after) throws Exception {
    follow();
    bench.source.execute("ALTER TABLE item ADD v " + before);
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("item", "other"));
    bench.source.execute("SET sql_mode = ''", "ALTER TABLE item MODIFY v " + after);
    requireItemParked("its column v became");
  }

  @Test
  void aTableThatIsMadeOfAQueryArrivesWithItsRows() throws Exception {
    follow();
    bench.source.execute(
        "CREATE TABLE made (id int PRIMARY KEY) AS SELECT id, name FROM item",
        "INSERT INTO made VALUES (70, 'behind')");
    assertThat(goOn().message()).isEmpty();
    assertSame(List.of("item", "other", "made"));
  }

  /** Its files have the names of those before, and the task's place is in one of them. */
  @Test
  void aLogThatWasBegunAnewIsNeverReadFromThePlaceInTheOldOne() throws Exception {
    follow();
    String[] place = LoggedSource.MYSQL.position(bench).split(":", -1);
    bench.source.execute("RESET MASTER");
    while (!LoggedSource.MYSQL.position(bench).startsWith(place[0])) {
      bench.source.execute("FLUSH BINARY LOGS");
    }
    int id = 100;
    while (offset() < 2 * Long.parseLong(place[1])) {
      bench.source.execute("INSERT INTO item VALUES (%d, REPEAT('x', 80))".formatted(id++));
    }
    TaskOutcome stopped = goOn();
    assertThat(stopped.failure()).isEqualTo(Failure.POSITION_LOST);
    assertThat(stopped.message()).contains("begun anew");
  }

  private long offset() throws SQLException {
    return Long.parseLong(LoggedSource.MYSQL.position(bench).split(":", -1)[1]);
  }

  @Test
  void aTableThatTookAnothersPlaceIsLoadedAgain() throws Exception {
    follow();
    bench.source.execute(
        "CREATE TABLE ghost LIKE item",
        "INSERT INTO ghost VALUES (1, 'of the other')",
        "RENAME TABLE item TO item_old, ghost TO item",
        "INSERT INTO item VALUES (50, 'seen')");
    requireItemLoadedAgain("RENAME TABLE");
  }

  /** As gh-ost and pt-osc do, while both tables are written to. */
  @Test
  void aTableThatIsSwappedUnderAWriterIsLoadedAgainAndTheOthersGoOn() throws Exception {
    follow();
    settings = "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";
    CompletableFuture<TaskOutcome> run = followFor(4);
    AtomicInteger id = new AtomicInteger(1000);
    AtomicBoolean isEnded = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              while (!isEnded.get()) {
                write(id.incrementAndGet());
              }
            },
            work -> Thread.ofVirtual().start(work)); // others wait for the run in the common pool
    try {
      await(run, "SELECT 1 FROM " + bench.targetTable("item") + " WHERE id = 1001", "1");
      bench.source.execute(
          "CREATE TABLE _item_gho (id int PRIMARY KEY, name varchar(80), w int DEFAULT 7)",
          "INSERT INTO _item_gho (id, name) SELECT id, name FROM item",
          "RENAME TABLE item TO _item_del, _item_gho TO item");
      int behind = id.get() + 5;
      await(run, "SELECT w FROM " + bench.targetTable("item") + " WHERE id = " + behind, "7");
    } finally {
      isEnded.set(true);
      writer.join();
    }
    TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isTrue();
    assertThat(bench.log)
        .anyMatch(line -> line.message().contains("loaded again"))
        .noneMatch(line -> line.message().contains("no longer applied"));
    assertSame(List.of("item", "other"));
  }

  private void write(int id) {
    try {
      bench.source.execute(
          "INSERT INTO item (id, name) VALUES (%d, 'w')".formatted(id),
          "UPDATE item SET name = 'x' WHERE id = %d".formatted(id - 3),
          "INSERT INTO other VALUES (%d)".formatted(id));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
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
    String item = "SELECT count(*) FROM " + bench.targetTable("item");
    bench.source.execute("INSERT INTO item VALUES (11, 'before')");
    await(run, item, "11");
    bench.source.execute(
        "TRUNCATE TABLE item", "INSERT INTO item VALUES (12, 'behind')", "DROP TABLE other");
    await(run, item, "12");
    assertThat(run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).message()).isEmpty();
    assertThat(bench.query(bench.target, "SELECT count(*) FROM " + bench.targetTable("other")))
        .containsExactly("0");
    bench.source.execute("ALTER TABLE item ADD COLUMN price int");
    TaskOutcome stopped = goOn(); // no other table is left
    assertThat(stopped.failure()).isEqualTo(Failure.STOPPED_BY_POLICY);
    assertThat(stopped.message()).contains("HandleSourceTableAltered");
  }

  @Test
  void aTableWhoseRowsAKeyOfTextsChangesInSilenceIsRefused() throws Exception {
    bench.source.execute(
        "CREATE TABLE parent (id varchar(40) PRIMARY KEY)",
        "CREATE TABLE child (id int PRIMARY KEY, p varchar(40), CONSTRAINT gone FOREIGN KEY (p) REFERENCES"
            + " parent (id) ON DELETE CASCADE)");
    run(MigrationType.FULL_LOAD_AND_CDC);
    assertThat(bench.log.stream().map(LogLine::message)).anyMatch(it -> it.contains("gone"));
  }

  @Test
  void aTableThatWasChangedByALoggedStatementIsLoadedAgain() throws Exception {
    follow();
    bench.source.execute(
        "SET SESSION binlog_format = 'STATEMENT'", "DELETE FROM item WHERE id = 3");
    requireItemParked("DELETE FROM item", "binlog_format = ROW");
  }

  @Test
  void aRowThatIsLoggedInPartStopsTheTask() throws Exception {
    follow();
    bench.source.execute(
        "SET SESSION binlog_row_image = 'MINIMAL'", "UPDATE item SET name = 'x' WHERE id = 3");
    TaskOutcome refused = goOn();
    assertThat(refused.failure()).isEqualTo(Failure.CONFIGURATION);
    assertThat(refused.message()).contains("binlog_row_image");
  }

  @Test
  void aLogThatWasPurgedStopsTheTaskUntilItIsRestarted() throws Exception {
    follow();
    bench.source.execute("INSERT INTO item VALUES (50, 'missed')", "FLUSH BINARY LOGS");
    String file = LoggedSource.MYSQL.position(bench).split(":", -1)[0];
    // A log that the last run's connection reads stays until the server sees that it has gone.
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(
            () -> {
              bench.source.execute("PURGE BINARY LOGS TO '%s'".formatted(file));
              return bench.query(bench.source, "SHOW BINARY LOGS").size() == 1;
            });
    TaskOutcome stopped = goOn();
    assertThat(stopped.failure()).isEqualTo(Failure.POSITION_LOST);
    bench = bench.again();
    bench.wishes = UNTIL_IDLE;
    assertThat(run(bench, MigrationType.FULL_LOAD_AND_CDC, Start.RELOAD_TARGET).message())
        .isEmpty();
    assertSame(List.of("item", "other"));
  }

  /** The server keeps what a connection reads, and no longer. */
  @Test
  void aLogThatIsPurgedUnderARunStopsTheTask() throws Exception {
    follow();
    CompletableFuture<TaskOutcome> run = followFor(60);
    bench.onLine =
        line -> {
          if (line.message().startsWith("trying again")) {
            missAndPurge();
          }
        };
    bench.source.execute("INSERT INTO item VALUES (11, 'before')");
    await(run, "SELECT name FROM " + bench.targetTable("item") + " WHERE id = 11", "before");
    killReader();
    TaskOutcome stopped = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(stopped.failure()).as(bench.log::toString).isEqualTo(Failure.POSITION_LOST);
    assertThat(stopped.message()).containsIgnoringCase("restart the task");
  }

  private void killReader() throws SQLException {
    for (String id :
        bench.query(
            bench.source,
            "SELECT ID FROM information_schema.PROCESSLIST WHERE COMMAND LIKE 'Binlog Dump%'")) {
      bench.source.execute("KILL " + id);
    }
  }

  private void missAndPurge() {
    try {
      bench.source.execute("INSERT INTO item VALUES (12, 'missed')", "FLUSH BINARY LOGS");
      String file = LoggedSource.MYSQL.position(bench).split(":", -1)[0];
      Awaitility.await()
          .atMost(RUN_MAX)
          .until(
              () -> {
                bench.source.execute("PURGE BINARY LOGS TO '%s'".formatted(file));
                return bench.query(bench.source, "SHOW BINARY LOGS").size() == 1;
              });
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void changesAloneBeginAndEndAtTimes() throws Exception {
    bench.source.execute(
        "CREATE TABLE item (id int PRIMARY KEY, name varchar(80))",
        "INSERT INTO item VALUES (1, 'before')",
        "FLUSH BINARY LOGS");
    bench.target.execute(
        "CREATE SCHEMA \"%s\"".formatted(bench.schema()),
        "CREATE TABLE " + bench.targetTable("item") + " (id int PRIMARY KEY, name text)");
    bench.source.execute("INSERT INTO item VALUES (2, 'before, in the same file')");
    String start = nextSecond();
    bench.source.execute("INSERT INTO item VALUES (3, 'between')", "FLUSH BINARY LOGS");
    String stop = nextSecond();
    bench.source.execute("INSERT INTO item VALUES (4, 'behind')");
    bench.wishes = new ChangeWishes(Optional.of(start), Optional.of(stop), Optional.empty(), false);
    TaskOutcome outcome = run(MigrationType.CDC);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.reason()).isEqualTo(StopReason.STOPPED_AT_COMMIT_TIME);
    assertThat(bench.query(bench.target, "SELECT id FROM " + bench.targetTable("item")))
        .containsExactly("3");
  }

  @Test
  void aTimeThatTheLogDoesNotHaveIsRefused() throws Exception {
    bench.source.execute("CREATE TABLE item (id int PRIMARY KEY, name varchar(80))");
    bench.target.execute(
        "CREATE SCHEMA \"%s\"".formatted(bench.schema()),
        "CREATE TABLE " + bench.targetTable("item") + " (id int PRIMARY KEY, name text)");
    for (String time : List.of("2001-01-01T00:00:00", "2201-01-01 00:00")) {
      bench.wishes = new ChangeWishes(Optional.of(time), Optional.empty(), Optional.empty(), false);
      assertThat(run(MigrationType.CDC).message())
          .contains("changes can't begin at " + time.substring(0, 10));
    }
    String[] here = LoggedSource.MARIADB.position(bench).split(":", 2);
    bench.source.execute("INSERT INTO item VALUES (1, 'an event begins here and none behind')");
    String within = here[0] + ":" + (Long.parseLong(here[1]) + 1);
    bench.wishes =
        new ChangeWishes(
            Optional.of(within), Optional.empty(), Optional.of(Duration.ofSeconds(1)), false);
    assertThat(run(MigrationType.CDC).message()).contains(within + " on: no event begins there");
  }
}
