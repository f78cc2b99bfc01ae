package org.godwit.engine.mysql;

import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.codec.Bytes;
import org.godwit.engine.ChangeRow;

/**
 * A row of the log. Its values are written as the server would send them to a query, and read by
 * what reads those: so a value can't be one thing in the load and another in the log.
 */
final class LoggedRow implements ChangeRow {
  private static final int NULL = -1;

  private final TextRow values;
  private final RowText text = new RowText();
  private final int[] starts;
  private final int[] sizes;
  private boolean cascades;

  LoggedRow(List<Column> columns) {
    values = new TextRow(columns);
    starts = new int[columns.size()];
    sizes = new int[columns.size()];
  }

  /**
   * Reads a row whose every column was logged.
   *
   * @return where it ends
   */
  int read(byte[] bytes, int start, LoggedTable table) {
    text.clear();
    int count = table.columns();
    int at = start + (count + 7) / 8;
    for (int i = 0; i < count; i++) {
      int place = table.place(i);
      boolean isNull = (bytes[start + i / 8] >> i % 8 & 1) != 0;
      if (isNull) {
        if (place >= 0) {
          sizes[place] = NULL;
        }
        continue;
      }
      LoggedValue shape = table.shape(i);
      int length = shape.bytes(bytes, at);
      if (place >= 0) {
        starts[place] = text.position();
        table.writer(i).write(bytes, at + shape.prefix(), length - shape.prefix(), text);
        sizes[place] = text.position() - starts[place];
      }
      at += length;
    }
    values.moveTo(text.array(), starts, sizes);
    return at;
  }

  /** Of the rows that are read from now on: whether foreign keys that refer to them were minded. */
  void cascade(boolean value) {
    cascades = value;
  }

  @Override
  public boolean cascades() {
    return cascades;
  }

  @Override
  public boolean isAbsent(int column) {
    return false;
  }

  @Override
  public boolean isNull(int column) {
    return values.isNull(column);
  }

  @Override
  public long getLong(int column) {
    return values.getLong(column);
  }

  @Override
  public double getDouble(int column) {
    return values.getDouble(column);
  }

  @Override
  public Bytes text(int column) {
    return values.text(column);
  }

  @Override
  public Bytes bytes(int column) {
    return values.bytes(column);
  }

  @Override
  public long getDate(int column) {
    return values.getDate(column);
  }

  @Override
  public long getTimestamp(int column) {
    return values.getTimestamp(column);
  }

  @Override
  public long getTime(int column) {
    return values.getTime(column);
  }

  @Override
  public Bytes raw(int column) {
    return values.raw(column);
  }
}
