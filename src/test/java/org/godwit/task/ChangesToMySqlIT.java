package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.Failure;
import org.godwit.task.cdc.ChangeWishes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes that are applied to MySQL and MariaDB, compared by plain SQL on both servers. */
final class ChangesToMySqlIT {
  @TempDir Path folder;

  private LoggedSource kind = LoggedSource.POSTGRES;
  private TaskBench bench;
  private String settings = "{}";

  private void between(LoggedSource source, String target) throws SQLException {
    kind = source;
    bench = TaskBench.between(source.engine(), target, folder);
    List<String> statements = new ArrayList<>(kind.schema());
    boolean isPostgres = kind == LoggedSource.POSTGRES;
    statements.add(
        "CREATE TABLE %s (id int PRIMARY KEY, name varchar(80) UNIQUE, d numeric(12,2), f %s, b %s, at %s, w text)"
            .formatted(
                kind.named("item"),
                isPostgres ? "float8" : "double",
                isPostgres ? "bytea" : "blob",
                isPostgres ? "timestamp(3)" : "datetime(3)"));
    statements.add(
        "CREATE TABLE %s (a int, k varchar(40), v int, PRIMARY KEY (a, k))"
            .formatted(kind.named("pair")));
    statements.add(
        "INSERT INTO %s VALUES (1, 'one', 1.50, 0.1, %s, '2026-02-28 23:59:59.123', 'it''s')"
            .formatted(kind.named("item"), bytes("00ff5c27")));
    statements.add("INSERT INTO %s VALUES (1, 'x', 1), (1, 'y', 2)".formatted(kind.named("pair")));
    bench.source.execute(statements.toArray(String[]::new));
    assertThat(run().message()).isEmpty();
    assertSame();
  }

