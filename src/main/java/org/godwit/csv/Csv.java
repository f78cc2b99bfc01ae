package org.godwit.csv;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Comma-separated values as RFC 4180 has them. */
public final class Csv {
  private Csv() {}

  /** One line without its end. */
  public static String line(Object... values) {
    return Arrays.stream(values).map(Csv::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(Object value) {
    String text = value.toString();
    // A spreadsheet would run what begins so; the apostrophe makes it text.
    boolean isFormula =
        value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = isFormula ? "'" + text : text;
    return safe.chars().anyMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
