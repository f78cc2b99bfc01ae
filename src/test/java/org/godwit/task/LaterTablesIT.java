package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.mapping.TableMapping;
import org.godwit.task.cdc.ChangeWishes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that somebody makes on the source, and that the task's rules don't fit. */
final class LaterTablesIT {
  private static final String RULES =
      """
      {"rules": [
        {"rule-type": "selection", "rule-id": 1, "rule-name": "1", "rule-action": "include",
         "object-locator": {"schema-name": "SCHEMA", "table-name": "%"}},
        {"rule-type": "selection", "rule-id": 2, "rule-name": "2", "rule-action": "include",
         "object-locator": {"schema-name": "SCHEMA", "table-name": "sale%"},
         "filters": [{"filter-type": "source", "column-name": "region", "filter-conditions": [
           {"filter-operator": "eq", "value": "7"}]}]}]}
      """;
  private static final Duration RUN_MAX = Duration.ofMinutes(2);

  @TempDir Path folder;

  private TaskBench bench;

  @Test
  void aTableThatTheRulesDoNotFitIsLeftOutAndTheOthersGoOn() throws Exception {
    bench = TaskBench.between("mariadb", "postgres", folder);
    bench.source.execute(
        "CREATE TABLE item (id int PRIMARY KEY)",
        "CREATE TABLE sale_2025 (id int PRIMARY KEY, region int)",
        "INSERT INTO sale_2025 VALUES (1, 7), (2, 8)");
    assertThat(run(Duration.ofSeconds(1)).message()).isEmpty();
    bench = bench.again();
    CompletableFuture<TaskOutcome> run =
        CompletableFuture.supplyAsync(() -> run(Duration.ofSeconds(6)));
    bench.source.execute(
        "INSERT INTO item VALUES (1)",
        "CREATE TABLE sale_2026 (id int PRIMARY KEY, territory int)",
        "INSERT INTO sale_2026 VALUES (1, 7)",
        "INSERT INTO item VALUES (2)",
        "INSERT INTO sale_2025 VALUES (3, 7), (4, 8)");
    Awaitility.await().atMost(RUN_MAX).until(() -> run.isDone() || rows("item").size() == 2);
    TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.reason()).as(outcome.message()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
    assertThat(rows("item")).containsExactlyInAnyOrder("1", "2");
    assertThat(rows("sale_2025")).containsExactlyInAnyOrder("1", "3");
    assertThat(bench.log.stream().map(LogLine::message))
        .anyMatch(it -> it.contains("sale_2026") && it.contains("region"));
  }

  private List<String> rows(String table) throws Exception {
    return bench.query(bench.target, "SELECT id FROM " + bench.targetTable(table));
  }

  private TaskOutcome run(Duration idle) {
    bench.wishes = new ChangeWishes(Optional.empty(), Optional.empty(), Optional.of(idle), true);
    TableMapping mapping = TableMapping.parse(RULES.replace("SCHEMA", bench.schema()));
    return bench.run(
        "{}",
        task ->
            new Task(
                task.name(),
                MigrationType.FULL_LOAD_AND_CDC,
                task.source(),
                task.target(),
                mapping,
                task.settings()));
  }
}
