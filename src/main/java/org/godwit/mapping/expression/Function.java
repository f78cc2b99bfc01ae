package org.godwit.mapping.expression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The functions that expressions may call, and how many arguments each takes. */
public enum Function {
  LOWER(1, 1),
  UPPER(1, 1),
  LTRIM(1, 2),
  RTRIM(1, 2),
  TRIM(1, 2),
  REPLACE(3, 3),
  SUBSTR(2, 3),
  REPLACECHARS(3, 3),
  LENGTH(1, 1),
  HEX(1, 1),
  RANDOMBLOB(1, 1),
  ZEROBLOB(1, 1),
  ABS(1, 1),
  RANDOM(0, 0),
  ROUND(1, 2),
  MAX(2, 100),
  MIN(2, 100),
  COALESCE(2, 100),
  IFNULL(2, 2),
  NULLIF(2, 2),
  DATE(1, 20),
  TIME(1, 20),
  DATETIME(1, 20),
  JULIANDAY(1, 20),
  STRFTIME(2, 20),
  HASH_SHA256(1, 1),
  /** DMS's own: values on delete, on update and on insert. */
  OPERATION_INDICATOR(3, 3),
  // What only rules make stands from here on.
  /** Every digit becomes the character of the second argument; made from a masking rule. */
  MASK_DIGITS(2, 2),
  /** Every digit becomes another one; made from a masking rule. */
  RANDOMIZE_DIGITS(1, 1),
  /** The HMAC-SHA-256 under the key that the second argument names; made from a masking rule. */
  KEYED_HASH(2, 2),
  /**
   * Every digit becomes another one of the key that the second argument names; made from a masking
   * rule. The third is "text", "number", or the largest number.
   */
  KEYED_DIGITS(3, 3);

  private final int argumentsMin;
  private final int argumentsMax;

  Function(int argumentsMin, int argumentsMax) {
    this.argumentsMin = argumentsMin;
    this.argumentsMax = argumentsMax;
  }

  static Optional<Function> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return callable().filter(function -> function.name().equals(upper)).findFirst();
  }

  /** Those that an expression can call by name. */
  static Stream<Function> callable() {
    return Arrays.stream(values()).filter(function -> function.compareTo(MASK_DIGITS) < 0);
  }

  /** Whether it gives another value each time. */
  boolean isByChance() {
    return this == RANDOM || this == RANDOMBLOB || this == RANDOMIZE_DIGITS;
  }

  /** What is wrong with that many arguments; empty where nothing is. */
  Optional<String> problemWith(int arguments) {
    if (arguments >= argumentsMin && arguments <= argumentsMax) {
      return Optional.empty();
    }
    String wanted =
        argumentsMin == argumentsMax
            ? Integer.toString(argumentsMin)
            : argumentsMin + " to " + argumentsMax;
    return Optional.of(
        "the function "
            + name().toLowerCase(Locale.ROOT)
            + " takes "
            + wanted
            + " arguments, not "
            + arguments);
  }
}
