package org.godwit.engine.mysql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.jspecify.annotations.Nullable;

/**
 * What {@code information_schema.COLUMNS.COLUMN_DEFAULT} means: MariaDB stores an SQL expression,
 * MySQL the bare value unless EXTRA says DEFAULT_GENERATED.
 */
final class ColumnDefaults {
  private static final Pattern NOW =
      Pattern.compile(
          "(?:current_timestamp|now|localtime|localtimestamp)(?:\\((\\d?)\\))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern BITS = Pattern.compile("b'([01]*)'");
  private static final Pattern HEX = Pattern.compile("0x((?:[0-9A-Fa-f]{2})*)");

  private ColumnDefaults() {}

  static Default parse(
      @Nullable String columnDefault, String extra, DataType type, boolean isMariaDb) {
    if (columnDefault == null) {
      return new Default.None();
    }
    return isMariaDb ? ofMariaDb(columnDefault) : ofMySql(columnDefault, extra, type);
  }

  private static Default ofMariaDb(String expression) {
    if (expression.equalsIgnoreCase("NULL")) {
      return new Default.None();
    }
    Matcher now = NOW.matcher(expression);
    if (now.matches()) {
      return new Default.Now(scaleOf(now));
    }
    if (expression.startsWith("'") && StringLiterals.end(expression, 0) == expression.length()) {
      return new Default.Literal(StringLiterals.content(expression));
    }
    Matcher bits = BITS.matcher(expression);
    if (bits.matches()) {
      return new Default.Literal(bits.group(1));
    }
    return NUMBER.matcher(expression).matches()
        ? new Default.Literal(expression)
        : new Default.Expression(expression);
  }

  private static Default ofMySql(String text, String extra, DataType type) {
    boolean isExpression = extra.toUpperCase(Locale.ROOT).contains("DEFAULT_GENERATED");
    boolean isDate = type instanceof DataType.Timestamp;
    Matcher now = NOW.matcher(text);
    if ((isExpression || isDate) && now.matches()) {
      return new Default.Now(scaleOf(now));
    }
    if (isExpression) {
      return new Default.Expression(StringLiterals.unescapeCatalog(text));
    }
    Matcher bits = BITS.matcher(text);
    if (type instanceof DataType.Bits && bits.matches()) {
      return new Default.Literal(bits.group(1));
    }
    // A binary column's default is written as an expression, 0x00FF: a literal is text.
    return type instanceof DataType.Binary && HEX.matcher(text).matches()
        ? new Default.Expression(text)
        : new Default.Literal(text);
  }

  private static int scaleOf(Matcher now) {
    String digits = now.group(1);
    return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
