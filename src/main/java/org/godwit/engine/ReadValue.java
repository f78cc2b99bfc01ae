package org.godwit.engine;

import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import org.godwit.codec.Bytes;
import org.godwit.codec.ValueError;
import org.jspecify.annotations.Nullable;

/**
 * One value as a driver gave it, in the form that its column has. What can't be had in a form is a
 * {@link ValueError} when it is asked for, so that it costs its row and not the table.
 */
public final class ReadValue {
  private enum Form {
    NULL,
    WHOLE,
    REAL,
    TEXT,
    BYTES,
    DAY,
    MOMENT,
    LENGTH,
    ERROR
  }

  private static final long MICROS_A_DAY = 86_400_000_000L;

  private final Bytes window = new Bytes();
  private Form form = Form.NULL;
  private long number;
  private double real;
  private @Nullable String text;
  private String error = "";
  private int rounding;

  /** NULL. */
  public void setNull() {
    set(Form.NULL, 0);
  }

  /** A whole number, or a boolean as 0 and 1. */
  public void setWhole(long value) {
    set(Form.WHOLE, value);
  }

  /** A floating-point number. */
  public void setReal(double value) {
    set(Form.REAL, 0);
    real = value;
  }

  /** Characters; an unpaired surrogate is an error when they are asked for. */
  public void setText(String value) {
    set(Form.TEXT, 0);
    text = value;
  }

  /** Characters in UTF-8, valid until the next row. */
  public void setUtf8(byte[] array, int length) {
    set(Form.TEXT, 0);
    window.set(array, 0, length);
  }

  /** An exact number. */
  public void setDecimal(BigDecimal value) {
    setText(value.toPlainString());
  }

  /** Bytes, valid until the next row. */
  public void setBytes(byte[] array, int length) {
    set(Form.BYTES, 0);
    window.set(array, 0, length);
  }

  /** Days since 1970-01-01, or a constant of {@link org.godwit.codec.Row}. */
  public void setDay(long days) {
    set(Form.DAY, days);
  }

  /**
   * A timestamp as {@link org.godwit.codec.Row#getTimestamp} gives it.
   *
   * @param rounding as {@link org.godwit.codec.Row#rounding} gives it
   */
  public void setMoment(long micros, int rounding) {
    set(Form.MOMENT, micros);
    this.rounding = rounding;
  }

  /**
   * A time of day or length of time in microseconds.
   *
   * @param rounding as {@link org.godwit.codec.Row#rounding} gives it
   */
  public void setLength(long micros, int rounding) {
    set(Form.LENGTH, micros);
    this.rounding = rounding;
  }

  /** A time of day, rounded half up like a moment, but never into the next day. */
  public void setTimeOfDay(LocalTime time) {
    long nanos = time.toNanoOfDay();
    long micros = roundedMicros(nanos);
    boolean isNextDay = micros >= MICROS_A_DAY;
    setLength(isNextDay ? MICROS_A_DAY - 1 : micros, isNextDay ? -1 : roundingOf(nanos));
  }

  /** A value that no form can hold; the sentence says why. */
  public void setError(String sentence) {
    set(Form.ERROR, 0);
    error = sentence;
  }

  private void set(Form newForm, long newNumber) {
    form = newForm;
    number = newNumber;
    text = null;
    rounding = 0;
  }

  /** Bytes of the value, about: text of ASCII characters counts exactly. */
  int size() {
    return switch (form) {
      case NULL, ERROR -> 0;
      case TEXT -> text == null ? window.length() : text.length();
      case BYTES -> window.length();
      case WHOLE, REAL, DAY, MOMENT, LENGTH -> Long.BYTES;
    };
  }

  boolean isNull() {
    return form == Form.NULL;
  }

  int rounding() {
    return rounding;
  }

  long whole() {
    return as(Form.WHOLE, "a whole number");
  }

