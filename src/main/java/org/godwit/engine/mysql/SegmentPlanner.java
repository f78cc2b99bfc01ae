package org.godwit.engine.mysql;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Table;
import org.godwit.engine.KeyRange;
import org.godwit.engine.Segment;

/**
 * Cuts a table by its key. The optimizer is asked how many rows a range holds, which costs it two
 * dives into the index; a range with too many is halved, so that dense parts of the key are cut
 * finer. Estimates move boundaries only: that every row is in exactly one segment does not hang on
 * them, nor on rows that came after.
 */
final class SegmentPlanner {
  private static final int SEGMENTS_MAX = 400;

  /** Bounds the questions where keys are extremely skewed. */
  private static final int ESTIMATES_MAX = 3000;

  private final Connection connection;
  private final Table table;
  private final KeyScale scale;
  private final MySqlDialect dialect = new MySqlDialect();
  private int estimates;

  private record Range(BigInteger from, BigInteger to, long rows) {}

  SegmentPlanner(Connection connection, Table table, KeyScale scale) {
    this.connection = connection;
    this.table = table;
    this.scale = scale;
  }

  List<Segment> plan(long bytesWanted) throws SQLException {
    List<BigInteger> ends = ends();
    long rows = Math.max(1, table.size().rows());
    if (ends.isEmpty()) {
      return List.of(Segment.whole(0));
    }
    long pieces = Math.clamp(table.size().bytes() / Math.max(1, bytesWanted), 1, SEGMENTS_MAX);
    long rowsWanted = Math.max(1, rows / pieces);
    List<Range> dense = new ArrayList<>();
    split(new Range(ends.get(0), ends.get(1).add(BigInteger.ONE), rows), rowsWanted, dense);
    return segments(join(dense, rowsWanted));
  }

  /** The least and the greatest key; empty for a table without rows. */
  private List<BigInteger> ends() throws SQLException {
    String key = dialect.quote(scale.column());
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT CAST(MIN(%s) AS CHAR), CAST(MAX(%s) AS CHAR) FROM %s"
                    .formatted(key, key, dialect.quote(table.name())))) {
      row.next();
      String least = row.getString(1);
      String greatest = row.getString(2);
      return least == null || greatest == null
          ? List.of()
          : List.of(scale.numberOf(least), scale.numberOf(greatest));
    }
  }

  /** Halves the range until each part has about as many rows as wanted. */
  private void split(Range range, long rowsWanted, List<Range> parts) throws SQLException {
    BigInteger width = range.to().subtract(range.from());
    boolean isSmall = range.rows() <= rowsWanted || width.bitLength() <= 1;
    if (isSmall || estimates >= ESTIMATES_MAX) {
      parts.add(range);
      return;
    }
    BigInteger middle = range.from().add(width.shiftRight(1));
    long left = estimate(range.from(), middle);
    long right = estimate(middle, range.to());
    split(new Range(range.from(), middle, left), rowsWanted, parts);
    split(new Range(middle, range.to(), right), rowsWanted, parts);
  }

  private long estimate(BigInteger from, BigInteger to) throws SQLException {
    estimates++;
    String key = dialect.quote(scale.column());
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "EXPLAIN SELECT %s FROM %s FORCE INDEX (PRIMARY) WHERE %s >= %s AND %s < %s"
                    .formatted(
                        key,
                        dialect.quote(table.name()),
                        key,
                        scale.literalOf(from),
                        key,
                        scale.literalOf(to)))) {
      return row.next() ? row.getLong("rows") : 0;
    }
  }

  /** Joins neighbours that are small together. */
  private static List<Range> join(List<Range> parts, long rowsWanted) {
    List<Range> joined = new ArrayList<>();
    for (Range part : parts) {
      Range last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.rows() + part.rows() <= rowsWanted + rowsWanted / 4) {
        joined.set(joined.size() - 1, new Range(last.from(), part.to(), last.rows() + part.rows()));
      } else {
        joined.add(part);
      }
    }
    return joined;
  }

  /** The first has no beginning and the last no end: whatever comes beyond them is theirs. */
  private List<Segment> segments(List<Range> ranges) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      Optional<String> from =
          i == 0 ? Optional.empty() : Optional.of(scale.literalOf(range.from()));
      Optional<String> to =
          i == ranges.size() - 1 ? Optional.empty() : Optional.of(scale.literalOf(range.to()));
      Optional<KeyRange> cut =
          ranges.size() == 1
              ? Optional.empty()
              : Optional.of(new KeyRange(scale.column(), from, to));
      segments.add(new Segment(i + 1, cut, range.rows()));
    }
    return segments;
  }
}
