package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Index;
import org.godwit.catalog.Key;
import org.godwit.catalog.Table;
import org.godwit.engine.KeyRange;
import org.godwit.engine.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table by the key that it is clustered by. The optimizer is asked how many rows a range
 * holds, which costs it two dives into the index; a range with too many is halved, so that dense
 * parts of the key are cut finer; where one value of a column has too many rows, the next column of
 * the key cuts them. Estimates move boundaries only: that every row is in exactly one segment does
 * not hang on them, nor on rows that came after.
 */
final class SegmentPlanner {
  private static final int SEGMENTS_MAX = 400;

  /** Bounds the questions where keys are extremely skewed. */
  private static final int ESTIMATES_MAX = 3000;

  /** Enough to find a dense part among 2^64 numbers; bounds cuts that split off a row at a time. */
  private static final int DEPTH_MAX = 100;

  /** A cut is good enough when each side has this share of the rows. */
  private static final double SHARE_WANTED = 0.2;

  private final KeyRows all;
  private final Key key;
  private final List<String> columns;
  private final List<Optional<KeyLine<?>>> lines;
  private final List<Piece> pieces = new ArrayList<>();
  private long rowsWanted;
  private int estimates;
  private int depth;

  /** Rows from these values on, up to where the next piece begins. */
  private record Piece(List<String> from, long rows) {}

  /** Where in the key the cutting stands: the leading columns have one value each. */
  private record Place(List<String> values, KeyRows rows) {
    int column() {
      return values.size();
    }
  }

  private SegmentPlanner(Connection connection, Table table, Key key) {
    MySqlDialect dialect = new MySqlDialect();
    this.key = key;
    this.all = new KeyRows(connection, table.name(), key.name(), "");
    this.columns = key.columns().stream().map(dialect::quote).toList();
    this.lines =
        key.columns().stream()
            .map(name -> table.column(name).flatMap(SegmentPlanner::line))
            .toList();
  }

  private static Optional<KeyLine<?>> line(Column column) {
    String quoted = new MySqlDialect().quote(column.name());
    return switch (column.type()) {
      case DataType.Text _, DataType.Uuid _ -> Optional.of(new TextLine(quoted));
      default -> NumberLine.of(column, quoted).map(line -> line);
    };
  }

  /** Empty where the table has no key that can be cut. */
  static Optional<SegmentPlanner> of(Connection connection, Table table) {
    return clusteredKey(table)
        .map(key -> new SegmentPlanner(connection, table, key))
        .filter(planner -> planner.lines.getFirst().isPresent());
  }

  /**
   * InnoDB keeps rows in the order of the primary key, else of the first unique one without NULL.
   */
  private static Optional<Key> clusteredKey(Table table) {
    return table
        .primaryKey()
        .map(primary -> new Key("PRIMARY", primary.columns()))
        .or(
            () ->
                table.indexes().stream()
                    .filter(index -> index.unique() && index.kind() == Index.Kind.ORDERED)
                    .filter(index -> index.parts().stream().allMatch(part -> isWhole(part, table)))
                    .findFirst()
                    .map(
                        index ->
                            new Key(
                                index.name(),
                                index.parts().stream().map(Index.Part::column).toList())));
  }

  private static boolean isWhole(Index.Part part, Table table) {
    return part.prefixLength() == DataType.UNBOUNDED
        && !part.descending()
        && table.column(part.column()).filter(column -> !column.nullable()).isPresent();
  }

  /**
   * Cuts a range.
   *
   * @param range of this key's columns, or all rows
   * @param rows in it, about
   * @param parts how many are wanted
   */
  List<Segment> plan(Optional<KeyRange> range, long rows, long parts) throws SQLException {
    rowsWanted = Math.max(1, rows / Math.clamp(parts, 1, SEGMENTS_MAX));
    String condition =
        range.map(cut -> cut.condition(new MySqlDialect()::quote, name -> false)).orElse("");
    List<String> from = range.map(KeyRange::from).orElse(List.of());
    cut(new Place(List.of(), all.and(condition)), from, rows);
    return segments(join(), range.map(KeyRange::to).orElse(List.of()));
  }

  /** Whether a range is one of this key. */
  boolean cuts(KeyRange range) {
    return range.columns().equals(key.columns());
  }

  private void cut(Place place, List<String> from, long rows) throws SQLException {
    Optional<KeyLine<?>> line =
        place.column() < lines.size() ? lines.get(place.column()) : Optional.empty();
    if (line.isPresent()) {
      cut(line.get(), place, from, rows);
    } else {
      pieces.add(new Piece(from, rows));
    }
  }

