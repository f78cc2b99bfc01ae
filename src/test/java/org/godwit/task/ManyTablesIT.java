package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.godwit.embedded.Login;
import org.godwit.embedded.PostgresServer;
import org.godwit.task.validate.ValidationState;
import org.godwit.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More tables than a server has room for locks, and many that are made together. */
final class ManyTablesIT {
  private static final String SETTINGS =
      """
      {"TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
       "FullLoadSettings": {"MaxFullLoadSubTasks": 4},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  @TempDir Path folder;

  @Test
  void moreTablesThanPostgresqlHasRoomForLocksAreLoadedAndCompared() throws Exception {
    int tables = 500;
    Login login = Login.generated("postgres");
    PostgresServer.Options options =
        PostgresServer.Options.in(folder.resolve("server"), login)
            .forTests()
            .with("max_connections", "24")
            .with("max_locks_per_transaction", "10");
    try (PostgresServer server = PostgresServer.start(options)) {
      TestServer own =
          TestServer.at(
              "postgresql://%s:%s@127.0.0.1:%d"
                  .formatted(login.user(), login.password().reveal(), server.port()));
      TaskBench bench = TaskBench.between("postgres", own.newDatabase(), own.newDatabase(), folder);
      fill(bench, tables);
      TaskOutcome outcome = bench.run(SETTINGS);
      assertThat(outcome.message()).isEmpty();
      assertThat(outcome.tables())
          .hasSize(tables)
          .allSatisfy(
              table -> {
                assertThat(table.rows()).isEqualTo(2);
                assertThat(table.message()).isEmpty();
                assertThat(table.validation().state()).isEqualTo(ValidationState.VALIDATED);
              });
      assertThat(bench.log)
          .anySatisfy(line -> assertThat(line.message()).contains("max_locks_per_transaction"));
      String objects =
          """
          SELECT (SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
                   WHERE c.relnamespace = 'shop'::regnamespace),
                 (SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated
                     AND connamespace = 'shop'::regnamespace)""";
      assertThat(bench.query(bench.target, objects)).isEqualTo(List.of("1500|50"));
    }
  }

  @ParameterizedTest
  @CsvSource({"postgres, postgres", "mariadb, mariadb", "postgres, mysql"})
  void aTableThatTheTargetRefusesTakesNoneAlongOfThoseMadeWithIt(String from, String to)
      throws SQLException {
    TaskBench bench = TaskBench.between(from, to, folder);
    fill(bench, 60);
    AtomicBoolean isMade = new AtomicBoolean();
    // After the plan has looked, while the first tables are made: t58 is not among them.
    bench.onLine =
        line -> {
          if (line.message().startsWith("created ") && isMade.compareAndSet(false, true)) {
            execute(bench, "CREATE TABLE " + bench.targetTable("t58") + " (others int)");
          }
        };
    TaskOutcome outcome = bench.run(SETTINGS);
    assertThat(outcome.tables()).hasSize(60);
    assertThat(outcome.tables())
        .filteredOn(table -> table.state() != TableState.COMPLETED)
        .singleElement()
        .satisfies(table -> assertThat(table.source().table()).isEqualTo("t58"));
    assertThat(bench.query(bench.target, "SELECT others FROM " + bench.targetTable("t58")))
        .as("a table of somebody else stays as it is")
        .isEmpty();
    assertThat(bench.count(bench.target, bench.targetTable("t57"))).isEqualTo(2);
  }

  private static void execute(TaskBench bench, String sql) {
    try {
      bench.target.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every tenth table points to the one before it. */
  private static void fill(TaskBench bench, int tables) throws SQLException {
    bench.sourceTable("any");
    try (Connection connection = bench.source.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 1; i <= tables; i++) {
        String table = bench.sourceTable("t" + i);
        String key =
            i % 10 == 0
                ? ", FOREIGN KEY (parent) REFERENCES %s (id)"
                    .formatted(bench.sourceTable("t" + (i - 1)))
                : "";
        statement.execute(
            "CREATE TABLE %s (id int PRIMARY KEY, code varchar(9) UNIQUE, parent int%s)"
                .formatted(table, key));
        statement.execute("CREATE INDEX i%d ON %s (parent)".formatted(i, table));
        statement.execute("INSERT INTO %s VALUES (1, 'a', 1), (2, 'b', NULL)".formatted(table));
      }
    }
  }
}
