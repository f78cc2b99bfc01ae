package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.godwit.mapping.TableMapping;
import org.godwit.task.validate.ValidationState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each setting that is acted on, on real servers: these fail where a key has no effect. */
final class SettingsIT {
  @TempDir Path rejects;
  private TaskBench bench;

  @BeforeEach
  void databases() throws SQLException {
    bench = TaskBench.fresh(rejects);
  }

  @ParameterizedTest(name = "{0} {1}: {2}, {3} table errors")
  @CsvSource(
      delimiter = '|',
      value = {
        "DataErrorPolicy | LOG_ERROR | FULL_LOAD_ONLY_FINISHED | 0",
        "DataErrorPolicy | IGNORE_RECORD | FULL_LOAD_ONLY_FINISHED | 0",
        "DataErrorPolicy | SUSPEND_TABLE | FULL_LOAD_ONLY_FINISHED | 1",
        "DataErrorPolicy | STOP_TASK | FATAL_ERROR | 0",
        "DataErrorEscalationCount | 1 | FULL_LOAD_ONLY_FINISHED | 1",
        "DataErrorEscalationCount | 5 | FULL_LOAD_ONLY_FINISHED | 0",
        "DataErrorEscalationPolicy | STOP_TASK | FATAL_ERROR | 0",
      })
  void rowsThatTheTargetCannotTakeLeadToWhatThePolicySays(
      String key, String value, StopReason reason, int errors) throws SQLException {
    zeroDates(3);
    String count =
        key.equals("DataErrorEscalationPolicy") ? "\"DataErrorEscalationCount\": 1," : "";
    TaskOutcome outcome =
        bench.run("{\"ErrorBehavior\": {%s \"%s\": \"%s\"}}".formatted(count, key, value));
    assertThat(outcome.reason()).as(outcome.message()).isEqualTo(reason);
    assertThat(outcome.tables()).filteredOn(it -> it.state() == TableState.ERROR).hasSize(errors);
    assertThat(bench.log)
        .filteredOn(line -> line.message().contains("was rejected"))
        .hasSize(value.equals("LOG_ERROR") || value.equals("5") ? 3 : key.contains("Esc") ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"TableErrorPolicy\": \"SUSPEND_TABLE\" | FULL_LOAD_ONLY_FINISHED",
        "\"TableErrorPolicy\": \"STOP_TASK\" | FATAL_ERROR",
        "\"TableErrorEscalationCount\": 2 | FATAL_ERROR",
        "\"TableErrorEscalationCount\": 3 | FULL_LOAD_ONLY_FINISHED",
      })
  void tablesThatCannotBeLoadedLeadToWhatThePolicySays(String setting, StopReason reason)
      throws SQLException {
    bench.target.execute("CREATE SCHEMA \"" + bench.source.name() + "\"");
    for (String table : List.of("one", "two")) {
      bench.source.execute("CREATE TABLE " + table + " (id int PRIMARY KEY, more int)");
      bench.target.execute("CREATE TABLE " + bench.targetTable(table) + " (id int PRIMARY KEY)");
    }
    assertThat(bench.run("{\"ErrorBehavior\": {" + setting + "}}").reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"ERROR, 0", "WARNING, 1", "INFO, 3"})
  void aComponentWritesNoMoreToTheLogThanItsSeverity(String severity, int lines)
      throws SQLException {
    zeroDates(1);
    bench.source.execute("CREATE TABLE whole (id int PRIMARY KEY)");
    bench.run(
        "{\"Logging\": {\"LogComponents\": [{\"Id\": \"TARGET_LOAD\", \"Severity\": \"LOGGER_SEVERITY_%s\"}]}}"
            .formatted(severity));
    assertThat(bench.log)
        .filteredOn(line -> line.component() == LogComponent.TARGET_LOAD)
        .hasSize(lines);
    assertThat(bench.log).anyMatch(line -> line.component() == LogComponent.SOURCE_UNLOAD);
  }

