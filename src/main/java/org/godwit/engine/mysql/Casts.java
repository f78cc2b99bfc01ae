package org.godwit.engine.mysql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.mysql.StandardSql.Type;

/** {@code CAST(value AS type)} where both sides convert alike. */
final class Casts {
  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+)(?:,(\\d+))?\\)");
  private static final Pattern CHAR =
      Pattern.compile("char(?: charset utf8mb[34]| character set utf8mb[34])?");

  private Casts() {}

  static StandardSql to(StandardSql value, String type) {
    if (CHAR.matcher(type).matches()) {
      return value.asText();
    }
    if (type.equals("signed") || type.equals("signed integer") || type.equals("signed int")) {
      return StandardSql.of(Type.INTEGER, "CAST(" + exact(value) + " AS bigint)");
    }
    if (type.equals("date")) {
      return StandardSql.of(Type.DATE, "CAST(" + value.asDateOrTimestamp().text() + " AS date)");
    }
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      String scale = decimal.group(2) == null ? "0" : decimal.group(2);
      return StandardSql.of(
          Type.DECIMAL,
          "CAST(" + exact(value) + " AS numeric(" + decimal.group(1) + ", " + scale + "))");
    }
    throw new Untranslatable();
  }

  private static String exact(StandardSql value) {
    StandardSql number = value.asNumber();
    if (number.is(Type.REAL)) {
      throw new Untranslatable();
    }
    return number.text();
  }
}
