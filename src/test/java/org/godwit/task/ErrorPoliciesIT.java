package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What DMS's keys say of changes that can't be applied, and of a TRUNCATE, is done. */
final class ErrorPoliciesIT {
  private static final String LONG = "INSERT INTO shop.item VALUES (%d, 'longer than five')";

  @TempDir Path folder;

  private LoggedSource kind = LoggedSource.POSTGRES;
  private TaskBench bench;

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  private TaskOutcome run(String errorBehavior, boolean isBatch) {
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    return bench.run(
        "{\"ErrorBehavior\": {%s}, \"TargetMetadata\": {\"BatchApplyEnabled\": %s}}"
            .formatted(errorBehavior, isBatch),
        task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  private void change(String... statements) throws SQLException {
    bench.source.execute(Stream.of(statements).map(kind::sql).toArray(String[]::new));
  }

  private long rows(String table) throws SQLException {
    return bench.count(bench.target, bench.targetTable(table));
  }

  /** The target's table was made by hand, with less room than the source's. */
  private void begin(LoggedSource source, String target, boolean isBatch) throws SQLException {
    kind = source;
    bench = TaskBench.between(kind.engine(), target, folder);
    change(kind.schema().toArray(String[]::new));
    change(
        "CREATE TABLE shop.item (id int PRIMARY KEY, name varchar(40))",
        "CREATE TABLE shop.other (id int PRIMARY KEY)",
        "INSERT INTO shop.item VALUES (1, 'one'), (2, 'two'), (3, 'three')");
    if (!bench.isMySqlTarget()) {
      bench.target.execute("CREATE SCHEMA \"" + bench.schema() + "\"");
    }
    bench.target.execute(
        "CREATE TABLE " + bench.targetTable("item") + " (id int PRIMARY KEY, name varchar(5))");
    assertWhole(run("", isBatch));
  }

  private void assertWhole(TaskOutcome outcome) {
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).as(bench.log::toString).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"POSTGRES,postgres,false", "POSTGRES,postgres,true", "MARIADB,mariadb,false"})
  void valuesThatAreTooLongFallUnderTheirOwnPolicyAndEscalate(
      LoggedSource source, String target, boolean isBatch) throws SQLException {
    begin(source, target, isBatch);
    change(LONG.formatted(10), "INSERT INTO shop.other VALUES (1)");
    assertWhole(run("\"DataErrorPolicy\": \"STOP_TASK\"", isBatch));
    assertThat(rows("item")).isEqualTo(3);

    change(LONG.formatted(11), LONG.formatted(12), "INSERT INTO shop.other VALUES (2)");
    TaskOutcome stopped = run("\"DataTruncationErrorPolicy\": \"STOP_TASK\"", isBatch);
    assertThat(stopped.reason()).isEqualTo(StopReason.FATAL_ERROR);
    assertThat(stopped.message()).contains("item");

    stopped =
        run(
            "\"DataErrorEscalationCount\": 2, \"DataErrorEscalationPolicy\": \"STOP_TASK\","
                + " \"ApplyErrorEscalationCount\": 1, \"ApplyErrorEscalationPolicy\": \"LOG_ERROR\"",
            isBatch);
    assertThat(stopped.reason()).isEqualTo(StopReason.FATAL_ERROR);

    assertWhole(run("\"DataErrorEscalationCount\": 3", isBatch));
    assertThat(rows("other")).isEqualTo(2);

    change(LONG.formatted(13), LONG.formatted(14), "INSERT INTO shop.other VALUES (3)");
    TaskOutcome parked = run("\"DataErrorEscalationCount\": 2", isBatch);
    assertThat(parked.message()).isEmpty();
    assertThat(parked.isComplete()).isFalse();
    assertThat(rows("item")).isEqualTo(3);
    assertThat(rows("other")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"POSTGRES,postgres,false", "POSTGRES,postgres,true", "MYSQL,mysql,false"})
  void conflictsEscalate(LoggedSource source, String target, boolean isBatch) throws SQLException {
    begin(source, target, isBatch);
    bench.target.execute("DELETE FROM " + bench.targetTable("item") + " WHERE id < 3");
    change("UPDATE shop.item SET name = 'uno' WHERE id = 1");
    String escalated =
        "\"ApplyErrorEscalationCount\": 2, \"DataErrorEscalationCount\": 1, \"ApplyErrorEscalationPolicy\": \"%s\"";
    assertWhole(run(escalated.formatted("STOP_TASK"), isBatch));
    change(
        "UPDATE shop.item SET name = 'un' WHERE id = 1",
        "UPDATE shop.item SET name = 'deux' WHERE id = 2",
        "UPDATE shop.item SET name = 'trois' WHERE id = 3",
        "INSERT INTO shop.other VALUES (1)");
    assertThat(run(escalated.formatted("STOP_TASK"), isBatch).reason())
        .isEqualTo(StopReason.FATAL_ERROR);
    TaskOutcome parked = run(escalated.formatted("SUSPEND_TABLE"), isBatch);
    assertThat(parked.message()).isEmpty();
    assertThat(parked.isComplete()).isFalse();
    assertThat(rows("other")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"POSTGRES,postgres,false", "MARIADB,mariadb,true"})
  void aTruncateOfTheSourceStopsATaskThatShallStopAtIt(
      LoggedSource source, String target, boolean isBatch) throws SQLException {
    begin(source, target, isBatch);
    change("TRUNCATE TABLE shop.item", "INSERT INTO shop.item VALUES (4, 'four')");
    TaskOutcome stopped = run("\"ApplyErrorFailOnTruncationDdl\": true", isBatch);
    assertThat(stopped.reason()).isEqualTo(StopReason.FATAL_ERROR);
    assertThat(stopped.message())
        .contains("ApplyErrorFailOnTruncationDdl", bench.schema() + ".item", "nothing was done");
    assertThat(rows("item")).isEqualTo(3);
    assertWhole(run("\"ApplyErrorFailOnTruncationDdl\": false", isBatch));
    assertThat(bench.query(bench.target, "SELECT id, name FROM " + bench.targetTable("item")))
        .containsExactly("4|four");
  }
}
