package org.godwit.task.load;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.codec.Row;
import org.godwit.codec.ValueError;
import org.jspecify.annotations.Nullable;

/**
 * A source's values as text for people: what a rejected row or change is kept with. Numbers, dates
 * and times as {@link Row#text} has them, bytes and geometries as hex.
 */
public final class SourceValues {
  private static final int KEY_VALUE_LENGTH_MAX = 200;

  private SourceValues() {}

  /** A row's values by column, null for NULL. */
  public static Map<String, @Nullable String> of(List<Column> columns, Row row) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i).name(), of(columns.get(i), row, i));
    }
    return values;
  }

  /**
   * One value, null for NULL. One that the source itself can't give in its column's form says what
   * it is instead.
   */
  public static @Nullable String of(Column column, Row row, int index) {
    if (row.isNull(index)) {
      return null;
    }
    try {
      return switch (column.type()) {
        case DataType.Bits(_, boolean varying) when varying -> row.text(index).utf8();
        case DataType.Binary _, DataType.Geometry _, DataType.Bits _ ->
            HexFormat.of().formatHex(row.bytes(index).copy());
        default -> row.text(index).utf8();
      };
    } catch (ValueError e) {
      return e.sentence();
    }
  }

  /** Values that tell a row, as messages and tables show them: {@code id=10, part=NULL}. */
  public static String key(Map<String, @Nullable String> values) {
    return values.entrySet().stream()
        .map(value -> value.getKey() + "=" + cut(value.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String cut(@Nullable String value) {
    if (value == null) {
      return "NULL";
    }
    return value.length() <= KEY_VALUE_LENGTH_MAX
        ? value
        : value.substring(0, KEY_VALUE_LENGTH_MAX) + "…";
  }
}
