package org.godwit.codec;

/**
 * Takes one target row after the other, value by value in column order. A target that refuses a
 * value at once throws {@link ValueError}; what only the server can refuse comes with the batch.
 *
 * <p>After {@link #begin} every column is put exactly once, then {@link #end} keeps the row or
 * {@link #drop} forgets it.
 */
public interface RowSink {
  /** Starts a row. */
  void begin();

  /** Keeps the row. */
  void end();

  /** Forgets what was put since {@link #begin}. */
  void drop();

  void putNull();

  void putBoolean(boolean value);

  /** A 16-bit number. */
  void putShort(short value);

  /** A 32-bit number. */
  void putInt(int value);

  /** A 64-bit number. */
  void putLong(long value);

  void putFloat(float value);

  void putDouble(double value);

  /** An exact number in plain decimal notation, ASCII ({@code -123.450}), or {@code NaN}. */
  void putDecimal(Bytes text);

  /** Characters in UTF-8. */
  void putText(Bytes utf8);

  void putBytes(Bytes bytes);

  /**
   * A string of bits.
   *
   * @param bytes big-endian, right-aligned
   * @param length how many bits, the rightmost ones
   */
  void putBits(Bytes bytes, int length);

  /** Days since 1970-01-01, or {@link Row#INFINITY}, {@link Row#MINUS_INFINITY}. */
  void putDate(long days);

  /** Microseconds as {@link Row#getTimestamp} gives them, the infinities included. */
  void putTimestamp(long micros);

  /** A time of day in microseconds since midnight. */
  void putTimeOfDay(long micros);

  /** A length of time in microseconds. */
  void putTimeSpan(long micros);

  /** JSON text in UTF-8. */
  void putJson(Bytes utf8, boolean normalised);

  /** A UUID by its two halves. */
  void putUuid(long mostSignificant, long leastSignificant);

  /** A value in the target's own form, from a source of the same form. */
  void putRaw(Bytes wire);
}
