package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.godwit.catalog.TableName;
import org.godwit.demo.SampleDatabase;
import org.godwit.engine.Engines;
import org.godwit.engine.mariadb.MariaDbEngine;
import org.godwit.engine.postgresql.PostgresEngine;
import org.godwit.task.control.ControlSchema;
import org.godwit.task.control.TaskClaim;
import org.godwit.task.validate.ValidationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskRunnerIT {
  private static final String ALL_WELL =
      """
      {"TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
       "FullLoadSettings": {"MaxFullLoadSubTasks": 4},
       "ValidationSettings": {"EnableValidation": true},
       "GodwitSettings": {"ZeroDatePolicy": "NULL"}}
      """;

  @TempDir Path rejects;

  @Test
  void theSampleDatabaseArrivesWholeAndValidationAgrees() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    try (Connection connection = bench.source.connect()) {
      SampleDatabase.DEMO.create(connection);
    }
    TaskOutcome outcome = bench.run(ALL_WELL);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isTrue();
    assertThat(outcome.tables()).hasSizeGreaterThan(15);
    assertThat(outcome.tables())
        .allSatisfy(
            table -> {
              assertThat(table.validation().state())
                  .as(table.source() + " " + table.validation())
                  .isEqualTo(ValidationState.VALIDATED);
              assertThat(table.rows())
                  .isEqualTo(bench.count(bench.target, bench.targetTable(table.source().table())));
            });
    assertThat(outcome.hasAlterations()).isTrue();
    assertThat(bench.progress.pointsInTime()).isEqualTo(1);
  }

  @Test
  void aZeroDateIsARejectedRowWhereNoPolicyIsChosen() throws SQLException, IOException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE visit (id int PRIMARY KEY, day date NOT NULL)", "SET sql_mode = ''");
    try (Connection connection = bench.source.connect();
        var statement = connection.createStatement()) {
      statement.execute("SET sql_mode = ''");
      statement.execute("INSERT INTO visit VALUES (1, '2024-02-29'), (2, 0), (3, '0009-01-01')");
    }
    TaskOutcome outcome = bench.run("{}");
    TableStatistics visit = outcome.tables().getFirst();
    assertThat(visit.rows()).isEqualTo(2);
    assertThat(visit.rejected()).isEqualTo(1);
    assertThat(bench.query(bench.target, "SELECT id, day FROM " + bench.targetTable("visit")))
        .containsExactlyInAnyOrder("1|2024-02-29", "3|0009-01-01");
    assertThat(bench.query(bench.target, "SELECT row_key FROM godwit_control.full_load_exception"))
        .containsExactly("id=2");
    try (var files = Files.list(rejects)) {
      assertThat(Files.readString(files.findFirst().orElseThrow())).contains("0000-00-00");
    }
  }

  @Test
  void rowsThatTheTargetRefusesAreFoundByHalvingAndAllOthersAreLoaded() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE item (id int PRIMARY KEY, amount int)",
        "INSERT INTO item SELECT seq, seq % 1000 FROM seq_1_to_5000",
        "UPDATE item SET amount = -1 WHERE id IN (7, 2500, 5000)");
    bench.target.execute(
        "CREATE SCHEMA \"" + bench.source.name() + "\"",
        "CREATE TABLE "
            + bench.targetTable("item")
            + " (id integer PRIMARY KEY, amount integer CHECK (amount >= 0))");
    TaskOutcome outcome = bench.run("{}");
    assertThat(outcome.tables().getFirst().rows()).isEqualTo(4997);
    assertThat(outcome.tables().getFirst().rejected()).isEqualTo(3);
    assertThat(
            bench.query(
                bench.target,
                "SELECT row_key FROM godwit_control.full_load_exception ORDER BY row_key"))
        .containsExactly("id=2500", "id=5000", "id=7");
  }

  @Test
  void aStopEndsTheRunAndAResumeCompletesIt() throws Exception {
    TaskBench bench = TaskBench.fresh(rejects);
    manyRows(bench, 300_000);
    CompletableFuture<TaskOutcome> run = CompletableFuture.supplyAsync(() -> bench.run(SEGMENTED));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> bench.progress.rowsOfThisRun() > 0);
    bench.stop.give();
    assertThat(run).succeedsWithin(Duration.ofSeconds(60));
    TaskOutcome resumed = bench.again().run(SEGMENTED);
    assertThat(resumed.isComplete()).as(resumed.message()).isTrue();
    assertThat(bench.count(bench.target, bench.targetTable("big"))).isEqualTo(300_000);
  }

  @Test
  void aReloadedTableHasItsRowsOnce() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    manyRows(bench, 1000);
    assertThat(bench.run("{}").isComplete()).isTrue();
    bench.source.execute("DELETE FROM big WHERE id > 500");
    TaskBench second = bench.again();
    TaskOutcome outcome =
        second.run(
            Engines.standard(),
            "{}",
            Start.RESUME,
            Set.of(new TableName(bench.source.name(), "big")));
    assertThat(outcome.isComplete()).isTrue();
    assertThat(bench.count(bench.target, bench.targetTable("big"))).isEqualTo(500);
  }

  @Test
  void aTableThatCannotBeLoadedIsSuspendedAndTheOthersGoOn() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE good (id int PRIMARY KEY)",
        "INSERT INTO good VALUES (1)",
        "CREATE TABLE bad (id int PRIMARY KEY, more int)");
    bench.target.execute(
        "CREATE SCHEMA \"" + bench.source.name() + "\"",
        "CREATE TABLE " + bench.targetTable("bad") + " (id integer PRIMARY KEY)");
    TaskOutcome outcome = bench.run("{}");
    assertThat(outcome.isComplete()).isFalse();
    TableStatistics bad = outcome.tables().get(0);
    assertThat(bad.state()).isEqualTo(TableState.ERROR);
    assertThat(bad.message()).contains("no column more");
    assertThat(outcome.tables().get(1).state()).isEqualTo(TableState.COMPLETED);
    bench.target.execute("ALTER TABLE " + bench.targetTable("bad") + " ADD COLUMN more integer");
    assertThat(bench.again().run("{}").isComplete()).isTrue();
  }

  @Test
  void anOwnerThatWasReplacedWritesNoMore() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    ControlSchema schema = new ControlSchema(new PostgresEngine().dialect(), "godwit_control");
    try (Connection connection = bench.target.connect()) {
      connection.setAutoCommit(false);
      schema.create(connection);
      TaskClaim first = TaskClaim.take(connection, schema, "t", "first", Clock.systemUTC());
      TaskClaim second = TaskClaim.take(connection, schema, "t", "second", Clock.systemUTC());
      second.hold(connection);
      assertThat(second.epoch()).isGreaterThan(first.epoch());
      assertThatThrownBy(() -> first.hold(connection)).hasMessageContaining("taken over");
      connection.rollback();
    }
  }

  @Test
  void validationSeesACodecThatIsBrokenOnPurpose() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE sum_of (id bigint PRIMARY KEY, amount int)",
        "INSERT INTO sum_of VALUES (1, 10), (2, 20), (3, 30)");
    Engines broken = new Engines(List.of(new MariaDbEngine(), OffByOneTarget.breaking(20)));
    TaskOutcome outcome = bench.run(broken, ALL_WELL, Start.RESUME, Set.of());
    ValidationFigures figures = outcome.tables().getFirst().validation();
    assertThat(figures.state()).isEqualTo(ValidationState.MISMATCHED_RECORDS);
    assertThat(figures.failed()).isEqualTo(1);
    assertThat(figures.differences().getFirst().keyText()).isEqualTo("id=2");
    assertThat(outcome.hasDifferences()).isTrue();
  }

  private static final String SEGMENTED =
      "{\"GodwitSettings\": {\"SegmentMb\": 1}, \"FullLoadSettings\": {\"MaxFullLoadSubTasks\": 3}}";

  static void manyRows(TaskBench bench, int rows) throws SQLException {
    bench.source.execute(
        "CREATE TABLE big (id bigint PRIMARY KEY AUTO_INCREMENT, words varchar(80), n int)",
        "INSERT INTO big SELECT seq, concat('row ', seq, ' of many'), seq % 97 FROM seq_1_to_"
            + rows,
        "ANALYZE TABLE big");
  }
}
