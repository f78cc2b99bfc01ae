package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.godwit.mapping.TableMapping;
import org.godwit.task.validate.ValidationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules do to rows, on real servers: where Godwit goes beyond DMS, and what a load keeps. */
final class MappingIT {
  private static final String VALIDATED = "{\"ValidationSettings\": {\"EnableValidation\": true}}";
  @TempDir Path rejects;

  @ParameterizedTest(name = "from {0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "mariadb | \"filters\": [{\"column-name\": \"id\", \"filter-conditions\": [{\"filter-operator\": \"gt\", \"value\": \"997\"}]}] | 3",
        "postgres | \"filters\": [{\"column-name\": \"id\", \"filter-conditions\": [{\"filter-operator\": \"lt\", \"value\": \"4\"}]}] | 3",
        "mariadb | \"filters\": [{\"column-name\": \"state\", \"filter-conditions\": [{\"filter-operator\": \"in\", \"values\": [\"void\", \"it's\"]}]}] | 2",
        "postgres | \"filters\": [{\"column-name\": \"state\", \"filter-conditions\": [{\"filter-operator\": \"notlike\", \"value\": \"n_w\"}]}] | 2",
        "mariadb | \"where\": \"state = 'void' OR id IN (SELECT MAX(id) FROM orders)\" | 2",
        "postgres | \"where\": \"state = 'a;b' OR (state = 'void' AND id % 2 = 1) OR id = 3\" | 2",
      })
  void onlyRowsThatPassArriveAndAreCompared(String engine, String condition, int rows)
      throws SQLException {
    TaskBench bench = TaskBench.from(engine, rejects);
    orders(bench);
    TaskOutcome outcome = bench.run(VALIDATED, task -> with(task, bench, condition, ""));
    assertThat(outcome.reason())
        .as(outcome.message())
        .isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
    assertThat(bench.count(bench.target, bench.targetTable("orders"))).isEqualTo(rows);
    ValidationFigures figures = outcome.tables().getFirst().validation();
    assertThat(figures.state()).as(figures.details()).isEqualTo(ValidationState.VALIDATED);
    assertThat(outcome.tables().getFirst().isEstimated()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"mariadb", "postgres"})
  void aConditionThatTheSourceRefusesIsTheRulesErrorInItsWords(String engine) throws SQLException {
    TaskBench bench = TaskBench.from(engine, rejects);
    orders(bench);
    TaskOutcome outcome =
        bench.run("{}", task -> with(task, bench, "\"where\": \"stat = 'void'\"", ""));
    assertThat(outcome.reason()).isEqualTo(StopReason.FATAL_ERROR);
    assertThat(outcome.message())
        .contains("rule 1, ", ".orders: where: the source refuses it: ", "stat");
  }

  @Test
  void aRegularExpressionRenamesTables() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE tbl_orders_2024 (id int PRIMARY KEY)",
        "CREATE TABLE tbl_orders_2025 (id int PRIMARY KEY)",
        "CREATE TABLE other (id int PRIMARY KEY)");
    String rename =
        """
        {"rule-type": "transformation", "rule-id": "2", "rule-target": "table", "rule-action": "rename",
         "regex": "^tbl_(.*)_(\\\\d{4})$", "value": "y$2_$1", "object-locator": {"schema-name": "%", "table-name": "%"}}""";
    bench.run("{}", task -> with(task, bench, "", rename));
    assertThat(
            bench.query(
                bench.target,
                "SELECT tablename FROM pg_tables WHERE schemaname = '"
                    + bench.schema()
                    + "' ORDER BY 1"))
        .containsExactly("other", "y2024_orders", "y2025_orders");
  }

  @ParameterizedTest
  @CsvSource({"mariadb, postgres", "postgres, mariadb"})
  void keyedMasksKeepJoinsAndKeys(String from, String to) throws SQLException {
    TaskBench bench = TaskBench.between(from, to, rejects);
    String schema = from.equals("postgres") ? "shop." : "";
    if (from.equals("postgres")) {
      bench.source.execute("CREATE SCHEMA shop");
    }
    bench.source.execute(
        "CREATE TABLE "
            + schema
            + "person (ssn varchar(11) PRIMARY KEY, mail varchar(80), pin int)",
        "CREATE TABLE " + schema + "claim (id int PRIMARY KEY, ssn varchar(11), mail varchar(80))",
        "INSERT INTO "
            + schema
            + "person VALUES ('123-45-6789', 'ada@x.org', 2147483647), ('123-45-6780', 'bob@x.org', 7), ('000-00-0000', NULL, NULL)",
        "INSERT INTO "
            + schema
            + "claim VALUES (1, '123-45-6789', 'ada@x.org'), (2, '000-00-0000', NULL), (3, '123-45-6789', 'bob@x.org')");
    TaskOutcome outcome =
        bench.run(
            VALIDATED,
            task ->
                with(
                    task,
                    bench,
                    "",
                    mask(2, "ssn", "digits")
                        + ","
                        + mask(3, "mail", "hash")
                        + ","
                        + mask(4, "pin", "digits")));
    assertThat(outcome.reason())
        .as(outcome.message())
        .isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
    String person = bench.targetTable("person");
    String claim = bench.targetTable("claim");
    assertThat(bench.count(bench.target, person)).isEqualTo(3);
    assertThat(
            bench.query(
                bench.target,
                "SELECT count(*) FROM " + claim + " c JOIN " + person + " p ON p.ssn = c.ssn"))
        .containsExactly("3");
    assertThat(
            bench.query(
                bench.target,
                "SELECT count(*) FROM " + claim + " c JOIN " + person + " p ON p.mail = c.mail"))
        .containsExactly("2");
    List<String> people = bench.query(bench.target, "SELECT ssn, mail, pin FROM " + person);
    assertThat(people).noneMatch(it -> it.contains("123-45-6789") || it.contains("@"));
    assertThat(people)
        .allMatch(it -> it.matches("\\d{3}-\\d\\d-\\d{4}\\|([0-9A-F]{64}|null)\\|(\\d+|null)"));
    assertThat(bench.log).noneMatch(line -> line.message().contains("no secret of anybody"));
  }

  @Test
  void aKeyThatIsMissingRefusesItsTablesAndNoOthers() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE person (id int PRIMARY KEY, mail varchar(80))",
        "CREATE TABLE other (id int PRIMARY KEY)",
        "INSERT INTO other VALUES (1)");
    String rule = mask(2, "mail", "hash").replace("\"TEST\"", "\"NOBODYS\"");
    TaskOutcome outcome = bench.run("{}", task -> with(task, bench, "", rule));
    assertThat(outcome.reason()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
    assertThat(bench.count(bench.target, bench.targetTable("other"))).isEqualTo(1);
    assertThat(outcome.tables()).filteredOn(it -> it.state() == TableState.ERROR).hasSize(1);
    assertThat(bench.log)
        .anyMatch(line -> line.message().contains("Rule 2: masking-key: there is no key NOBODYS"));
  }

  @ParameterizedTest
  @CsvSource({"LOG_ERROR, FULL_LOAD_ONLY_FINISHED, 1", "STOP_TASK, FATAL_ERROR, 0"})
  void aRowThatCannotBeMaskedIsNeverLoaded(String policy, StopReason reason, long rows)
      throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE person (id int PRIMARY KEY, mail varchar(80))",
        "INSERT INTO person VALUES (1, 'ada@x.org'), (2, NULL)");
    bench.target.execute(
        "CREATE SCHEMA \"" + bench.schema() + "\"",
        "CREATE TABLE " + bench.targetTable("person") + " (id int PRIMARY KEY, mail varchar(20))");
    TaskOutcome outcome =
        bench.run(
            "{\"ErrorBehavior\": {\"DataErrorPolicy\": \"IGNORE_RECORD\", \"DataMaskingErrorPolicy\": \"%s\"}}"
                .formatted(policy),
            task -> with(task, bench, "", mask(2, "mail", "hash")));
    assertThat(outcome.reason()).as(outcome.message()).isEqualTo(reason);
    assertThat(bench.count(bench.target, bench.targetTable("person"))).isEqualTo(rows);
    if (reason == StopReason.FATAL_ERROR) {
      assertThat(outcome.message()).contains("DataMaskingErrorPolicy");
    }
  }

  @Test
  void aValidationRuleSaysHowColumnsAreCompared() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE t (id int PRIMARY KEY, words varchar(20))",
        "INSERT INTO t VALUES (1, 'Ada'), (2, NULL)");
    bench.target.execute(
        "CREATE SCHEMA \"" + bench.schema() + "\"",
        "CREATE TABLE " + bench.targetTable("t") + " (id int PRIMARY KEY, words varchar(20))",
        "CREATE FUNCTION loud() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.words := upper(NEW.words); RETURN NEW; END $$",
        "CREATE TRIGGER loud BEFORE INSERT ON "
            + bench.targetTable("t")
            + " FOR EACH ROW EXECUTE FUNCTION loud()",
        "ALTER TABLE " + bench.targetTable("t") + " ENABLE ALWAYS TRIGGER loud");
    String rule =
        """
        {"rule-type": "validation", "rule-id": "2", "rule-target": "column", "rule-action": "override-validation-function",
         "source-function": "%s(${column-name})", "target-function": "${column-name}",
         "object-locator": {"schema-name": "%%", "table-name": "t", "column-name": "%%"}}""";
    assertThat(state(bench, "")).isEqualTo(ValidationState.MISMATCHED_RECORDS);
    assertThat(state(bench.again(), rule.formatted("UPPER"))).isEqualTo(ValidationState.VALIDATED);
    TaskOutcome refused =
        bench.again().run(VALIDATED, task -> with(task, bench, "", rule.formatted("SHOUT")));
    assertThat(refused.message())
        .contains("rule 2, ", "source-function: the source refuses it", "SHOUT");
  }

  private static ValidationState state(TaskBench bench, String rule) {
    TaskOutcome outcome = bench.run(VALIDATED, task -> with(task, bench, "", rule));
    return outcome.tables().getFirst().validation().state();
  }

  @Test
  void tablesThatWouldShareATargetAreRefusedAndOthersAreLoaded() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    for (String table : List.of("tbl_a", "a", "b")) {
      bench.source.execute(
          "CREATE TABLE " + table + " (id int PRIMARY KEY)",
          "INSERT INTO " + table + " VALUES (1)");
    }
    String rule =
        """
        {"rule-type": "transformation", "rule-id": "2", "rule-target": "table", "rule-action": "remove-prefix", "value": "tbl_",
         "object-locator": {"schema-name": "%", "table-name": "%"}}""";
    TaskOutcome outcome = bench.run("{}", task -> with(task, bench, "", rule));
    assertThat(outcome.reason())
        .as(outcome.message())
        .isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
    assertThat(outcome.tables())
        .extracting(it -> it.source().table() + " " + it.state())
        .containsExactlyInAnyOrder("a ERROR", "tbl_a ERROR", "b COMPLETED");
    assertThat(bench.log)
        .anyMatch(
            line ->
                line.message().contains(".tbl_a goes to")
                    && line.message().contains("rename one of them"));
    assertThat(bench.log).noneMatch(line -> line.message().startsWith("WARNING"));
  }

  private static String mask(int id, String column, String how) {
    return """
    {"rule-type": "transformation", "rule-id": "%d", "rule-target": "column", "rule-action": "data-masking-keyed-%s",
     "masking-key": "TEST", "object-locator": {"schema-name": "%%", "table-name": "%%", "column-name": "%s"}}"""
        .formatted(id, how, column);
  }

  /** A thousand orders: number 500 is void, number 501 is it's, all others are new. */
  private static void orders(TaskBench bench) throws SQLException {
    boolean isPostgres = bench.engine().equals("postgres");
    if (isPostgres) {
      bench.source.execute("CREATE SCHEMA shop");
    }
    String table = isPostgres ? "shop.orders" : "orders";
    bench.source.execute(
        "CREATE TABLE " + table + " (id int PRIMARY KEY, state varchar(10))",
        "INSERT INTO "
            + table
            + (isPostgres
                ? " SELECT i, 'new' FROM generate_series(1, 1000) i"
                : " SELECT seq, 'new' FROM seq_1_to_1000"),
        "UPDATE " + table + " SET state = 'void' WHERE id = 501",
        "UPDATE " + table + " SET state = 'it''s' WHERE id = 500");
  }

  /** The task with a condition in its rule that includes all tables, and more rules. */
  private static Task with(Task task, TaskBench bench, String condition, String rules) {
    String mapping =
        """
        {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-action": "include", %s
         "object-locator": {"schema-name": "%s", "table-name": "%%"}}%s]}"""
            .formatted(
                condition.isEmpty() ? "" : condition + ",",
                bench.schema(),
                rules.isEmpty() ? "" : ", " + rules);
    return new Task(
        task.name(),
        task.type(),
        task.source(),
        task.target(),
        TableMapping.parse(mapping),
        task.settings());
  }
}
