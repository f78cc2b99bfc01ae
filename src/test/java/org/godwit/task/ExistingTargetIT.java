package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.godwit.catalog.TableName;
import org.godwit.engine.Engines;
import org.godwit.mapping.TableMapping;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads into tables that others made, and that other tables hang on. */
final class ExistingTargetIT {
  private static final String DROPS =
      "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";
  private static final String KEYS =
      "SELECT conrelid::regclass::text, convalidated FROM pg_constraint"
          + " WHERE contype = 'f' ORDER BY 1";

  private static final String OTHERS_KEY =
      "SELECT convalidated FROM pg_constraint WHERE conname = 'others_key'";

  @TempDir Path rejects;

  @Test
  void droppingATableKeepsTheForeignKeysOfTablesThatAreNotTheTasks() throws SQLException {
    TaskBench bench = family();
    bench.target.execute(
        "CREATE TABLE others (parent int, CONSTRAINT others_key FOREIGN KEY (parent) REFERENCES "
            + bench.targetTable("a_parent")
            + ")",
        "INSERT INTO " + bench.targetTable("a_parent") + " VALUES (5)",
        "INSERT INTO others VALUES (5)");
    TaskOutcome outcome = bench.run(DROPS);
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(bench.query(bench.target, KEYS)).hasSize(2).allMatch(key -> key.endsWith("|t"));
    assertThat(bench.log).anyMatch(line -> line.message().contains("others_key"));
    assertThat(bench.count(bench.target, bench.targetTable("b_child"))).isEqualTo(100);
  }

  @Test
  void aColumnNameThatPostgresqlKeepsForItselfCostsItsTableAlone() throws SQLException {
    TaskBench bench = family();
    bench.source.execute("CREATE TABLE odd (id int PRIMARY KEY, xmin int)");
    TaskOutcome outcome = bench.run("{\"ValidationSettings\": {\"EnableValidation\": true}}");
    assertThat(outcome.tables())
        .filteredOn(table -> table.source().table().equals("odd"))
        .singleElement()
        .satisfies(
            odd -> {
              assertThat(odd.message()).contains("column name xmin", "by a rule");
              assertThat(odd.validation()).isEqualTo(ValidationFigures.NOT_COMPARED);
            });
    assertThat(outcome.tables())
        .filteredOn(table -> !table.source().table().equals("odd"))
        .isNotEmpty()
        .allMatch(table -> table.state() == TableState.COMPLETED);
  }

  @Test
  void aReloadedParentKeepsItsChildrensKeys() throws SQLException {
    TaskBench bench = family();
    assertThat(bench.run(DROPS).isComplete()).isTrue();
    TaskOutcome outcome =
        bench
            .again()
            .run(
                Engines.standard(),
                DROPS,
                Start.RESUME,
                Set.of(new TableName(bench.source.name(), "a_parent")));
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(bench.query(bench.target, KEYS)).hasSize(1).allMatch(key -> key.endsWith("|t"));
  }

  @Test
  void keysOfOthersAreBackWhenTheirTableLeavesTheMappingAfterAKill() throws SQLException {
    TaskBench bench = leftWithoutKey();
    String rest = bench.source.name() + ".b_child";
    TaskOutcome outcome = bench.again().run(DROPS, only("b_child"));
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(outcome.tables())
        .extracting(table -> table.source().toString())
        .containsExactly(rest);
    assertThat(bench.query(bench.target, OTHERS_KEY)).containsExactly("t");
    assertThat(bench.query(bench.target, "SELECT source_table FROM godwit_control.load_statement"))
        .doesNotContain("a_parent");
  }

  @Test
  void keysOfOthersAreBackWhenTheirTableGoesElsewhere() throws SQLException {
    TaskBench bench = leftWithoutKey();
    TaskOutcome outcome =
        bench
            .again()
            .run("{\"TargetMetadata\": {\"TargetSchema\": \"elsewhere\"}}", only("a_parent"));
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(bench.query(bench.target, OTHERS_KEY)).containsExactly("t");
  }

  @Test
  void aKeyThatCannotBePutBackIsToldWithItsStatement() throws SQLException {
    TaskBench bench = leftWithoutKey();
    bench.target.execute("INSERT INTO others VALUES (-1)");
    TaskBench second = bench.again();
    second.run(DROPS, only("b_child"));
    assertThat(second.log)
        .anySatisfy(
            line -> {
              assertThat(line.level()).isEqualTo(LogLevel.ERROR);
              assertThat(line.message())
                  .contains("others_key", "could not be put back", "VALIDATE CONSTRAINT");
            });
    assertThat(bench.query(bench.target, OTHERS_KEY)).containsExactly("f");
  }

