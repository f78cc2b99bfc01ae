package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.task.cdc.ChangeWishes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A slot of PostgreSQL reads also what transactions write that are open when it is done, of tables
 * that got another file while it was made.
 */
final class NewSlotIT {
  private static final Duration RUN_MAX = Duration.ofMinutes(3);

  @TempDir Path folder;

  private TaskBench bench;

  /** A transaction that has written. */
  private final class Open implements AutoCloseable {
    private final Connection connection;
    private final String xid;

    Open(String sql) throws SQLException {
      connection = bench.source.connect();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
        try (ResultSet row = statement.executeQuery("SELECT pg_current_xact_id()::xid")) {
          row.next();
          xid = row.getString(1);
        }
      }
    }

    void awaitWaiter(CompletableFuture<TaskOutcome> run) {
      Awaitility.await()
          .atMost(RUN_MAX)
          .until(
              () ->
                  run.isDone()
                      || !bench
                          .query(
                              bench.source,
                              "SELECT pid FROM pg_locks WHERE NOT granted AND transactionid = '%s'"
                                  .formatted(xid))
                          .isEmpty());
    }

    void commit() throws SQLException {
      connection.commit();
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  @AfterEach
  void leaveNothing() throws SQLException {
    LoggedSource.POSTGRES.forget(bench.source);
  }

  @Test
  void aTableThatIsTruncatedWhileASlotIsMadeIsFollowed() throws Exception {
    bench = TaskBench.from("postgres", folder);
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(4)), true);
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.item (id int PRIMARY KEY, name varchar(40))",
        "CREATE TABLE shop.other (id int PRIMARY KEY)");
    try (Open first = new Open("INSERT INTO shop.other VALUES (1)")) {
      CompletableFuture<TaskOutcome> run =
          CompletableFuture.supplyAsync(
              () ->
                  bench.run(
                      "{}",
                      task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task),
                      Start.RESUME));
      first.awaitWaiter(run);
      try (Open second = new Open("INSERT INTO shop.other VALUES (2)")) {
        bench.source.execute("TRUNCATE shop.item");
        first.commit();
        second.awaitWaiter(run);
        try (Open third = new Open("INSERT INTO shop.item VALUES (3, 'three')")) {
          second.commit();
          third.awaitWaiter(run);
          third.commit();
        }
      }
      Awaitility.await()
          .atMost(RUN_MAX)
          .until(
              () ->
                  run.isDone()
                      || bench
                          .query(
                              bench.source,
                              "SELECT active FROM pg_replication_slots WHERE NOT temporary AND database = current_database()")
                          .contains("t"));
      bench.source.execute("INSERT INTO shop.item VALUES (4, 'four')");
      assertThat(run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).message()).isEmpty();
      assertThat(bench.query(bench.target, "SELECT id, name FROM shop.item ORDER BY id"))
          .containsExactly("3|three", "4|four");
    }
  }
}
