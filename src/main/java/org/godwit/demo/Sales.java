package org.godwit.demo;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Orders, their lines, and payments. */
final class Sales {
  private static final int ORDERS = 50_000;
  private static final List<String> STATES = List.of("new", "packed", "sent", "sent", "returned");

  /** Where the old system put its test order. */
  private static final BigInteger LAST_ORDER = new BigInteger("18446744073709551614");

  private final Connection connection;
  private final RandomGenerator random;
  private final Words words;
  private final Dates dates;

  Sales(Connection connection, RandomGenerator random) {
    this.connection = connection;
    this.random = random;
    this.words = new Words(random);
    this.dates = new Dates(random);
  }

  long fill() throws SQLException {
    return orders() + lines() + payments();
  }

  private static Number id(int number) {
    return number == ORDERS ? LAST_ORDER : (Number) number;
  }

  private long orders() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection,
            "orders",
            "id",
            "customer_id",
            "ordered_at",
            "paid_at",
            "state",
            "packing_time",
            "flags")) {
      for (int i = 1; i <= ORDERS; i++) {
        LocalDateTime ordered = dates.moment();
        rows.add(
            id(i),
            words.between(1, Customers.CUSTOMERS),
            Dates.microseconds(ordered),
            words.oneIn(5) ? null : Dates.seconds(ordered.plusMinutes(words.between(1, 900))),
            words.pick(STATES),
            words.oneIn(4)
                ? null
                : "%02d:%02d:%02d.%02d"
                    .formatted(
                        words.between(0, 47),
                        words.between(0, 59),
                        words.between(0, 59),
                        words.between(0, 99)),
            SqlLiteral.bits(Integer.toBinaryString(words.between(0, 255))));
      }
      return rows.count();
    }
  }

  private long lines() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection, "order_line", "order_id", "line_no", "product_id", "pieces", "price")) {
      for (int i = 1; i <= ORDERS; i++) {
        int lines = words.between(1, 4);
        for (int line = 1; line <= lines; line++) {
          rows.add(
              id(i),
              line,
              words.between(1, Catalogue.PRODUCTS),
              words.between(1, 9),
              words.between(1, 2_000) + ".%02d".formatted(words.between(0, 99)));
        }
      }
      return rows.count();
    }
  }

  private long payments() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection, "payment", "reference", "order_id", "amount", "exchange_rate", "answer")) {
      for (int i = 2; i <= ORDERS; i += 2) {
        rows.add(
            new UUID(random.nextLong(), random.nextLong()).toString(),
            id(i),
            random.nextDouble() * 3_000,
            words.oneIn(3) ? random.nextFloat() * 10 : (Number) 1,
            words.oneIn(40) ? words.note() : null);
      }
      return rows.count();
    }
  }
}
