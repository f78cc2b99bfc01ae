package org.godwit.task.load;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.godwit.codec.Bytes;
import org.godwit.codec.Row;
import org.godwit.codec.RowSink;
import org.jspecify.annotations.Nullable;

/** Takes the values of a row as a target would, and keeps them as text for people. */
public final class ShownValues implements RowSink {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final long MICROS = 1_000_000;

  private final List<@Nullable String> values = new ArrayList<>();

  /** The value that was put last, null for NULL. */
  public @Nullable String last() {
    return values.getLast();
  }

  /** All since the row began, null for NULL. */
  public List<@Nullable String> values() {
    return Collections.unmodifiableList(values);
  }

  @Override
  public void begin() {
    values.clear();
  }

  @Override
  public void end() {
    // Nothing is kept of a row.
  }

  @Override
  public void drop() {
    values.clear();
  }

  @Override
  public void putNull() {
    values.add(null);
  }

  @Override
  public void putBoolean(boolean value) {
    values.add(Boolean.toString(value));
  }

  @Override
  public void putShort(short value) {
    values.add(Short.toString(value));
  }

  @Override
  public void putInt(int value) {
    values.add(Integer.toString(value));
  }

  @Override
  public void putLong(long value) {
    values.add(Long.toString(value));
  }

  @Override
  public void putFloat(float value) {
    values.add(Float.toString(value));
  }

  @Override
  public void putDouble(double value) {
    values.add(Double.toString(value));
  }

  @Override
  public void putDecimal(Bytes text) {
    values.add(text.utf8());
  }

  @Override
  public void putText(Bytes utf8) {
    values.add(utf8.utf8());
  }

  @Override
  public void putBytes(Bytes bytes) {
    values.add(HexFormat.of().formatHex(bytes.copy()));
  }

  @Override
  public void putBits(Bytes bytes, int length) {
    String bits = new BigInteger(1, bytes.copy()).toString(2);
    values.add(bits.length() >= length ? bits : "0".repeat(length - bits.length()) + bits);
  }

  @Override
  public void putDate(long days) {
    values.add(isInfinite(days) ? infinity(days) : LocalDate.ofEpochDay(days).toString());
  }

  @Override
  public void putTimestamp(long micros) {
    if (isInfinite(micros)) {
      values.add(infinity(micros));
      return;
    }
    long seconds = Math.floorDiv(micros, MICROS);
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    values.add(TIMESTAMP.format(time) + fraction(Math.floorMod(micros, MICROS)));
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
    values.add(
        "%s%02d:%02d:%02d%s"
            .formatted(
                micros < 0 ? "-" : "",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                fraction(Math.abs(micros) % MICROS)));
  }

  /** The digits behind a second, none for a whole one. */
  private static String fraction(long micros) {
    return micros == 0 ? "" : ".%06d".formatted(micros).replaceAll("0+$", "");
  }

  @Override
  public void putJson(Bytes utf8, boolean normalised) {
    values.add(utf8.utf8());
  }

  @Override
  public void putUuid(long mostSignificant, long leastSignificant) {
    values.add(new UUID(mostSignificant, leastSignificant).toString());
  }

  /** In the source's own form, which is text but for what has none. */
  @Override
  public void putRaw(Bytes wire) {
    byte[] bytes = wire.copy();
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean isText =
        Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)
            && text.chars().noneMatch(Character::isISOControl);
    values.add(isText ? text : HexFormat.of().formatHex(bytes));
  }
}
