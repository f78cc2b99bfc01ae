package org.godwit.engine.sqlserver;

import java.util.Locale;
import java.util.regex.Pattern;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;

/** Understands the definition of a default, which the server keeps in parentheses. */
final class SqlServerDefaults {
  private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)");
  private static final Pattern STRING = Pattern.compile("N?'(?:[^']|'')*'");
  private static final int MILLIS = 3;
  private static final int MICROS = 6;

  private SqlServerDefaults() {}

  static Default parse(String definition, DataType type) {
    String text = bare(definition.strip());
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "null" -> new Default.None();
      case "getdate()", "current_timestamp" -> new Default.Now(MILLIS);
      case "sysdatetime()", "sysdatetimeoffset()" -> new Default.Now(MICROS);
      default -> constant(text, type);
    };
  }

  private static String bare(String definition) {
    String text = definition;
    while (text.startsWith("(") && text.endsWith(")") && isOne(text)) {
      text = text.substring(1, text.length() - 1).strip();
    }
    return text;
  }

  /** Whether the first parenthesis is closed by the last, outside of strings. */
  private static boolean isOne(String text) {
    int open = 0;
    boolean isInString = false;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      isInString ^= character == '\'';
      if (!isInString) {
        open += character == '(' ? 1 : character == ')' ? -1 : 0;
      }
      if (open == 0 && i < text.length() - 1) {
        return false;
      }
    }
    return true;
  }

  /** SQL Server reads bytes and moments out of constants by rules of its own. */
  private static Default constant(String text, DataType type) {
    boolean isOwn =
        switch (type) {
          case DataType.Binary _,
              DataType.Date _,
              DataType.Timestamp _,
              DataType.TimeOfDay _,
              DataType.Geometry _ ->
              true;
          default -> false;
        };
    if (!isOwn && STRING.matcher(text).matches()) {
      return new Default.Literal(
          text.substring(text.indexOf('\'') + 1, text.length() - 1).replace("''", "'"));
    }
    return !isOwn && NUMBER.matcher(text).matches()
        ? new Default.Literal(text.replaceFirst("^\\+", ""))
        : new Default.Expression(text);
  }
}
