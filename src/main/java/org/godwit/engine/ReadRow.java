package org.godwit.engine;

import java.util.List;
import java.util.stream.Stream;
import org.godwit.codec.Bytes;
import org.godwit.codec.Row;
import org.godwit.codec.ValueError;

/** A row of values that were taken from what a library gave, one {@link ReadValue} a column. */
public abstract class ReadRow implements Row {
  private final List<ReadValue> values;

  /** A row of so many columns, all NULL at first. */
  protected ReadRow(int columns) {
    values = Stream.generate(ReadValue::new).limit(columns).toList();
  }

  /** Where the column's value is put. */
  protected final ReadValue value(int column) {
    return values.get(column);
  }

  /** Bytes of all values, about. */
  protected final long size() {
    long size = 0;
    for (ReadValue value : values) {
      size += value.size();
    }
    return size;
  }

  @Override
  public final boolean isNull(int column) {
    return value(column).isNull();
  }

  @Override
  public final long getLong(int column) {
    return value(column).whole();
  }

  @Override
  public final double getDouble(int column) {
    return value(column).real();
  }

  @Override
  public final Bytes text(int column) {
    return value(column).text();
  }

  @Override
  public final Bytes bytes(int column) {
    return value(column).bytes();
  }

  @Override
  public final long getDate(int column) {
    return value(column).day();
  }

  @Override
  public final long getTimestamp(int column) {
    return value(column).moment();
  }

  @Override
  public final long getTime(int column) {
    return value(column).length();
  }

  @Override
  public final int rounding(int column) {
    return value(column).rounding();
  }

  @Override
  public final Bytes raw(int column) {
    throw new ValueError("a library gives no value undecoded");
  }
}
