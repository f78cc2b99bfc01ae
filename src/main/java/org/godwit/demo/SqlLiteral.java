package org.godwit.demo;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Values as MySQL and MariaDB write them, with backslash escapes. */
final class SqlLiteral {
  private SqlLiteral() {}

  /**
   * An expression that the server computes.
   *
   * @param sql its text
   */
  record Expression(String sql) {}

  /** Some bits, the highest first. */
  static Expression bits(String zerosAndOnes) {
    return new Expression("b'" + zerosAndOnes + "'");
  }

  /** A geometry from its well-known text, without a reference system. */
  static Expression geometry(String wellKnownText) {
    return new Expression("ST_GeomFromText('" + wellKnownText + "')");
  }

  /** Appends a value: null, a number, a string, bytes, a boolean or an expression. */
  static void append(StringBuilder sql, @Nullable Object value) {
    switch (value) {
      case null -> sql.append("NULL");
      case Expression(var text) -> sql.append(text);
      case byte[] bytes when bytes.length == 0 -> sql.append("''");
      case byte[] bytes -> sql.append("0x").append(HexFormat.of().formatHex(bytes));
      case Number number -> sql.append(number);
      case Boolean is -> sql.append(is ? 1 : 0);
      case String text -> appendText(sql, text);
      default -> throw new IllegalArgumentException("no literal for " + value.getClass());
    }
  }

  private static void appendText(StringBuilder sql, String text) {
    sql.append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\'', '\\' -> sql.append('\\').append(c);
        case '\0' -> sql.append("\\0");
        case '\n' -> sql.append("\\n");
        case '\r' -> sql.append("\\r");
        case 26 -> sql.append("\\Z"); // ends a file for some clients
        default -> sql.append(c);
      }
    }
    sql.append('\'');
  }
}
