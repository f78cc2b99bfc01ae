package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.godwit.mapping.TableMapping;
import org.godwit.task.cdc.ChangeWishes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters and computed columns in the log: what it leads to is what a load of the end gives. */
final class RulesOnChangesIT {
  private static final ChangeWishes UNTIL_IDLE =
      new ChangeWishes(
          Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(1)), true);

  @TempDir Path folder;

  private LoggedSource kind = LoggedSource.POSTGRES;
  private TaskBench bench;
  private String rules = RULES;

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  private TaskOutcome run(TaskBench ends, MigrationType type) {
    ends.wishes = UNTIL_IDLE;
    return ends.run("{}", task -> task(type, task));
  }

  private Task task(MigrationType type, Task task) {
    return new Task(task.name(), type, task.source(), task.target(), mapping(), task.settings());
  }

  private TableMapping mapping() {
    return TableMapping.parse(rules.formatted(bench.schema()));
  }

  private static final String RULES =
      """
        {"rules": [
          {"rule-type": "selection", "rule-id": 1, "rule-name": "1", "rule-action": "include",
           "object-locator": {"schema-name": "%1$s", "table-name": "visit"},
           "filters": [
             {"filter-type": "source", "column-name": "status", "filter-conditions": [
               {"filter-operator": "in", "values": ["open", "Späť"]},
               {"filter-operator": "like", "value": "n_w%%"}]},
             {"filter-type": "source", "column-name": "amount", "filter-conditions": [
               {"filter-operator": "gt", "value": "10.5"},
               {"filter-operator": "null"}]}]},
          {"rule-type": "selection", "rule-id": 2, "rule-name": "2", "rule-action": "include",
           "object-locator": {"schema-name": "%1$s", "table-name": "dated"},
           "where": "at >= '2026-01-01' AND (n %% 2 = 0 OR lower(word) = 'x''y')"},
          {"rule-type": "selection", "rule-id": 3, "rule-name": "3", "rule-action": "include",
           "object-locator": {"schema-name": "%1$s", "table-name": "person"}},
          {"rule-type": "transformation", "rule-id": 4, "rule-name": "4", "rule-target": "column",
           "rule-action": "data-masking-hash-mask", "object-locator": {"schema-name": "%1$s",
           "table-name": "person", "column-name": "mail"}},
          {"rule-type": "transformation", "rule-id": 5, "rule-name": "5", "rule-target": "column",
           "rule-action": "data-masking-digits-mask", "value": "#", "object-locator":
           {"schema-name": "%1$s", "table-name": "person", "column-name": "phone"}},
          {"rule-type": "transformation", "rule-id": 6, "rule-name": "6", "rule-target": "column",
           "rule-action": "add-column", "value": "label", "expression":
           "upper($name) || ': ' || coalesce($about, '-')", "data-type": {"type": "clob"},
           "object-locator": {"schema-name": "%1$s", "table-name": "person"}},
          {"rule-type": "selection", "rule-id": 7, "rule-name": "7", "rule-action": "include",
           "object-locator": {"schema-name": "%1$s", "table-name": "told"}},
          {"rule-type": "transformation", "rule-id": 8, "rule-name": "8", "rule-target": "column",
           "rule-action": "add-column", "value": "op", "expression":
           "operation_indicator('D', 'U', 'I')", "data-type": {"type": "string", "length": 1},
           "object-locator": {"schema-name": "%1$s", "table-name": "told"}},
          {"rule-type": "transformation", "rule-id": 9, "rule-name": "9", "rule-target": "column",
           "rule-action": "add-column", "value": "what", "expression": "$AR_H_OPERATION",
           "data-type": {"type": "string", "length": 10},
           "object-locator": {"schema-name": "%1$s", "table-name": "told"}},
          {"rule-type": "transformation", "rule-id": 10, "rule-name": "10", "rule-target": "column",
           "rule-action": "add-column", "value": "seq", "expression": "$AR_H_CHANGE_SEQ",
           "data-type": {"type": "string", "length": 35},
           "object-locator": {"schema-name": "%1$s", "table-name": "told"}},
          {"rule-type": "transformation", "rule-id": 11, "rule-name": "11", "rule-target": "column",
           "rule-action": "add-column", "value": "place", "expression":
           "$AR_H_STREAM_POSITION || ' ' || $AR_H_COMMIT_TIMESTAMP",
           "data-type": {"type": "string", "length": 100},
           "object-locator": {"schema-name": "%1$s", "table-name": "told"}}]}""";

  private void change(List<String> statements) throws SQLException {
    bench.source.execute(statements.stream().map(kind::sql).toArray(String[]::new));
  }

  private static String visit(int id, Random random) {
    List<String> states =
        List.of("'open'", "'OPEN'", "'Späť'", "'spat'", "'new'", "'now '", "'shut'", "NULL");
    List<String> amounts = List.of("10.50", "10.51", "99", "NULL", "-3");
    return "(%d, %s, %s, %s)"
        .formatted(
            id,
            states.get(random.nextInt(states.size())),
            amounts.get(random.nextInt(amounts.size())),
            random.nextBoolean() ? "'short'" : "'" + "long ".repeat(2000) + "'");
  }

  private static String dated(int id, Random random) {
    List<String> days = List.of("'2025-12-31 23:59:59'", "'2026-01-01 00:00:00'", "NULL");
    List<String> words = List.of("'X''y'", "'z'", "NULL");
    return "(%d, %s, %d, %s)"
        .formatted(
            id,
            days.get(random.nextInt(days.size())),
            random.nextInt(3),
            words.get(random.nextInt(words.size())));
  }

  /** Rows come, change in all their columns or in one, take other keys, and go. */
  private List<String> work(long seed) {
    Random random = new Random(seed);
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      int id = random.nextInt(40);
      int other = random.nextInt(40);
      statements.add("DELETE FROM shop.visit WHERE id = " + id);
      statements.add("INSERT INTO shop.visit VALUES " + visit(id, random));
      String[] row = visit(other, random).split(", ", 4);
      statements.add(
          switch (random.nextInt(5)) {
            case 0 -> "UPDATE shop.visit SET status = %s WHERE id = %d".formatted(row[1], other);
            case 1 -> "UPDATE shop.visit SET amount = %s WHERE id = %d".formatted(row[2], other);
            case 2 ->
                "UPDATE shop.visit SET id = %d WHERE id = %d".formatted(1000 * seed + i, other);
            case 3 -> "DELETE FROM shop.visit WHERE id = " + other;
            default -> "UPDATE shop.visit SET note = 'again' WHERE id = " + other;
          });
      statements.add("DELETE FROM shop.dated WHERE id = " + id);
      statements.add("INSERT INTO shop.dated VALUES " + dated(id, random));
      String[] day = dated(other, random).split(", ", 4);
      statements.add("UPDATE shop.dated SET at = %s WHERE id = %d".formatted(day[1], other));
      statements.add("UPDATE shop.dated SET n = %s WHERE id = %d".formatted(day[2], id));
    }
    return statements;
  }

  @ParameterizedTest
  @CsvSource({"POSTGRES,postgres", "MYSQL,postgres", "MARIADB,mariadb", "POSTGRES,mysql"})
  void theLogLeadsToWhatALoadOfTheEndGives(LoggedSource source, String target) throws Exception {
    kind = source;
    bench = TaskBench.between(kind.engine(), target, folder);
    List<String> tables = new ArrayList<>(kind.schema());
    String text = kind == LoggedSource.POSTGRES ? "text" : "longtext";
    tables.add(
        "CREATE TABLE shop.visit (id int PRIMARY KEY, status varchar(20), amount numeric(10,2),"
            + " note %s)".formatted(text));
    tables.add(
        "CREATE TABLE shop.dated (id int PRIMARY KEY, at %s, n int, word varchar(9))"
            .formatted(kind == LoggedSource.POSTGRES ? "timestamp" : "datetime"));
    tables.add(
        "CREATE TABLE shop.person (mail varchar(80) PRIMARY KEY, phone varchar(20), name varchar(20), about %s)"
            .formatted(text));
    tables.add("CREATE TABLE shop.told (id int PRIMARY KEY, v int)");
    change(tables);
    change(
        List.of(
            "INSERT INTO shop.person VALUES ('a@x', '+43 1 22', 'ann', NULL), ('b@x', '7', 'bob', '%s')"
                .formatted("wide ".repeat(3000)),
            "INSERT INTO shop.told VALUES (1, 1), (2, 2), (3, 3)"));
    change(work(1));
    TaskOutcome loaded = run(bench, MigrationType.FULL_LOAD_AND_CDC);
    assertThat(loaded.message()).isEmpty();
    assertThat(loaded.isComplete()).isTrue();
    change(work(2));
    change(
        List.of(
            "UPDATE shop.person SET name = 'bobby' WHERE mail = 'b@x'",
            "UPDATE shop.person SET mail = 'c@x', phone = '0 999' WHERE mail = 'a@x'",
            "INSERT INTO shop.person VALUES ('d@x', '12', 'dora', 'x'), ('e@x', NULL, NULL, NULL)",
            "DELETE FROM shop.person WHERE mail = 'd@x'",
            "UPDATE shop.told SET v = 20 WHERE id = 2",
            "DELETE FROM shop.told WHERE id = 3",
            "INSERT INTO shop.told VALUES (4, 4)"));
    bench = bench.again();
    TaskOutcome followed = run(bench, MigrationType.FULL_LOAD_AND_CDC);
    assertThat(followed.message()).isEmpty();
    assertThat(followed.isComplete()).as(bench.log::toString).isTrue();
    TaskBench anew =
        TaskBench.between(
            kind.engine(),
            bench.source,
            target,
            TaskBench.between(kind.engine(), target, folder).target,
            folder);
    assertThat(run(anew, MigrationType.FULL_LOAD).message()).isEmpty();
    for (String table : List.of("visit", "dated", "person")) {
      List<String> rows = rows(bench, "*", table);
      assertThat(rows).as(table).isNotEmpty().isEqualTo(rows(anew, "*", table));
    }
    assertThat(rows(bench, "id, v, op, what", "told"))
        .as(bench.log::toString)
        .containsExactly("1|1|I|INSERT", "2|20|U|UPDATE", "3|3|D|DELETE", "4|4|I|INSERT");
    assertThat(
            bench.query(
                bench.target,
                "SELECT seq, place FROM %s WHERE id > 1 ORDER BY seq"
                    .formatted(bench.targetTable("told"))))
        .allMatch(row -> row.matches("20\\d{33}\\|[^ ]+ 20[-\\d]+ [.:\\d]+"))
        .doesNotHaveDuplicates()
        .hasSize(3);
  }

  @Test
  void aConditionThatTheSourceCantTellParksItsTableAlone() throws Exception {
    bench = TaskBench.between(kind.engine(), "postgres", folder);
    rules =
        """
        {"rules": [
          {"rule-type": "selection", "rule-id": 1, "rule-name": "1", "rule-action": "include",
           "object-locator": {"schema-name": "shop", "table-name": "coded"},
           "where": "CAST(code AS numeric) > 5"},
          {"rule-type": "selection", "rule-id": 2, "rule-name": "2", "rule-action": "include",
           "object-locator": {"schema-name": "shop", "table-name": "hidden"},
           "where": "CAST(code AS numeric) > 5"},
          {"rule-type": "transformation", "rule-id": 3, "rule-name": "3", "rule-target": "column",
           "rule-action": "data-masking-hash-mask", "object-locator": {"schema-name": "shop",
           "table-name": "hidden", "column-name": "code"}},
          {"rule-type": "selection", "rule-id": 4, "rule-name": "4", "rule-action": "include",
           "object-locator": {"schema-name": "shop", "table-name": "summed"},
           "filters": [{"filter-type": "source", "column-name": "total", "filter-conditions": [
             {"filter-operator": "gt", "value": "10"}]}]},
          {"rule-type": "selection", "rule-id": 5, "rule-name": "5", "rule-action": "include",
           "object-locator": {"schema-name": "shop", "table-name": "plain"}}]}
        """;
    change(
        List.of(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.coded (id int PRIMARY KEY, code varchar(20))",
            "CREATE TABLE shop.hidden (id int PRIMARY KEY, code varchar(20))",
            "CREATE TABLE shop.summed (id int PRIMARY KEY, n int, total int GENERATED ALWAYS AS (n * 2) STORED)",
            "CREATE TABLE shop.plain (id int PRIMARY KEY)"));
    TaskOutcome loaded = run(bench, MigrationType.FULL_LOAD_AND_CDC);
    assertThat(loaded.message()).isEmpty();
    assertThat(bench.log)
        .anyMatch(
            line -> line.message().contains("its filter reads total, which the source computes"));
    change(
        List.of(
            "INSERT INTO shop.coded VALUES (1, '7')",
            "INSERT INTO shop.coded VALUES (2, 'secret')",
            "INSERT INTO shop.hidden VALUES (1, 'secret')",
            "INSERT INTO shop.plain VALUES (1)"));
    bench = bench.again();
    assertThat(run(bench, MigrationType.FULL_LOAD_AND_CDC).message()).isEmpty();
    assertThat(bench.count(bench.target, "shop.plain")).isEqualTo(1);
    List<String> parked =
        bench.query(
            bench.target,
            "SELECT source_table, parked FROM godwit_control.change_table WHERE parked <> '' ORDER BY 1");
    assertThat(parked).hasSize(2);
    assertThat(parked.getFirst()).startsWith("coded").contains("invalid input syntax", "secret");
    assertThat(parked.getLast()).startsWith("hidden").contains("can't tell");
    assertThat(
            parked.getLast()
                + bench.log.stream().filter(line -> line.toString().contains("hidden")).toList())
        .doesNotContain("secret");
  }

  private static List<String> rows(TaskBench ends, String columns, String table)
      throws SQLException {
    return ends.query(
        ends.target, "SELECT %s FROM %s ORDER BY 1".formatted(columns, ends.targetTable(table)));
  }
}
