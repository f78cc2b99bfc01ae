package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.godwit.catalog.Column;
import org.godwit.engine.TargetTable;

/**
 * A column that rows give, as the server has it now.
 *
 * @param name not quoted
 * @param kind in what form it takes its values
 */
record WrittenColumn(String name, Kind kind) {

  /** In what form a column takes its values. */
  enum Kind {
    /** Numbers, dates and times, which are ASCII. */
    PLAIN,
    /** Characters that the table keeps in UTF-8. */
    UTF8,
    /** Characters that the server makes something else of, and refuses what it can't. */
    OTHER_CHARACTERS,
    /** A parsed JSON value, which the server makes of characters. */
    JSON,
    /** Bytes and bits. */
    BINARY,
    /** Four bytes of SRID, then the well-known binary form. */
    GEOMETRY
  }

  /** The columns of a table in the order in which rows give them. */
  static List<WrittenColumn> of(Connection connection, TargetTable table) throws SQLException {
    Map<String, Kind> kinds = new HashMap<>();
    String sql =
        "SELECT COLUMN_NAME, DATA_TYPE, CHARACTER_SET_NAME FROM information_schema.COLUMNS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, table.table().name().schema());
      statement.setString(2, table.table().name().table());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          kinds.put(
              row.getString(1).toLowerCase(Locale.ROOT),
              kind(row.getString(2), Objects.requireNonNullElse(row.getString(3), "")));
        }
      }
    }
    List<WrittenColumn> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      String name = column.name().toLowerCase(Locale.ROOT);
      columns.add(new WrittenColumn(column.name(), kinds.getOrDefault(name, Kind.UTF8)));
    }
    return columns;
  }

  private static Kind kind(String dataType, String characterSet) {
    return switch (dataType.toLowerCase(Locale.ROOT)) {
      case "json" -> Kind.JSON;
      // MariaDB takes bytes for the value itself, and characters for its text.
      case "uuid", "inet4", "inet6" -> Kind.OTHER_CHARACTERS;
      case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "bit" ->
          Kind.BINARY;
      case "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geomcollection",
          "geometrycollection" ->
          Kind.GEOMETRY;
      default ->
          switch (characterSet) {
            case "" -> Kind.PLAIN;
            case "utf8mb4", "utf8mb3", "utf8" -> Kind.UTF8;
            default -> Kind.OTHER_CHARACTERS;
          };
    };
  }
}
