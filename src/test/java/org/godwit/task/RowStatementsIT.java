package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.godwit.engine.Failure;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that log statements in place of rows. */
final class RowStatementsIT {
  @TempDir Path folder;

  private TaskBench bench;
  private String beside;

  /** Three tables of a task, one that it leaves out, and one of a schema beside. */
  private void follow(String engine) throws SQLException {
    bench = TaskBench.from(engine, folder);
    beside = bench.source.name() + "_beside";
    bench.source.execute(
        "CREATE TABLE item (id int PRIMARY KEY, v int)",
        "CREATE TABLE other (id int PRIMARY KEY, v int)",
        "CREATE TABLE third (id int AUTO_INCREMENT PRIMARY KEY, v int)",
        "INSERT INTO item VALUES (1, 1)",
        "INSERT INTO other VALUES (1, 1)",
        "CREATE DATABASE " + beside,
        "CREATE TABLE %s.sums (id int PRIMARY KEY, v int)".formatted(beside));
    assertThat(goOn().isComplete()).as(bench.log::toString).isTrue();
  }

  private TaskOutcome goOn() {
    TaskOutcome outcome = run();
    assertThat(outcome.message()).as(bench.log::toString).isEmpty();
    return outcome;
  }

  private TaskOutcome run() {
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    return bench.run(
        "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}",
        task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  private void asStatements(String... statements) throws SQLException {
    String[] all = new String[statements.length + 1];
    all[0] = "SET SESSION binlog_format = 'STATEMENT'";
    System.arraycopy(statements, 0, all, 1, statements.length);
    bench.source.execute(all);
    bench.source.execute("UPDATE item SET v = v + 50", "INSERT INTO third (v) VALUES (50)");
  }

  private List<String> parked() throws SQLException {
    return bench.query(
        bench.target,
        "SELECT source_table FROM godwit_control.change_table WHERE parked <> '' ORDER BY 1");
  }

  private void assertSame(String... tables) throws SQLException {
    for (String table : tables) {
      String rows = "SELECT id, v FROM %s ORDER BY id";
      assertThat(bench.query(bench.target, rows.formatted(bench.targetTable(table))))
          .as(table)
          .isEqualTo(bench.query(bench.source, rows.formatted(table)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void theTableThatItWritesToIsParkedAndTheOthersGoOn(String engine) throws Exception {
    follow(engine);
    asStatements("UPDATE other SET v = v + (SELECT max(v) FROM item)");
    assertThat(goOn().isComplete()).isFalse();
    assertThat(parked()).containsExactly("other");
    assertThat(bench.log)
        .anyMatch(line -> line.message().contains("UPDATE other SET v = v"))
        .anyMatch(line -> line.message().contains("binlog_format = ROW"));
    assertSame("item", "third");
    assertThat(goOn().isComplete()).isTrue();
    assertSame("item", "other", "third");
  }

  /** As checksums of tables do, which read those and write to their own. */
  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void oneOfATableThatNobodyFollowsLeavesTheOthersAlone(String engine) throws Exception {
    follow(engine);
    asStatements(
        "REPLACE INTO %s.sums SELECT 1, COUNT(*) FROM item".formatted(beside),
        "USE " + beside,
        "INSERT INTO sums SELECT 2, COALESCE(MAX(v), 0) FROM %s.other"
            .formatted(bench.source.name()),
        "DELETE FROM sums WHERE id = 1");
    assertThat(goOn().isComplete()).as(bench.log::toString).isTrue();
    assertSame("item", "other", "third");
  }

  /** A trigger, a view and a function write to what the statement doesn't name. */
  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void whatStandsBehindItIsNeverMissed(String engine) throws Exception {
    follow(engine);
    String shop = bench.source.name();
    List<String> made =
        List.of(
            "CREATE TRIGGER %1$s.after_sums AFTER INSERT ON %1$s.sums FOR EACH ROW UPDATE %2$s.other SET v = NEW.v"
                .formatted(beside, shop),
            "CREATE VIEW %1$s.seen AS SELECT * FROM %2$s.other".formatted(beside, shop),
            "CREATE FUNCTION %1$s.bump() RETURNS int MODIFIES SQL DATA BEGIN UPDATE %2$s.other SET v = v + 1; RETURN 1; END"
                .formatted(beside, shop));
    bench.source.execute("SET GLOBAL log_bin_trust_function_creators = 1");
    bench.source.execute(made.toArray(String[]::new));
    for (String sql :
        List.of(
            "INSERT INTO %s.sums VALUES (%%d, 77)".formatted(beside),
            "UPDATE %s.seen SET v = %%d".formatted(beside),
            "DELETE FROM %1$s.third WHERE id = %2$s.bump() + %%d".formatted(shop, beside))) {
      bench.source.execute(
          "SET SESSION binlog_format = 'STATEMENT'", sql.formatted(60 + sql.length()));
      assertThat(run().isComplete()).isFalse(); // it ends where all may have been changed
      assertThat(parked()).as(sql + bench.log).contains("other");
      assertThat(goOn().isComplete()).isTrue();
      assertSame("item", "other", "third");
    }
  }

  /** Nobody knows any more what it did when the log had it. */
  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void aTriggerThatIsGoneWhenTheLogIsReadIsNotMissed(String engine) throws Exception {
    follow(engine);
    bench.source.execute(
        "SET SESSION binlog_format = 'STATEMENT'",
        "CREATE TRIGGER %1$s.after_sums AFTER INSERT ON %1$s.sums FOR EACH ROW UPDATE %2$s.other SET v = NEW.v"
            .formatted(beside, bench.source.name()),
        "INSERT INTO %s.sums VALUES (5, 77)".formatted(beside),
        "DROP TRIGGER %s.after_sums".formatted(beside));
    TaskOutcome outcome = run();
    // All tables may have been changed by it, so that none is left.
    assertThat(outcome.failure()).isEqualTo(Failure.STOPPED_BY_POLICY);
    assertThat(parked()).contains("other");
    assertThat(goOn().isComplete()).isTrue();
    assertSame("item", "other", "third");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void whatNobodyCanTellOfAnotherSchemaIsSaid(String engine) throws Exception {
    follow(engine);
    asStatements("USE " + beside, "INSERT INTO sums VALUES (1, 1)");
    assertThat(goOn().isComplete()).isTrue();
    asStatements("USE " + beside, "UPDATE sums a JOIN sums b ON a.id = b.id SET a.v = 3");
    assertThat(goOn().isComplete()).isTrue();
    // MySQL's log names the schemas, and none of these is followed.
    assertThat(
            bench.log.stream()
                .filter(line -> line.level() == LogLevel.WARNING)
                .map(LogLine::message)
                .filter(message -> message.contains("isn't seen")))
        .hasSize(engine.equals("mysql") ? 0 : 1)
        .allMatch(message -> message.contains("UPDATE sums a JOIN"));
    assertSame("item", "other", "third");
  }

  /** A table of the task's own schema may then have any. */
  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void whoMayNotSeeTriggersTakesThemForThere(String engine) throws Exception {
    follow(engine);
    TestDatabase administered = bench.source;
    administered.execute("CREATE TABLE bare (id int) ENGINE = MyISAM"); // it can't be followed
    asStatements("INSERT INTO bare VALUES (1)");
    boolean _ = goOn().isComplete();
    assertThat(parked()).as("whoever may see that it has none").isEmpty();
    administered.execute(
        "CREATE USER 'reads'@'%' IDENTIFIED BY 'p'",
        "GRANT SELECT ON %s.* TO 'reads'@'%%'".formatted(administered.name()),
        "GRANT REPLICATION SLAVE, REPLICATION CLIENT%s ON *.* TO 'reads'@'%%'"
            .formatted(engine.equals("mysql") ? ", RELOAD" : ""));
    try {
      asStatements("INSERT INTO bare VALUES (2)");
      bench = bench.withSource(administered.as("reads", "p"));
      assertThat(run().failure()).as(bench.log::toString).isEqualTo(Failure.STOPPED_BY_POLICY);
      assertThat(parked()).containsExactly("item", "other", "third");
    } finally {
      administered.execute("DROP USER 'reads'@'%'");
    }
  }
}
