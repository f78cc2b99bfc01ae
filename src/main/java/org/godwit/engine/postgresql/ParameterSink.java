package org.godwit.engine.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.godwit.codec.Bytes;
import org.godwit.codec.Row;
import org.godwit.codec.RowSink;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one statement, as text that the server reads as it reads literals; the same
 * texts as {@link TextWriter}'s.
 */
final class ParameterSink implements RowSink {
  /** A reference, a String, and the array in it with what it is rounded up to. */
  private static final long VALUE_BYTES = 52;

  private static final long NULL_BYTES = 4;

  private final Runnable whenEnded;
  private final List<@Nullable String> values = new ArrayList<>();
  private long characters;
  private long bytes;

  /** A sink that says when the parameters are complete. */
  ParameterSink(Runnable whenEnded) {
    this.whenEnded = whenEnded;
  }

  List<@Nullable String> values() {
    return values;
  }

  /** How long the present parameters are together. */
  long characters() {
    return characters;
  }

  /** What they take in memory, about. */
  long bytes() {
    return bytes;
  }

  @Override
  public void begin() {
    values.clear();
    characters = 0;
    bytes = 0;
  }

  @Override
  public void end() {
    whenEnded.run();
  }

  @Override
  public void drop() {
    values.clear();
  }

  private void put(String text) {
    put(text, text.length());
  }

  private void put(String text, long textBytes) {
    values.add(text);
    characters += text.length();
    bytes += VALUE_BYTES + textBytes;
  }

  private void put(Bytes utf8) {
    String text = new String(utf8.array(), utf8.offset(), utf8.length(), StandardCharsets.UTF_8);
    boolean isAscii = text.length() == utf8.length(); // else two bytes each, or nearly none is
    put(text, isAscii ? text.length() : 2L * text.length());
  }

  @Override
  public void putNull() {
    values.add(null);
    bytes += NULL_BYTES;
  }

  @Override
  public void putBoolean(boolean value) {
    put(value ? "t" : "f");
  }

  @Override
  public void putShort(short value) {
    put(Short.toString(value));
  }

  @Override
  public void putInt(int value) {
    put(Integer.toString(value));
  }

  @Override
  public void putLong(long value) {
    put(Long.toString(value));
  }

  @Override
  public void putFloat(float value) {
    put(Float.toString(value));
  }

  @Override
  public void putDouble(double value) {
    put(Double.toString(value));
  }

  @Override
  public void putDecimal(Bytes text) {
    put(text);
  }

  @Override
  public void putText(Bytes utf8) {
    put(utf8);
  }

  @Override
  public void putBytes(Bytes content) {
    int from = content.offset();
    put("\\x" + HexFormat.of().formatHex(content.array(), from, from + content.length()));
  }

  @Override
  public void putBits(Bytes content, int length) {
    StringBuilder bits = new StringBuilder(length);
    for (int bit = length - 1; bit >= 0; bit--) {
      int index = content.length() - 1 - bit / 8;
      bits.append(index >= 0 && (content.at(index) >> (bit % 8) & 1) != 0 ? '1' : '0');
    }
    put(bits.toString());
  }

  @Override
  public void putDate(long days) {
    put(isInfinite(days) ? IsoText.infinity(days) : IsoText.date(days));
  }

  /** The session's zone is UTC, so that the text is right with and without a zone. */
  @Override
  public void putTimestamp(long micros) {
    put(isInfinite(micros) ? IsoText.infinity(micros) : IsoText.timestamp(micros));
  }

  private static boolean isInfinite(long value) {
    return value == Row.INFINITY || value == Row.MINUS_INFINITY;
  }

  @Override
  public void putTimeOfDay(long micros) {
    put(IsoText.time(micros));
  }

  @Override
  public void putTimeSpan(long micros) {
    put(micros < 0 ? "-" + IsoText.time(-micros) : IsoText.time(micros));
  }

  @Override
  public void putJson(Bytes utf8, boolean normalised) {
    put(utf8);
  }

  @Override
  public void putUuid(long mostSignificant, long leastSignificant) {
    put(new UUID(mostSignificant, leastSignificant).toString());
  }

  /** The raw form of a change's value is its literal. */
  @Override
  public void putRaw(Bytes wire) {
    put(wire);
  }
}
