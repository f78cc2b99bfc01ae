package org.godwit.engine.mysql;

/** The escape of U+0000 in JSON text; two backslashes before {@code u0000} are no escape. */
final class MySqlJson {
  private static final String NUL = "_utf8mb4 X'5C7530303030'";
  private static final String TWO_BACKSLASHES = "_utf8mb4 X'5C5C'";

  /** A control character, which JSON text never holds as it is. */
  private static final String STAND_IN = "_utf8mb4 X'01'";

  private MySqlJson() {}

  static String holdsNul(String json) {
    return "INSTR(REPLACE(%s, %s, %s), %s) > 0".formatted(json, TWO_BACKSLASHES, STAND_IN, NUL);
  }

  static String withoutNul(String json) {
    return "REPLACE(REPLACE(REPLACE(%1$s, %2$s, %3$s), %4$s, ''), %3$s, %2$s)"
        .formatted(json, TWO_BACKSLASHES, STAND_IN, NUL);
  }
}
