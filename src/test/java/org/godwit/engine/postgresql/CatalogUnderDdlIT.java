package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.Engines;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** A catalog is read while somebody drops and makes tables. */
final class CatalogUnderDdlIT {
  private static final Duration WAIT_MAX = Duration.ofMinutes(1);

  @Test
  void aTableThatGoesWhileItIsReadIsNotThere() throws Exception {
    TestDatabase database = Servers.postgres().newDatabase();
    database.execute(
        "CREATE TABLE gone (id int PRIMARY KEY, v text)",
        "CREATE INDEX ON gone (lower(v))",
        "CREATE TABLE stays (id int PRIMARY KEY)");
    try (Connection drops = database.connect();
        Connection reads = database.connect();
        Connection looks = database.connect();
        Statement statement = drops.createStatement()) {
      drops.setAutoCommit(false);
      statement.execute("DROP TABLE gone");
      CompletableFuture<List<Table>> tables =
          CompletableFuture.supplyAsync(
              () ->
                  Engines.standard()
                      .named("postgres")
                      .catalogReader()
                      .tables(
                          reads,
                          List.of(
                              new TableName("public", "gone"), new TableName("public", "stays"))));
      Awaitility.await().atMost(WAIT_MAX).until(() -> tables.isDone() || isWaitedFor(looks));
      drops.commit();
      assertThat(tables.get(WAIT_MAX.toSeconds(), TimeUnit.SECONDS))
          .extracting(table -> table.name().table())
          .containsExactly("stays");
    }
  }

  private static boolean isWaitedFor(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT FROM pg_locks
                 WHERE NOT granted AND locktype = 'relation' AND database =
                       (SELECT oid FROM pg_database WHERE datname = current_database())""")) {
      return row.next();
    }
  }
}
