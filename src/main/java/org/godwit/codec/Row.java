package org.godwit.codec;

/**
 * The values of one source row, read column by column without boxing. Columns count from 0 in the
 * order in which they were asked for. Nothing that is returned outlives the step to the next row.
 *
 * <p>Every getter but {@link #isNull} may only be called on a value that is not NULL, and throws
 * {@link ValueError} where the value can't be had in that form.
 */
public interface Row {

  /** A date or timestamp with year, month and day all zero (MySQL's '0000-00-00'). */
  long ZERO_DATE = Long.MIN_VALUE;

  /** A date that no calendar has: a zero month or day beside other digits, or February 30. */
  long IMPOSSIBLE_DATE = Long.MIN_VALUE + 1;

  /** PostgreSQL's −infinity. */
  long MINUS_INFINITY = Long.MIN_VALUE + 2;

  /** PostgreSQL's infinity. */
  long INFINITY = Long.MAX_VALUE;

  /** Whether the value is NULL. */
  boolean isNull(int column);

  /**
   * A whole number of up to 64 bits with a sign; also a boolean as 0 or 1, a year, and a bit string
   * of up to 64 bits. Unsigned numbers of 64 bits are asked for as {@link #text}.
   */
  long getLong(int column);

  /** A floating-point number, exactly as the source holds it. */
  double getDouble(int column);

  /**
   * The value as text in UTF-8: characters as they are, numbers in plain decimal notation, labels
   * of an enumeration, members of a set with commas between, JSON, UUIDs and addresses in their
   * usual form, dates and times as {@code 2024-02-29 23:59:59.123456}, bit strings of varying
   * length as zeros and ones, and whatever only its own engine understands as that engine writes
   * it.
   */
  Bytes text(int column);

  /** Binary values, bit strings (big-endian, right-aligned) and geometries (well-known binary). */
  Bytes bytes(int column);

  /** A day as days since 1970-01-01, or one of the constants of this interface. */
  long getDate(int column);

  /**
   * A timestamp as microseconds since 1970-01-01 00:00:00 (of UTC where the type is zoned, of an
   * unnamed clock where it is not), or one of the constants of this interface.
   */
  long getTimestamp(int column);

  /** A time of day or length of time in microseconds, negative lengths allowed. */
  long getTime(int column);

  /** Whether the time that the value holds had digits beyond microseconds, which were rounded. */
  default boolean isRounded(int column) {
    return rounding(column) != 0;
  }

  /**
   * Where the time that is given lies beside the one that the source holds: below 0 is before it,
   * above 0 behind it, 0 where it had no more digits.
   */
  default int rounding(int column) {
    return 0;
  }

  /** The microseconds of a time that are no whole second, also where it has no fixed length. */
  default long fraction(int column) {
    return Math.floorMod(getTime(column), 1_000_000L);
  }

  /**
   * The value as the source sent it, for a target that takes the same form (see {@link
   * RowSink#putRaw}).
   */
  Bytes raw(int column);
}
