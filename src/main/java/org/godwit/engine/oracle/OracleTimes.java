package org.godwit.engine.oracle;

import org.godwit.catalog.DataType;
import org.godwit.engine.CanonicalColumn;

/** How Oracle renders moments and lengths of time as other servers do. */
final class OracleTimes {
  private static final int MICROS = 6;
  private static final String LAST = "TIMESTAMP '9999-12-31 23:59:59.9999995'";

  private OracleTimes() {}

  static String timestamp(CanonicalColumn column) {
    OracleType type = OracleType.of(column.column());
    String x = type.selected(column.reference());
    boolean isWhole =
        column.column().type() instanceof DataType.Timestamp(int scale, _) && scale == 0;
    String moment = column.alterations().rounds() ? rounded(column, x) : x;
    String text =
        isWhole
            ? "TO_CHAR(%s, 'YYYY-MM-DD HH24:MI:SS')".formatted(moment)
            : "RTRIM(RTRIM(TO_CHAR(%s, 'YYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.')".formatted(moment);
    return text + " || CASE WHEN EXTRACT(YEAR FROM " + x + ") < 0 THEN ' BC' END";
  }

  /** As the reader does it: half up, and not beyond the year 9999. */
  private static String rounded(CanonicalColumn column, String x) {
    int digits = Math.min(column.alterations().fractionDigits(), MICROS);
    return "CASE WHEN %1$s >= %2$s THEN TIMESTAMP '9999-12-31 23:59:59.999999' ELSE CAST(%1$s AS TIMESTAMP(%3$d)) END"
        .formatted(x, LAST, digits);
  }

  static String isRounded(CanonicalColumn column) {
    int digits = Math.min(column.alterations().fractionDigits(), MICROS);
    String x = OracleType.of(column.column()).selected(column.reference());
    return column.column().type() instanceof DataType.TimeSpan
        ? "%1$s <> ROUND(%1$s, %2$d)".formatted(x, digits)
        : "%s <> %s".formatted(x, rounded(column, x));
  }

  /** {@code -36:03:04.5} from an exact number of seconds. */
  static String length(CanonicalColumn column) {
    int digits = Math.min(column.alterations().fractionDigits(), MICROS);
    String seconds = "ROUND(" + OracleType.seconds(column.reference()) + ", " + digits + ")";
    return "CASE WHEN %1$s IS NOT NULL THEN CASE WHEN %1$s < 0 THEN '-' END || TO_CHAR(TRUNC(ABS(%1$s) / 3600), 'FM99999999900') || ':' || TO_CHAR(MOD(TRUNC(ABS(%1$s) / 60), 60), 'FM00') || ':' || TO_CHAR(TRUNC(MOD(ABS(%1$s), 60)), 'FM00') || RTRIM(RTRIM(TO_CHAR(MOD(ABS(%1$s), 1), 'FM.000000'), '0'), '.') END"
        .formatted(seconds);
  }
}
