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
import org.godwit.catalog.TableName;
import org.godwit.engine.Failure;
import org.godwit.task.cdc.ChangeWishes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that the source drops or renames while their task stands still. */
final class GoneTablesIT {
  @TempDir Path folder;

  private LoggedSource kind;
  private TaskBench bench;

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  /** Two tables with a row each, loaded and followed so far. */
  private void follow(LoggedSource source) throws SQLException {
    kind = source;
    bench = TaskBench.from(source.engine(), folder);
    bench.source.execute(kind.schema().toArray(String[]::new));
    change(
        "CREATE TABLE shop.item (id int PRIMARY KEY, name varchar(80))",
        "CREATE TABLE shop.other (id int PRIMARY KEY)",
        "INSERT INTO shop.item VALUES (1, 'one')",
        "INSERT INTO shop.other VALUES (1)");
    assertThat(goOn("{}").isComplete()).as(bench.log::toString).isTrue();
  }

  private TaskOutcome goOn(String settings) {
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    return run(settings);
  }

  private TaskOutcome run(String settings) {
    return bench.run(
        settings, task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  private void change(String... statements) throws SQLException {
    List<String> named = new ArrayList<>();
    for (String statement : statements) {
      named.add(kind.sql(statement));
    }
    bench.source.execute(named.toArray(String[]::new));
  }

  private List<String> ids(String table) throws SQLException {
    return bench.query(
        bench.target, "SELECT id FROM %s ORDER BY id".formatted(bench.targetTable(table)));
  }

  private List<String> parked() throws SQLException {
    return bench.query(
        bench.target,
        "SELECT source_table, parked FROM godwit_control.change_table WHERE parked <> ''");
  }

  private List<String> followed() throws SQLException {
    return bench.query(
        bench.target,
        "SELECT source_table FROM godwit_control.change_table WHERE is_followed ORDER BY 1");
  }

  private static String drops(boolean drops) {
    return "{\"ChangeProcessingDdlHandlingPolicy\": {\"HandleSourceTableDropped\": %s}}"
        .formatted(drops);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRES,false,INSERT INTO shop.other VALUES (2)",
    "POSTGRES,true,DELETE FROM shop.other",
    "POSTGRES,false,TRUNCATE TABLE shop.other",
    "MYSQL,false,INSERT INTO shop.other VALUES (2)",
    "MYSQL,false,TRUNCATE TABLE shop.other",
    "MARIADB,false,UPDATE shop.other SET id = 3",
    "MARIADB,true,INSERT INTO shop.other VALUES (2)",
    "MARIADB,false,TRUNCATE TABLE shop.other"
  })
  void whatWasChangedBeforeADropIsNeverMissingInSilence(
      LoggedSource source, boolean drops, String last) throws Exception {
    follow(source);
    change(
        last,
        "INSERT INTO shop.item VALUES (2, 'between')",
        "DROP TABLE shop.other",
        "INSERT INTO shop.item VALUES (3, 'behind')");
    TaskOutcome outcome = goOn(drops(drops));
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).as(bench.log::toString).isFalse();
    assertThat(parked()).singleElement().asString().contains("other|", "no longer", "without");
    assertThat(ids("item")).containsExactly("1", "2", "3");
    assertThat(ids("other")).containsExactly("1");
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE.byItself(); // nobody has looked at it
    assertThat(run(drops(drops)).isComplete()).isFalse();
    assertThat(parked()).hasSize(1);
    change("INSERT INTO shop.item VALUES (4, 'later')");
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    TableName gone = new TableName(bench.schema(), "other");
    bench.tables.offer(List.of(new TableWish(1, gone, TableWish.Deed.RELOAD, "somebody")));
    assertThat(run(drops(drops)).isComplete()).as(bench.log::toString).isTrue();
    assertThat(bench.log)
        .anyMatch(line -> line.message().startsWith("somebody asked for its reload, and it is not"))
        .noneMatch(line -> line.message().startsWith("its rows are loaded again"));
    assertThat(followed()).containsExactly("item");
    assertThat(ids("item")).containsExactly("1", "2", "3", "4");
  }

