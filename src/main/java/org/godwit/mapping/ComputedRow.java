package org.godwit.mapping;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.godwit.codec.Bytes;
import org.godwit.codec.Row;
import org.godwit.codec.ValueError;
import org.godwit.mapping.expression.Evaluation;
import org.jspecify.annotations.Nullable;

/** The value of an expression as a row of one column, in the form that a codec asks for. */
final class ComputedRow implements Row {
  private final String name;
  private final @Nullable Object value;

  /**
   * A row of one value.
   *
   * @param name the column's, for messages
   */
  ComputedRow(String name, @Nullable Object value) {
    this.name = name;
    this.value = value;
  }

  @Override
  public boolean isNull(int column) {
    return value == null;
  }

  @Override
  public long getLong(int column) {
    if (known() instanceof Long whole) {
      return whole;
    }
    String text = plainText();
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return text.equalsIgnoreCase("true") ? 1 : 0;
    }
    try {
      return new BigDecimal(text).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw refused("a whole number of 64 bits");
    }
  }

  @Override
  public double getDouble(int column) {
    try {
      return known() instanceof Double real ? real : new BigDecimal(plainText()).doubleValue();
    } catch (NumberFormatException e) {
      throw refused("a number");
    }
  }

  @Override
  public Bytes text(int column) {
    return Bytes.utf8(Evaluation.text(known()));
  }

  @Override
  public Bytes bytes(int column) {
    return Bytes.of(
        known() instanceof byte[] bytes
            ? bytes
            : Evaluation.text(known()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public long getDate(int column) {
    return TimeText.days(plainText()).orElseThrow(() -> refused("a date as YYYY-MM-DD"));
  }

  @Override
  public long getTimestamp(int column) {
    return TimeText.micros(plainText()).orElseThrow(() -> refused("a time as YYYY-MM-DD HH:MM:SS"));
  }

  @Override
  public long getTime(int column) {
    return TimeText.span(plainText()).orElseThrow(() -> refused("a time as HH:MM:SS"));
  }

  @Override
  public Bytes raw(int column) {
    throw new ValueError("column " + name + " is computed, the source sent nothing for it");
  }

  private String plainText() {
    return Evaluation.text(known()).strip();
  }

  private Object known() {
    if (value == null) {
      throw new ValueError("column " + name + " is NULL");
    }
    return value;
  }

  private ValueError refused(String wanted) {
    return new ValueError("the expression of column " + name + " doesn't give " + wanted);
  }
}
