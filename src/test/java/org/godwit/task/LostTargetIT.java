package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.mariadb.MariaDbEngine;
import org.godwit.engine.postgresql.PostgresEngine;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.testing.MortalServer;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The target is killed at awkward moments of a task, and comes back or not. */
final class LostTargetIT {
  private static final int ROWS = 60_000;
  private static final String SETTINGS =
      """
      {"GodwitSettings": {"SegmentMb": 1}, "FullLoadSettings": {"MaxFullLoadSubTasks": 2},
       "ErrorBehavior": {"RecoverableErrorCount": 2, "RecoverableErrorInterval": 0,
                         "RecoverableErrorThrottling": false},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  @TempDir Path folder;

  private MortalServer server;
  private TaskBench bench;

  @BeforeEach
  void start() throws SQLException {
    server = MortalServer.start("postgres", folder.resolve("server"));
    bench =
        TaskBench.between(
            "mariadb",
            Servers.mariaDb().newDatabase(),
            server.server().newDatabase(),
            folder.resolve("rejects"));
    bench.source.execute(
        "CREATE TABLE parent (id int PRIMARY KEY)",
        "INSERT INTO parent SELECT seq FROM seq_0_to_96",
        "CREATE TABLE big (id bigint PRIMARY KEY, words varchar(80), n int, KEY by_words (words),"
            + " CONSTRAINT of_parent FOREIGN KEY (n) REFERENCES parent (id))",
        "INSERT INTO big SELECT seq, concat('row ', seq, ' of many'), seq % 97 FROM seq_1_to_"
            + ROWS,
        "ANALYZE TABLE parent, big");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whileRowsAreWritten() throws SQLException {
    bench.onLine = this::reviveAtRetry;
    TaskOutcome outcome = run(Moment.atRow(ROWS / 2, new MariaDbEngine(), server::kill));
    assertWhole(outcome);
    assertThat(errors()).singleElement().asString().contains("127.0.0.1:" + server.server().port());
  }

  @Test
  void andStaysAway() throws SQLException {
    TaskOutcome outcome = run(Moment.atRow(ROWS / 2, new MariaDbEngine(), server::kill));
    assertThat(outcome.reason()).isEqualTo(StopReason.RECOVERABLE_ERROR);
    assertThat(outcome.message())
        .contains("127.0.0.1:" + server.server().port(), "Given up after 3 tries");
    server.revive();
    bench = bench.again();
    assertWhole(bench.run(SETTINGS));
  }

  @Test
  void whileAnIndexIsBuilt() throws SQLException {
    bench.onLine = killWhenItWaits("created " + bench.source.name() + ".big");
    assertWhole(run(new MariaDbEngine()));
    // The other table's worker may see the loss first, while it records its own.
    assertThat(errors()).singleElement().asString().contains("127.0.0.1");
  }

  @Test
  void whileAForeignKeyIsMade() throws SQLException {
    bench.onLine = killWhenItWaits("rows into " + bench.source.name() + ".big");
    assertWhole(run(new MariaDbEngine()));
    assertThat(errors()).singleElement().asString().contains("making foreign key", "127.0.0.1");
  }

  @Test
  void whileItIsValidated() throws SQLException {
    bench.onLine = this::reviveAtRetry;
    assertWhole(run(Moment.atValidation(new MariaDbEngine(), server::kill)));
    assertThat(errors()).singleElement().asString().contains("validating", "127.0.0.1");
  }

  @Test
  void writersThatAreTerminatedOneByOneAreReplaced() throws SQLException {
    Engine source = new MariaDbEngine();
    for (int row : List.of(ROWS / 4, ROWS / 2, ROWS * 3 / 4)) {
      source = Moment.atRow(row, source, this::terminateAWriter);
    }
    assertWhole(run(source));
    assertThat(errors()).isNotEmpty();
  }

  @Test
  void asChangesBeginAndWhileTheyAreApplied() throws Exception {
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(2)), false);
    bench.onLine = this::reviveAtRetry;
    server.kill();
    String settings = SETTINGS.replace("\"EnableValidation\": true", "\"EnableValidation\": false");
    CompletableFuture<TaskOutcome> run = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> run.complete(bench.run(settings, this::following)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> run.isDone() || bench.progress.phase().equals(TaskProgress.ONGOING_CHANGES));
    CompletableFuture<Void> written = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> write(written));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> run.isDone() || bench.progress.changes().ofThisRun() > 0);
    server.kill();
    written.get(1, TimeUnit.MINUTES);
    assertThat(run.get(2, TimeUnit.MINUTES).reason()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
    assertThat(errors()).hasSize(2).allMatch(line -> line.contains("127.0.0.1:"));
    assertThat(bench.count(bench.target, bench.targetTable("big") + " WHERE words = 'later'"))
        .isEqualTo(20_000);
    assertThat(bench.progress.changes().total()).isEqualTo(20_000);
  }

  private void write(CompletableFuture<Void> written) {
    try {
      for (int from = ROWS + 1; from < ROWS + 20_000; from += 100) {
        bench.source.execute(
            "INSERT INTO big SELECT seq, 'later', seq %% 97 FROM seq_%d_to_%d"
                .formatted(from, from + 99));
      }
      written.complete(null);
    } catch (SQLException e) {
      written.completeExceptionally(e);
    }
  }

  private Task following(Task task) {
    return OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task);
  }

  private void terminateAWriter() {
    try {
      bench.query(
          bench.target,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND query LIKE 'COPY %' LIMIT 1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void reviveAtRetry(LogLine line) {
    if (line.message().startsWith("trying again")) {
      server.revive();
    }
  }

  /**
   * At that line, keeps whatever changes the table's definition waiting, and kills the server when
   * something waits.
   */
  private Consumer<LogLine> killWhenItWaits(String words) {
    return line -> {
      if (line.message().endsWith(words)) {
        CompletableFuture<Void> locked = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> killWhenItWaits(locked));
        locked.join();
      }
      reviveAtRetry(line);
    };
  }

  private void killWhenItWaits(CompletableFuture<Void> locked) {
    try (Connection holder = bench.target.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE " + bench.targetTable("big") + " IN ROW EXCLUSIVE MODE");
      locked.complete(null);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> bench.count(bench.target, "pg_locks WHERE NOT granted") > 0);
      server.kill();
    } catch (SQLException e) {
      locked.completeExceptionally(e);
    }
  }

  private TaskOutcome run(Engine source) {
    return bench.run(
        new Engines(List.of(source, new PostgresEngine())), SETTINGS, Start.RESUME, Set.of());
  }

  private List<String> errors() {
    return bench.log.stream()
        .filter(line -> line.level() == LogLevel.ERROR)
        .map(LogLine::message)
        .toList();
  }

  private void assertWhole(TaskOutcome outcome) throws SQLException {
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(outcome.hasDifferences()).as(outcome.toString()).isFalse();
    assertThat(bench.count(bench.target, bench.targetTable("big"))).isEqualTo(ROWS);
    assertThat(
            bench.query(
                bench.target,
                "SELECT conname, contype::text FROM pg_constraint WHERE conrelid = '"
                    + bench.targetTable("big")
                    + "'::regclass AND contype IN ('p', 'f') AND convalidated ORDER BY 2"))
        .hasSize(2);
    assertThat(
            bench.count(
                bench.target,
                "pg_index WHERE indisvalid AND indrelid = '"
                    + bench.targetTable("big")
                    + "'::regclass"))
        .isGreaterThanOrEqualTo(2);
  }
}
