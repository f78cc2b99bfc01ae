package org.godwit.engine.sqlserver;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.codec.ValueError;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.ColumnReader;
import org.godwit.engine.ReadRow;

/**
 * A row of a change table, whose values are read by what reads the table's own. NULL in a large
 * column may mean that the value wasn't logged ("cdc.&lt;capture_instance&gt;_CT").
 */
final class CapturedRow extends ReadRow implements ChangeRow {
  private final List<ColumnReader> readers;
  private final List<Logged> logged;
  private final boolean[] absent;

  /** When the change table has a column's value. */
  enum Logged {
    ALWAYS,
    /** An update that left it as it was has NULL: before it, and it may behind it. */
    WHERE_CHANGED,
    /** Likewise, and no old row has it. */
    WHERE_NEW;

    static Logged of(Column column) {
      return switch (SqlServerType.of(column)) {
        case TEXT, NTEXT, IMAGE -> WHERE_NEW;
        case XML -> WHERE_CHANGED;
        default -> column.nativeType().endsWith("(max)") ? WHERE_CHANGED : ALWAYS;
      };
    }

    private boolean isAbsent(Operation operation, boolean isChanged) {
      return switch (operation) {
        case INSERT -> false;
        case DELETE -> this == WHERE_NEW;
        case UPDATE_OLD -> this == WHERE_NEW || (this == WHERE_CHANGED && !isChanged);
        case UPDATE_NEW -> this != ALWAYS && !isChanged;
      };
    }
  }

  /** What {@code __$operation} says of a row, by its number there. */
  enum Operation {
    DELETE,
    INSERT,
    UPDATE_OLD,
    UPDATE_NEW
  }

  /** A row that is read again and again. */
  CapturedRow(List<Column> columns) {
    super(columns.size());
    ByteBudget ofOneRow = new ByteBudget(Long.MAX_VALUE);
    readers = columns.stream().map(it -> SqlServerReaders.of(it, ofOneRow)).toList();
    logged = columns.stream().map(Logged::of).toList();
    absent = new boolean[columns.size()];
  }

  /**
   * Reads the present row.
   *
   * @param place of the first column in the result, from 1; before each large one stands whether it
   *     was changed
   */
  void read(ResultSet row, int place, Operation operation) throws SQLException, IOException {
    readers.forEach(ColumnReader::release);
    int at = place;
    for (int i = 0; i < absent.length; i++) {
      boolean isChanged = logged.get(i) == Logged.ALWAYS || row.getBoolean(at++);
      try {
        readers.get(i).read(row, at++, value(i));
      } catch (ValueError e) {
        value(i).setError(e.sentence());
      }
      absent[i] = isNull(i) && logged.get(i).isAbsent(operation, isChanged);
    }
  }

  @Override
  public boolean isAbsent(int column) {
    return absent[column];
  }
}
