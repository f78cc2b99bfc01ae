package org.godwit.engine.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * Cuts a table by values of its primary key's first column that a sample of its pages shows, or by
 * its partitions. The server itself puts the values in order, whatever its collation or its order
 * of uniqueidentifiers; only boundaries hang on the sample.
 */
final class SqlServerSegments {
  private static final int SEGMENTS_MAX = 400;

  /** Rows of a sample, a segment: enough for pieces that differ little in size. */
  private static final int SAMPLED_ROWS = 50;

  private final Connection connection;
  private final SqlServerDialect dialect = new SqlServerDialect();
  private final Table table;

  SqlServerSegments(Connection connection, Table table) {
    this.connection = connection;
    this.table = table;
  }

  /** Ranges of a key mean the same whatever happens to the pages; partitions may be split. */
  String layout() throws SQLException {
    List<List<String>> partitioning = partitioning();
    return partitioning.isEmpty() ? "" : String.join(",", partitioning.getFirst());
  }

  List<Segment> cut(Cut cut) throws SQLException {
    return switch (cut) {
      case Cut.BySize(long bytesWanted) -> bySize(bytesWanted);
      case Cut.ByPartition(_, List<String> named) -> byPartition(named);
      case Cut.Again(Segment segment, int parts) -> pieces(segment, parts);
    };
  }

  private List<Segment> bySize(long bytesWanted) throws SQLException {
    long parts = Math.min(table.size().bytes() / Math.max(1, bytesWanted), SEGMENTS_MAX);
    Segment whole = Segment.whole(table.size().rows());
    return parts < 2 ? List.of(whole) : pieces(whole, (int) parts);
  }

  private List<Segment> pieces(Segment whole, int parts) throws SQLException {
    Optional<Column> key =
        key()
            .filter(
                column ->
                    whole
                        .range()
                        .map(range -> range.columns().equals(List.of(column.name())))
                        .orElse(true));
    if (key.isEmpty() || table.kind() == TableKind.VIEW) {
      return List.of(whole.withNumber(1));
    }
    return whole.cutAt(key.get().name(), boundaries(key.get(), whole, parts));
  }

  private Optional<Column> key() {
    return table
        .primaryKey()
        .flatMap(key -> table.column(key.columns().getFirst()))
        .filter(column -> literal(column).isPresent());
  }

  /**
   * How a value is written.
   *
   * @param text the server's expression of k as text
   * @param form of the literal
   */
  private record Literal(String text, String form) {}

  private static Optional<Literal> literal(Column column) {
    String type = column.nativeType();
    return switch (SqlServerType.of(column)) {
      case TINYINT, SMALLINT, INT, BIGINT, DECIMAL ->
          Optional.of(new Literal("CONVERT(nvarchar(60), k)", "%s"));
      case DATE, DATETIME, SMALLDATETIME, DATETIME2 ->
          Optional.of(
              new Literal("CONVERT(nvarchar(40), k, 126)", "CONVERT(" + type + ", N'%s', 126)"));
      case UNIQUEIDENTIFIER ->
          Optional.of(new Literal("CONVERT(nvarchar(36), k)", "CONVERT(uniqueidentifier, N'%s')"));
      case BINARY, VARBINARY, ROWVERSION ->
          Optional.of(new Literal("CONVERT(nvarchar(max), k, 1)", "%s"));
      case NCHAR, NVARCHAR -> Optional.of(new Literal("k", "N'%s'"));
      // Without the N, or the column would be converted and ordered by other rules.
      case CHAR, VARCHAR -> Optional.of(new Literal("k", "'%s'"));
      default -> Optional.empty();
    };
  }

  private List<String> boundaries(Column key, Segment within, int parts) throws SQLException {
    Literal literal = literal(key).orElseThrow();
    boolean isOfCodePage = literal.form().equals("'%s'");
    List<String> boundaries = new ArrayList<>();
    for (String value :
        ShortQuery.column(connection, quantiles(key, literal.text(), within, parts))) {
      boolean isSafe = !isOfCodePage || value.chars().allMatch(c -> c < 128);
      String written = literal.form().formatted(value.replace("'", "''"));
      if (isSafe && !value.isEmpty() && !boundaries.contains(written)) {
        boundaries.add(written);
      }
    }
    return boundaries;
  }

  private String quantiles(Column key, String text, Segment within, int parts) {
    double percent = 100.0 * SAMPLED_ROWS * parts / Math.max(1, within.rowsEstimate());
    String sample =
        percent >= 50
            ? ""
            : " TABLESAMPLE SYSTEM (%s PERCENT)"
                .formatted(String.format(Locale.ROOT, "%.6f", Math.max(percent, 0.000001)));
    List<String> conditions = new ArrayList<>();
    if (!within.partition().isEmpty()) {
      conditions.add(within.partition());
    }
    within
        .range()
        .ifPresent(range -> conditions.add(range.condition(dialect::quote, name -> false)));
    return "SELECT %s FROM (SELECT MIN(k) AS k FROM (SELECT k, NTILE(%d) OVER (ORDER BY k) AS n FROM (SELECT %s AS k FROM %s%s%s) s) q WHERE n > 1 GROUP BY n) b ORDER BY k"
        .formatted(
            text,
            parts,
            dialect.quote(key.name()),
            dialect.rowsOf(table),
            sample,
            conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
  }

  /** Partitions have numbers only; the rows of one are those that the function gives it. */
  private List<Segment> byPartition(List<String> named) throws SQLException {
    List<List<String>> partitioning = partitioning();
    int count = partitioning.isEmpty() ? 0 : Integer.parseInt(partitioning.getFirst().get(2));
    for (String name : named) {
      boolean isThere = name.matches("\\d{1,5}") && Integer.parseInt(name) <= count;
      if (!isThere) {
        throw new EngineException(
            Failure.CONFIGURATION,
            "table %s has no partition %s; it has %s"
                .formatted(table.name(), name, count == 0 ? "none" : "the numbers 1 to " + count));
      }
    }
    if (count == 0) {
      return List.of(Segment.whole(table.size().rows()));
    }
    List<Segment> segments = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      String condition =
          "$PARTITION.%s(%s) = %d"
              .formatted(
                  dialect.quote(partitioning.getFirst().get(0)),
                  dialect.quote(partitioning.getFirst().get(1)),
                  number);
      segments.add(new Segment(number, condition, Optional.empty(), table.size().rows() / count));
    }
    return segments;
  }

  private List<List<String>> partitioning() throws SQLException {
    return ShortQuery.rows(
        connection,
        SqlServerCatalogQueries.PARTITIONING,
        3,
        table.name().schema(),
        table.name().table());
  }
}