  @ParameterizedTest
  @EnumSource
  void aTableWhoseChangesHadAllArrivedIsLeftAsItIs(LoggedSource source) throws Exception {
    follow(source);
    change("DROP TABLE shop.other", "INSERT INTO shop.item VALUES (2, 'behind')");
    assertThat(goOn(drops(false)).isComplete()).as(bench.log::toString).isTrue();
    assertThat(ids("other")).containsExactly("1");
    assertThat(ids("item")).containsExactly("1", "2");
    assertThat(followed()).containsExactly("item");
    assertThat(bench.log)
        .anyMatch(
            line ->
                line.level() == LogLevel.WARNING
                    && line.message().contains("The target's table stays"));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasChangedBeforeANewNameIsLoadedUnderThatAndToldOfTheOther(LoggedSource source)
      throws Exception {
    follow(source);
    change(
        "INSERT INTO shop.other VALUES (2)",
        "ALTER TABLE shop.other RENAME TO %s"
            .formatted(source == LoggedSource.POSTGRES ? "another" : "shop.another"),
        "INSERT INTO shop.another VALUES (3)");
    TaskOutcome outcome = goOn("{}");
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).as(bench.log::toString).isFalse();
    assertThat(parked()).singleElement().asString().startsWith("other|");
    assertThat(ids("another")).containsExactly("1", "2", "3");
    change("INSERT INTO shop.another VALUES (4)");
    assertThat(goOn("{}").isComplete()).as(bench.log::toString).isTrue();
    assertThat(ids("another")).containsExactly("1", "2", "3", "4");
  }

  @ParameterizedTest
  @EnumSource
  void aTableThatWasMadeAnewIsLoadedAgainOrParked(LoggedSource source) throws Exception {
    follow(source);
    String settings =
        """
        {"ChangeProcessingDdlHandlingPolicy": {"HandleSourceTableDropped": false},
         "FullLoadSettings": {"TargetTablePrepMode": "DROP_AND_CREATE"}}""";
    change(
        "INSERT INTO shop.other VALUES (2)",
        "DROP TABLE shop.other",
        "CREATE TABLE shop.other (id int PRIMARY KEY)",
        "INSERT INTO shop.other VALUES (7)");
    TaskOutcome outcome = goOn(settings);
    if (!outcome.isComplete()) {
      assertThat(outcome.message()).isEmpty();
      assertThat(parked()).singleElement().asString().startsWith("other|");
      assertThat(goOn(settings).isComplete()).isTrue();
    }
    assertThat(ids("other")).containsExactly("7");
  }

  /** What came is the task's by the consent that it was given. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRES", "MARIADB"})
  void whatTakesThePlaceOfAllTablesIsFollowedAndWhatWentIsNot(LoggedSource source)
      throws Exception {
    follow(source);
    bench = bench.again();
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(3)), true);
    CompletableFuture<TaskOutcome> run = CompletableFuture.supplyAsync(() -> run(drops(false)));
    change("INSERT INTO shop.other VALUES (2)");
    awaitIds(run, "other", "1", "2");
    String came = "CREATE TABLE shop.fresh (id int PRIMARY KEY)";
    String filled = "INSERT INTO shop.fresh VALUES (1), (2)";
    if (source == LoggedSource.POSTGRES) {
      change(
          String.join("; ", "BEGIN", came, filled, "DROP TABLE shop.item, shop.other", "COMMIT"));
    } else {
      change(came, filled, "DROP TABLE shop.item, shop.other");
    }
    awaitIds(run, "fresh", "1", "2");
    change("INSERT INTO shop.fresh VALUES (3)");
    TaskOutcome outcome = run.get(2, TimeUnit.MINUTES);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).as(bench.log::toString).isTrue();
    assertThat(ids("fresh")).containsExactly("1", "2", "3");
    assertThat(followed()).containsExactly("fresh");
    assertThat(outcome.tables())
        .extracting(it -> it.source().table() + ' ' + it.state())
        .containsExactly("fresh COMPLETED", "item DOES_NOT_EXIST", "other DOES_NOT_EXIST");
    assertThat(bench.progress.news())
        .extracting(it -> it.kind() + " " + it.table().table())
        .containsExactlyInAnyOrder("TAKEN fresh", "LEFT item", "LEFT other");
    assertThat(bench.log).noneMatch(line -> line.message().contains("consent"));
    assertThat(bench.progress.changes().total())
        .as("those of tables that went are counted on")
        .isEqualTo(bench.progress.changes().ofThisRun());
  }

  private void awaitIds(CompletableFuture<TaskOutcome> run, String table, String... ids) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions() // until it is there
        .until(() -> run.isDone() || ids(table).equals(List.of(ids)));
    assertThat(run.isDone()).as(bench.log::toString).isFalse();
  }

  /** The policy is asked as for any other table. */
  @ParameterizedTest
  @EnumSource
  void aPolicyMayStopTheTaskForIt(LoggedSource source) throws Exception {
    follow(source);
    change("INSERT INTO shop.other VALUES (2)", "DROP TABLE shop.other");
    String settings = "{\"ErrorBehavior\": {\"TableErrorPolicy\": \"STOP_TASK\"}}";
    TaskOutcome stopped = goOn(settings);
    assertThat(stopped.failure()).isEqualTo(Failure.STOPPED_BY_POLICY);
    assertThat(stopped.message()).contains("other", "TableErrorPolicy");
    assertThat(goOn(settings).isComplete()).as(bench.log::toString).isTrue();
  }
}