  @ParameterizedTest
  @CsvSource({"false, VALIDATED, false", "true, MISMATCHED_RECORDS, true"})
  void underStrictAnAlteredValueFailsValidation(
      boolean strict, ValidationState state, boolean differs) throws SQLException {
    zeroDates(2);
    TaskOutcome outcome =
        bench.run(
            "{\"ValidationSettings\": {\"EnableValidation\": true}, \"GodwitSettings\": {\"ZeroDatePolicy\": \"NULL\", \"Strict\": %s}}"
                .formatted(strict));
    ValidationFigures figures = outcome.tables().getFirst().validation();
    assertThat(figures.state()).as(figures.details()).isEqualTo(state);
    assertThat(figures.altered()).isEqualTo(2);
    assertThat(figures.failed()).isZero();
    assertThat(outcome.hasDifferences()).isEqualTo(differs);
  }

  @Test
  void validationEndsAfterSoManyDifferingRowsOfATableAndOfTheTask() throws SQLException {
    bench.target.execute("CREATE SCHEMA \"" + bench.source.name() + "\"");
    for (String table : List.of("one", "two")) {
      bench.source.execute("CREATE TABLE " + table + " (id int PRIMARY KEY)");
      bench.target.execute(
          "CREATE TABLE " + bench.targetTable(table) + " (id int PRIMARY KEY)",
          "INSERT INTO " + bench.targetTable(table) + " SELECT generate_series(1, 9)");
    }
    assertThat(states(validated("\"FailureMaxCount\": 100")))
        .containsExactly("MISMATCHED_RECORDS 9", "MISMATCHED_RECORDS 9");
    assertThat(states(validated("\"FailureMaxCount\": 9")))
        .containsExactly("MISMATCHED_RECORDS 9", "SUSPENDED_RECORDS 0");
    assertThat(states(validated("\"FailureMaxCount\": 3")))
        .containsExactly("MISMATCHED_RECORDS 3", "SUSPENDED_RECORDS 0");
    assertThat(states(validated("\"TableFailureMaxCount\": 2")))
        .containsExactly("MISMATCHED_RECORDS 2", "MISMATCHED_RECORDS 2");
  }

