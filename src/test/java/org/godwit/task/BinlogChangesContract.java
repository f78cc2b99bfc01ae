package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.awaitility.Awaitility;
import org.godwit.engine.Failure;
import org.junit.jupiter.api.Test;

/** What MySQL's and MariaDB's logs have of their own. */
abstract class BinlogChangesContract extends OngoingChangesContract {
  BinlogChangesContract(LoggedSource kind) {
    super(kind);
  }

  @Test
  void rowsThatAreOlderThanTheirTablesDefinitionAreNeverGuessed() throws Exception {
    follow();
    bench.source.execute(
        "INSERT INTO item VALUES (11, 'before')",
        "ALTER TABLE item DROP COLUMN name, ADD COLUMN title varchar(80)",
        "INSERT INTO item VALUES (12, 'behind')");
    bench.target.execute(
        "ALTER TABLE %s DROP COLUMN name".formatted(bench.targetTable("item")),
        "ALTER TABLE %s ADD COLUMN title varchar(80)".formatted(bench.targetTable("item")));
    TaskOutcome refused = goOn();
    assertThat(refused.failure()).isEqualTo(Failure.TABLE_INCOMPATIBLE);
    assertThat(refused.message()).contains("item").contains("older");
    bench = bench.again();
    bench.wishes = UNTIL_IDLE;
    assertThat(run(bench, MigrationType.FULL_LOAD_AND_CDC, Start.RELOAD_TARGET).message())
        .isEmpty();
    assertSame(List.of("item", "other"));
  }

  @Test
  void theRowsOfATableThatTookAnothersPlaceArrive() throws Exception {
    follow();
    bench.source.execute(
        "CREATE TABLE ghost LIKE item",
        "INSERT INTO ghost SELECT * FROM item",
        "RENAME TABLE item TO item_old, ghost TO item",
        "INSERT INTO item VALUES (50, 'seen')");
    // The catalog knows the successor, whose rows the log has behind the swap.
    TaskOutcome outcome = goOn();
    assertThat(outcome.message()).isEmpty();
    assertSame(List.of("item", "other"));
  }

  @Test
  void aTableWhoseRowsAKeyChangesInSilenceIsRefused() throws Exception {
    bench.source.execute(
        "CREATE TABLE parent (id int PRIMARY KEY)",
        "CREATE TABLE child (id int PRIMARY KEY, p int, CONSTRAINT gone FOREIGN KEY (p) REFERENCES"
            + " parent (id) ON DELETE CASCADE)");
    run(MigrationType.FULL_LOAD_AND_CDC);
    assertThat(bench.log.stream().map(LogLine::message)).anyMatch(it -> it.contains("gone"));
  }

  @Test
  void aStatementInPlaceOfItsRowsStopsTheTask() throws Exception {
    follow();
    bench.source.execute(
        "SET SESSION binlog_format = 'STATEMENT'", "DELETE FROM item WHERE id = 3");
    TaskOutcome refused = goOn();
    assertThat(refused.failure()).isEqualTo(Failure.UNSUPPORTED);
    assertThat(refused.message()).contains("DELETE FROM item").contains("binlog_format = ROW");
  }

  @Test
  void aRowThatIsLoggedInPartStopsTheTask() throws Exception {
    follow();
    bench.source.execute(
        "SET SESSION binlog_row_image = 'MINIMAL'", "UPDATE item SET name = 'x' WHERE id = 3");
    TaskOutcome refused = goOn();
    assertThat(refused.failure()).isEqualTo(Failure.CONFIGURATION);
    assertThat(refused.message()).contains("binlog_row_image");
  }

  @Test
  void aPreparedTransactionOfAFollowedTableStopsTheTask() throws Exception {
    follow();
    try (Connection connection = bench.source.connect();
        Statement statement = connection.createStatement()) {
      prepare(statement);
      TaskOutcome refused = goOn();
      assertThat(refused.failure()).isEqualTo(Failure.UNSUPPORTED);
      assertThat(refused.message()).contains("XA");
      statement.execute("XA ROLLBACK 'godwit'");
    }
  }

  private static void prepare(Statement statement) throws SQLException {
    for (String sql :
        List.of(
            "XA START 'godwit'",
            "INSERT INTO item VALUES (60, 'prepared')",
            "XA END 'godwit'",
            "XA PREPARE 'godwit'")) {
      statement.execute(sql);
    }
  }

  @Test
  void aLogThatWasPurgedStopsTheTaskUntilItIsRestarted() throws Exception {
    follow();
    bench.source.execute("INSERT INTO item VALUES (50, 'missed')", "FLUSH BINARY LOGS");
    String file = LoggedSource.MYSQL.position(bench).split(":", -1)[0];
    // A log that the last run's connection reads stays until the server sees that it has gone.
    Awaitility.await()
        .atMost(RUN_MAX)
        .until(
            () -> {
              bench.source.execute("PURGE BINARY LOGS TO '%s'".formatted(file));
              return bench.query(bench.source, "SHOW BINARY LOGS").size() == 1;
            });
    TaskOutcome stopped = goOn();
    assertThat(stopped.failure()).isEqualTo(Failure.POSITION_LOST);
    bench = bench.again();
    bench.wishes = UNTIL_IDLE;
    assertThat(run(bench, MigrationType.FULL_LOAD_AND_CDC, Start.RELOAD_TARGET).message())
        .isEmpty();
    assertSame(List.of("item", "other"));
  }
}
