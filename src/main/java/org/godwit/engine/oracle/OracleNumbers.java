package org.godwit.engine.oracle;

import org.godwit.catalog.DataType;
import org.godwit.engine.CanonicalColumn;

/** How Oracle renders numbers as other servers do. */
final class OracleNumbers {
  private static final int DIGITS_OF_FRACTION_MAX = 37;

  private OracleNumbers() {}

  static String whole(String x, OracleType type) {
    return type == OracleType.BOOLEAN ? truth(x, type) : "TO_CHAR(" + x + ", 'TM9')";
  }

  static String truth(String x, OracleType type) {
    return type == OracleType.BOOLEAN
        ? "CASE WHEN %1$s THEN '1' WHEN NOT %1$s THEN '0' END".formatted(x)
        : "CASE WHEN %1$s <> 0 THEN '1' WHEN %1$s = 0 THEN '0' END".formatted(x);
  }

  static String decimal(CanonicalColumn column, boolean trimmed) {
    String x = column.reference();
    if (column.alterations().rounds()) {
      return shortest("ROUND(%s, %d)".formatted(x, column.alterations().fractionDigits()));
    }
    boolean isFixed =
        !trimmed
            && column.column().type() instanceof DataType.Decimal(int precision, int scale)
            && scale > 0
            && precision - scale <= DIGITS_OF_FRACTION_MAX;
    return isFixed ? fixed(column) : shortest(x);
  }

  /** Without zeros that mean nothing; Oracle writes none in front of the point. */
  private static String shortest(String x) {
    return "CASE WHEN ABS(%1$s) < 1 AND %1$s <> 0 THEN REPLACE(TO_CHAR(%1$s, 'TM9'), '.', '0.') ELSE TO_CHAR(%1$s, 'TM9') END"
        .formatted(x);
  }

  private static String fixed(CanonicalColumn column) {
    if (!(column.column().type() instanceof DataType.Decimal(int precision, int scale))) {
      throw new IllegalArgumentException(column.column().nativeType() + " has no scale");
    }
    String whole = "9".repeat(Math.max(precision - scale - 1, 0)) + "0";
    return "TO_CHAR(%s, 'FM%s.%s')".formatted(column.reference(), whole, "0".repeat(scale));
  }

  /**
   * 15 digits if they give the number back, which the other server then writes too, else 17. What
   * it writes with 16, and beyond the plain range with an exponent, is compared one by one.
   */
  static String real(String x, OracleType type) {
    if (type != OracleType.BINARY_FLOAT && type != OracleType.BINARY_DOUBLE) {
      // An exact number that becomes a double on the target.
      return real("TO_BINARY_DOUBLE(" + x + ")", OracleType.BINARY_DOUBLE);
    }
    String wide = "TO_BINARY_DOUBLE(" + x + ")";
    String number = "TO_NUMBER(" + wide + ")";
    StringBuilder sql =
        new StringBuilder(
            "CASE WHEN %1$s IS NAN THEN 'NaN' WHEN %1$s IS INFINITE THEN CASE WHEN %1$s > 0 THEN 'Infinity' ELSE '-Infinity' END WHEN %1$s = 0 THEN '0' WHEN ABS(%1$s) < 0.0001 OR ABS(%1$s) >= 1E15 THEN TO_CHAR(%1$s)"
                .formatted(x));
    String short15 = rounded(number, 15);
    return sql.append(" WHEN TO_BINARY_DOUBLE(%s) = %s THEN ".formatted(short15, wide))
        .append(withZero(short15))
        .append(" ELSE ")
        .append(withZero(rounded(number, 17)))
        .append(" END")
        .toString();
  }

  /** The number's digits, a zero in front of the point where there is no other. */
  private static String withZero(String number) {
    return "REGEXP_REPLACE(TO_CHAR(%s, 'TM9'), '^(-?)[.]', '\\10.')".formatted(number);
  }

  private static String rounded(String number, int digits) {
    return "ROUND(%1$s, %2$d - FLOOR(LOG(10, ABS(%1$s))))".formatted(number, digits - 1);
  }
}