  private <V> void cut(KeyLine<V> line, Place place, List<String> from, long rows)
      throws SQLException {
    Optional<KeyLine.Stretch<V>> stretch = line.stretch(place.rows());
    if (stretch.isPresent()) {
      halve(line, stretch.get(), place, from, rows);
    } else {
      pieces.add(new Piece(from, rows));
    }
  }

  /** Cuts in two until each piece has about as many rows as wanted. */
  private <V> void halve(
      KeyLine<V> line, KeyLine.Stretch<V> stretch, Place place, List<String> from, long rows)
      throws SQLException {
    KeyRows within = within(line, stretch, place);
    long parts = Math.round((double) rows / rowsWanted);
    if (parts <= 1 || estimates >= ESTIMATES_MAX || depth >= DEPTH_MAX) {
      pieces.add(new Piece(from, rows));
    } else if (line.isOneValue(stretch, within)) {
      String value = line.literalOf(stretch.least());
      KeyRows same = place.rows().and(columns.get(place.column()) + " = " + value);
      cut(new Place(append(place.values(), value), same), from, rows);
    } else {
      Halves<V> halves = halves(line, stretch, place, parts, rows);
      if (halves == null) {
        pieces.add(new Piece(from, rows));
      } else {
        depth++;
        halve(
            line,
            new KeyLine.Stretch<>(stretch.least(), halves.middle()),
            place,
            from,
            halves.left());
        List<String> next = append(place.values(), line.literalOf(halves.middle()));
        halve(
            line,
            new KeyLine.Stretch<>(halves.middle(), stretch.end()),
            place,
            next,
            halves.right());
        depth--;
      }
    }
  }

  private record Halves<V>(V middle, long left, long right) {
    double share() {
      return Math.min(left, right) / (double) Math.max(1, left + right);
    }

    /** The optimizer never says more than half of the table; the ratio of both is what counts. */
    Halves<V> of(long rows) {
      long ofLeft = Math.round((double) rows * left / Math.max(1, left + right));
      return new Halves<>(middle, ofLeft, rows - ofLeft);
    }
  }

  private <V> @Nullable Halves<V> halves(
      KeyLine<V> line, KeyLine.Stretch<V> stretch, Place place, long parts, long rows)
      throws SQLException {
    long partsLeft = parts / 2;
    double share = (double) partsLeft / parts;
    Halves<V> best = null;
    for (V middle : line.middles(stretch, within(line, stretch, place), share)) {
      KeyLine.Stretch<V> left = new KeyLine.Stretch<>(stretch.least(), middle);
      KeyLine.Stretch<V> right = new KeyLine.Stretch<>(middle, stretch.end());
      estimates += 2;
      Halves<V> halves =
          new Halves<>(
                  middle,
                  within(line, left, place).estimate(),
                  within(line, right, place).estimate())
              .of(rows);
      if (best == null || halves.share() > best.share()) {
        best = halves;
      }
      if (best.share() >= SHARE_WANTED) {
        break;
      }
    }
    return best;
  }

  private <V> KeyRows within(KeyLine<V> line, KeyLine.Stretch<V> stretch, Place place) {
    String column = columns.get(place.column());
    KeyRows rows = place.rows().and(column + " >= " + line.literalOf(stretch.least()));
    V end = stretch.end();
    return end == null ? rows : rows.and(column + " < " + line.literalOf(end));
  }

  private static List<String> append(List<String> values, String value) {
    return Stream.concat(values.stream(), Stream.of(value)).toList();
  }

  /** Joins neighbours that are small together. */
  private List<Piece> join() {
    List<Piece> joined = new ArrayList<>();
    for (Piece piece : pieces) {
      Piece last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.rows() + piece.rows() <= rowsWanted + rowsWanted / 4) {
        joined.set(joined.size() - 1, new Piece(last.from(), last.rows() + piece.rows()));
      } else {
        joined.add(piece);
      }
    }
    return joined;
  }

  /** The last goes to the end of what was cut: whatever comes beyond its rows is its own. */
  private List<Segment> segments(List<Piece> joined, List<String> end) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < joined.size(); i++) {
      List<String> to = i + 1 < joined.size() ? joined.get(i + 1).from() : end;
      KeyRange range = new KeyRange(key.columns(), joined.get(i).from(), to);
      segments.add(Segment.of(i + 1, range, joined.get(i).rows()));
    }
    return segments;
  }
}
