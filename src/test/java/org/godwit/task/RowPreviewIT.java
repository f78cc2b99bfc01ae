package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.mapping.TableMapping;
import org.godwit.task.load.RowPreview;
import org.godwit.task.plan.TaskPlan;
import org.godwit.task.plan.TaskPlanner;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the preview says of rows is what a load then does. */
final class RowPreviewIT {
  @TempDir Path rejects;

  @ParameterizedTest
  @CsvSource({"mariadb, postgres", "postgres, mariadb", "postgres, postgres"})
  void rowsAreShownAsTheyArrive(String from, String to) throws SQLException {
    TaskBench bench = TaskBench.between(from, to, rejects);
    String table = bench.sourceTable("t");
    bench.source.execute(
        "CREATE TABLE %s (id int PRIMARY KEY, words varchar(20), at %s, amount decimal(9,2), raw %s)"
            .formatted(
                table,
                from.equals("postgres") ? "timestamp(3)" : "datetime(3)",
                from.equals("postgres") ? "bytea" : "varbinary(9)"),
        "INSERT INTO "
            + table
            + " VALUES (1, 'short', '2024-02-29 23:59:59.120', 12.50, 'ab'), (2, 'much too long', NULL, -1, NULL), (3, 'left', NULL, NULL, NULL)");
    Task task = task(bench);
    TaskPlan plan = plan(task);
    RowPreview preview =
        new RowPreview(Engines.standard().named(task.source().engine()), task.source());
    List<String> shown =
        preview.read(plan.tables().getFirst(), 10).stream()
            .map(RowPreviewIT::line)
            .sorted()
            .toList();
    assertThat(shown)
        .containsExactly(
            "1|short|2024-02-29 23:59:59.12|12.50|6162|SHORT",
            "2|column words: value has 13 characters, more than words varchar(5) takes");
    bench.run("{}", _ -> task);
    assertThat(
            bench.query(
                bench.target, "SELECT id, words, amount, loud FROM " + bench.targetTable("t")))
        .containsExactly("1|short|12.50|SHORT");
  }

  private static String line(RowPreview.Sample row) {
    return row.error().isEmpty()
        ? row.after().stream().map(RowPreview.Value::text).collect(Collectors.joining("|"))
        : row.before().getFirst().text()
            + "|"
            + row.error().replace("character varying", "varchar");
  }

  private static TaskPlan plan(Task task) throws SQLException {
    Engine source = Engines.standard().named(task.source().engine());
    Engine target = Engines.standard().named(task.target().engine());
    TaskPlanner.Wishes wishes = new RunSettings(task.settings(), Path.of(".")).wishes();
    try (Connection reading = source.connect(task.source());
        Connection writing = target.connect(task.target())) {
      return new TaskPlanner(source, target, task.mapping(), wishes, Clock.systemUTC())
          .plan(reading, writing);
    }
  }

  private static Task task(TaskBench bench) {
    Task task = bench.task("{}");
    TableMapping mapping =
        TableMapping.parse(
            """
            {"rules": [
              {"rule-type": "selection", "rule-id": "1", "rule-action": "include", "where": "id < 3",
               "object-locator": {"schema-name": "%s", "table-name": "t"}},
              {"rule-type": "transformation", "rule-id": "2", "rule-target": "column", "rule-action": "change-data-type",
               "data-type": {"type": "string", "length": 5}, "object-locator": {"schema-name": "%%", "table-name": "t", "column-name": "words"}},
              {"rule-type": "transformation", "rule-id": "3", "rule-target": "column", "rule-action": "add-column", "value": "loud",
               "expression": "upper($words)", "data-type": {"type": "string", "length": 20}, "object-locator": {"schema-name": "%%", "table-name": "t"}}]}
            """
                .formatted(bench.schema()));
    return new Task(
        task.name(), task.type(), task.source(), task.target(), mapping, task.settings());
  }
}