  double real() {
    return switch (form) {
      case REAL -> real;
      case WHOLE -> number;
      default -> throw not("a floating-point number");
    };
  }

  long day() {
    return form == Form.MOMENT ? Math.floorDiv(number, MICROS_A_DAY) : as(Form.DAY, "a day");
  }

  long moment() {
    return as(Form.MOMENT, "a timestamp");
  }

  long length() {
    return as(Form.LENGTH, "a time");
  }

  Bytes bytes() {
    as(Form.BYTES, "bytes");
    return window;
  }

  Bytes text() {
    return switch (form) {
      case TEXT -> text == null ? window : encoded(text);
      case WHOLE -> Bytes.utf8(Long.toString(number));
      case REAL -> Bytes.utf8(words(real));
      case DAY -> Bytes.utf8(java.time.LocalDate.ofEpochDay(number).toString());
      case MOMENT -> Bytes.utf8(momentText(number));
      case LENGTH -> Bytes.utf8(lengthText(number));
      case NULL, BYTES, ERROR -> throw not("text");
    };
  }

  private static String words(double value) {
    return Double.isInfinite(value) ? value > 0 ? "Infinity" : "-Infinity" : Double.toString(value);
  }

  private static String momentText(long micros) {
    if (micros == org.godwit.codec.Row.IMPOSSIBLE_DATE) {
      throw new ValueError("the date exists in no calendar but the source's");
    }
    LocalDateTime moment =
        LocalDateTime.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), 0, ZoneOffset.UTC);
    return "%s %02d:%02d:%02d%s"
        .formatted(
            moment.toLocalDate(),
            moment.getHour(),
            moment.getMinute(),
            moment.getSecond(),
            fraction(Math.floorMod(micros, 1_000_000L)));
  }

  private static String lengthText(long micros) {
    long absolute = Math.abs(micros);
    long seconds = absolute / 1_000_000;
    return "%s%02d:%02d:%02d%s"
        .formatted(
            micros < 0 ? "-" : "",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            fraction(absolute % 1_000_000));
  }

  private static String fraction(long micros) {
    return micros == 0 ? "" : ("." + "%06d".formatted(micros)).replaceFirst("0+$", "");
  }

  private Bytes encoded(String value) {
    try {
      var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
      return window.set(encoded.array(), encoded.arrayOffset(), encoded.remaining());
    } catch (CharacterCodingException _) {
      throw new ValueError(
          "the text holds half of a surrogate pair, which is no character and which UTF-8 can't hold");
    }
  }

  private long as(Form wanted, String words) {
    if (form != wanted) {
      throw not(words);
    }
    return number;
  }

  private ValueError not(String words) {
    return new ValueError(
        form == Form.ERROR ? error : "the source's value can't be read as " + words);
  }

  /**
   * A timestamp of nine digits in microseconds, rounded half up, but never beyond the last moment
   * of the calendar's year 9999.
   */
  public void setMoment(LocalDateTime moment) {
    int nanos = moment.get(ChronoField.NANO_OF_SECOND);
    long seconds = moment.toEpochSecond(ZoneOffset.UTC);
    long micros = Math.addExact(Math.multiplyExact(seconds, 1_000_000L), roundedMicros(nanos));
    boolean isBeyond = moment.get(ChronoField.YEAR) == 9999 && micros > LAST_MICROS;
    setMoment(isBeyond ? LAST_MICROS : micros, isBeyond ? -1 : roundingOf(nanos));
  }

  private static final long LAST_MICROS =
      LocalDateTime.of(9999, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC) * 1_000_000
          + 999_999;

  /** Where {@link #roundedMicros} lies beside the nanoseconds. */
  public static int roundingOf(long nanos) {
    return Long.signum(roundedMicros(nanos) * 1000 - nanos);
  }

  /** Microseconds of so many nanoseconds, rounded half up. */
  public static long roundedMicros(long nanos) {
    return Math.floorDiv(nanos + 500, 1000);
  }
}
