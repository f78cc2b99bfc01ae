package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.TableName;
import org.godwit.codec.Bytes;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.ChangeTarget;
import org.jspecify.annotations.Nullable;

/**
 * Which lane a change belongs to. Changes that must keep their order have the same one: all of a
 * row, by the columns of its key that are equal only where their texts are, or else all of a table.
 *
 * <p>A process that goes on after another one divides a round as that did, so that the numbers here
 * must never be others for the same rows.
 */
final class LaneRoutes {
  private static final long HASH_FIRST = 0xcbf29ce484222325L; // FNV-1a, 64 bits
  private static final long HASH_FACTOR = 0x100000001b3L;

  private final int lanes;
  private final Map<TableName, Route> routes = new HashMap<>();

  /**
   * Of a table.
   *
   * @param start of the hash of its rows
   * @param parts what divides its rows
   */
  private record Route(long start, List<Part> parts) {}

  /**
   * A column that divides rows.
   *
   * @param place in rows of the log
   * @param isBinary whether it holds bytes
   */
  private record Part(int place, boolean isBinary) {}

  /** Routes of no table so far. */
  LaneRoutes(int lanes) {
    this.lanes = lanes;
  }

  /**
   * Of tables that are followed.
   *
   * @param columns that divide each table's rows, none where they aren't divided; tables that it
   *     lacks have no lane
   */
  static LaneRoutes of(
      int lanes, Collection<ChangeTable> tables, Map<TableName, List<String>> columns) {
    LaneRoutes routes = new LaneRoutes(lanes);
    for (ChangeTable table : tables) {
      List<String> by = columns.get(table.name());
      if (by != null) {
        routes.add(table.name(), table.follows().columns(), by);
      }
    }
    return routes;
  }

  /**
   * Adds a table.
   *
   * @param read the columns of its rows in the log
   * @param by names of those that divide its rows
   */
  void add(TableName table, List<Column> read, List<String> by) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      if (by.contains(read.get(i).name())) {
        parts.add(new Part(i, read.get(i).type() instanceof DataType.Binary));
      }
    }
    parts.sort(Comparator.comparingInt(part -> by.indexOf(read.get(part.place()).name())));
    long start = hash(hash(HASH_FIRST, Bytes.utf8(table.schema())), Bytes.utf8(table.table()));
    routes.put(table, new Route(start, parts));
  }

  /**
   * By which columns rows of the tables may be divided.
   *
   * @param connection to the target, in a transaction
   */
  static Map<TableName, List<String>> columns(
      ChangeTarget target, Connection connection, Collection<ChangeTable> tables)
      throws SQLException {
    Map<TableName, Set<String>> unbound =
        target.unbound(connection, tables.stream().map(ChangeTable::writes).toList());
    Map<TableName, List<String>> columns = new TreeMap<>();
    for (ChangeTable table : tables) {
      columns.put(table.name(), columns(table, unbound.get(table.writes().table().name())));
    }
    return columns;
  }

  private static List<String> columns(ChangeTable table, @Nullable Set<String> exactTexts) {
    List<String> columns = new ArrayList<>();
    if (exactTexts == null || !table.writes().isKey()) {
      return columns;
    }
    for (int place : table.writes().identity()) {
      ChangeColumn column = table.columns().get(place);
      if (column.expression().isPresent()) {
        return List.of(); // what is masked may be equal where the source's values aren't
      }
      Column source = table.follows().columns().get(column.moved().sourceColumn());
      if (isExact(source.type())
          || (source.type() instanceof DataType.Text
              && exactTexts.contains(column.moved().target().name()))) {
        columns.add(source.name());
      }
    }
    return columns;
  }

  /** Whether equal values of the type have one text, on whatever target. */
  private static boolean isExact(DataType type) {
    return switch (type) {
      case DataType.Int _, DataType.Uuid _, DataType.Date _, DataType.Binary _ -> true;
      case DataType.Decimal(int _, int scale) -> scale != DataType.UNBOUNDED;
      default -> false;
    };
  }

  /** Whether it knows the table. */
  boolean has(TableName table) {
    return routes.containsKey(table);
  }

  /**
   * The lane of a change.
   *
   * @param table that it knows
   */
  int lane(TableName table, ChangeRow row) {
    return lane(table, row, 0);
  }

  /**
   * The lane of the row before it was changed.
   *
   * @param after the lane of the changed row, also of one whose old key isn't logged: it is the
   *     same
   */
  int laneBefore(TableName table, @Nullable ChangeRow before, int after) {
    return before == null ? after : lane(table, before, after);
  }

  private int lane(TableName table, ChangeRow row, int withoutKey) {
    Route route = routes.get(table);
    if (route == null) {
      throw new IllegalStateException(table + " has no lane");
    }
    long hash = route.start();
    for (Part part : route.parts()) {
      int place = part.place();
      if (row.isAbsent(place)) {
        return withoutKey;
      }
      if (!row.isNull(place)) {
        hash = hash(hash, part.isBinary() ? row.bytes(place) : row.text(place));
      }
    }
    return (int) Long.remainderUnsigned(hash ^ (hash >>> 32), lanes);
  }

  /** Behind each text comes a byte that none has. */
  private static long hash(long from, Bytes bytes) {
    long hash = from;
    for (int i = 0; i < bytes.length(); i++) {
      hash = (hash ^ (bytes.at(i) & 0xff)) * HASH_FACTOR;
    }
    return (hash ^ 0xff) * HASH_FACTOR;
  }
}
