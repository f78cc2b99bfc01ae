package org.godwit.engine.sqlserver;

import org.godwit.catalog.DataType;
import org.godwit.engine.CanonicalColumn;

/** How SQL Server renders moments and times of day as other servers do. */
final class SqlServerTimes {
  private static final int MICROS = 6;

  private SqlServerTimes() {}

  /** In style 126 a T stands between day and time, so that no zero hides behind the blank. */
  static String timestamp(CanonicalColumn column) {
    String x = SqlServerType.moment(column.reference(), column.column());
    if (column.column().type() instanceof DataType.Date) {
      return "CONVERT(nvarchar(10), " + x + ", 23) + N' 00:00:00'";
    }
    String moment = column.alterations().rounds() ? rounded(column, x) : x;
    return "REPLACE(%s, N'T', N' ')"
        .formatted(withoutZeros("CONVERT(nvarchar(27), " + moment + ", 126)"));
  }

  static String time(CanonicalColumn column) {
    String x = column.reference();
    String time = column.alterations().rounds() ? rounded(column, x) : x;
    return withoutZeros("CONVERT(nvarchar(16), " + time + ", 121)");
  }

  static String isRounded(CanonicalColumn column) {
    boolean isTime = column.column().type() instanceof DataType.TimeOfDay;
    String x =
        isTime ? column.reference() : SqlServerType.moment(column.reference(), column.column());
    return x + " <> " + rounded(column, x);
  }

  /** As the reader does it: half up, but not into the next day or beyond the year 9999. */
  private static String rounded(CanonicalColumn column, String x) {
    int digits = Math.min(column.alterations().fractionDigits(), MICROS);
    boolean isTime = column.column().type() instanceof DataType.TimeOfDay;
    String type = isTime ? "time" : "datetime2";
    String day = isTime ? "" : "9999-12-31T";
    return "CASE WHEN %1$s >= CAST(N'%2$s23:59:59.9999995' AS %3$s(7)) THEN CAST(N'%2$s23:59:59.999999' AS %3$s(6)) ELSE CAST(%1$s AS %3$s(%4$d)) END"
        .formatted(x, day, type, digits);
  }

  /** Without zeros at the end of a fraction, nor a point with nothing behind it. */
  static String withoutZeros(String text) {
    return "CASE WHEN CHARINDEX(N'.', %1$s) = 0 THEN %1$s ELSE REPLACE(RTRIM(REPLACE(REPLACE(RTRIM(REPLACE(%1$s, N'0', N' ')), N' ', N'0'), N'.', N' ')), N' ', N'.') END"
        .formatted(text);
  }
}
