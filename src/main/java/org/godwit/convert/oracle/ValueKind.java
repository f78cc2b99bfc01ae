package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.sql.Type;

/** What the source does with a value where it stands among others: dates are counted in days, … */
public enum ValueKind {
  /** A number that may have a fraction. */
  NUMBER,
  /** A number without one. */
  WHOLE,
  TEXT,
  DATE,
  TIMESTAMP,
  /** A timestamp with a time zone. */
  ZONED,
  INTERVAL,
  /** RAW, which is hexadecimal digits where text is wanted; a BLOB isn't. */
  RAW,
  BOOLEAN;

  /** Of a type, the source's or a standard one; empty where it is of another kind. */
  public static Optional<ValueKind> of(Type type) {
    if (!(type instanceof Type.Named(var name, var arguments, _, var suffix, _))
        || suffix.endsWith("ARRAY")
        || name.parts().size() > 1
        || name.last().isQuoted()) {
      return Optional.empty();
    }
    return switch (name.last().text().toUpperCase(Locale.ROOT)) {
      case "NUMBER", "NUMERIC", "DECIMAL", "DEC" ->
          Optional.of(isWhole(arguments) ? WHOLE : NUMBER);
      case "FLOAT" -> Optional.of(NUMBER);
      case "INTEGER",
          "INT",
          "SMALLINT",
          "BIGINT",
          "PLS_INTEGER",
          "BINARY_INTEGER",
          "SIMPLE_INTEGER",
          "NATURAL",
          "NATURALN",
          "POSITIVE",
          "POSITIVEN",
          "SIGNTYPE" ->
          Optional.of(WHOLE);
      case "VARCHAR2",
          "NVARCHAR2",
          "VARCHAR",
          "CHAR",
          "NCHAR",
          "CHARACTER",
          "CLOB",
          "NCLOB",
          "LONG",
          "STRING",
          "TEXT" ->
          Optional.of(TEXT);
      case "DATE" -> Optional.of(DATE);
      case "TIMESTAMP" ->
          Optional.of(
              suffix.endsWith("TIME ZONE")
                  ? ZONED
                  : arguments.equals(List.of("0")) ? DATE : TIMESTAMP);
      case "INTERVAL" -> Optional.of(INTERVAL);
      case "RAW", "LONG RAW" -> Optional.of(RAW);
      case "BOOLEAN", "BOOL" -> Optional.of(BOOLEAN);
      default -> Optional.empty();
    };
  }

  private static boolean isWhole(List<String> arguments) {
    return !arguments.isEmpty()
        && !arguments.getFirst().equals("*")
        && (arguments.size() == 1
            || arguments.get(1).startsWith("-")
            || arguments.get(1).equals("0"));
  }
}
