package org.godwit.engine.mysql;

import org.godwit.engine.Alterations;

/** How a LOB looks after it was cut at a limit of bytes. */
final class MySqlLobs {
  private MySqlLobs() {}

  /** Whether a binary value is longer than what is left of it. */
  static String isLonger(String value, Alterations alterations) {
    return "LENGTH(%s) > %d"
        .formatted(value, Math.min(alterations.lobBytesMax(), alterations.lengthMax()));
  }

  /** The longest run of whole characters of a UTF-8 text within so many bytes. */
  static String cutText(String text, long bytesMax) {
    String bytes = "CAST(%s AS BINARY)".formatted(text);
    StringBuilder length = new StringBuilder("CASE");
    for (long most = bytesMax; most > bytesMax - 3 && most > 0; most--) {
      // The first byte left out must begin a character.
      length.append(
          " WHEN ORD(SUBSTRING(%s, %d, 1)) & 192 <> 128 THEN %d".formatted(bytes, most + 1, most));
    }
    return "IF(LENGTH(%1$s) <= %2$d, %1$s, CONVERT(LEFT(%3$s, %4$s ELSE %5$d END) USING utf8mb4))"
        .formatted(text, bytesMax, bytes, length, Math.max(bytesMax - 3, 0));
  }
}
