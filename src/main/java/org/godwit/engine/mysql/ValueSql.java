package org.godwit.engine.mysql;

import java.util.HexFormat;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.codec.Bytes;
import org.godwit.engine.ChangeRow;

/** Values as expressions that compare as the columns do that they are of. */
final class ValueSql {
  private static final String NULL = "NULL";

  private ValueSql() {}

  /** Empty for a type that no expression has. */
  static Optional<String> ofNull(Column column) {
    return switch (column.type()) {
      case DataType.Int _, DataType.Bool _ -> Optional.of("CAST(NULL AS SIGNED)");
      case DataType.Decimal _ -> Optional.of("CAST(NULL AS DECIMAL(65,30))");
      case DataType.Real _ -> Optional.of("0e0 + NULL");
      case DataType.Text _, DataType.Enumeration _, DataType.LabelSet _ -> text(column, NULL);
      case DataType.Binary _ -> Optional.of("CAST(NULL AS BINARY)");
      case DataType.Date _ -> Optional.of("CAST(NULL AS DATE)");
      case DataType.Timestamp(int scale, boolean _) ->
          Optional.of("CAST(NULL AS DATETIME(%d))".formatted(scale));
      case DataType.TimeSpan(int scale) -> Optional.of("CAST(NULL AS TIME(%d))".formatted(scale));
      case DataType.Bits _,
          DataType.Year _,
          DataType.TimeOfDay _,
          DataType.Json _,
          DataType.Uuid _,
          DataType.Inet _,
          DataType.Geometry _,
          DataType.Native _ ->
          Optional.empty();
    };
  }

  static String of(Column column, ChangeRow row, int place) {
    return switch (column.type()) {
      case DataType.Int _, DataType.Bool _, DataType.Decimal _ -> row.text(place).utf8();
      case DataType.Real _ -> real(row.getDouble(place));
      case DataType.Text _, DataType.Enumeration _, DataType.LabelSet _ ->
          text(column, "_utf8mb4 " + hex(row.text(place))).orElseThrow();
      case DataType.Binary _ -> hex(row.bytes(place));
      case DataType.Date _ -> cast(row, place, "DATE");
      case DataType.Timestamp(int scale, boolean _) ->
          cast(row, place, "DATETIME(%d)".formatted(scale));
      case DataType.TimeSpan(int scale) -> cast(row, place, "TIME(%d)".formatted(scale));
      case DataType.Bits _,
          DataType.Year _,
          DataType.TimeOfDay _,
          DataType.Json _,
          DataType.Uuid _,
          DataType.Inet _,
          DataType.Geometry _,
          DataType.Native _ ->
          throw new IllegalArgumentException("no expression is of the type of " + column.name());
    };
  }

  private static Optional<String> text(Column column, String value) {
    return column
        .collation()
        .map(it -> "CONVERT(%s USING %s) COLLATE %s".formatted(value, it.characters(), it.name()));
  }

  /** Without an exponent it would be a decimal number. */
  private static String real(double value) {
    String text = Double.toString(value);
    return text.indexOf('E') >= 0 ? text : text + "e0";
  }

  private static String cast(ChangeRow row, int place, String type) {
    return "CAST('%s' AS %s)".formatted(row.text(place).utf8(), type);
  }

  private static String hex(Bytes bytes) {
    return "x'%s'"
        .formatted(
            HexFormat.of()
                .formatHex(bytes.array(), bytes.offset(), bytes.offset() + bytes.length()));
  }
}
