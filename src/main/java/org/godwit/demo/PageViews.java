package org.godwit.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.random.RandomGenerator;

/** The log without a key, in which some rows stand twice. */
final class PageViews {
  private static final int VIEWS = 30_000;

  private final Connection connection;
  private final Words words;
  private final Dates dates;

  PageViews(Connection connection, RandomGenerator random) {
    this.connection = connection;
    this.words = new Words(random);
    this.dates = new Dates(random);
  }

  long fill() throws SQLException {
    try (Rows rows =
        Rows.into(connection, "page_view", "seen_at", "visitor", "path", "milliseconds")) {
      for (int i = 0; i < VIEWS; i++) {
        String at = Dates.seconds(dates.moment());
        byte[] visitor = words.bytes(words.oneIn(3) ? 16 : 4);
        String path = "/product/%d?from=%s".formatted(words.between(1, 3_000), words.emoji());
        Integer time = words.oneIn(9) ? null : Integer.valueOf(words.between(1, 65_535));
        rows.add(at, visitor, path, time);
        if (words.oneIn(50)) {
          rows.add(at, visitor, path, time); // somebody pressed twice
        }
      }
      return rows.count();
    }
  }
}
