package org.godwit.engine;

/**
 * The text form in which two servers render a value so that equal values give equal text. It is
 * chosen for a pair of columns; both engines obey it with their own functions. {@code NULL} stays
 * NULL in every form.
 */
public sealed interface CanonicalForm {

  /** Digits with a minus sign where needed; true is 1. */
  record WholeNumber() implements CanonicalForm {}

  /**
   * An exact decimal number.
   *
   * @param trimmed whether zeros at the end of the fraction are cut, because the scales differ
   */
  record Decimal(boolean trimmed) implements CanonicalForm {}

  /**
   * The shortest digits that give the IEEE 754 double back (a float is widened first): plain from
   * 1e-4 to below 1e15, otherwise with an exponent, {@code 1.5e20}, {@code 1.5e-20}.
   */
  record Real() implements CanonicalForm {}

  /** 0 or 1; every number but 0 is 1. */
  record Bool() implements CanonicalForm {}

  /**
   * Characters.
   *
   * @param trimmed whether blanks at the end don't count, because the target is a CHAR
   * @param isLong whether values can be so long that only their MD5 enters the text of the row
   */
  record Text(boolean trimmed, boolean isLong) implements CanonicalForm {}

  /** Bytes; shown in upper-case hex. A geometry is its well-known binary form, x before y. */
  record Bytes() implements CanonicalForm {}

  /** Zeros and ones. */
  record Bits() implements CanonicalForm {}

  /** {@code 2026-01-31}. */
  record Date() implements CanonicalForm {}

  /** {@code 2026-01-31 23:59:59.5} in UTC, without zeros at the end of the fraction. */
  record Timestamp() implements CanonicalForm {}

  /** {@code -838:59:59.5}, without zeros at the end of the fraction. */
  record Time() implements CanonicalForm {}

  /**
   * The server's text of a JSON value.
   *
   * @param byValue whether texts that differ may still be equal as values (jsonb keeps no spelling)
   */
  record Json(boolean byValue) implements CanonicalForm {}

  /** 32 hex digits in lower case. */
  record Uuid() implements CanonicalForm {}

  /** An address, with its prefix length only where that isn't the whole address. */
  record Inet() implements CanonicalForm {}

  /** Whether equal values may have different text, so that values are compared one by one. */
  default boolean isComparedByValue() {
    return switch (this) {
      case Real() -> true;
      case Json(boolean byValue) -> byValue;
      case WholeNumber(),
          Decimal(_),
          Bool(),
          Text(_, _),
          Bytes(),
          Bits(),
          Date(),
          Timestamp(),
          Time(),
          Uuid(),
          Inet() ->
          false;
    };
  }
}
