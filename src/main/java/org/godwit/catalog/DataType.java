package org.godwit.catalog;

import java.util.List;

/**
 * A column's type in terms that every engine shares. An engine's catalog reader turns its own types
 * into these, its type map turns these into its own: N + M rules, not N × M. What no other engine
 * has stays {@link Native}.
 */
public sealed interface DataType {

  /** A length, precision or scale that the type does not bound. */
  int UNBOUNDED = -1;

  /** True or false. */
  record Bool() implements DataType {}

  /**
   * A whole number.
   *
   * @param bits 8, 16, 24, 32 or 64
   * @param unsigned whether negative values are excluded and the upper half is used
   */
  record Int(int bits, boolean unsigned) implements DataType {}

  /**
   * An exact decimal number.
   *
   * @param precision digits in all, or {@link #UNBOUNDED}
   * @param scale digits behind the point, or {@link #UNBOUNDED} together with the precision
   */
  record Decimal(int precision, int scale) implements DataType {}

  /**
   * An IEEE 754 number.
   *
   * @param bits 32 or 64
   */
  record Real(int bits) implements DataType {}

  /**
   * Characters.
   *
   * @param length the most characters, or {@link #UNBOUNDED}
   * @param fixed whether shorter values are padded with blanks (CHAR)
   */
  record Text(int length, boolean fixed) implements DataType {
    /** Text without a limit. */
    public static Text unbounded() {
      return new Text(UNBOUNDED, false);
    }
  }

  /**
   * Bytes.
   *
   * @param length the most bytes, or {@link #UNBOUNDED}
   * @param fixed whether every value has exactly that length (BINARY)
   */
  record Binary(int length, boolean fixed) implements DataType {}

  /**
   * A string of bits.
   *
   * @param length how many, or {@link #UNBOUNDED}
   * @param varying whether shorter values are allowed
   */
  record Bits(int length, boolean varying) implements DataType {}

  /** A calendar day. */
  record Date() implements DataType {}

  /**
   * A time of day, 00:00 to 24:00.
   *
   * @param scale digits of a second, 0 to 9; what is beyond 6 is rounded while it is read
   * @param zoned whether a zone's offset is stored
   */
  record TimeOfDay(int scale, boolean zoned) implements DataType {}

  /**
   * A signed length of time, such as MySQL's TIME (−838:59:59 to 838:59:59) and an SQL interval.
   *
   * @param scale digits of a second, 0 to 9; what is beyond 6 is rounded while it is read
   */
  record TimeSpan(int scale) implements DataType {}

  /**
   * A day and a time.
   *
   * @param scale digits of a second, 0 to 9; what is beyond 6 is rounded while it is read
   * @param zoned whether the value is an instant (TIMESTAMP of MySQL, timestamptz of PostgreSQL)
   */
  record Timestamp(int scale, boolean zoned) implements DataType {}

  /** A year on its own (MySQL: 0000, 1901 to 2155). */
  record Year() implements DataType {}

  /**
   * One of a list of labels.
   *
   * @param labels in the order of the definition
   */
  record Enumeration(List<String> labels) implements DataType {
    public Enumeration {
      labels = List.copyOf(labels);
    }
  }

  /**
   * Any subset of a list of labels (MySQL's SET).
   *
   * @param labels in the order of the definition
   */
  record LabelSet(List<String> labels) implements DataType {
    public LabelSet {
      labels = List.copyOf(labels);
    }
  }

  /**
   * JSON.
   *
   * @param normalised whether the engine keeps the parsed value (jsonb, MySQL's JSON) and not the
   *     text as it was written (json, MariaDB's JSON)
   */
  record Json(boolean normalised) implements DataType {}

  /** A universally unique identifier of 128 bits. */
  record Uuid() implements DataType {}

  /** An IPv4 or IPv6 address. */
  record Inet() implements DataType {}

  /**
   * A geometry in well-known binary form.
   *
   * @param kind the engine's word for the shape in lower case, {@code geometry} for any
   */
  record Geometry(String kind) implements DataType {}

  /**
   * A type that only the engine that has it understands.
   *
   * @param engine the engine's id
   * @param text the type as that engine writes it, ready for a column definition
   */
  record Native(String engine, String text) implements DataType {}
}
