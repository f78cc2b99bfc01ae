package org.godwit.engine.oracle;

import java.util.Locale;
import java.util.regex.Pattern;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;

/** Understands {@code DATA_DEFAULT}: the text of the definition, as it was typed. */
final class OracleDefaults {
  private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)");
  private static final Pattern STRING = Pattern.compile("'(?:[^']|'')*'");
  private static final int MICROS = 6;

  private OracleDefaults() {}

  /**
   * What the text means for a column of that type: Oracle reads bytes and moments out of strings by
   * rules of its own, so those stay expressions.
   */
  static Default parse(String written, DataType type) {
    String text = written.strip();
    while (text.startsWith("(") && text.endsWith(")") && isPlain(text)) {
      text = text.substring(1, text.length() - 1).strip();
    }
    String word = text.toUpperCase(Locale.ROOT).replaceAll("\\s+", "");
    return switch (word) {
      // To Oracle an empty string is NULL.
      case "", "NULL", "''" -> new Default.None();
      case "SYSDATE", "CURRENT_DATE" -> new Default.Now(0);
      case "SYSTIMESTAMP", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP" -> new Default.Now(MICROS);
      default -> constant(text, type);
    };
  }

  private static boolean isPlain(String text) {
    String inner = text.substring(1, text.length() - 1);
    return inner.indexOf('(') < 0 && inner.indexOf(')') < 0;
  }

  private static Default constant(String text, DataType type) {
    boolean isOwn =
        switch (type) {
          case DataType.Binary _, DataType.Timestamp _, DataType.TimeSpan _, DataType.Geometry _ ->
              true;
          default -> false;
        };
    if (isOwn) {
      return new Default.Expression(text);
    }
    if (STRING.matcher(text).matches()) {
      return new Default.Literal(text.substring(1, text.length() - 1).replace("''", "'"));
    }
    return NUMBER.matcher(text).matches()
        ? new Default.Literal(text.replaceFirst("^\\+", ""))
        : new Default.Expression(text);
  }
}
