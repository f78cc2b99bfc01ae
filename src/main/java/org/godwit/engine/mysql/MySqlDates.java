package org.godwit.engine.mysql;

import org.godwit.engine.CanonicalColumn;

/**
 * MySQL's dates that other calendars write otherwise or don't have. The years 1 to 999 are like any
 * other.
 */
final class MySqlDates {
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
