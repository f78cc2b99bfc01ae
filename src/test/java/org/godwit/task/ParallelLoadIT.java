package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.mapping.TableMapping;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parallel-load of a mapping's table-settings, and the cutting of what is left at the end. */
final class ParallelLoadIT {
  private static final String VALIDATED = "{\"ValidationSettings\": {\"EnableValidation\": true}}";

  @TempDir Path rejects;

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "postgres"})
  void rangesLoadEveryRowOnceAlsoThoseWithNullInTheirColumns(String engine) throws SQLException {
    TaskBench bench = TaskBench.from(engine, rejects);
    String schema = bench.schema();
    if (engine.equals("postgres")) {
      bench.source.execute("CREATE SCHEMA shop");
    }
    bench.source.execute(
        "CREATE TABLE " + schema + ".item (id int PRIMARY KEY, a int, b varchar(10))",
        "INSERT INTO "
            + schema
            + ".item VALUES (1, NULL, NULL), (2, NULL, 'k'), (3, 1, NULL), (4, 5, 'a'), (5, 5, 'k'),"
            + " (6, 5, NULL), (7, 5, 'z'), (8, 9, 'a'), (9, 10, NULL), (10, 10, 'a')");
    TaskOutcome outcome =
        bench.run(
            VALIDATED,
            mapping(
                schema,
                """
                "type": "ranges", "columns": ["a", "b"],
                "boundaries": [["5", "k"], ["5", "x"], ["10", "a"]]"""));
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(outcome.hasDifferences()).as(outcome.toString()).isFalse();
    assertThat(bench.count(bench.target, bench.targetTable("item"))).isEqualTo(10);
    assertThat(
            bench.query(
                bench.target,
                "SELECT number, rows_loaded FROM godwit_control.load_segment ORDER BY number"))
        .containsExactly("1|5", "2|1", "3|3", "4|1");
  }

  @Test
  void boundariesThatDontRiseAreRefused() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE item (id int PRIMARY KEY, b varchar(10))",
        "INSERT INTO item VALUES (1, 'a'), (2, 'm'), (3, 'z')");
    TaskOutcome outcome =
        bench.run(
            VALIDATED,
            mapping(
                bench.schema(),
                "\"type\": \"ranges\", \"columns\": [\"b\"], \"boundaries\": [[\"x\"], [\"c\"]]"));
    assertThat(outcome.isComplete()).isFalse();
    assertThat(outcome.tables().getFirst().message()).contains("don't rise");
    TaskOutcome unknown =
        bench
            .again()
            .run(
                VALIDATED,
                mapping(
                    bench.schema(),
                    "\"type\": \"ranges\", \"columns\": [\"no\"], \"boundaries\": [[\"x\"]]"));
    assertThat(unknown.message()).contains("rule 2, ").contains("has no column no");
  }

  @Test
  @Trap(40)
  void partitionsAreSegmentsAndThoseThatAreNotNamedAreLoadedToo() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE item (id int PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION p1 VALUES LESS"
            + " THAN (3), PARTITION p2 VALUES LESS THAN (5), PARTITION p3 VALUES LESS THAN"
            + " MAXVALUE)",
        "INSERT INTO item VALUES (1), (2), (3), (4), (5), (6), (7)");
    TaskOutcome outcome =
        bench.run(
            VALIDATED,
            mapping(bench.schema(), "\"type\": \"partitions-list\", \"partitions\": [\"p2\"]"));
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(outcome.hasDifferences()).as(outcome.toString()).isFalse();
    assertThat(
            bench.query(
                bench.target,
                "SELECT source_partition, rows_loaded FROM godwit_control.load_segment"
                    + " ORDER BY number"))
        .containsExactly("p1|2", "p2|2", "p3|3");
  }

  @Test
  void aLargeSegmentIsCutAgainWhenWorkersWouldBeIdle() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE item (id int PRIMARY KEY, filler varchar(400))",
        "INSERT INTO item SELECT seq, REPEAT('x', 400) FROM seq_1_to_100000",
        "ANALYZE TABLE item");
    TaskOutcome outcome = bench.run(VALIDATED);
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(outcome.hasDifferences()).as(outcome.toString()).isFalse();
    assertThat(bench.count(bench.target, bench.targetTable("item"))).isEqualTo(100_000);
    assertThat(
            Integer.parseInt(
                bench
                    .query(bench.target, "SELECT count(*) FROM godwit_control.load_segment")
                    .getFirst()))
        .isBetween(3, 20);
    assertThat(bench.query(bench.target, "SELECT segments FROM godwit_control.load_table"))
        .isEqualTo(bench.query(bench.target, "SELECT count(*) FROM godwit_control.load_segment"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VACUUM FULL shop.item",
        "UPDATE shop.item SET filler = 'moved' WHERE id > 29000",
        "DELETE FROM shop.item WHERE id < 10"
      })
  void rowsThatWerePutElsewhereBetweenTwoRunsAreLoadedFromTheBeginning(String change)
      throws SQLException {
    TaskBench bench = TaskBench.from("postgres", rejects);
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.item (id int PRIMARY KEY, filler text)",
        "INSERT INTO shop.item SELECT n, repeat('x', 400) FROM generate_series(1, 30000) n",
        "DELETE FROM shop.item WHERE id % 2 = 1",
        "ANALYZE");
    String settings =
        """
        {"GodwitSettings": {"SegmentMb": 1}, "FullLoadSettings": {"MaxFullLoadSubTasks": 1},
         "ValidationSettings": {"EnableValidation": true}}""";
    Engine stopping =
        Moment.atRow(10_000, Engines.standard().named("postgres"), () -> bench.stop.give());
    TaskOutcome stopped =
        bench.run(new Engines(List.of(stopping)), settings, Start.RESUME, Set.of());
    assertThat(stopped.reason()).isEqualTo(StopReason.NORMAL);
    assertThat(bench.count(bench.target, bench.targetTable("item"))).isBetween(1L, 14_999L);
    bench.source.execute(change);
    long rows = bench.count(bench.source, "shop.item");
    TaskBench again = bench.again();
    TaskOutcome outcome = again.run(settings);
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(outcome.hasDifferences()).as(outcome.toString()).isFalse();
    assertThat(outcome.tables().getFirst().rows()).isEqualTo(rows);
    assertThat(again.count(again.target, again.targetTable("item"))).isEqualTo(rows);
    assertThat(again.log).anyMatch(line -> line.message().contains("put elsewhere in the source"));
  }

  private static UnaryOperator<Task> mapping(String schema, String parallelLoad) {
    TableMapping mapping =
        TableMapping.parse(
            """
        {"rules": [
          {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
           "object-locator": {"schema-name": "%1$s", "table-name": "%%"}},
          {"rule-type": "table-settings", "rule-id": "2", "rule-name": "2",
           "object-locator": {"schema-name": "%1$s", "table-name": "item"},
           "parallel-load": {%2$s}}]}
        """
                .formatted(schema, parallelLoad));
    return task ->
        new Task(task.name(), task.type(), task.source(), task.target(), mapping, task.settings());
  }
}