  private String bytes(String hex) {
    return kind == LoggedSource.POSTGRES ? "'\\x" + hex + "'" : "x'" + hex + "'";
  }

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  private TaskOutcome run() {
    bench = bench.again();
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(1)), true);
    return bench.run(
        settings,
        task ->
            new Task(
                task.name(),
                MigrationType.FULL_LOAD_AND_CDC,
                task.source(),
                task.target(),
                task.mapping(),
                task.settings()));
  }

  private void assertSame() throws SQLException {
    String ofSource = kind == LoggedSource.POSTGRES ? "encode(b, 'hex')" : "lower(hex(b))";
    String item = "SELECT id, name, d, f, %s, at, w FROM %s ORDER BY id";
    assertThat(
            bench.query(bench.target, item.formatted("lower(hex(b))", bench.targetTable("item"))))
        .isEqualTo(bench.query(bench.source, item.formatted(ofSource, kind.named("item"))));
    String pair = "SELECT a, k, v FROM %s ORDER BY a, k";
    assertThat(bench.query(bench.target, pair.formatted(bench.targetTable("pair"))))
        .isEqualTo(bench.query(bench.source, pair.formatted(kind.named("pair"))));
  }

  private void change(String... statements) throws SQLException {
    List<String> named = new ArrayList<>();
    for (String statement : statements) {
      named.add(kind.sql(statement));
    }
    bench.source.execute(named.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"POSTGRES,mariadb", "POSTGRES,mysql", "MYSQL,mysql", "MARIADB,mariadb"})
  void everyChangeArrivesOnceAndInOrder(LoggedSource source, String target) throws Exception {
    between(source, target);
    change(
        "INSERT INTO shop.item VALUES (2, 'two ä€😀', -0.05, 1234567.125, NULL, NULL, NULL),"
            + " (3, 'x''y', 9999999999.99, -0.5, "
            + bytes("")
            + ", '0999-01-01 00:00:00', 'a\tb;?'),"
            + " (4, NULL, NULL, NULL, "
            + bytes("0a0d1a")
            + ", NULL, '')",
        "UPDATE shop.item SET d = d + 1, w = '\"quoted\" :a' WHERE id < 3",
        "UPDATE shop.item SET w = w WHERE id = 4",
        // A unique name goes from row to row.
        "UPDATE shop.item SET name = 'free' WHERE id = 1",
        "UPDATE shop.item SET name = 'one' WHERE id = 2",
        "UPDATE shop.item SET id = 30 WHERE id = 3",
        "DELETE FROM shop.item WHERE id = 4",
        "INSERT INTO shop.item (id, name) VALUES (4, 'again')",
        "UPDATE shop.pair SET k = 'z', v = 7 WHERE k = 'y'",
        "INSERT INTO shop.pair VALUES (2, 'new', 1)");
    assertThat(run().message()).isEmpty();
    assertSame();
    assertThat(bench.progress.changes().ofThisRun()).isGreaterThan(9);
    change(
        "TRUNCATE TABLE shop.pair",
        "INSERT INTO shop.pair VALUES (3, 'behind', 3)",
        "INSERT INTO shop.item (id, name) VALUES (5, 'five')");
    settings = "{\"TargetMetadata\": {\"BatchApplyEnabled\": true}}";
    assertThat(run().message()).isEmpty();
    assertSame();
  }

  private void assertSamePairs(String columns) throws SQLException {
    String rows = "SELECT %s FROM %s ORDER BY a, k";
    assertThat(bench.query(bench.target, rows.formatted(columns, bench.targetTable("pair"))))
        .as(bench.log::toString)
        .isEqualTo(bench.query(bench.source, rows.formatted(columns, kind.named("pair"))));
  }

  /** Its statements commit by themselves: a run that was killed between two has done the first. */
  @ParameterizedTest
  @CsvSource({"POSTGRES,mariadb", "MYSQL,mysql"})
  void aTableIsAlteredWithItsSourceAlsoWhereThatWasBegunBefore(LoggedSource source, String target)
      throws Exception {
    between(source, target);
    boolean isPostgres = source == LoggedSource.POSTGRES;
    change(
        "ALTER TABLE shop.pair ADD COLUMN n int",
        "ALTER TABLE shop.pair ADD COLUMN c varchar(10) DEFAULT 'x''y' NOT NULL",
        "ALTER TABLE shop.pair ADD COLUMN %s DEFAULT 7"
            .formatted(isPostgres ? "u int" : "u int NULL"),
        "INSERT INTO shop.pair (a, k, v, n) VALUES (5, 'five', 5, 55)",
        "UPDATE shop.pair SET u = NULL WHERE k = 'x'");
    bench.target.execute(
        "ALTER TABLE " + bench.targetTable("pair") + " ADD COLUMN n int",
        "ALTER TABLE "
            + bench.targetTable("pair")
            + " ADD COLUMN c varchar(10) DEFAULT 'x''y' NOT NULL");
    assertThat(run().message()).isEmpty();
    assertSamePairs("a, k, v, n, c, u");
    change(
        "ALTER TABLE shop.pair RENAME COLUMN v TO worth",
        "ALTER TABLE shop.pair DROP COLUMN n",
        isPostgres
            ? "ALTER TABLE shop.pair ALTER c TYPE varchar(40), ALTER u TYPE bigint"
            : "ALTER TABLE shop.pair MODIFY c varchar(40) NOT NULL, MODIFY u bigint",
        "INSERT INTO shop.pair (a, k, worth, c, u) VALUES (6, 'six', 6, '%s', 99999999999)"
            .formatted("long".repeat(10)),
        "DELETE FROM shop.pair WHERE k = 'y'");
    bench.target.execute("ALTER TABLE " + bench.targetTable("pair") + " RENAME COLUMN v TO worth");
    TaskOutcome outcome = run();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).as(bench.log::toString).isTrue();
    assertSamePairs("a, k, worth, c, u");
    change(
        "ALTER TABLE shop.pair ADD COLUMN at timestamp DEFAULT %s NOT NULL"
            .formatted(isPostgres ? "clock_timestamp()" : "CURRENT_TIMESTAMP"));
    assertThat(run().isComplete()).as("values that only the source has").isFalse();
  }

  /**
   * {@code -Dgodwit.faults.seeds=N} kills in N rounds instead of one, each between the next two
   * engines.
   */
  @Test
  void aProcessThatIsKilledAtAnyMomentLosesNoChangeAndAppliesNoneTwice() throws Exception {
    int rounds = Integer.getInteger("godwit.faults.seeds", 1);
    for (int seed = 1; seed <= rounds; seed++) {
      if (seed > 1) {
        leaveNothing();
      }
      kind =
          List.of(LoggedSource.POSTGRES, LoggedSource.MARIADB, LoggedSource.MYSQL)
              .get((seed - 1) % 3);
      String target = kind == LoggedSource.MYSQL ? "mysql" : "mariadb";
      bench = TaskBench.between(kind.engine(), target, folder);
      BusyWriter.prepare(kind, bench.source);
      bench.source.execute(kind.keyed());
      new KilledChanges(kind, bench, Files.createDirectory(folder.resolve("round" + seed)))
          .kill(rounds > 1 ? 4 : 2, seed);
    }
  }

  @ParameterizedTest
  @CsvSource({"POSTGRES,mariadb", "MYSQL,mysql"})
  void aChangeThatIsRefusedIsLeftOutAlone(LoggedSource source, String target) throws Exception {
    between(source, target);
    String item = bench.targetTable("item");
    String policies =
        """
        {"ErrorBehavior": {"ApplyErrorInsertPolicy": "%1$s", "ApplyErrorUpdatePolicy": "%1$s",
          "ApplyErrorDeletePolicy": "%1$s"}}""";
    settings = policies.formatted("STOP_TASK");
    bench.target.execute("INSERT INTO " + item + " (id, name) VALUES (11, 'theirs')");
    change(
        "INSERT INTO shop.item (id, name) VALUES (10, 'ten'), (11, 'eleven'), (12, 'twelve')",
        "UPDATE shop.item SET name = 'first' WHERE id = 1");
    TaskOutcome stopped = run();
    assertThat(stopped.failure()).isEqualTo(Failure.CONSTRAINT);
    assertThat(stopped.message()).contains("id=11");
    String ids = "SELECT id FROM " + item + " ORDER BY id";
    assertThat(bench.query(bench.target, ids)).containsExactly("1", "11");
    settings = policies.formatted("LOG_ERROR");
    assertThat(run().message()).isEmpty();
    assertThat(bench.query(bench.target, ids)).containsExactly("1", "10", "11", "12");
    assertThat(
            bench.query(
                bench.target,
                "SELECT row_key FROM `%s`.apply_exception".formatted(bench.controlSchema())))
        .containsExactly("id=11");
    assertThat(bench.progress.changes().rejected()).isEqualTo(1);
  }
}
