package org.godwit.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A shop's database for MariaDB 10.4+ or MySQL 8.0+: 19 tables, some 300,000 rows, a view, a
 * trigger and two routines. The same seed gives the same rows, but for those that the trigger
 * writes.
 *
 * @param seed of all that is random
 */
public record SampleDatabase(long seed) {
  /** As the demo shows it. */
  public static final SampleDatabase DEMO = new SampleDatabase(2000);

  /**
   * Makes tables, rows and code in the connection's database, which must be empty. The connection's
   * session settings are changed.
   *
   * @return how many rows the generator wrote
   */
  public long create(Connection connection) throws SQLException {
    try (Statement session = connection.createStatement()) {
      // Old data has zero dates, which today's default mode refuses.
      session.execute("SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION'");
      session.execute("SET SESSION time_zone = '+00:00'");
      session.execute("SET SESSION foreign_key_checks = 0");
      session.execute("SET SESSION unique_checks = 0");
      SqlScript.named("1-tables.sql").runOn(connection);
      connection.setAutoCommit(false);
      long rows = fill(connection);
      connection.commit();
      connection.setAutoCommit(true);
      session.execute("SET SESSION unique_checks = 1");
      session.execute("SET SESSION foreign_key_checks = 1");
      SqlScript.named("2-keys.sql").runOn(connection);
      SqlScript.named("3-code.sql").runOn(connection);
      // The trigger's own rows: somebody raised prices once.
      session.execute("UPDATE product SET price = price + 1 WHERE id % 10 = 0");
      return rows;
    }
  }

  private long fill(Connection connection) throws SQLException {
    // One generator a part: a change to one leaves the others' rows as they were.
    return new Organisation(connection, part(1)).fill()
        + new Catalogue(connection, part(2)).fill()
        + new ProductMedia(connection, part(3)).fill()
        + new Customers(connection, part(4)).fill()
        + new Sales(connection, part(5)).fill()
        + new PageViews(connection, part(6)).fill()
        + new Oddities(connection).fill();
  }

  private RandomGenerator part(int number) {
    return new SplittableRandom(seed * 31 + number);
  }
}
