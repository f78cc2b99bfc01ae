package org.godwit.engine.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.engine.Cut;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Segment;
import org.godwit.engine.ShortQuery;

/**
 * Cuts a table: by row addresses at the beginnings of its extents, where the user may see these;
 * else by values of its primary key that a sample of blocks shows. Only boundaries hang on what is
 * seen, not that every row is in one segment.
 */
final class OracleSegments {
  private static final String ROWID = "ROWID";
  private static final int SEGMENTS_MAX = 400;

  /** Rows of a sample, a segment: enough for pieces that differ little in size. */
  private static final int SAMPLED_ROWS = 50;

  private final Connection connection;
  private final OracleDialect dialect = new OracleDialect();
  private final Table table;

  OracleSegments(Connection connection, Table table) {
    this.connection = connection;
    this.table = table;
  }

  /** A column's name in quotes; a row's address has none. */
  static String quote(String column) {
    return column.equals(ROWID) ? ROWID : new OracleDialect().quote(column);
  }

  String layout() throws SQLException {
    List<String> places = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OracleDictionary.PLACES)) {
      name(statement);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          places.add(row.getString(2));
        }
      }
    }
    return String.join(",", places);
  }

  List<Segment> cut(Cut cut) throws SQLException {
    return switch (cut) {
      case Cut.BySize(long bytesWanted) -> bySize(bytesWanted);
      case Cut.ByPartition(boolean finest, List<String> named) -> byPartition(finest, named);
      case Cut.Again(Segment segment, int parts) -> again(segment, parts);
    };
  }

  private List<Segment> bySize(long bytesWanted) throws SQLException {
    Segment whole = Segment.whole(table.size().rows());
    if (table.kind() == TableKind.VIEW) {
      return List.of(whole);
    }
    // A table without statistics has a size in its extents alone.
    long bytes =
        table.size().bytes() > 0
            ? table.size().bytes()
            : extents(whole).stream().mapToLong(Extent::bytes).sum();
    long parts = Math.min(bytes / Math.max(1, bytesWanted), SEGMENTS_MAX);
    return parts < 2 ? List.of(whole) : pieces(whole, (int) parts);
  }

  private List<Segment> again(Segment segment, int parts) throws SQLException {
    return table.kind() == TableKind.VIEW ? List.of(segment.withNumber(1)) : pieces(segment, parts);
  }

  private List<Segment> pieces(Segment whole, int parts) throws SQLException {
    boolean isByKey =
        whole.range().filter(range -> !range.columns().getFirst().equals(ROWID)).isPresent();
    List<Extent> extents = isByKey ? List.of() : extents(whole);
    if (extents.size() > 1) {
      return whole.cutAt(ROWID, boundaries(extents, parts));
    }
    boolean isByAddress = whole.range().isPresent() && !isByKey;
    Optional<Column> key = isByAddress ? Optional.empty() : key();
    boolean isOther =
        isByKey
            && key.filter(it -> List.of(it.name()).equals(whole.range().orElseThrow().columns()))
                .isEmpty();
    if (key.isEmpty() || isOther) {
      return List.of(whole.withNumber(1));
    }
    return whole.cutAt(key.get().name(), quantiles(key.get(), whole, parts));
  }

  /** A run of blocks, by the address of its first row. */
  private record Extent(String rowId, long bytes) {}

  private List<Extent> extents(Segment within) throws SQLException {
    List<Extent> extents = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            OracleDictionary.EXTENTS
                + conditions(within)
                + OracleDictionary.IN_ORDER_OF_ADDRESSES)) {
      name(statement);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          extents.add(new Extent(row.getString(1), row.getLong(2)));
        }
      }
    } catch (SQLException e) {
      // The user sees no extents, or the table has none of its own (index-organized, clustered).
      if (OracleErrors.numberOf(e).orElse(0) != OracleErrors.NO_SUCH_TABLE) {
        throw e;
      }
    }
    return extents;
  }

  private String conditions(Segment within) {
    List<String> conditions = new ArrayList<>();
    within
        .range()
        .ifPresent(
            range -> {
              range.from().forEach(from -> conditions.add("r >= " + from));
              range.to().forEach(to -> conditions.add("r < " + to));
            });
    if (!within.partition().isEmpty()) {
      String name = within.partition();
      conditions.add(
          "PARTITION_NAME = "
              + dialect.literal(name.substring(name.indexOf('"') + 1, name.lastIndexOf('"'))));
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  /** Where a piece has its share of the bytes, the next extent begins another. */
  private static List<String> boundaries(List<Extent> extents, int parts) {
    long all = extents.stream().mapToLong(Extent::bytes).sum();
    List<String> boundaries = new ArrayList<>();
    long before = 0;
    for (Extent extent : extents) {
      if (before * parts >= all * (boundaries.size() + 1)) {
        boundaries.add("CHARTOROWID('" + extent.rowId() + "')");
      }
      before += extent.bytes();
    }
    return boundaries;
  }

  /** The first column of the primary key, where its values can be written as literals. */
  private Optional<Column> key() {
    return table
        .primaryKey()
        .flatMap(key -> table.column(key.columns().getFirst()))
        .filter(column -> literal(column).isPresent());
  }

  /** A value as text, and how that text is a literal. */
  private static Optional<String[]> literal(Column column) {
    return switch (OracleType.of(column)) {
      case NUMBER, FLOAT -> Optional.of(new String[] {"TO_CHAR(k, 'TM9')", "%s"});
      case VARCHAR2 -> Optional.of(new String[] {"k", "'%s'"});
      case RAW -> Optional.of(new String[] {"RAWTOHEX(k)", "HEXTORAW('%s')"});
      case DATE ->
          Optional.of(
              new String[] {
                "TO_CHAR(k, 'SYYYY-MM-DD HH24:MI:SS')", "TO_DATE('%s', 'SYYYY-MM-DD HH24:MI:SS')"
              });
      case TIMESTAMP ->
          Optional.of(
              new String[] {
                "TO_CHAR(k, 'SYYYY-MM-DD HH24:MI:SS.FF9')",
                "TO_TIMESTAMP('%s', 'SYYYY-MM-DD HH24:MI:SS.FF9')"
              });
      default -> Optional.empty();
    };
  }

  private List<String> quantiles(Column key, Segment within, int parts) throws SQLException {
    String[] literal = literal(key).orElseThrow();
    List<String> boundaries = new ArrayList<>();
    for (String value :
        ShortQuery.column(connection, quantilesQuery(key, literal[0], within, parts))) {
      String written = literal[1].formatted(value.replace("'", "''"));
      if (!value.isEmpty() && !boundaries.contains(written)) {
        boundaries.add(written);
      }
    }
    return boundaries;
  }

  private String quantilesQuery(Column key, String text, Segment within, int parts) {
    double percent = 100.0 * SAMPLED_ROWS * parts / Math.max(1, within.rowsEstimate());
    String sample =
        percent >= 50 || within.rowsEstimate() == 0
            ? ""
            : " SAMPLE BLOCK (%s)"
                .formatted(
                    String.format(java.util.Locale.ROOT, "%.6f", Math.max(percent, 0.000001)));
    String where =
        within
            .range()
            .map(range -> " WHERE " + range.condition(OracleSegments::quote, name -> false))
            .orElse("");
    return "SELECT %s FROM (SELECT MIN(k) AS k FROM (SELECT k, NTILE(%d) OVER (ORDER BY k) AS n FROM (SELECT %s AS k FROM %s%s%s)) WHERE n > 1 GROUP BY n) ORDER BY k"
        .formatted(
            text,
            parts,
            dialect.quote(key.name()),
            dialect.rowsOf(table, within.partition()),
            sample,
            where);
  }

  private List<Segment> byPartition(boolean finest, List<String> named) throws SQLException {
    Map<String, Long> partitions = partitions(finest);
    for (String name : named) {
      if (!partitions.containsKey(name)) {
        throw new EngineException(
            Failure.CONFIGURATION,
            "table %s has no %s %s; it has %s"
                .formatted(
                    table.name(),
                    finest ? "subpartition" : "partition",
                    name,
                    partitions.isEmpty() ? "none" : String.join(", ", partitions.keySet())));
      }
    }
    if (partitions.isEmpty()) {
      return List.of(Segment.whole(table.size().rows()));
    }
    List<Segment> segments = new ArrayList<>();
    partitions.forEach(
        (name, rows) ->
            segments.add(
                new Segment(
                    segments.size() + 1,
                    (finest ? "SUBPARTITION (" : "PARTITION (") + dialect.quote(name) + ")",
                    Optional.empty(),
                    rows)));
    return segments;
  }

  private Map<String, Long> partitions(boolean finest) throws SQLException {
    Map<String, Long> partitions = new LinkedHashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            finest ? OracleDictionary.SUBPARTITIONS : OracleDictionary.PARTITIONS)) {
      name(statement);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          partitions.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return partitions;
  }

  private void name(PreparedStatement statement) throws SQLException {
    statement.setString(1, table.name().schema());
    statement.setString(2, table.name().table());
  }
}
