package org.godwit.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
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

/** Load and changes from the stand-in for Oracle into a real PostgreSQL, while others write. */
class MinedChangesIT {
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
  private final List<RedoDatabase.Transaction> open = new ArrayList<>();
  private TaskProgress progress = new TaskProgress(Clock.systemUTC());
  private StopSignal stop = new StopSignal();

  private TaskOutcome run(RedoDatabase source, TestDatabase target) {
    RunContext context =
        new RunContext(
            new Engines(List.of(RedoShop.engine(source, folder, 30_000), new PostgresEngine())),
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
            "mined",
            MigrationType.FULL_LOAD_AND_CDC,
            OracleFixture.CONFIG,
            to,
            TableMapping.ofSchema("SHOP"),
            TaskSettings.parse(SETTINGS));
    return new TaskRunner(context, UNTIL_IDLE).run(task, Start.RESUME, Set.of());
  }

  private CompletableFuture<TaskOutcome> start(RedoDatabase source, TestDatabase target) {
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

  /** Keeps inserting, changing, deleting and undoing, with transactions that stay open for long. */
  private void write(RedoDatabase source, Random random, List<Long> ids, int number) {
    RedoDatabase.Transaction transaction = source.begin();
    long id = 1000L + number;
    transaction.insert("ORDERS", order(id, random));
    transaction.insert("LINES", number(id), number(1), "bread");
    transaction.insert("LINES", number(id), number(2), "s\u00e4lt'\\");
    int savepoint = transaction.savepoint();
    transaction.update("ORDERS", "NAME", "never", number(id));
    transaction.delete("LINES", number(id), number(1));
    transaction.rollbackTo(savepoint);
    if (random.nextInt(5) == 0) {
      open.add(transaction);
      if (open.size() > 8) {
        RedoDatabase.Transaction ended = open.remove(random.nextInt(open.size()));
        if (random.nextBoolean()) {
          ended.commit();
        } else {
          ended.rollback();
        }
      }
      return;
    }
    if (!ids.isEmpty()) {
      long other = ids.get(random.nextInt(ids.size()));
      switch (random.nextInt(6)) {
        case 0 -> transaction.update("ORDERS", "NAME", "\u00e9" + number, number(other));
        case 1 -> transaction.update("ORDERS", "NOTE", "y".repeat(900), number(other));
        case 2 -> transaction.update("ORDERS", "NOTE", null, number(other));
        case 3 -> transaction.update("LINES", "LINE", number(3), number(id), number(2));
        case 4 -> {
          transaction.delete("ORDERS", number(other));
          ids.remove(other);
        }
        default -> {
          transaction.update("ORDERS", "ID", number(-other), number(other));
          ids.set(ids.indexOf(other), -other);
        }
      }
    }
    ids.add(id);
    transaction.commit();
    if (number % 97 == 0) {
      source.switchLog();
    }
  }

  private static BigDecimal number(long value) {
    return BigDecimal.valueOf(value);
  }

  private static Object[] order(long id, Random random) {
    byte[] photo = new byte[1 + random.nextInt(300)];
    random.nextBytes(photo);
    LocalDateTime placed = LocalDateTime.of(2000, 1, 1, 0, 0).plusSeconds(random.nextInt());
    return new Object[] {
      number(id),
      "n" + id,
      random.nextBoolean() ? null : "long",
      BigDecimal.valueOf(random.nextInt(), 2),
      placed,
      random.nextBoolean() ? null : placed.plusNanos(1000L * (1 + random.nextInt(999_999))),
      random.nextBoolean() ? null : photo
    };
  }

  @Test
  void loadAndChangesMeetWhileOthersWriteAndEachRestartGoesOn() throws Exception {
    TestDatabase target = Servers.postgres().newDatabase();
    RedoDatabase source = new RedoDatabase(RedoShop.TABLES);
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
      }
      Awaitility.await()
          .atMost(RUN_MAX)
          .until(() -> run.isDone() || progress.changes().ofThisRun() >= 200);
      stop.give();
      assertThat(run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).message())
          .as(log::toString)
          .isEmpty();
    }
    requireOutcome(source, target);
    assertSame(source, target, 100);
    open.forEach(RedoDatabase.Transaction::commit);
    requireOutcome(source, target);
    assertSame(source, target, 100);
    assertThat(log.toString()).doesNotContain("level=ERROR");
  }

  @Test
  void anAlteredTableIsParkedAndLoadedAnewByAResume() throws Exception {
    TestDatabase target = Servers.postgres().newDatabase();
    RedoDatabase source = new RedoDatabase(RedoShop.TABLES);
    Random random = new Random(3);
    write(source, random, new ArrayList<>(), 7);
    requireOutcome(source, target);
    Table lines = source.tables().getLast();
    List<Column> columns = new ArrayList<>(lines.columns());
    columns.add(RedoShop.column("MORE", "NUMBER", 22, 0, 9, 0));
    source.define(
        RedoShop.LINES,
        RedoShop.table(RedoShop.LINES, List.of("ORDER_ID", "LINE"), columns.toArray(Column[]::new)),
        "ALTER TABLE lines ADD (more NUMBER(9))");
    RedoDatabase.Transaction behind = source.begin();
    behind.insert("ORDERS", order(1, random));
    behind.commit();
    requireOutcome(source, target);
    assertThat(log.toString()).contains("it was altered on the source");
    assertThat(rows(target, "SELECT count(*) FROM \"SHOP\".\"ORDERS\""))
        .containsExactly(Integer.toString(source.texts(RedoShop.ORDERS).size()));
    source.removeRows(RedoShop.LINES);
    RedoDatabase.Transaction wide = source.begin();
    wide.insert("LINES", number(5), number(1), "bread", number(12));
    wide.commit();
    requireOutcome(source, target);
    assertThat(rows(target, "SELECT \"MORE\" FROM \"SHOP\".\"LINES\"")).containsExactly("12");
  }

  private void requireOutcome(RedoDatabase source, TestDatabase target) throws Exception {
    stop = new StopSignal();
    progress = new TaskProgress(Clock.systemUTC());
    CompletableFuture<TaskOutcome> run = start(source, target);
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(
            () -> {
              source.breathe();
              return run.isDone();
            });
    TaskOutcome outcome = run.get();
    assertThat(outcome.message()).as(log::toString).isEmpty();
    assertThat(outcome.reason()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
  }

  private static void assertSame(RedoDatabase source, TestDatabase target, int rowsMin)
      throws SQLException {
    List<String> orders =
        rows(
            target,
            "SELECT concat_ws('|', \"ID\", \"NAME\", coalesce(\"NOTE\", '-'), \"AMOUNT\", to_char(\"PLACED\", 'YYYY-MM-DD HH24:MI:SS'), coalesce(to_char(\"SEEN\", 'YYYY-MM-DD HH24:MI:SS.US'), '-'), coalesce(encode(\"PHOTO\", 'hex'), '-')) FROM \"SHOP\".\"ORDERS\"");
    assertThat(orders).hasSizeGreaterThanOrEqualTo(rowsMin);
    assertSame(source.texts(RedoShop.ORDERS), orders);
    assertSame(
        source.texts(RedoShop.LINES),
        rows(
            target,
            "SELECT concat_ws('|', \"ORDER_ID\", \"LINE\", \"WHAT\") FROM \"SHOP\".\"LINES\""));
  }

  /** Shows what differs alone. */
  private static void assertSame(List<String> wanted, List<String> found) {
    TreeSet<String> lost = new TreeSet<>(wanted);
    found.forEach(lost::remove);
    TreeSet<String> more = new TreeSet<>(found);
    wanted.forEach(more::remove);
    assertThat(lost).as("rows that the target lacks, beside %s", more).isEmpty();
    assertThat(more).as("rows that the target alone has").isEmpty();
  }

  /** In the order of their texts. */
  private static List<String> rows(TestDatabase database, String query) throws SQLException {
    TreeSet<String> rows = new TreeSet<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return List.copyOf(rows);
  }
}