  @ParameterizedTest
  @CsvSource({"8, 0, 8 snapshots", "8, 3, 3 snapshots", "2, 5, 5 snapshots"})
  void theSourceIsReadOverAsManyConnectionsAsAreSet(int subTasks, int readers, String words)
      throws SQLException {
    bench.source.execute("CREATE TABLE t (id int PRIMARY KEY)");
    bench.run(
        "{\"FullLoadSettings\": {\"MaxFullLoadSubTasks\": %d}, \"GodwitSettings\": {\"ReaderConnections\": %d}}"
            .formatted(subTasks, readers));
    assertThat(bench.log).anyMatch(line -> line.message().startsWith(words));
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void theKeyIsMadeWhenTheSettingSays(boolean after, int statements) throws SQLException {
    bench.source.execute("CREATE TABLE t (id int PRIMARY KEY)");
    bench.run("{\"FullLoadSettings\": {\"CreatePkAfterFullLoad\": %s}}".formatted(after));
    assertThat(
            bench.count(bench.target, "godwit_control.load_statement WHERE phase = 'PRIMARY_KEY'"))
        .isEqualTo(statements);
    assertThat(
            bench.count(bench.target, "pg_constraint WHERE contype = 'p' AND conname LIKE 't\\_%'"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"\"LobMaxSize\": 1, 1024, 1", "\"FullLobMode\": true, 5000, 0"})
  void lobsAreCutInLimitedModeAloneAndCounted(String setting, long length, long altered)
      throws SQLException {
    bench.source.execute(
        "CREATE TABLE t (id int PRIMARY KEY, words longtext)",
        "INSERT INTO t VALUES (1, repeat('x', 5000))");
    TaskOutcome outcome = bench.run("{\"TargetMetadata\": {" + setting + "}}");
    assertThat(bench.query(bench.target, "SELECT length(words) FROM " + bench.targetTable("t")))
        .containsExactly(Long.toString(length));
    assertThat(outcome.tables().getFirst().alteredTotal()).isEqualTo(altered);
  }

  @Test
  void namesOfSchemasAreThoseOfTheSettings() throws SQLException {
    bench.source.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (7)");
    bench.run(
        "{\"TargetMetadata\": {\"TargetSchema\": \"there\"}, \"ControlTablesSettings\": {\"ControlSchema\": \"books\"}}");
    assertThat(bench.count(bench.target, "there.t")).isEqualTo(1);
    assertThat(bench.count(bench.target, "books.load_table")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"ERROR, 0, 1", "REMOVE, 1, 0"})
  void theCharacterNulIsRemovedOnlyByPolicy(String policy, long rows, long rejected)
      throws SQLException {
    bench.source.execute(
        "CREATE TABLE t (id int PRIMARY KEY, words varchar(20))",
        "INSERT INTO t VALUES (1, concat('a', char(0), 'b'))");
    TaskOutcome outcome =
        bench.run("{\"GodwitSettings\": {\"NulCharacterPolicy\": \"%s\"}}".formatted(policy));
    assertThat(outcome.tables().getFirst().rows()).isEqualTo(rows);
    assertThat(outcome.tables().getFirst().rejected()).isEqualTo(rejected);
  }

  @Test
  void whatARuleRoundsIsEqualAndCountedAsAltered() throws SQLException {
    bench.source.execute(
        """
        CREATE TABLE t (id int PRIMARY KEY, price decimal(12, 4), amount decimal(8, 3),
          at datetime(6))
        """,
        """
        INSERT INTO t VALUES
          (1, 1.5, 2, '2026-01-31 23:59:59'), (2, 1.0050, 2.5, '2026-01-31 23:59:59.123456'),
          (3, -1.0050, -2.5, '2026-01-31 23:59:59.999500'),
          (4, -0.0049, -0.4, '1999-12-31 23:59:59.999500'),
          (5, NULL, NULL, NULL), (6, 9.9999, 99.999, '1969-07-20 20:17:40.000500')
        """);
    TableMapping mapping =
        TableMapping.parse(
            """
                {"rules": [
                  {"rule-type": "selection", "rule-id": "1", "rule-name": "1",
                   "rule-action": "include", "object-locator": {"schema-name": "%s", "table-name": "t"}},
                  %s, %s, %s]}
                """
                .formatted(
                    bench.schema(),
                    retype(2, "price", "\"type\": \"numeric\", \"precision\": 12, \"scale\": 2"),
                    retype(3, "amount", "\"type\": \"int4\""),
                    retype(4, "at", "\"type\": \"datetime\", \"scale\": 3")));
    TaskOutcome outcome =
        bench.run(
            "{\"ValidationSettings\": {\"EnableValidation\": true}}",
            task ->
                new Task(
                    task.name(),
                    task.type(),
                    task.source(),
                    task.target(),
                    mapping,
                    task.settings()));
    TableStatistics table = outcome.tables().getFirst();
    assertThat(table.validation().state())
        .as(table + " " + bench.query(bench.target, "SELECT * FROM " + bench.targetTable("t")))
        .isEqualTo(ValidationState.VALIDATED);
    assertThat(table.validation().details()).isEmpty();
    assertThat(table.validation().altered()).isEqualTo(table.alteredTotal()).isPositive();
  }

  private static String retype(int id, String column, String type) {
    return """
        {"rule-type": "transformation", "rule-id": "%d", "rule-name": "%d",
         "rule-target": "column", "rule-action": "change-data-type",
         "object-locator": {"schema-name": "%%", "table-name": "t", "column-name": "%s"},
         "data-type": {%s}}"""
        .formatted(id, id, column, type);
  }

  private TaskOutcome validated(String setting) throws SQLException {
    return bench
        .again()
        .run("{\"ValidationSettings\": {\"EnableValidation\": true, " + setting + "}}");
  }

  private static List<String> states(TaskOutcome outcome) {
    return outcome.tables().stream()
        .map(table -> table.validation().state() + " " + table.validation().failed())
        .toList();
  }

  /** A table with one sound row and so many with a zero date. */
  private void zeroDates(int count) throws SQLException {
    try (Connection connection = bench.source.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET sql_mode = ''");
      statement.execute("CREATE TABLE visit (id int PRIMARY KEY, day date)");
      statement.execute("INSERT INTO visit VALUES (0, '2024-02-29')");
      statement.execute("INSERT INTO visit SELECT seq, 0 FROM seq_1_to_" + count);
    }
  }
}
