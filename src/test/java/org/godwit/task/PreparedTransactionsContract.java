package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What XA prepares in one place of a binary log and ends in another. */
abstract class PreparedTransactionsContract extends OngoingChangesContract {
  PreparedTransactionsContract(LoggedSource kind) {
    super(kind);
  }

  /** Prepared before the task, while it stands still and while it runs; ended in other runs. */
  @Test
  void whatXaPreparesIsAppliedWhenItIsCommitted() throws Exception {
    follow();
    prepare("before", "INSERT INTO item VALUES (60, 'before')");
    bench = bench.again();
    bench.wishes = UNTIL_IDLE;
    assertDone(run(bench, MigrationType.FULL_LOAD_AND_CDC, Start.RELOAD_TARGET));
    bench.source.execute("FLUSH BINARY LOGS", "XA COMMIT 'before'");
    prepare(
        "still",
        "INSERT INTO item VALUES (61, 'still')",
        "UPDATE item SET name = 'x' WHERE id = 1");
    prepare("undone", "INSERT INTO item VALUES (62, 'undone')");
    prepare("large", many(100_000));
    assertDone(goOn());
    String ids = "SELECT id FROM " + bench.targetTable("item");
    assertThat(bench.query(bench.target, ids)).contains("60").doesNotContain("61", "62");
    bench.source.execute(
        "INSERT INTO item VALUES (63, 'between')",
        "XA COMMIT 'still'",
        "FLUSH BINARY LOGS",
        "XA ROLLBACK 'undone'",
        "XA COMMIT 'large'");
    prepare("still", "INSERT INTO item VALUES (64, 'again')"); // a name that is free again
    bench.source.execute("XA COMMIT 'still'");
    prepare("whole", many(200_000));
    bench.source.execute("XA COMMIT 'whole'");
    commitAtOnce("INSERT INTO item VALUES (65, 'at once')");
    assertDone(goOn());
    assertSame(List.of("item", "other"));
    assertThat(bench.query(bench.target, ids))
        .contains("61", "63", "64", "65", "100000", "216383")
        .doesNotContain("62");
  }

  /** More than is kept of a transaction. */
  private static String[] many(int first) {
    List<String> statements = new ArrayList<>();
    statements.add("INSERT INTO item VALUES (%d, repeat('x', 80))".formatted(first));
    for (int count = 1; count < 16_384; count *= 2) {
      statements.add(
          "INSERT INTO item SELECT id + %1$d, name FROM item WHERE id BETWEEN %2$d AND %2$d + %1$d - 1"
              .formatted(count, first));
    }
    return statements.toArray(String[]::new);
  }

  private static void assertDone(TaskOutcome outcome) {
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isTrue();
  }

  private void commitAtOnce(String sql) throws SQLException {
    try (Connection connection = bench.source.connect();
        Statement statement = connection.createStatement()) {
      for (String part :
          List.of("XA START 'one'", sql, "XA END 'one'", "XA COMMIT 'one' ONE PHASE")) {
        statement.execute(part);
      }
    }
  }

  private void prepare(String name, String... statements) throws SQLException {
    try (Connection connection = bench.source.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"); // no gaps locked
      statement.execute("XA START '%s'".formatted(name));
      for (String sql : statements) {
        statement.execute(sql);
      }
      statement.execute("XA END '%s'".formatted(name));
      statement.execute("XA PREPARE '%s'".formatted(name));
    }
  }
}
