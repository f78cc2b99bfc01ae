package org.godwit.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.task.load.StopSignal;

/**
 * Somebody's work in the sample database, so that there are changes to follow: orders come, are
 * paid for, sent and taken back.
 *
 * @param transactions after which it ends
 * @param pause between two of them
 */
public record ShopWork(int transactions, Duration pause) {
  /** Where the old system put its test order. */
  private static final String BELOW_LAST_ORDER = "id < 18446744073709551614";

  /**
   * Does it, until it has come to its end or a stop is given.
   *
   * @return how many transactions were committed
   * @throws EngineException where the source is not reached, or refuses something
   */
  public int run(Engines engines, EndpointConfig source, StopSignal stop)
      throws InterruptedException {
    try (Connection connection = engines.named(source.engine()).connect(source)) {
      connection.setAutoCommit(false);
      RandomGenerator random = new SplittableRandom();
      long order = number(connection, "SELECT max(id) FROM orders WHERE " + BELOW_LAST_ORDER);
      int done = 0;
      while (done < transactions && !stop.await(pause)) {
        done++;
        work(connection, random, order + done);
        connection.commit();
      }
      return done;
    } catch (SQLException e) {
      throw engines.named(source.engine()).explain(e, "changing the demo's source", source);
    }
  }

  private static void work(Connection connection, RandomGenerator random, long order)
      throws SQLException {
    long customer =
        number(
            connection,
            "SELECT min(customer_id) FROM customer_address WHERE address_no = 1 AND customer_id >= "
                + random.nextInt(1, 5_000));
    long product = random.nextInt(1, 500);
    update(
        connection,
        "INSERT INTO orders (id, customer_id, ordered_at) VALUES (?, ?, now(6))",
        order,
        customer);
    update(
        connection,
        "INSERT INTO payment (order_id, amount, answer) VALUES (?, ?, 'accepted')",
        order,
        random.nextInt(1, 300_000) / 100.0);
    update(connection, "UPDATE stock SET pieces = pieces - 1 WHERE product_id = ?", product);
    update(
        connection,
        "UPDATE customer SET balance = balance + 1.5, last_login = now() WHERE id = ?",
        customer);
    update(
        connection,
        "INSERT INTO page_view (seen_at, path, milliseconds) VALUES (now(), ?, ?)",
        "/product/" + product,
        random.nextInt(1, 900));
    update(
        connection,
        "UPDATE orders SET state = 'sent', paid_at = now(), packing_time = '00:12:30' WHERE id = ?",
        order - 8);
    if (order % 10 == 0) {
      update(connection, "DELETE FROM payment WHERE order_id = ?", order - 20);
      update(
          connection,
          "UPDATE orders SET state = 'returned', flags = b'10000001' WHERE id = ?",
          order - 20);
    }
    if (order % 40 == 0) {
      update(connection, "UPDATE product SET price = price + 0.5 WHERE id = ?", product);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
