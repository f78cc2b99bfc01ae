package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two tasks between the same databases, one each way, while both sides are written to. */
final class TwoWayIT {
  private static final Duration RUN_MAX = Duration.ofMinutes(3);
  private static final int ROWS = 300;
  private static final int LOADED = 50;

  @TempDir Path folder;
  private LoggedSource kind;
  private TaskBench there;
  private TaskBench back;

  @ParameterizedTest
  @EnumSource(names = {"POSTGRES", "MARIADB"})
  void bothSidesEndEqualAndNothingComesBack(LoggedSource engine) throws Exception {
    kind = engine;
    there = TaskBench.between(engine.engine(), engine.engine(), folder.resolve("there"));
    TestDatabase one = there.source;
    TestDatabase other = there.target;
    back = TaskBench.between(engine.engine(), other, engine.engine(), one, folder.resolve("back"));
    for (TestDatabase side : List.of(there.source, there.target)) {
      side.execute(kind.schema().toArray(String[]::new));
      side.execute(
          "CREATE TABLE " + kind.named("item") + " (id int PRIMARY KEY, name varchar(80), n int)");
    }
    for (int i = 1; i <= LOADED; i++) {
      there.source.execute(
          "INSERT INTO " + kind.named("item") + " VALUES (%d, 'old', 0)".formatted(i));
    }
    assertThat(run(back).message()).isEmpty();
    RunProcess process = new RunProcess(there, Files.createDirectory(folder.resolve("process")));
    complete(process);
    back = back.again();

    Process killed = start(process);
    CompletableFuture<TaskOutcome> backRun = CompletableFuture.supplyAsync(() -> run(back));
    CompletableFuture<Void> here =
        CompletableFuture.runAsync(
            () -> write(there.source, 1000, "here"), work -> Thread.ofVirtual().start(work));
    write(there.target, 5000, "there");
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(() -> count(there.target, "here") > 0 || !killed.isAlive());
    killed.destroyForcibly().waitFor();
    here.join();
    complete(process);
    assertThat(backRun.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).message()).isEmpty();
    back = back.again();
    assertThat(run(back).message()).isEmpty();

    String rows = "SELECT id, name, n FROM " + kind.named("item") + " ORDER BY id";
    assertThat(there.query(there.target, rows))
        .hasSize(LOADED + 2 * (ROWS - ROWS / 3))
        .isEqualTo(there.query(there.source, rows));
    String counts = ROWS + "|" + ROWS + "|" + ROWS / 3;
    assertThat(applied(there)).as("there").containsExactly(counts);
    assertThat(applied(back)).as("back").containsExactly(counts);
  }

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(there.source);
    kind.forget(there.target);
  }

  /** As a name alone on PostgreSQL, and a schema that is made on MariaDB. */
  private String settings(TaskBench bench) {
    return """
        {"LoopbackPreventionSettings": {"EnableLoopbackPrevention": true,
          "SourceSchema": "%s_loop", "TargetSchema": "%s_loop"}}
        """
        .formatted(bench.source.name(), bench.target.name());
  }

  private TaskOutcome run(TaskBench bench) {
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(2)), true);
    return bench.run(settings(bench), task -> OngoingChangesContract.of(MigrationType.CDC, task));
  }

  private Process start(RunProcess process, String... more) throws IOException {
    return process.start(
        settings(there),
        Stream.concat(Stream.of("--type", "full-load-and-cdc", "--set-up-source"), Stream.of(more))
            .toArray(String[]::new));
  }

  private void complete(RunProcess process) throws Exception {
    Process run = start(process, "--stop-after-idle", "2s");
    assertThat(run.waitFor(RUN_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).as(process.printed()).isZero();
  }

  /** Rows of its own: all are inserted and changed, and a third is deleted. */
  private void write(TestDatabase side, int firstId, String name) {
    try (Connection connection = side.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int id = firstId; id < firstId + ROWS; id++) {
        String item = kind.named("item");
        statement.execute("INSERT INTO %s VALUES (%d, '%s', 1)".formatted(item, id, name));
        statement.execute("UPDATE %s SET n = n + 1 WHERE id = %d".formatted(item, id));
        if (id % 3 == 0) {
          statement.execute("DELETE FROM %s WHERE id = %d".formatted(item, id));
        }
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long count(TestDatabase side, String name) throws SQLException {
    return there.count(side, kind.named("item") + " WHERE name = '" + name + "'");
  }

  private static List<String> applied(TaskBench bench) throws SQLException {
    return bench.query(
        bench.target,
        "SELECT inserts, updates, deletes FROM " + bench.controlSchema() + ".change_table");
  }
}
