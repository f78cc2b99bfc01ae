package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.godwit.mapping.TableMapping;
import org.godwit.task.validate.ValidationState;
import org.godwit.testing.Trap;
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
  @CsvSource({"49, 0", "2, 0", "8, 3", "2, 5"})
  void theSourceIsReadOverAsManyConnectionsAsAreSet(int subTasks, int readers) throws SQLException {
    int perMachine = 2 * Runtime.getRuntime().availableProcessors();
    int wanted = readers == 0 ? Math.min(subTasks, perMachine) : readers;
    bench.source.execute("CREATE TABLE t (id int PRIMARY KEY)");
    bench.run(
        "{\"FullLoadSettings\": {\"MaxFullLoadSubTasks\": %d}, \"GodwitSettings\": {\"ReaderConnections\": %d}}"
            .formatted(subTasks, readers));
    assertThat(bench.log).anyMatch(line -> line.message().startsWith(wanted + " snapshots"));
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

  @Test
  void keysThatAlterationsMadeEqualAreTold() throws SQLException {
    bench.source.execute(
        "CREATE TABLE t (id varchar(10) PRIMARY KEY)", "INSERT INTO t VALUES ('abc1'), ('abc2')");
    String rules =
        """
        {"rules": [
          {"rule-type": "selection", "rule-id": "1", "rule-action": "include", "object-locator": {"schema-name": "%s", "table-name": "t"}},
          %s]}
        """
            .formatted(bench.schema(), retype(2, "id", "\"type\": \"string\", \"length\": 3"));
    TaskOutcome outcome =
        bench.run(
            "{\"GodwitSettings\": {\"TruncationPolicy\": \"CUT\"}}",
            task -> withMapping(task, TableMapping.parse(rules)));
    assertThat(outcome.tables().getFirst().state()).isEqualTo(TableState.ERROR);
    assertThat(outcome.tables().getFirst().message()).contains("t_pkey", "(id)=(abc)");
  }

  @ParameterizedTest
  @CsvSource({"\"LobMaxSize\": 1, 1024, 1", "\"FullLobMode\": true, 5000, 0"})
  @Trap(17)
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
  @Trap(12)
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
            task -> withMapping(task, mapping));
    TableStatistics table = outcome.tables().getFirst();
    assertThat(table.validation().state())
        .as(table + " " + bench.query(bench.target, "SELECT * FROM " + bench.targetTable("t")))
        .isEqualTo(ValidationState.VALIDATED);
    assertThat(table.validation().details()).isEmpty();
    assertThat(table.validation().altered()).isEqualTo(table.alteredTotal()).isPositive();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "LOG_ERROR | FULL_LOAD_ONLY_FINISHED | 2 | 0",
        "IGNORE_RECORD | FULL_LOAD_ONLY_FINISHED | 2 | 0",
        "SUSPEND_TABLE | FULL_LOAD_ONLY_FINISHED | 0 | 1",
        "STOP_TASK | FATAL_ERROR | 0 | 0",
      })
  void aValueThatIsTooLongLeadsToWhatItsOwnPolicySays(
      String policy, StopReason reason, long rejected, int errors) throws SQLException {
    longWords();
    TaskOutcome outcome =
        bench.run(
            "{\"ErrorBehavior\": {\"DataErrorPolicy\": \"IGNORE_RECORD\", \"DataTruncationErrorPolicy\": \"%s\"}}"
                .formatted(policy));
    assertThat(outcome.reason()).as(outcome.message()).isEqualTo(reason);
    assertThat(outcome.tables().getFirst().rejected()).isEqualTo(rejected);
    assertThat(outcome.tables()).filteredOn(it -> it.state() == TableState.ERROR).hasSize(errors);
    assertThat(bench.log)
        .filteredOn(line -> line.message().contains("was rejected"))
        .hasSize(policy.equals("LOG_ERROR") ? 2 : 0);
  }

  @ParameterizedTest
  @CsvSource({"mariadb, postgres", "postgres, mariadb", "postgres, postgres"})
  void aValueThatIsTooLongIsCutByPolicyCountedAndValidatedAsCut(String from, String to)
      throws SQLException {
    bench = TaskBench.between(from, to, rejects);
    String table = bench.sourceTable("t");
    boolean isPostgres = from.equals("postgres");
    bench.source.execute(
        "CREATE TABLE %s (id int PRIMARY KEY, words varchar(20), raw %s)"
            .formatted(table, isPostgres ? "bytea" : "varbinary(20)"),
        "INSERT INTO "
            + table
            + " VALUES (1, 'ééééééé', 'abcdefg'), (2, 'short', 'ab'), (3, NULL, NULL)");
    String rules =
        """
        {"rules": [
          {"rule-type": "selection", "rule-id": "1", "rule-action": "include", "object-locator": {"schema-name": "%s", "table-name": "t"}},
          %s, %s]}
        """
            .formatted(
                bench.schema(),
                retype(2, "words", "\"type\": \"string\", \"length\": 5"),
                to.equals("postgres")
                    ? retype(3, "id", "\"type\": \"int8\"")
                    : retype(3, "raw", "\"type\": \"bytes\", \"length\": 5"));
    TaskOutcome outcome =
        bench.run(
            "{\"ValidationSettings\": {\"EnableValidation\": true}, \"GodwitSettings\": {\"TruncationPolicy\": \"CUT\"}}",
            task -> withMapping(task, TableMapping.parse(rules)));
    assertThat(outcome.reason())
        .as(outcome.message())
        .isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
    TableStatistics statistics = outcome.tables().getFirst();
    assertThat(
            bench.query(
                bench.target, "SELECT words FROM " + bench.targetTable("t") + " WHERE id = 1"))
        .containsExactly("ééééé");
    assertThat(statistics.alteredTotal()).isEqualTo(to.equals("postgres") ? 1 : 2);
    assertThat(statistics.validation().state())
        .as(statistics.validation().details())
        .isEqualTo(ValidationState.VALIDATED);
    assertThat(statistics.validation().altered()).isEqualTo(statistics.alteredTotal());
  }

  @ParameterizedTest
  @CsvSource({"mariadb, postgres", "postgres, mariadb", "postgres, postgres"})
  void charactersAreReplacedCountedAndValidatedAsReplaced(String from, String to)
      throws SQLException {
    bench = TaskBench.between(from, to, rejects);
    String table = bench.sourceTable("t");
    bench.source.execute(
        "CREATE TABLE " + table + " (id int PRIMARY KEY, words varchar(20), more varchar(20))",
        "INSERT INTO "
            + table
            + " VALUES (1, 'a-b#c', 'é€x'), (2, 'plain', 'plain'), (3, '#', NULL)");
    String rules =
        """
        {"rules": [
          {"rule-type": "selection", "rule-id": "1", "rule-action": "include", "object-locator": {"schema-name": "%s", "table-name": "t"}},
          {"rule-type": "transformation", "rule-id": "2", "rule-target": "column", "rule-action": "add-column", "value": "loud",
           "expression": "upper($words)", "data-type": {"type": "string", "length": 20}, "object-locator": {"schema-name": "%%", "table-name": "t"}}]}
        """
            .formatted(bench.schema());
    String settings =
        """
        {"ValidationSettings": {"EnableValidation": true},
         "CharacterSetSettings": {"CharacterReplacements": [
           {"SourceCharacterCodePoint": 35, "TargetCharacterCodePoint": 8364},
           {"SourceCharacterCodePoint": 45, "TargetCharacterCodePoint": 0}]}}""";
    TaskOutcome outcome = bench.run(settings, task -> withMapping(task, TableMapping.parse(rules)));
    assertThat(outcome.reason())
        .as(outcome.message())
        .isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
    String all = "SELECT words, loud, more FROM " + bench.targetTable("t") + " ORDER BY id";
    assertThat(bench.query(bench.target, all))
        .containsExactly("ab€c|AB€C|é€x", "plain|PLAIN|plain", "€|€|null");
    TableStatistics statistics = outcome.tables().getFirst();
    assertThat(statistics.alteredTotal()).isEqualTo(4);
    assertThat(statistics.validation().state())
        .as(statistics.validation().details())
        .isEqualTo(ValidationState.VALIDATED);
    assertThat(statistics.validation().altered()).isEqualTo(2);
  }

  @Test
  void whatACharacterSetHasNotIsReplacedAndItsColumnsAreSaidToBeNotCompared() throws SQLException {
    bench.source.execute(
        "CREATE TABLE t (id int PRIMARY KEY, words varchar(20) CHARACTER SET utf8mb4)",
        "INSERT INTO t VALUES (1, 'é€😀x'), (2, 'plain')");
    TaskOutcome outcome =
        bench.run(
            "{\"ValidationSettings\": {\"EnableValidation\": true}, \"CharacterSetSettings\": {\"CharacterSetSupport\": {\"CharacterSet\": \"ISO-8859-1\", \"ReplaceWithCharacterCodePoint\": 63}}}");
    assertThat(
            bench.query(
                bench.target, "SELECT words FROM " + bench.targetTable("t") + " ORDER BY id"))
        .containsExactly("é??x", "plain");
    assertThat(outcome.tables().getFirst().alteredTotal()).isEqualTo(1);
    assertThat(outcome.tables().getFirst().validation().details())
        .contains("words", "CharacterSetSettings");
  }

  @ParameterizedTest
  @CsvSource({"true, 3", "false, 1"})
  void lobColumnsAreMovedWhereTheyAreSupported(boolean supported, int columns) throws SQLException {
    bench.source.execute("CREATE TABLE t (id int PRIMARY KEY, words longtext, raw longblob)");
    bench.run("{\"TargetMetadata\": {\"SupportLobs\": %s}}".formatted(supported));
    assertThat(
            bench.count(
                bench.target,
                "information_schema.columns WHERE table_name = 't' AND table_schema = '"
                    + bench.schema()
                    + "'"))
        .isEqualTo(columns);
    assertThat(bench.log)
        .filteredOn(line -> line.message().contains("SupportLobs is false"))
        .hasSize(supported ? 0 : 2);
  }

  @Test
  void validationLooksAtAsMuchOfLobsAsIsSet() throws SQLException {
    bench.target.execute("CREATE SCHEMA \"" + bench.source.name() + "\"");
    bench.source.execute(
        "CREATE TABLE t (id int PRIMARY KEY, words longtext, raw longblob)",
        "INSERT INTO t VALUES (1, repeat('x', 5000), repeat('y', 5000))");
    bench.target.execute(
        "CREATE TABLE " + bench.targetTable("t") + " (id int PRIMARY KEY, words text, raw bytea)",
        """
        CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          NEW.words := overlay(NEW.words PLACING '!' FROM 3000);
          NEW.raw := overlay(NEW.raw PLACING '!'::bytea FROM 3000); RETURN NEW; END $$""",
        "CREATE TRIGGER spoil BEFORE INSERT ON "
            + bench.targetTable("t")
            + " FOR EACH ROW EXECUTE FUNCTION spoil()",
        "ALTER TABLE " + bench.targetTable("t") + " ENABLE ALWAYS TRIGGER spoil");
    String full = "\"TableFailureMaxCount\": 100";
    assertThat(spoiled(full)).isEqualTo("MISMATCHED_RECORDS 1");
    assertThat(spoiled("\"ValidationPartialLobSize\": 3")).isEqualTo("MISMATCHED_RECORDS 1");
    assertThat(spoiled("\"ValidationPartialLobSize\": 2")).isEqualTo("VALIDATED 0");
    assertThat(spoiled("\"SkipLobColumns\": true")).isEqualTo("VALIDATED 0");
  }

  private String spoiled(String setting) {
    TaskOutcome outcome =
        bench
            .again()
            .run(
                "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DO_NOTHING\"}, \"TargetMetadata\": {\"FullLobMode\": true}, \"ValidationSettings\": {\"EnableValidation\": true, "
                    + setting
                    + "}}");
    return states(outcome).getFirst();
  }

  @Test
  void aSmallerPartitionIsComparedInMoreSteps() throws SQLException {
    bench.source.execute(
        "CREATE TABLE t (id int PRIMARY KEY)",
        "INSERT INTO t SELECT seq FROM seq_1_to_5000",
        "ANALYZE TABLE t");
    validated("\"PartitionSize\": 10000");
    long few = selectsOf("\"PartitionSize\": 10000");
    long many = selectsOf("\"PartitionSize\": 100");
    assertThat(many - few).isBetween(30L, 80L);
  }

  /** What is larger than the limit passes alone, one row after the other. */
  @Test
  void rowsOverTheMemoryLimitAreLoadedToo() throws SQLException {
    for (int i = 1; i <= 4; i++) {
      bench.source.execute(
          "CREATE TABLE t" + i + " (id int PRIMARY KEY, words longtext)",
          "INSERT INTO t" + i + " SELECT seq, repeat('x', 3000000) FROM seq_1_to_3");
    }
    TaskOutcome outcome =
        bench.run(
            "{\"TargetMetadata\": {\"FullLobMode\": true}, \"GodwitSettings\": {\"MemoryLimitMb\": 1}}");
    assertThat(outcome.tables()).extracting(TableStatistics::rows).containsExactly(3L, 3L, 3L, 3L);
  }

  /** Queries that the source's server was asked by a run with the setting. */
  private long selectsOf(String setting) throws SQLException {
    String sql = "SHOW GLOBAL STATUS LIKE 'Com_select'";
    long before = Long.parseLong(bench.query(bench.source, sql).getFirst().replaceAll("\\D", ""));
    validated(setting);
    return Long.parseLong(bench.query(bench.source, sql).getFirst().replaceAll("\\D", "")) - before;
  }

  /** Two of three rows are too long for the table that the target has. */
  private void longWords() throws SQLException {
    bench.source.execute(
        "CREATE TABLE t (id int PRIMARY KEY, words varchar(20))",
        "INSERT INTO t VALUES (1, 'too long a text'), (2, 'short'), (3, 'as long as that')");
    bench.target.execute(
        "CREATE SCHEMA \"" + bench.source.name() + "\"",
        "CREATE TABLE " + bench.targetTable("t") + " (id int PRIMARY KEY, words varchar(5))");
  }

  private static Task withMapping(Task task, TableMapping mapping) {
    return new Task(
        task.name(), task.type(), task.source(), task.target(), mapping, task.settings());
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
