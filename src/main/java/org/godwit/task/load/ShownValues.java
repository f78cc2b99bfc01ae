package org.godwit.task.load;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.godwit.codec.Bytes;
import org.godwit.codec.Row;
import org.godwit.codec.RowSink;
import org.jspecify.annotations.Nullable;

/** Takes values as a target would and keeps the last one as text for people. */
final class ShownValues implements RowSink {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final long MICROS = 1_000_000;

  private @Nullable String last;

  /** The value that was put last, null for NULL. */
  @Nullable String last() {
    return last;
  }

  @Override
  public void begin() {
    last = null;
  }

  @Override
  public void end() {
    // Nothing is kept of a row.
  }

  @Override
  public void drop() {
    last = null;
  }

  @Override
  public void putNull() {
    last = null;
  }

  @Override
  public void putBoolean(boolean value) {
    last = Boolean.toString(value);
  }

  @Override
  public void putShort(short value) {
    last = Short.toString(value);
  }

  @Override
  public void putInt(int value) {
    last = Integer.toString(value);
  }

  @Override
  public void putLong(long value) {
    last = Long.toString(value);
  }

  @Override
  public void putFloat(float value) {
    last = Float.toString(value);
  }

  @Override
  public void putDouble(double value) {
    last = Double.toString(value);
  }

  @Override
  public void putDecimal(Bytes text) {
    last = text.utf8();
  }

  @Override
  public void putText(Bytes utf8) {
    last = utf8.utf8();
  }

  @Override
  public void putBytes(Bytes bytes) {
    last = HexFormat.of().formatHex(bytes.copy());
  }

  @Override
  public void putBits(Bytes bytes, int length) {
    String bits = new BigInteger(1, bytes.copy()).toString(2);
    last = bits.length() >= length ? bits : "0".repeat(length - bits.length()) + bits;
  }

  @Override
  public void putDate(long days) {
    last = isInfinite(days) ? infinity(days) : LocalDate.ofEpochDay(days).toString();
  }

  @Override
  public void putTimestamp(long micros) {
    if (isInfinite(micros)) {
      last = infinity(micros);
      return;
    }
    long seconds = Math.floorDiv(micros, MICROS);
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    last = TIMESTAMP.format(time) + fraction(Math.floorMod(micros, MICROS));
  }

  private static boolean isInfinite(long value) {
    return value == Row.INFINITY || value == Row.MINUS_INFINITY;
  }

  private static String infinity(long value) {
    return value == Row.INFINITY ? "infinity" : "-infinity";
  }

  @Override
  public void putTimeOfDay(long micros) {
    putTimeSpan(micros);
  }

  @Override
  public void putTimeSpan(long micros) {
    long seconds = Math.abs(micros) / MICROS;
    last =
        "%s%02d:%02d:%02d%s"
            .formatted(
                micros < 0 ? "-" : "",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                fraction(Math.abs(micros) % MICROS));
  }

  /** The digits behind a second, none for a whole one. */
  private static String fraction(long micros) {
    return micros == 0 ? "" : ".%06d".formatted(micros).replaceAll("0+$", "");
  }

  @Override
  public void putJson(Bytes utf8, boolean normalised) {
    last = utf8.utf8();
  }

  @Override
  public void putUuid(long mostSignificant, long leastSignificant) {
    last = new UUID(mostSignificant, leastSignificant).toString();
  }

  @Override
  public void putRaw(Bytes wire) {
    last = HexFormat.of().formatHex(wire.copy());
  }
}
