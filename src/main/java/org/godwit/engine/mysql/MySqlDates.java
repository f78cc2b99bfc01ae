package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.CanonicalColumn;

/**
 * MySQL's dates that other calendars write otherwise or don't have. The years 1 to 999 are like any
 * other.
 */
final class MySqlDates {
  /** Of {@code 2026-01-31 23:59:59}. */
  private static final int SECONDS_LENGTH = 19;

  private MySqlDates() {}

  /** The year 0 as 1 BC, and NULL for a zero date where the column's alterations say so. */
  static String calendar(CanonicalColumn column, String text) {
    String x = column.reference();
    String dated =
        "IF(YEAR(%1$s) = 0 AND MONTH(%1$s) > 0, CONCAT('0001', SUBSTRING(%2$s, 5), ' BC'), %2$s)"
            .formatted(x, text);
    return column.alterations().zeroDatesBecomeNull()
        ? "IF(%s, NULL, %s)".formatted(isZero(x), dated)
        : dated;
  }

  /**
   * The text of a time, rounded as PostgreSQL rounds it: to the nearest, a half away from
   * 2000-01-01. The server's own CAST rounds on MySQL and cuts on MariaDB.
   */
  static String rounded(String x, int digits) {
    long half = unit(digits) / 2;
    return "LEFT(CAST(DATE_ADD(%1$s, INTERVAL IF(%1$s < '2000-01-01', %2$d, %3$d) MICROSECOND) AS CHAR CHARACTER SET utf8mb4), %4$d)"
        .formatted(x, half - 1, half, digits == 0 ? SECONDS_LENGTH : SECONDS_LENGTH + 1 + digits);
  }

  /** Whether the load altered a date or time. */
  static Optional<String> altered(CanonicalColumn column) {
    String x = column.reference();
    List<String> conditions = new ArrayList<>();
    if (column.alterations().zeroDatesBecomeNull()) {
      conditions.add(isZero(x));
    }
    if (column.alterations().rounds()) {
      conditions.add(
          "MICROSECOND(%s) %% %d <> 0".formatted(x, unit(column.alterations().fractionDigits())));
    }
    return conditions.isEmpty()
        ? Optional.empty()
        : Optional.of("(" + String.join(" OR ", conditions) + ")");
  }

  /** Microseconds of a step of that many digits. */
  private static long unit(int digits) {
    long unit = 1_000_000;
    for (int i = 0; i < digits; i++) {
      unit /= 10;
    }
    return unit;
  }

  /**
   * Whether a date is 0000-00-00, has a month or day of zero, or is a 30th of February that
   * ALLOW_INVALID_DATES let in; not true for NULL. Of many functions these are the ones that MySQL
   * and MariaDB agree on.
   */
  static String isZero(String x) {
    return """
    (MONTH(%1$s) = 0 OR DAYOFMONTH(%1$s) = 0 \
    OR DAYOFMONTH(%1$s) > DAYOFMONTH(LAST_DAY(CONCAT(LEFT(%1$s, 8), '01'))))"""
        .formatted(x);
  }
}
