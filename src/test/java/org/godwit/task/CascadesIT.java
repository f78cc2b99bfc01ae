package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.catalog.TableName;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.task.load.SourceLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows that InnoDB changes by foreign keys behind the log of MySQL and MariaDB, compared by plain
 * SQL on both servers.
 */
final class CascadesIT {
  private static final List<String> TABLES =
      List.of("customer", "orders", "line", "detail", "tag", "raw_key", "node");
  private static final int CUSTOMERS = 60;

  @TempDir Path folder;

  private TaskBench bench;
  private String settings =
      "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";

  private void between(String source, String target) throws SQLException {
    bench = TaskBench.between(source, target, folder);
    bench.source.execute(
        "CREATE TABLE customer (id int PRIMARY KEY, code decimal(8,2) UNIQUE, bin binary(4) UNIQUE, big bigint unsigned UNIQUE)",
        "CREATE TABLE orders (id bigint PRIMARY KEY, customer int, v int, touched timestamp(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),"
            + " CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE CASCADE ON UPDATE CASCADE)",
        "CREATE TABLE line (order_id bigint, no int, v int, PRIMARY KEY (order_id, no),"
            + " FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE ON UPDATE CASCADE)",
        "CREATE TABLE detail (id int PRIMARY KEY, order_id bigint, no int, touched timestamp(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),"
            + " FOREIGN KEY (order_id, no) REFERENCES line (order_id, no) ON DELETE SET NULL ON UPDATE CASCADE)",
        "CREATE TABLE tag (id int PRIMARY KEY, code decimal(8,2), big bigint unsigned,"
            + " FOREIGN KEY (code) REFERENCES customer (code) ON DELETE SET NULL ON UPDATE CASCADE,"
            + " FOREIGN KEY (big) REFERENCES customer (big) ON DELETE CASCADE ON UPDATE SET NULL)",
        "CREATE TABLE raw_key (id int PRIMARY KEY, bin binary(4),"
            + " FOREIGN KEY (bin) REFERENCES customer (bin) ON DELETE CASCADE)",
        "CREATE TABLE node (id int PRIMARY KEY, parent int,"
            + " FOREIGN KEY (parent) REFERENCES node (id) ON DELETE CASCADE)");
    for (int i = 1; i <= CUSTOMERS; i++) {
      bench.source.execute(
          "INSERT INTO customer VALUES (%1$d, %1$d - 0.25, x'%1$08x', 18446744073709551615 - %1$d)"
              .formatted(i),
          "INSERT INTO raw_key VALUES (%1$d, x'%1$08x')".formatted(i),
          "INSERT INTO tag VALUES (%1$d, %1$d - 0.25, NULL), (%1$d + 1000, NULL, 18446744073709551615 - %1$d)"
              .formatted(i));
    }
    bench.source.execute(
        "INSERT INTO orders SELECT id * 10, id, 0, '2026-01-01' FROM customer UNION ALL SELECT id * 10 + 1, id, 1, '2026-01-01' FROM customer",
        "INSERT INTO line SELECT id, 1, 0 FROM orders UNION ALL SELECT id, 2, 0 FROM orders",
        "INSERT INTO detail SELECT order_id * 10 + no, order_id, no, '2026-01-01' FROM line",
        "INSERT INTO node VALUES (1, NULL), (2, 1), (3, 2), (4, 2), (5, NULL), (6, 5), (7, 6), (8, NULL)",
        "UPDATE node SET parent = 8 WHERE id = 8");
  }

  private TaskOutcome run() {
    bench = bench.again();
    return run(bench);
  }

