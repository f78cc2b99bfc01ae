package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.godwit.engine.Engines;
import org.godwit.mapping.TableMapping;
import org.godwit.task.validate.ValidationState;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Names of tables, columns, indexes, checks and foreign keys that want care, with rows that are
 * filtered and masked, and a resume.
 */
final class OddNamesIT {
  private static final List<String> NAMES =
      List.of(
          "say \"no\" it's",
          "back`tick",
          "100%s %d %n",
          "dot.ted.name",
          "back\\slash\\",
          "select",
          "1st",
          "42",
          "Upper",
          "upper_",
          "semi; -- colon /* x */",
          "q?mark :name $1 {x}",
          "tab\there",
          "漢".repeat(20),
          "ünïcode ß");
  private static final String SETTINGS =
      "{\"ValidationSettings\": {\"EnableValidation\": true},"
          + " \"FullLoadSettings\": {\"MaxFullLoadSubTasks\": 2}}";

  @TempDir Path rejects;

  /** PostgreSQL names its indexes among its tables, and MySQL and MariaDB among their table's. */
  @ParameterizedTest
  @CsvSource({"mysql, postgres", "mariadb, postgres", "postgres, postgres"})
  void anIndexWhoseNameWouldBeThatOfATableIsMadeUnderAnother(String from, String to)
      throws SQLException {
    TaskBench bench = TaskBench.between(from, to, rejects);
    List<String> tables =
        from.equals("postgres")
            ? List.of("users", "users_role") // it has no table of an index's name either
            : List.of("users", "users_role", "users_pkey");
    for (String table : tables) {
      bench.source.execute(
          "CREATE TABLE %s (id int PRIMARY KEY, role int)".formatted(bench.sourceTable(table)));
    }
    bench.source.execute("CREATE INDEX role ON " + bench.sourceTable("users") + " (role)");
    TaskOutcome outcome = bench.run("{}");
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    assertThat(
            bench.query(
                bench.target,
                "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relname = 'users' AND c.relnamespace = '%s'::regnamespace"
                    .formatted(bench.schema())))
        .containsExactly("2");
  }

  @Test
  void anIndexWhoseNameSomethingElseHasIsNoIndexThatIsThere() throws SQLException {
    TaskBench bench = TaskBench.between("mariadb", "postgres", rejects);
    bench.source.execute("CREATE TABLE users (id int PRIMARY KEY, role int, KEY role (role))");
    bench.target.execute(
        "CREATE SCHEMA " + bench.schema(),
        "CREATE TABLE %s.users_role ()".formatted(bench.schema()));
    TaskOutcome outcome = bench.run("{}");
    assertThat(outcome.tables())
        .singleElement()
        .satisfies(
            table ->
                assertThat(table.message()).contains("index users_role was not made", "exists"));
  }

  @ParameterizedTest
  @CsvSource({"mariadb", "mysql"})
  void aForeignKeyWhoseNameAnotherTablesHasIsNoForeignKeyThatIsThere(String to)
      throws SQLException {
    TaskBench bench = TaskBench.between("postgres", to, rejects);
    bench.source.execute(
        "CREATE TABLE %s (id int PRIMARY KEY)".formatted(bench.sourceTable("owner")),
        "CREATE TABLE %s (id int PRIMARY KEY, CONSTRAINT k FOREIGN KEY (id) REFERENCES shop.owner)"
            .formatted(bench.sourceTable("pet")));
    bench.target.execute(
        "CREATE TABLE other (id int PRIMARY KEY, up int, CONSTRAINT pet_k FOREIGN KEY (up) REFERENCES other (id))");
    TaskOutcome outcome = bench.run("{}");
    assertThat(outcome.tables())
        .filteredOn(table -> table.source().table().equals("pet"))
        .singleElement()
        .satisfies(table -> assertThat(table.message()).contains("foreign key pet_k was not made"));
  }

