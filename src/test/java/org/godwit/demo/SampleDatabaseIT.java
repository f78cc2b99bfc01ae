package org.godwit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.godwit.testing.TestServer;
import org.junit.jupiter.api.Test;

final class SampleDatabaseIT {
  private static final Duration LIMIT = Duration.ofSeconds(60); // idle machines need a tenth

  @Test
  void mariaDbTakesAllOfIt() throws SQLException {
    loadsInto(Servers.mariaDb());
  }

  @Test
  void mySqlTakesAllOfIt() throws SQLException {
    loadsInto(Servers.mysql());
  }

  private static void loadsInto(TestServer server) throws SQLException {
    TestDatabase database = server.newDatabase();
    try (Connection connection = database.connect()) {
      long start = System.nanoTime();
      long rows = SampleDatabase.DEMO.create(connection);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf("sample database: %,d rows in %d ms%n", rows, took.toMillis());
      assertThat(took).isLessThan(LIMIT);
      assertThat(rows).isBetween(290_000L, 330_000L);
      assertThat(tables(connection)).isEqualTo("19");
      assertThat(rows).isEqualTo(countedRows(connection));
    }
    try (Connection connection = database.connect()) {
      theAwkwardThingsAreThere(connection);
      foreignKeysHold(connection);
      theCodeWorks(connection);
    }
  }

  private static String tables(Connection connection) throws SQLException {
    return query(
        connection,
        """
        SELECT count(*) FROM information_schema.tables
        WHERE table_schema = database() AND table_type = 'BASE TABLE'""");
  }

  /** Of all tables but the one that the trigger fills. */
  private static long countedRows(Connection connection) throws SQLException {
    long sum = 0;
    try (var statement = connection.createStatement();
        var names =
            statement.executeQuery(
                """
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = database() AND table_type = 'BASE TABLE'
                  AND table_name <> 'price_history'""")) {
      while (names.next()) {
        sum +=
            Long.parseLong(query(connection, "SELECT count(*) FROM `" + names.getString(1) + "`"));
      }
    }
    return sum;
  }

  private static void theAwkwardThingsAreThere(Connection connection) throws SQLException {
    String[][] expected = {
      {"SELECT max(loyalty_number) FROM customer", "18446744073709551615"},
      {"SELECT max(id) FROM orders", "18446744073709551614"},
      {
        "SELECT count(*) > 100 FROM customer WHERE CAST(last_login AS char) LIKE '0000-00-00%'", "1"
      },
      {"SELECT count(*) > 100 FROM customer WHERE nickname = ''", "1"},
      {"SELECT hex(name) LIKE 'D%' FROM supplier WHERE id = 1", "0"},
      {"SELECT hex(CAST(name AS binary)) LIKE '4DFC%' FROM supplier WHERE id = 1", "1"},
      {"SELECT max(char_length(body)) > 1000000 FROM product_manual", "1"},
      {"SELECT CAST(tm AS char) FROM extreme_value WHERE id = 10", "-838:59:59.000000"},
      {"SELECT CAST(dt AS char) FROM extreme_value WHERE id = 13", "2026-00-00"},
      {"SELECT CAST(ts AS char) FROM extreme_value WHERE id = 11", "2038-01-19 03:14:07.999999"},
      {
        "SELECT CAST(d AS char) FROM extreme_value WHERE id = 2",
        "9".repeat(35) + "." + "9".repeat(30)
      },
      {"SELECT hex(b64) FROM extreme_value WHERE id = 2", "F".repeat(16)},
      {"SELECT length(vb) FROM extreme_value WHERE id = 22", "255"},
      {"SELECT v FROM extreme_value WHERE id = 22", "a\tb\nc\r\nd'e\"f`g\\h\\\\i\\N"},
      {"SELECT `MixedCase` FROM `Group Order` LIMIT 1", "a\\b"},
      {"SELECT price_with_tax > price AND name_lower = lower(name) FROM product LIMIT 1", "1"},
      {"SELECT count(*) < 30000 + 700 AND count(*) > 30000 FROM page_view", "1"},
      {
        "SELECT count(*) FROM (SELECT 1 FROM page_view GROUP BY seen_at, visitor, path, milliseconds HAVING count(*) > 1) d",
        null
      },
    };
    for (String[] pair : expected) {
      String found = query(connection, pair[0]);
      if (pair[1] == null) {
        assertThat(Integer.parseInt(found)).as(pair[0]).isPositive();
      } else {
        assertThat(found).as(pair[0]).isEqualTo(pair[1]);
      }
    }
  }

  /** The rows came in unchecked. */
  private static void foreignKeysHold(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var keys =
            statement.executeQuery(
                """
                SELECT table_name, referenced_table_name,
                  group_concat('c.', column_name, ' = p.', referenced_column_name SEPARATOR ' AND '),
                  group_concat('c.', column_name, ' IS NOT NULL' SEPARATOR ' AND ')
                FROM information_schema.key_column_usage
                WHERE table_schema = database() AND referenced_table_name IS NOT NULL
                GROUP BY constraint_name, table_name, referenced_table_name""")) {
      int checked = 0;
      while (keys.next()) {
        String sql =
            "SELECT count(*) FROM %s c WHERE %s AND NOT EXISTS (SELECT 1 FROM %s p WHERE %s)"
                .formatted(
                    keys.getString(1), keys.getString(4), keys.getString(2), keys.getString(3));
        assertThat(query(connection, sql)).as(sql).isEqualTo("0");
        checked++;
      }
      assertThat(checked).isEqualTo(19);
    }
  }

  private static void theCodeWorks(Connection connection) throws SQLException {
    assertThat(query(connection, "SELECT count(*) FROM price_history")).isEqualTo("300");
    assertThat(query(connection, "SELECT discounted(10, 25)")).isEqualTo("7.50");
    assertThat(query(connection, "SELECT count(*) FROM order_total")).isEqualTo("50000");
    try (var statement = connection.createStatement()) {
      statement.execute("CALL restock(1, 1000)");
    }
    assertThat(query(connection, "SELECT min(pieces) FROM stock WHERE product_id = 1"))
        .isEqualTo("1000");
  }

  private static String query(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }
}
