package org.godwit.engine.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.godwit.catalog.Table;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Segment;

/**
 * The partitions of a table, each of which can be read on its own.
 *
 * @param all in the server's order, none for a table that isn't partitioned
 */
record Partitions(Table table, List<Partition> all) {

  /** One of them. */
  record Partition(String name, long rows) {}

  /** Reads them; the finest are subpartitions where there are any. */
  static Partitions of(Connection connection, Table table, boolean finest) throws SQLException {
    String name = finest ? "COALESCE(SUBPARTITION_NAME, PARTITION_NAME)" : "PARTITION_NAME";
    List<Partition> all = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT %1$s, SUM(TABLE_ROWS) FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = ?"
                    .formatted(name)
                + " AND TABLE_NAME = ? AND PARTITION_NAME IS NOT NULL GROUP BY 1"
                + " ORDER BY MIN(PARTITION_ORDINAL_POSITION), MIN(SUBPARTITION_ORDINAL_POSITION)")) {
      statement.setString(1, table.name().schema());
      statement.setString(2, table.name().table());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          all.add(new Partition(row.getString(1), row.getLong(2)));
        }
      }
    }
    return new Partitions(table, all);
  }

  /**
   * What decides in which partition a row is, in short; empty for a table that isn't partitioned.
   */
  static String layout(Connection connection, Table table) throws SQLException {
    StringBuilder definition = new StringBuilder();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT PARTITION_NAME, SUBPARTITION_NAME, PARTITION_METHOD, PARTITION_EXPRESSION,"
                + " PARTITION_DESCRIPTION FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = ?"
                + " AND TABLE_NAME = ? AND PARTITION_NAME IS NOT NULL"
                + " ORDER BY PARTITION_ORDINAL_POSITION, SUBPARTITION_ORDINAL_POSITION")) {
      statement.setString(1, table.name().schema());
      statement.setString(2, table.name().table());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          for (int i = 1; i <= 5; i++) {
            definition.append(row.getString(i)).append('\n');
          }
        }
      }
    }
    return definition.isEmpty()
        ? ""
        : UUID.nameUUIDFromBytes(definition.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A segment a partition; one for a table without any. */
  List<Segment> segments(List<String> named) {
    for (String name : named) {
      if (all.stream().noneMatch(partition -> partition.name().equalsIgnoreCase(name))) {
        throw new EngineException(
            Failure.OBJECT_MISSING,
            all.isEmpty()
                ? "%s has no partition %s, because it isn't partitioned"
                    .formatted(table.name(), name)
                : "%s has no partition %s; it has %s"
                    .formatted(
                        table.name(),
                        name,
                        String.join(", ", all.stream().map(Partition::name).toList())));
      }
    }
    if (all.isEmpty()) {
      return List.of(Segment.whole(table.size().rows()));
    }
    List<Segment> segments = new ArrayList<>();
    for (Partition partition : all) {
      segments.add(
          new Segment(segments.size() + 1, partition.name(), Optional.empty(), partition.rows()));
    }
    return segments;
  }
}
