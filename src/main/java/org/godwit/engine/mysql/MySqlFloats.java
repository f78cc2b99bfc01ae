package org.godwit.engine.mysql;

import java.util.Locale;
import org.godwit.catalog.DataType;
import org.godwit.engine.CanonicalColumn;

/** All digits of FLOAT and DOUBLE as text, spelled as PostgreSQL spells them. */
final class MySqlFloats {
  private MySqlFloats() {}

  static String text(CanonicalColumn column) {
    String x = column.reference();
    String digits = digits(column);
    String fraction = "SUBSTRING_INDEX(%s, '.', -1)".formatted(digits);
    String significant = "TRIM(LEADING '0' FROM %s)".formatted(fraction);
    // Below 1e-4 PostgreSQL writes an exponent, but MySQL where plain digits would be too long.
    return """
    CASE WHEN ABS(%1$s) >= 1e-4 OR %1$s = 0 OR LOCATE('e', %2$s) > 0 THEN %2$s \
    ELSE CONCAT(IF(%1$s < 0, '-', ''), INSERT(%3$s, 2, 0, IF(LENGTH(%3$s) > 1, '.', '')), \
    'e-', LENGTH(%4$s) - LENGTH(%3$s) + 1) END"""
        .formatted(x, digits, significant, fraction);
  }

  /**
   * A FLOAT in text has six digits and a DOUBLE(10,2) its fixed fraction; a sum with a double has
   * neither limit. But MySQL gives a computed double 22 characters, and takes the sign from the
   * digits' room; so the sign is written apart.
   */
  private static String digits(CanonicalColumn column) {
    String x = column.reference();
    DataType type = column.column().type();
    boolean isPlainDouble =
        type instanceof DataType.Real(int bits)
            && bits == 64
            && !column.column().nativeType().toLowerCase(Locale.ROOT).contains(",");
    return isPlainDouble
        ? "CAST(%s AS CHAR CHARACTER SET utf8mb4)".formatted(x)
        : "CONCAT(IF(%1$s < 0, '-', ''), ABS(%1$s + 0e0))".formatted(x);
  }
}
