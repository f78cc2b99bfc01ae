package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;

/**
 * Fits columns into what a row and a key of InnoDB may take (MySQL's manual, "Limits on Table
 * Column Count and Row Size" and "InnoDB Limits"). One use, one table.
 */
final class RowSize {
  /** Characters of four bytes, and the two of their length, in a row. */
  static final int VARCHAR_MAX = 16_383;

  static final int VARBINARY_MAX = 65_533;
  static final int KEY_BYTES_MAX = 3072;
  static final int COLUMNS_MAX = 1017;
  private static final int ROW_BYTES_MAX = 65_535;
  private static final int CHARACTER_BYTES = 4;
  private static final int LONG_VALUE_IN_ROW = 12;
  private static final int SHORTEST_IN_KEY = 16;

  private final Table table;
  private final MySqlTypes types;
  private final List<String> notes;

  RowSize(Table table, MySqlTypes types, List<String> notes) {
    this.table = table;
    this.types = types;
    this.notes = notes;
  }

  /**
   * The columns with lengths that their keys allow, the longest others moved out of the row where
   * it would be too long.
   */
  List<Column> fit(List<Column> columns) {
    List<Column> fitted = new ArrayList<>(columns);
    List<List<String>> keys = keys();
    keys.forEach(key -> shorten(fitted, key));
    Set<String> inKeys = new HashSet<>();
    keys.forEach(inKeys::addAll);
    while (fitted.stream().mapToLong(RowSize::inRow).sum() > ROW_BYTES_MAX) {
      Optional<Column> longest =
          fitted.stream()
              .filter(column -> !inKeys.contains(column.name()) && isVariable(column.type()))
              .max(Comparator.comparingLong(RowSize::inRow));
      if (longest.isEmpty()) {
        break; // the server says it better than we could
      }
      moveOut(fitted, longest.get());
    }
    return fitted;
  }

  /** What must hold each value whole: a prefix would make different values equal. */
  private List<List<String>> keys() {
    List<List<String>> keys = new ArrayList<>();
    keys.add(table.keyColumns());
    table.indexes().stream()
        .filter(index -> index.unique() && index.predicate().isEmpty())
        .map(
            index ->
                index.parts().stream()
                    .filter(part -> part.prefixLength() == DataType.UNBOUNDED)
                    .map(part -> part.column())
                    .filter(column -> !column.isEmpty())
                    .toList())
        .forEach(keys::add);
    table.foreignKeys().forEach(key -> keys.add(key.columns()));
    return keys;
  }

  private void shorten(List<Column> columns, List<String> key) {
    List<Column> members = columns.stream().filter(column -> key.contains(column.name())).toList();
    long sum = members.stream().mapToLong(RowSize::inKey).sum();
    if (sum <= KEY_BYTES_MAX) {
      return;
    }
    List<Column> flexible =
        members.stream()
            .filter(column -> isVariable(column.type()) || inKey(column) == Integer.MAX_VALUE)
            .sorted(Comparator.comparingLong(RowSize::inKey))
            .toList();
    long left =
        KEY_BYTES_MAX
            - members.stream()
                .filter(column -> !flexible.contains(column))
                .mapToLong(RowSize::inKey)
                .sum();
    for (int i = 0; i < flexible.size(); i++) {
      Column column = flexible.get(i);
      long share = left / (flexible.size() - i);
      if (inKey(column) > share) {
        shorten(columns, column, (int) share);
        left -= share;
      } else {
        left -= inKey(column);
      }
    }
  }

  private void shorten(List<Column> columns, Column column, int bytes) {
    DataType type =
        column.type() instanceof DataType.Binary
            ? new DataType.Binary(Math.max(bytes, SHORTEST_IN_KEY), false)
            : new DataType.Text(Math.max(bytes / CHARACTER_BYTES, SHORTEST_IN_KEY), false);
    Column shorter = column.withType(type, types.render(type));
    notes.add(
        "column %s of %s is in a key, which takes %d bytes at most on the target, so it becomes %s; rows with longer values are rejected."
            .formatted(column.name(), table.name(), KEY_BYTES_MAX, shorter.nativeType()));
    columns.set(columns.indexOf(column), shorter);
  }

  private void moveOut(List<Column> columns, Column column) {
    boolean isBinary = column.type() instanceof DataType.Binary;
    Column moved =
        isBinary
            ? column.withType(new DataType.Binary(DataType.UNBOUNDED, false), "mediumblob")
            : column.withType(DataType.Text.unbounded(), "mediumtext");
    notes.add(
        "column %s of %s becomes %s, because the columns together are over the %,d bytes that a row may take."
            .formatted(column.name(), table.name(), moved.nativeType(), ROW_BYTES_MAX));
    columns.set(columns.indexOf(column), moved);
  }

  private static boolean isVariable(DataType type) {
    return switch (type) {
      case DataType.Text(int length, boolean fixed) -> length > SHORTEST_IN_KEY && !fixed;
      case DataType.Binary(int length, boolean fixed) -> length > SHORTEST_IN_KEY && !fixed;
      default -> false;
    };
  }

  /** Bytes of the longest value in a key; the largest number for what no key can hold whole. */
  static long inKey(Column column) {
    return switch (column.type()) {
      case DataType.Text(int length, _) ->
          length == DataType.UNBOUNDED ? Integer.MAX_VALUE : (long) length * CHARACTER_BYTES;
      case DataType.Binary(int length, _) ->
          length == DataType.UNBOUNDED ? Integer.MAX_VALUE : length;
      default -> inRow(column);
    };
  }

  private static long inRow(Column column) {
    return switch (column.type()) {
      case DataType.Text(int length, _) ->
          length == DataType.UNBOUNDED ? LONG_VALUE_IN_ROW : (long) length * CHARACTER_BYTES + 2;
      case DataType.Binary(int length, _) ->
          length == DataType.UNBOUNDED ? LONG_VALUE_IN_ROW : length + 2L;
      case DataType.Int(int bits, _) -> bits / 8;
      case DataType.Decimal(int precision, _) -> precision / 2 + 2;
      case DataType.Real(int bits) -> bits / 8;
      case DataType.Bits(int length, _) -> (length + 7) / 8;
      case DataType.Uuid _ -> 16;
      case DataType.Bool _, DataType.Year _ -> 1;
      case DataType.Enumeration _ -> 2;
      case DataType.Date _ -> 3;
      case DataType.TimeOfDay _, DataType.TimeSpan _ -> 6;
      case DataType.Timestamp _, DataType.LabelSet _ -> 8;
      case DataType.Json _, DataType.Inet _, DataType.Geometry _, DataType.Native _ ->
          LONG_VALUE_IN_ROW;
    };
  }
}