  @ParameterizedTest
  @CsvSource({
    "mysql, postgres",
    "mariadb, postgres",
    "postgres, postgres",
    "postgres, mysql",
    "postgres, mariadb",
    "mysql, mariadb",
    "mariadb, mysql"
  })
  @Trap({21, 23})
  void everythingArrivesUnderItsName(String from, String to) throws SQLException {
    TaskBench bench = TaskBench.between(from, to, rejects);
    for (String name : NAMES) {
      create(bench, name);
    }
    TableMapping mapping = TableMapping.parse(rules(bench).toString());
    AtomicInteger lines = new AtomicInteger();
    bench.onLine =
        line -> {
          if (line.component() == LogComponent.TARGET_LOAD
              && lines.incrementAndGet() == NAMES.size()) {
            bench.stop.give();
          }
        };
    TaskOutcome stopped = bench.run(SETTINGS, task -> with(task, mapping));
    assertThat(stopped.reason()).as(stopped.message()).isEqualTo(StopReason.NORMAL);
    TaskOutcome outcome = bench.again().run(SETTINGS, task -> with(task, mapping));
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    assertThat(outcome.tables()).hasSize(2 * NAMES.size());
    assertThat(outcome.tables())
        .allSatisfy(
            table -> {
              assertThat(table.message()).matches("|the target has no collation .* may differ\\.");
              assertThat(table.validation().state())
                  .as(table.validation().toString())
                  .isEqualTo(ValidationState.VALIDATED);
            });
    String schema = to.equals("postgres") ? bench.schema() : bench.target.name();
    for (String name : NAMES) {
      String table = q(to, schema) + "." + q(to, name);
      assertThat(
              bench.query(
                  bench.target,
                  "SELECT %s, %s FROM %s ORDER BY 1"
                      .formatted(q(to, name), q(to, "v " + name), table)))
          .as(name)
          .containsExactly("2|b-#", "3|c-#");
      assertThat(
              bench.query(
                  bench.target,
                  "SELECT %s, %s FROM %s"
                      .formatted(
                          q(to, name),
                          q(to, "r " + name),
                          q(to, schema) + "." + q(to, "c " + name))))
          .as(name)
          .containsExactly("1|2");
    }
    assertThat(
            bench.count(
                bench.target,
                "information_schema.table_constraints WHERE constraint_type IN ('UNIQUE', 'FOREIGN KEY')"
                    + " AND table_schema = '"
                    + schema
                    + "'"))
        .isEqualTo(
            to.equals("postgres") ? NAMES.size() : 2L * NAMES.size()); // there an index alone
    long told =
        bench.log.stream()
            .map(LogLine::message)
            .filter(line -> line.contains("the check k ") && line.contains("isn't made"))
            .distinct()
            .count();
    assertThat(checks(bench, to, schema) + told).isEqualTo(NAMES.size());
    assertThat(told).isLessThanOrEqualTo(from.equals("mysql") ? 2 : 0);
  }

  private static long checks(TaskBench bench, String to, String schema) throws SQLException {
    return bench.count(
        bench.target,
        to.equals("postgres")
            ? "pg_constraint WHERE contype = 'c' AND connamespace = '\""
                + schema
                + "\"'::regnamespace"
            : "information_schema.check_constraints WHERE constraint_schema = '" + schema + "'");
  }

  private static Task with(Task task, TableMapping mapping) {
    return new Task(
        task.name(), task.type(), task.source(), task.target(), mapping, task.settings());
  }

  private static void create(TaskBench bench, String name) throws SQLException {
    String engine = bench.engine();
    String schema = q(engine, bench.schema());
    String table = schema + "." + q(engine, name);
    String child = schema + "." + q(engine, "c " + name);
    String key = q(engine, name);
    String value = q(engine, "v " + name);
    String reference = q(engine, "r " + name);
    List<String> statements = new ArrayList<>();
    if (engine.equals("postgres")) {
      statements.add("CREATE SCHEMA IF NOT EXISTS " + schema);
    }
    statements.addAll(
        List.of(
            "CREATE TABLE %s (%s int PRIMARY KEY, %s varchar(40), CONSTRAINT %s CHECK (%s > 0))"
                .formatted(table, key, value, q(engine, "k " + name), key),
            "CREATE UNIQUE INDEX %s ON %s (%s)".formatted(q(engine, "u " + name), table, value),
            "CREATE TABLE %s (%s int PRIMARY KEY, %s int, CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s))"
                .formatted(child, key, reference, q(engine, "f " + name), reference, table, key),
            "CREATE INDEX %s ON %s (%s)".formatted(q(engine, "i " + name), child, reference),
            "INSERT INTO %s VALUES (1, 'a-1'), (2, 'b-2'), (3, 'c-3')".formatted(table),
            "INSERT INTO %s VALUES (1, 2)".formatted(child)));
    bench.source.execute(statements.toArray(String[]::new));
  }

