package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.DataType;
import org.godwit.catalog.DataType.Binary;
import org.godwit.catalog.DataType.Bits;
import org.godwit.catalog.DataType.Decimal;
import org.godwit.catalog.DataType.Enumeration;
import org.godwit.catalog.DataType.Geometry;
import org.godwit.catalog.DataType.Inet;
import org.godwit.catalog.DataType.Int;
import org.godwit.catalog.DataType.Json;
import org.godwit.catalog.DataType.LabelSet;
import org.godwit.catalog.DataType.Native;
import org.godwit.catalog.DataType.Real;
import org.godwit.catalog.DataType.Text;
import org.godwit.catalog.DataType.TimeSpan;
import org.godwit.catalog.DataType.Timestamp;
import org.godwit.catalog.DataType.Uuid;
import org.godwit.catalog.DataType.Year;

/**
 * Types of MySQL and MariaDB in shared terms, from {@code information_schema.COLUMNS.COLUMN_TYPE}
 * (MySQL manual, "Data Types"; MariaDB Knowledge Base, "Data Types").
 */
final class ColumnTypes {
  private static final Pattern SHAPE =
      Pattern.compile("([a-z0-9_ ]+?)\\s*(?:\\((.*)\\))?(\\s.*)?", Pattern.DOTALL);

  private ColumnTypes() {}

  /**
   * The type in shared terms.
   *
   * @param columnType as {@code COLUMN_TYPE} has it
   */
  static DataType parse(String columnType) {
    Matcher shape = SHAPE.matcher(columnType);
    if (!shape.matches()) {
      return new Native("mysql", columnType);
    }
    String name = shape.group(1).toLowerCase(Locale.ROOT);
    String arguments = shape.group(2) == null ? "" : shape.group(2);
    boolean isUnsigned = columnType.toLowerCase(Locale.ROOT).contains(" unsigned");
    return switch (name.split(" ", 2)[0]) {
      case "tinyint" -> new Int(8, isUnsigned);
      case "smallint" -> new Int(16, isUnsigned);
      case "mediumint" -> new Int(24, isUnsigned);
      case "int", "integer" -> new Int(32, isUnsigned);
      case "bigint" -> new Int(64, isUnsigned);
      case "decimal", "numeric" -> new Decimal(number(arguments, 0, 10), number(arguments, 1, 0));
      case "float" -> new Real(32);
      case "double", "real" -> new Real(64);
      case "bit" -> new Bits(number(arguments, 0, 1), false);
      case "char" -> new Text(number(arguments, 0, 1), true);
      case "varchar" -> new Text(number(arguments, 0, 1), false);
      case "tinytext", "text", "mediumtext", "longtext" -> Text.unbounded();
      case "binary" -> new Binary(number(arguments, 0, 1), true);
      case "varbinary" -> new Binary(number(arguments, 0, 1), false);
      case "tinyblob", "blob", "mediumblob", "longblob" -> new Binary(DataType.UNBOUNDED, false);
      case "date" -> new DataType.Date();
      case "time" -> new TimeSpan(number(arguments, 0, 0));
      case "datetime" -> new Timestamp(number(arguments, 0, 0), false);
      case "timestamp" -> new Timestamp(number(arguments, 0, 0), true);
      case "year" -> new Year();
      case "enum" -> new Enumeration(labels(arguments));
      case "set" -> new LabelSet(labels(arguments));
      case "json" -> new Json(true);
      case "uuid" -> new Uuid();
      case "inet4", "inet6" -> new Inet();
      case "geomcollection", "geometrycollection" -> new Geometry("geometrycollection");
      case "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon" ->
          new Geometry(name.split(" ", 2)[0]);
      default -> new Native("mysql", columnType);
    };
  }

  private static int number(String arguments, int index, int otherwise) {
    String[] parts = arguments.split(",", -1);
    return index < parts.length && !parts[index].isBlank()
        ? Integer.parseInt(parts[index].strip())
        : otherwise;
  }

  /** Labels in quotes with commas between; a quote is doubled, a backslash escapes. */
  static List<String> labels(String text) {
    List<String> labels = new ArrayList<>();
    int at = text.indexOf('\'');
    while (at >= 0) {
      int end = StringLiterals.end(text, at);
      labels.add(StringLiterals.content(text.substring(at, end)));
      at = text.indexOf('\'', end);
    }
    return labels;
  }
}
