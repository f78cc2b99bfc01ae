package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.task.cdc.ChangeWishes;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who watches tasks by DMS's control tables finds them where a document asks for them. */
final class DmsTablesIT {
  private static final Duration MOST = Duration.ofMinutes(1);
  private static final String SETTINGS =
      """
      {"ControlTablesSettings": {"StatusTableEnabled": true, "HistoryTableEnabled": true,
        "SuspendedTablesTableEnabled": true, "FullLoadExceptionTableEnabled": true,
        "historyTimeslotInMinutes": 1440},
       "ErrorBehavior": {"ApplyErrorUpdatePolicy": "SUSPEND_TABLE", "ApplyErrorInsertPolicy": "LOG_ERROR"}}
      """;

  @TempDir Path folder;
  private TaskBench bench;

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "mariadb"})
  void theyTellWhereATaskStandsWhatItHasMovedAndWhatItLeftOut(String target) throws Exception {
    bench = TaskBench.between("mariadb", target, folder);
    bench.source.execute(
        "CREATE TABLE item (id int PRIMARY KEY, v varchar(10))",
        "CREATE TABLE other (id int PRIMARY KEY, v varchar(10))",
        "INSERT INTO item VALUES (1, 'a'), (2, 'b')",
        "INSERT INTO other VALUES (1, 'a')");
    assertThat(run("{}").message()).isEmpty();
    assertThat(tables()).as("unless asked for").isEmpty();

    bench.target.execute(
        "INSERT INTO " + bench.targetTable("item") + " VALUES (3, 'x')",
        "DELETE FROM " + bench.targetTable("other"));
    bench.source.execute(
        "INSERT INTO item VALUES (3, 'c'), (4, 'd')", "UPDATE other SET v = 'b' WHERE id = 1");
    bench = bench.again();
    CompletableFuture<TaskOutcome> run =
        CompletableFuture.supplyAsync(() -> run(SETTINGS), work -> Thread.ofVirtual().start(work));
    Awaitility.await()
        .atMost(MOST)
        .until(
            () ->
                run.isDone()
                    || rows("task_status", "awsdms_status").contains("CHANGE PROCESSING (CDC)"));
    assertThat(run.get(MOST.toSeconds(), TimeUnit.SECONDS).message()).isEmpty();

    assertThat(
            rows(
                "task_name, task_status, pending_changes, disk_swap_size, source_current_position <> '', source_timestamp_applied IS NULL",
                "awsdms_status"))
        .singleElement()
        .asString()
        .matches("test\\|NOT RUNNING\\|0\\|0\\|(t|1)\\|(f|0)");
    assertThat(
            rows(
                "task_name, records, timeslot_duration, timeslot_volume IS NULL",
                "awsdms_history WHERE timeslot_type = 'CHANGE PROCESSING (CDC)'"))
        .singleElement()
        .asString()
        .matches("test\\|1\\|1440\\|(t|1)");
    assertThat(
            rows(
                "table_owner, table_name, suspend_reason LIKE 'changes of %other are no longer applied: %'",
                "awsdms_suspended_tables"))
        .singleElement()
        .asString()
        .matches(bench.schema() + "\\|other\\|(t|1)");
    assertThat(
            rows(
                "table_name, error <> '', statement <> ''",
                "awsdms_apply_exceptions ORDER BY table_name"))
        .hasSize(2)
        .allMatch(it -> it.matches("(item|other)\\|(t|1)\\|(t|1)"));
    assertThat(rows("*", "awsdms_full_load_exceptions")).isEmpty();
    List<String> since = rows("suspend_timestamp", "awsdms_suspended_tables");
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE.byItself(); // nobody has put the cause right
    assertThat(
            bench
                .run(
                    SETTINGS,
                    task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task))
                .message())
        .isEmpty();
    assertThat(rows("suspend_timestamp", "awsdms_suspended_tables")).isEqualTo(since).hasSize(1);
    assertThat(bench.log).noneMatch(it -> it.message().startsWith("DMS's control tables aren't"));
  }

  private List<String> tables() throws Exception {
    return bench.query(
        bench.target,
        "SELECT table_name FROM information_schema.tables WHERE table_schema = '%s' AND table_name LIKE 'awsdms%%'"
            .formatted(bench.controlSchema()));
  }

  private List<String> rows(String columns, String from) throws Exception {
    return tables().isEmpty()
        ? List.of()
        : bench.query(
            bench.target, "SELECT " + columns + " FROM " + bench.controlSchema() + "." + from);
  }

  private TaskOutcome run(String settings) {
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(2)), true);
    return bench.run(
        settings, task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }
}