  private static ObjectNode rules(TaskBench bench) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ArrayNode rules = root.putArray("rules");
    for (String name : NAMES) {
      for (String table : List.of(name, "c " + name)) {
        ObjectNode rule = rule(rules, "selection", bench.schema(), table);
        rule.put("rule-action", "include");
        if (table.equals(name)) {
          rule.putArray("filters")
              .addObject()
              .put("filter-type", "source")
              .put("column-name", name)
              .putArray("filter-conditions")
              .addObject()
              .put("filter-operator", "gte")
              .put("value", "2");
        }
      }
      ObjectNode mask = rule(rules, "transformation", bench.schema(), name);
      mask.put("rule-target", "column").put("rule-action", "data-masking-digits-mask");
      mask.put("value", "#");
      ((ObjectNode) mask.get("object-locator")).put("column-name", "v " + name);
    }
    return root;
  }

  private static ObjectNode rule(ArrayNode rules, String type, String schema, String table) {
    String id = Integer.toString(rules.size() + 1);
    ObjectNode rule = rules.addObject();
    rule.put("rule-type", type).put("rule-id", id).put("rule-name", id);
    rule.putObject("object-locator").put("schema-name", schema).put("table-name", table);
    return rule;
  }

  private static String q(String engine, String name) {
    return engine.equals("postgres")
        ? "\"" + name.replace("\"", "\"\"") + "\""
        : "`" + name.replace("`", "``") + "`";
  }

  @ParameterizedTest
  @CsvSource({"mysql", "mariadb"})
  void namesThatTheFamilyDoesNotHaveCostTheirTablesAlone(String to) throws SQLException {
    TaskBench bench = TaskBench.between("postgres", to, rejects);
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.\"emoji 😀\" (id int PRIMARY KEY)",
        "CREATE TABLE shop.\"blank \" (id int PRIMARY KEY)",
        "CREATE TABLE shop.smile (\"😀\" int PRIMARY KEY)",
        "CREATE TABLE shop.behind (\"id \" int PRIMARY KEY)",
        "CREATE TABLE shop.twice (id int PRIMARY KEY, \"ID\" int)",
        "CREATE TABLE shop.fine (id int PRIMARY KEY)",
        "INSERT INTO shop.fine VALUES (1)");
    TaskOutcome outcome = bench.again().run(Engines.standard(), SETTINGS, Start.RESUME, Set.of());
    assertThat(outcome.tables())
        .allSatisfy(
            table -> {
              boolean isFine = table.source().table().equals("fine");
              assertThat(table.state())
                  .as(table.toString())
                  .isEqualTo(isFine ? TableState.COMPLETED : TableState.ERROR);
              if (!isFine) {
                assertThat(table.message()).contains("by a rule");
              }
            });
  }

  @Test
  void emojiInNamesPassBetweenPostgresqlServers() throws SQLException {
    TaskBench bench = TaskBench.from("postgres", rejects);
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.\"😀 \" (\" 😀\" int PRIMARY KEY, id int, \"ID\" int, CHECK (\" 😀\" > 0))",
        "CREATE INDEX \"i😀\" ON shop.\"😀 \" (\"ID\")",
        "INSERT INTO shop.\"😀 \" VALUES (1, 2, 3)");
    TaskOutcome outcome = bench.run(SETTINGS);
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    assertThat(bench.query(bench.target, "SELECT \" 😀\", id, \"ID\" FROM shop.\"😀 \""))
        .containsExactly("1|2|3");
  }
}
