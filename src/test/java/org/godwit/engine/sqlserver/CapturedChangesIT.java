package org.godwit.engine.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engines;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.engine.postgresql.PostgresEngine;
import org.godwit.mapping.TableMapping;
import org.godwit.task.LogLine;
import org.godwit.task.MigrationType;
import org.godwit.task.RunContext;
import org.godwit.task.Start;
import org.godwit.task.StopReason;
import org.godwit.task.TableWishes;
import org.godwit.task.Task;
import org.godwit.task.TaskLog;
import org.godwit.task.TaskOutcome;
import org.godwit.task.TaskProgress;
import org.godwit.task.TaskRunner;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.task.load.SourceLimits;
import org.godwit.task.load.StopSignal;
import org.godwit.task.settings.TaskSettings;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Load and changes from the stand-in for SQL Server into a real PostgreSQL, while others write. */
class CapturedChangesIT {
  private static final Duration RUN_MAX = Duration.ofSeconds(90);
  private static final int TRANSACTIONS = 20_000;
  private static final ChangeWishes UNTIL_IDLE =
      new ChangeWishes(
          Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(1)), true);

  /** What was parked is loaded again by a resume. */
  private static final String SETTINGS =
      "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";

  @TempDir Path folder;
  private final List<LogLine> log = new CopyOnWriteArrayList<>();
  private TaskProgress progress = new TaskProgress(Clock.systemUTC());
  private StopSignal stop = new StopSignal();

  private TaskOutcome run(CapturingDatabase source, TestDatabase target) {
    RunContext context =
        new RunContext(
            new Engines(List.of(CapturedShop.engine(source), new PostgresEngine())),
            Clock.systemUTC(),
            "a test",
            folder,
            new SourceLimits(SourceLimits.NONE, SourceLimits.NONE),
            progress,
            new TaskLog(Clock.systemUTC(), log::add),
            stop,
            new TableWishes());
    EndpointConfig to =
        new EndpointConfig(
            "postgres",
            target.host(),
            target.port(),
            target.name(),
            target.user(),
            new Password(target.password()),
            Tls.NONE,
            Map.of());
    Task task =
        new Task(
            "captured",
            MigrationType.FULL_LOAD_AND_CDC,
            SqlServerFixture.CONFIG,
            to,
            TableMapping.ofSchema("dbo"),
            TaskSettings.parse(SETTINGS));
    return new TaskRunner(context, UNTIL_IDLE).run(task, Start.RESUME, Set.of());
  }

  private CompletableFuture<TaskOutcome> start(CapturingDatabase source, TestDatabase target) {
    CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                outcome.complete(run(source, target));
              } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
              }
            });
    return outcome;
  }

  /** Keeps inserting, changing and deleting, with keys, large values and NULL among it. */
  private static void write(CapturingDatabase source, Random random, List<Long> ids, int number)
      throws SQLException {
    source.commit(
        transaction -> {
          long id = 1000L + number;
          transaction.insert("orders", order(id, random));
          transaction.insert("lines", id, 1, "bread");
          transaction.insert("lines", id, 2, "salt");
          ids.add(id);
          long other = ids.get(random.nextInt(ids.size()));
          switch (random.nextInt(6)) {
            case 0 -> transaction.update("orders", "name", "é" + number, other);
            case 1 -> transaction.update("orders", "note", "y".repeat(20_000), other);
            case 2 -> transaction.update("orders", "note", null, other);
            case 3 -> transaction.update("lines", "line", 3, id, 2);
            case 4 -> {
              transaction.delete("orders", other);
              ids.remove(other);
            }
            default -> {
              transaction.update("orders", "id", -other, other);
              ids.set(ids.indexOf(other), -other);
            }
          }
        });
  }

  private static Object[] order(long id, Random random) {
    byte[] photo = new byte[random.nextInt(3000)];
    random.nextBytes(photo);
    return new Object[] {
      id,
      "n" + id,
      random.nextBoolean() ? null : "long",
      BigDecimal.valueOf(random.nextInt(), 2),
      new Timestamp(random.nextInt() * 1000L),
      random.nextBoolean() ? null : photo
    };
  }

  @Test
  void loadAndChangesMeetWhileOthersWriteAndEachRestartGoesOn() throws Exception {
    TestDatabase target = Servers.postgres().newDatabase();
    try (CapturingDatabase source = new CapturingDatabase(CapturedShop.TABLES)) {
      Random random = new Random(7);
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        write(source, random, ids, i);
      }
      int written = 100;
      for (int restart = 0; restart < 3; restart++) {
        progress = new TaskProgress(Clock.systemUTC());
        stop = new StopSignal();
        CompletableFuture<TaskOutcome> run = start(source, target);
        while (!run.isDone() && progress.changes().ofThisRun() < 200 && written < TRANSACTIONS) {
          write(source, random, ids, written++);
          if (written % 7 == 0) {
            source.captureNothing();
          }
        }
        source.captureNothing();
        Awaitility.await()
            .atMost(RUN_MAX)
            .until(() -> run.isDone() || progress.changes().ofThisRun() >= 200);
        stop.give();
        assertThat(run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).message())
            .as(log::toString)
            .isEmpty();
      }
      stop = new StopSignal();
      progress = new TaskProgress(Clock.systemUTC());
      TaskOutcome outcome = start(source, target).get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
      assertThat(outcome.reason()).as(outcome.message()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
      assertThat(outcome.isComplete()).isTrue();
      assertSame(source, target, 100);
    }
  }

  @Test
  void alteredTablesAreParkedThenCapturedAndLoadedAnew() throws Exception {
    TestDatabase target = Servers.postgres().newDatabase();
    try (CapturingDatabase source = new CapturingDatabase(CapturedShop.TABLES)) {
      source.commit(it -> it.insert("orders", order(1, new Random(1))));
      requireOutcome(source, target, true);
      for (List<String> altered : List.of(List.of("orders"), List.of("orders", "lines"))) {
        for (String table : altered) {
          source.altered(table, true, "ALTER TABLE dbo." + table + " ADD more int");
        }
        source.commit(it -> it.update("orders", "name", "behind " + altered, 1L));
        requireOutcome(
            source, target, true); // tables are dropped and created: loaded again at once
        assertThat(log.toString()).contains("is no longer carried whole");
        source.commit(it -> it.insert("lines", 1L, altered.size(), "between"));
        requireOutcome(source, target, true);
        source.commit(it -> it.insert("lines", 2L, altered.size(), "later"));
        requireOutcome(source, target, true);
        assertSame(source, target, 1);
      }
    }
  }

  private void requireOutcome(CapturingDatabase source, TestDatabase target, boolean isComplete)
      throws Exception {
    stop = new StopSignal();
    progress = new TaskProgress(Clock.systemUTC());
    CompletableFuture<TaskOutcome> run = start(source, target);
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(
            () -> {
              source.captureNothing();
              return run.isDone();
            });
    TaskOutcome outcome = run.join();
    assertThat(outcome.message())
        .as(log::toString)
        .matches(isComplete ? "" : "|no table stands ready for its changes.*");
    assertThat(outcome.isComplete()).as(log::toString).isEqualTo(isComplete);
  }

  private static void assertSame(CapturingDatabase source, TestDatabase target, int rowsMin)
      throws SQLException {
    assertThat(
            rows(
                target,
                "SELECT concat_ws('|', id, name, coalesce(note, '-'), amount, to_char(placed, 'YYYYMMDDHH24MISS'), coalesce(encode(photo, 'hex'), '-')) FROM dbo.orders ORDER BY id"))
        .hasSizeGreaterThanOrEqualTo(rowsMin)
        .isEqualTo(
            source.rows(
                "SELECT id, name, COALESCE(note, '-'), amount, FORMATDATETIME(placed, 'yyyyMMddHHmmss'), COALESCE(LOWER(RAWTOHEX(photo)), '-') FROM dbo.orders ORDER BY id"));
    assertThat(
            rows(
                target,
                "SELECT concat_ws('|', order_id, line, what) FROM dbo.lines ORDER BY order_id, line"))
        .isEqualTo(
            source.rows("SELECT order_id, line, what FROM dbo.lines ORDER BY order_id, line"));
  }

  private static List<String> rows(TestDatabase database, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }
}