  private TaskOutcome run(TaskBench bench) {
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(1)), true);
    return bench.run(
        settings, task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  private void assertSame() throws SQLException {
    for (String table : TABLES) {
      String rows = "SELECT %s FROM %s ORDER BY 1, 2";
      assertThat(
              bench.query(
                  bench.target,
                  rows.formatted(columns(table, !bench.isMySqlTarget()), bench.targetTable(table))))
          .as(table)
          .isEqualTo(bench.query(bench.source, rows.formatted(columns(table, false), table)));
    }
  }

  private static String columns(String table, boolean isPostgres) {
    String hex = isPostgres ? "encode(bin, 'hex')" : "lower(hex(bin))";
    String micros = isPostgres ? "extract(epoch FROM touched)" : "unix_timestamp(touched)";
    return switch (table) {
      case "customer" -> "id, code, big, " + hex;
      case "raw_key" -> "id, " + hex;
      case "orders" -> "id, customer, v, " + micros;
      case "detail" -> "id, order_id, no, " + micros;
      default -> "*";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "mysql, postgres, false, 0",
    "mariadb, postgres, true, 3",
    "mysql, mysql, true, 0",
    "mariadb, mariadb, false, 3"
  })
  void whatForeignKeysDoIsDoneOnTheTarget(String source, String target, boolean isBatch, int lanes)
      throws Exception {
    between(source, target);
    settings =
        """
        {"FullLoadSettings": {"TargetTablePrepMode": "DROP_AND_CREATE"},
         "TargetMetadata": {"BatchApplyEnabled": %s, "ParallelApplyThreads": %d,
          "ParallelApplyBufferSize": 3}}"""
            .formatted(isBatch, lanes);
    assertThat(run().message()).isEmpty();
    assertSame();
    bench.source.execute(
        "DELETE FROM node WHERE id = 2", "DELETE FROM node WHERE id = 8", "DELETE FROM node");
    wide();
    change(new Random(7), 400);
    TaskOutcome outcome = run();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isTrue();
    assertSame();
    assertThat(bench.query(bench.source, "SELECT count(*) FROM node")).containsExactly("0");
    assertThat(bench.progress.changes().of(new TableName(bench.source.name(), "detail")).updates())
        .isPositive();
  }

  private void change(Random random, int count) throws SQLException {
    List<String> all = new ArrayList<>();
    int orphans = 0;
    int next = 1000 * count;
    for (int i = 0; i < count; i++) {
      int id = 1 + random.nextInt(CUSTOMERS);
      int order = id * 10 + random.nextInt(2);
      next++;
      switch (random.nextInt(15)) {
        case 0 -> all.add("DELETE FROM customer WHERE id = " + id);
        case 1 -> all.add("UPDATE customer SET id = %d WHERE id = %d".formatted(next, id));
        case 2 -> all.add("UPDATE customer SET code = code + 500 WHERE id = " + id);
        case 3 -> all.add("UPDATE customer SET code = NULL WHERE id = " + id);
        case 4 -> all.add("UPDATE customer SET big = big - 1000 WHERE id = " + id);
        case 5 -> all.add("DELETE FROM orders WHERE id = " + order);
        case 6 -> all.add("UPDATE orders SET id = %d WHERE id = %d".formatted(next, order));
        case 7 -> all.add("UPDATE orders SET v = v + 1 WHERE customer = " + id);
        case 8 -> all.add("DELETE FROM line WHERE no = 2 AND order_id = " + order);
        case 9 -> all.add("UPDATE line SET no = no + 10 WHERE order_id = " + order);
        case 10 ->
            all.add(
                "INSERT IGNORE INTO customer VALUES (%1$d, %1$d + 0.5, NULL, 9000000000000000000 + %1$d)"
                    .formatted(id));
        case 11 ->
            all.add(
                "INSERT IGNORE INTO orders SELECT %d, id, 5, '2026-02-02' FROM customer WHERE id = %d"
                    .formatted(next * 100, id));
        case 12 ->
            all.add(
                "REPLACE INTO customer VALUES (%1$d, %1$d + 0.75, NULL, 8000000000000000000 + %1$d)"
                    .formatted(id));
        case 13 -> all.add("DELETE FROM customer WHERE id IN (%d, %d)".formatted(id, id + 1));
        default -> {
          all.add("SET foreign_key_checks = 0");
          all.add("DELETE FROM customer WHERE id = " + id);
          all.add("SET foreign_key_checks = 1");
        }
      }
    }
    try (Connection connection = bench.source.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : all) {
        try {
          statement.execute(sql);
        } catch (SQLIntegrityConstraintViolationException _) {
          orphans++; // of a customer that went while nobody minded its orders
        }
        if (random.nextInt(3) == 0) {
          if (random.nextInt(6) == 0) {
            connection.rollback();
          } else {
            connection.commit();
          }
        }
      }
      connection.commit();
    }
    assertThat(orphans).isLessThan(count / 10);
  }

  /** More rows that others refer to than go in one statement. */
  private void wide() throws SQLException {
    List<String> orders = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 1203; i++) {
      orders.add("(%d, %d, 0, '2026-03-03')".formatted(700_000 + i, CUSTOMERS - i % 2));
      lines.add("(%d, 1, 0)".formatted(700_000 + i));
    }
    bench.source.execute(
        "INSERT INTO orders VALUES " + String.join(", ", orders),
        "INSERT INTO line VALUES " + String.join(", ", lines),
        "INSERT INTO detail SELECT order_id, order_id, no, '2026-03-03' FROM line WHERE order_id >= 700000",
        "UPDATE customer SET id = 99999 WHERE id = " + CUSTOMERS,
        "DELETE FROM customer WHERE id = 99999",
        "DELETE FROM customer WHERE id = " + (CUSTOMERS - 1));
  }

  /** What a key did between two runs can't be told behind it. */
  @Test
  void aKeyThatIsDroppedParksItsTable() throws Exception {
    between("mariadb", "postgres");
    assertThat(run().message()).isEmpty();
    bench.source.execute(
        "DELETE FROM customer WHERE id = 1",
        "ALTER TABLE raw_key DROP FOREIGN KEY raw_key_ibfk_1",
        "DELETE FROM customer WHERE id = 2");
    assertThat(run().isComplete()).isFalse();
    assertThat(bench.log).anyMatch(it -> it.message().contains("DROP FOREIGN KEY"));
    assertThat(run().message()).isEmpty();
    assertSame();
    bench.source.execute(
        "DELETE FROM raw_key WHERE bin = x'00000002'",
        "ALTER TABLE raw_key ADD FOREIGN KEY (bin) REFERENCES customer (bin) ON DELETE CASCADE",
        "DELETE FROM customer WHERE id = 3");
    assertThat(run().isComplete()).isFalse();
    assertThat(run().message()).isEmpty();
    assertSame();
    bench.source.execute("DELETE FROM customer WHERE id = 4");
    assertThat(run().isComplete()).isTrue();
    assertSame();
  }

  /** What became of them while it was loaded can't be told from the log. */
  @Test
  void aTableIsLoadedAgainWithThoseWhoseRowsFollowIt() throws Exception {
    between("mysql", "postgres");
    assertThat(run().message()).isEmpty();
    bench = bench.again();
    CompletableFuture<TaskOutcome> run = CompletableFuture.supplyAsync(() -> run(bench));
    Awaitility.await().until(() -> bench.progress.phase().equals(TaskProgress.ONGOING_CHANGES));
    TableName customer = new TableName(bench.schema(), "customer");
    bench.limits.change(1, SourceLimits.NONE); // the load is held open
    bench.tables.offer(List.of(new TableWish(1, customer, TableWish.Deed.RELOAD, "Ada")));
    Awaitility.await()
        .until(() -> bench.progress.of(customer).statistics().state() == TableState.FULL_LOAD);
    change(new Random(3), 200);
    bench.source.execute("DELETE FROM node WHERE id = 5");
    Awaitility.await()
        .until(() -> bench.count(bench.target, bench.targetTable("node") + " WHERE id = 7") == 0);
    bench.limits.change(SourceLimits.NONE, SourceLimits.NONE);
    assertThat(run.get(1, TimeUnit.MINUTES).message()).isEmpty();
    assertSame();
    assertThat(bench.log.stream().map(LogLine::message))
        .filteredOn(line -> line.contains("loaded again with those of"))
        .hasSize(5);
    assertThat(bench.log)
        .anyMatch(line -> line.message().contains("joined; what was committed from"));
    assertThat(run().isComplete()).isTrue();
    change(new Random(4), 100);
    assertThat(run().isComplete()).isTrue();
    assertSame();
  }
}
