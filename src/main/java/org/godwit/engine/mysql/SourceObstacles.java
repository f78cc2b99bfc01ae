package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.ShortQuery;

/** What keeps a table's changes from being followed by the binary log. */
final class SourceObstacles {
  private final Connection connection;

  SourceObstacles(Connection connection) {
    this.connection = connection;
  }

  /** Of tables, a sentence each. */
  Map<TableName, String> ofTables(Collection<Table> tables) throws SQLException {
    Map<TableName, String> obstacles = new TreeMap<>();
    Set<String> notTransactional =
        new HashSet<>(StorageEngines.notTransactional(connection, tables));
    Set<String> multiByte = multiByte();
    Filter filter = filter();
    for (Table table : tables) {
      String obstacle =
          notTransactional.contains(table.name().toString())
              ? "its storage engine has no transactions, so that no snapshot meets its log: run ALTER TABLE … ENGINE = InnoDB, or leave it out"
              : filter.hides(table.name().schema())
                  ? "the server leaves its database out of the binary log (binlog-do-db, binlog-ignore-db)"
                  : obstacle(table, multiByte);
      if (!obstacle.isEmpty()) {
        obstacles.put(table.name(), obstacle);
      }
    }
    return obstacles;
  }

  private static String obstacle(Table table, Set<String> multiByte) {
    if (table.kind() == TableKind.VIEW) {
      return "its rows are no table's own, so that the log has no changes of it";
    }
    for (Column column : table.columns()) {
      String nativeType = column.nativeType().toUpperCase(Locale.ROOT);
      if (nativeType.contains("COMPRESSED")) {
        return "its column %s is COMPRESSED, which isn't followed yet".formatted(column.name());
      }
      if (hasLostLabels(column.type())) {
        return "its column %s has a label with a question mark, in whose place the server's information_schema may have lost a character, so that the log's numbers can't be told: give the label another name, or leave the table out"
            .formatted(column.name());
      }
      String characters = Characters.Known.name(column);
      if (isText(column.type()) && multiByte.contains(characters)) {
        return "its column %s is in the character set %s, which isn't followed yet: convert it to utf8mb4, or leave the table out"
            .formatted(column.name(), characters);
      }
    }
    return "";
  }

  /** The information_schema of both servers has characters of three bytes at most. */
  private static boolean hasLostLabels(DataType type) {
    return switch (type) {
      case DataType.Enumeration(List<String> labels) ->
          labels.stream().anyMatch(label -> label.contains("?"));
      case DataType.LabelSet(List<String> labels) ->
          labels.stream().anyMatch(label -> label.contains("?"));
      default -> false;
    };
  }

  private static boolean isText(DataType type) {
    return type instanceof DataType.Text || type instanceof DataType.Json;
  }

  /** Character sets of several bytes that aren't Unicode's. */
  private Set<String> multiByte() throws SQLException {
    Set<String> names =
        new HashSet<>(
            ShortQuery.column(
                connection,
                "SELECT CHARACTER_SET_NAME FROM information_schema.CHARACTER_SETS WHERE MAXLEN > 1"));
    names.removeIf(name -> name.startsWith("utf") || name.equals("ucs2"));
    return names;
  }

  /** Databases that the log has alone, or that it leaves out. */
  private record Filter(Set<String> only, Set<String> without) {
    boolean hides(String schema) {
      return without.contains(schema) || (!only.isEmpty() && !only.contains(schema));
    }
  }

  private Filter filter() throws SQLException {
    List<List<String>> rows = BinaryLog.status(connection);
    return rows.isEmpty()
        ? new Filter(Set.of(), Set.of())
        : new Filter(names(rows.getFirst().get(2)), names(rows.getFirst().get(3)));
  }

  private static Set<String> names(String list) {
    Set<String> names = new HashSet<>(Arrays.asList(list.split(",")));
    names.remove("");
    return names;
  }
}