  @Test
  void aTableThatLacksItsKeyIsTold() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute("CREATE TABLE t (id int PRIMARY KEY)");
    bench.target.execute(
        "CREATE SCHEMA \"" + bench.schema() + "\"",
        "CREATE TABLE " + bench.targetTable("t") + " (id int NOT NULL)");
    assertThat(bench.run("{}").tables().getFirst().message())
        .contains("without the primary key of its source");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DO_NOTHING", "TRUNCATE_BEFORE_LOAD", "DROP_AND_CREATE"})
  void whatAKilledRunDidNotBuildIsBuiltByARunFromTheBeginning(String preparation)
      throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE t (id int PRIMARY KEY, name varchar(20), KEY by_name (name), CHECK (id > 0))",
        "INSERT INTO t VALUES (1, 'one')");
    String settings =
        "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"%s\"}}".formatted(preparation);
    bench.onLine =
        line -> {
          if (line.message().contains("snapshots")) {
            throw new IllegalStateException("the process is killed here");
          }
        };
    assertThatThrownBy(() -> bench.run(settings)).hasMessageContaining("killed here");
    String built =
        "SELECT conname FROM pg_constraint WHERE conrelid = '%1$s'::regclass AND contype IN ('p', 'c') UNION ALL SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = '%1$s'::regclass AND NOT indisprimary"
            .formatted(bench.targetTable("t"));
    assertThat(bench.query(bench.target, built)).isEmpty();
    TaskOutcome outcome =
        bench.again().run(Engines.standard(), settings, Start.RELOAD_TARGET, Set.of());
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(bench.query(bench.target, built)).hasSize(3);
  }

  /** A run that ended when the parent had been dropped and made anew, but not loaded. */
  private TaskBench leftWithoutKey() throws SQLException {
    TaskBench bench = family();
    bench.target.execute(
        "CREATE TABLE others (parent int, CONSTRAINT others_key FOREIGN KEY (parent) REFERENCES "
            + bench.targetTable("a_parent")
            + ")");
    bench.onLine =
        line -> {
          if (line.message()
              .startsWith("dropped and created " + bench.source.name() + ".b_child")) {
            throw new IllegalStateException("the process is killed here");
          }
        };
    assertThatThrownBy(() -> bench.run(DROPS)).hasMessageContaining("killed here");
    assertThat(bench.query(bench.target, OTHERS_KEY)).isEmpty();
    return bench;
  }

  private static UnaryOperator<Task> only(String table) {
    return task ->
        new Task(
            task.name(),
            task.type(),
            task.source(),
            task.target(),
            TableMapping.parse(
                """
                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1",
                 "rule-action": "include",
                 "object-locator": {"schema-name": "SCHEMA", "table-name": "NAME"}}]}
                """
                    .replace("SCHEMA", task.source().database())
                    .replace("NAME", table)),
            task.settings());
  }

  @Test
  void aViewOnATableThatIsToBeDroppedIsNamedAndStays() throws SQLException {
    TaskBench bench = family();
    bench.target.execute("CREATE VIEW kept AS SELECT * FROM " + bench.targetTable("b_child"));
    TaskOutcome outcome = bench.run(DROPS);
    assertThat(outcome.isComplete()).isFalse();
    assertThat(outcome.tables().get(1).message()).contains("view kept depends on table");
    assertThat(bench.count(bench.target, "kept")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUNCATE_BEFORE_LOAD", "DO_NOTHING"})
  void keysAndTriggersOfAKeptTableAreQuietWhileItLoadsAndBackAfterwards(String preparation)
      throws SQLException {
    TaskBench bench = family();
    bench.target.execute(
        "CREATE TABLE audit (n int)",
        "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS"
            + " 'BEGIN INSERT INTO audit VALUES (1); RETURN NULL; END'",
        "CREATE TRIGGER spoil BEFORE INSERT ON "
            + bench.targetTable("b_child")
            + " FOR EACH ROW EXECUTE FUNCTION spoil()");
    String settings =
        "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"%s\", \"MaxFullLoadSubTasks\": 1}}"
            .formatted(preparation);
    for (Start start : List.of(Start.RESUME, Start.RELOAD_TARGET)) {
      TaskOutcome outcome = bench.again().run(Engines.standard(), settings, start, Set.of());
      assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
      assertThat(bench.count(bench.target, bench.targetTable("b_child"))).isEqualTo(100);
      assertThat(bench.count(bench.target, "audit")).isZero();
      assertThat(bench.query(bench.target, KEYS)).hasSize(1).allMatch(key -> key.endsWith("|t"));
      assertThat(
              bench.query(bench.target, "SELECT tgenabled FROM pg_trigger WHERE NOT tgisinternal"))
          .containsExactly("O");
    }
  }

  @Test
  void aTargetTableThatIsGoneIsLoadedAgainNotTakenForDone() throws SQLException {
    TaskBench bench = family();
    assertThat(bench.run("{}").isComplete()).isTrue();
    bench.target.execute("DROP TABLE " + bench.targetTable("b_child"));
    TaskBench second = bench.again();
    assertThat(second.run("{}").isComplete()).isTrue();
    assertThat(bench.count(bench.target, bench.targetTable("b_child"))).isEqualTo(100);
    assertThat(second.log).anyMatch(line -> line.message().contains("is gone"));
  }

  @Test
  void anExcludeRuleThatLeavesATableOutIsNotSaidToMatchNothing() throws SQLException {
    TaskBench bench = family();
    String rule =
        """
        {"rule-type": "selection", "rule-id": "%1$d", "rule-name": "%1$d",
         "rule-action": "%2$s", "object-locator": {"schema-name": "%3$s", "table-name": "%4$s"}}""";
    String schema = bench.source.name();
    TableMapping mapping =
        TableMapping.parse(
            "{\"rules\": [%s, %s, %s]}"
                .formatted(
                    rule.formatted(1, "include", schema, "%"),
                    rule.formatted(2, "exclude", schema, "b_child"),
                    rule.formatted(3, "exclude", schema, "B_CHILD")));
    bench.run(
        DROPS,
        task ->
            new Task(
                task.name(), task.type(), task.source(), task.target(), mapping, task.settings()));
    assertThat(bench.log)
        .extracting(LogLine::message)
        .noneMatch(line -> line.contains("matches " + schema + ".b_child"))
        .anyMatch(line -> line.contains("matches " + schema + ".B_CHILD"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DO_NOTHING", "TRUNCATE_BEFORE_LOAD", "DROP_AND_CREATE"})
  @Trap(22)
  void tablesAndColumnsWhoseNamesTheTargetCutsAreFoundAgain(String preparation)
      throws SQLException {
    String name = "ä".repeat(40);
    String stored = "ä".repeat(31);
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE b_%1$s (id int PRIMARY KEY, a_%1$s int UNIQUE)".formatted(name),
        "CREATE TABLE a_%1$s (d_%1$s int PRIMARY KEY, g int AS (d_%1$s + 1) STORED, FOREIGN KEY (d_%1$s) REFERENCES b_%1$s (a_%1$s))"
            .formatted(name),
        "INSERT INTO b_%1$s VALUES (1, 7)".formatted(name),
        "INSERT INTO a_%1$s (d_%1$s) VALUES (7)".formatted(name));
    String settings =
        "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"%s\"}}".formatted(preparation);
    for (Start start : List.of(Start.RESUME, Start.RESUME, Start.RELOAD_TARGET)) {
      TaskOutcome outcome = bench.again().run(Engines.standard(), settings, start, Set.of());
      assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
      assertThat(
              bench.query(
                  bench.target,
                  "SELECT a.d_%1$s, g, b.id FROM %2$s a JOIN %3$s b ON b.a_%1$s = a.d_%1$s"
                      .formatted(
                          stored,
                          bench.targetTable("a_" + stored),
                          bench.targetTable("b_" + stored))))
          .containsExactly("7|8|1");
      assertThat(bench.query(bench.target, KEYS)).hasSize(1).allMatch(key -> key.endsWith("|t"));
    }
  }

  /** A child that is loaded before its parent, both made on the target by somebody else. */
  private TaskBench family() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE a_parent (id int PRIMARY KEY)",
        "INSERT INTO a_parent SELECT seq FROM seq_1_to_100",
        "CREATE TABLE b_child (id int PRIMARY KEY, parent int NOT NULL, words varchar(200),"
            + " CONSTRAINT child_key FOREIGN KEY (parent) REFERENCES a_parent (id))",
        "INSERT INTO b_child SELECT seq, seq, repeat('w', 200) FROM seq_1_to_100",
        "ANALYZE TABLE a_parent, b_child");
    bench.target.execute(
        "CREATE SCHEMA \"" + bench.source.name() + "\"",
        "CREATE TABLE " + bench.targetTable("a_parent") + " (id integer PRIMARY KEY)",
        "CREATE TABLE "
            + bench.targetTable("b_child")
            + " (id integer PRIMARY KEY, parent integer NOT NULL, words varchar(200),"
            + " CONSTRAINT child_key FOREIGN KEY (parent) REFERENCES "
            + bench.targetTable("a_parent")
            + ")");
    return bench;
  }
}
