package org.godwit.task.load;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.godwit.catalog.Table;
import org.godwit.engine.Cut;
import org.godwit.engine.Dialect;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.KeyRange;
import org.godwit.engine.Segment;
import org.godwit.mapping.ParallelLoad;

/**
 * Decides how tables are cut: as the mapping's table-settings say, else into pieces of one size.
 *
 * @param segmentBytes how large a segment should be
 */
record SegmentCuts(FullLoad.Source source, long segmentBytes) {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  /** Whether more than one segment may come out. */
  boolean isCut(LoadTable table) {
    return !table.ranges().isEmpty()
        || isByPartition(table)
        || table.source().table().size().bytes() > segmentBytes;
  }

  private static boolean isByPartition(LoadTable table) {
    return table.mapped().wishes().parallelLoad().flatMap(SegmentCuts::byPartition).isPresent();
  }

  /**
   * Cuts a table.
   *
   * @param connection under the snapshot
   * @throws TableError where the table can't be cut as it is wished
   */
  List<Segment> plan(Connection connection, LoadTable table) {
    if (!table.ranges().isEmpty()) {
      return ranges(connection, table);
    }
    if (!isCut(table)) {
      return List.of(Segment.whole(table.source().table().size().rows()));
    }
    Optional<Cut> wished = table.mapped().wishes().parallelLoad().flatMap(SegmentCuts::byPartition);
    try {
      return source
          .snapshots()
          .segments(connection, table.source(), wished.orElse(new Cut.BySize(segmentBytes)));
    } catch (EngineException e) {
      if (e.failure() == Failure.OBJECT_MISSING) {
        throw new TableError(e.sentence());
      }
      throw e;
    }
  }

  /** Cuts a segment of which nothing is loaded yet; one piece where that can't be done. */
  List<Segment> again(Connection connection, LoadTable table, Segment segment, int parts) {
    return source.snapshots().segments(connection, table.source(), new Cut.Again(segment, parts));
  }

  /** What the ranges of the table's segments rely on. */
  String layout(Connection connection, LoadTable table) {
    return source.snapshots().layout(connection, table.source());
  }

  private static Optional<Cut> byPartition(ParallelLoad load) {
    return switch (load.type()) {
      case NONE, RANGES -> Optional.empty();
      case PARTITIONS_AUTO -> Optional.of(new Cut.ByPartition(false, List.of()));
      case SUBPARTITIONS_AUTO -> Optional.of(new Cut.ByPartition(true, List.of()));
      case PARTITIONS_LIST ->
          Optional.of(
              load.subpartitions().isEmpty()
                  ? new Cut.ByPartition(false, load.partitions())
                  : new Cut.ByPartition(true, load.subpartitions()));
    };
  }

  private List<Segment> ranges(Connection connection, LoadTable table) {
    mustRise(connection, table);
    long rows = table.source().table().size().rows() / table.ranges().size();
    List<Segment> segments = new ArrayList<>();
    for (KeyRange range : table.ranges()) {
      segments.add(Segment.of(segments.size() + 1, range, rows));
    }
    return segments;
  }

  /**
   * Boundaries that don't rise would load rows twice. Numbers have one order; of anything else the
   * source is asked for a row between two boundaries in the wrong order.
   */
  private void mustRise(Connection connection, LoadTable table) {
    List<KeyRange> wrong = new ArrayList<>();
    for (KeyRange range : table.ranges()) {
      if (!range.from().isEmpty() && !range.to().isEmpty() && !rises(range)) {
        wrong.add(new KeyRange(range.columns(), range.to(), range.from()));
      }
    }
    if (!wrong.isEmpty() && isAnyRowIn(connection, table, wrong)) {
      throw new TableError(
          "the boundaries of the parallel-load of %s don't rise: rows would be loaded twice; write them in the order of %s"
              .formatted(table.name(), String.join(", ", wrong.getFirst().columns())));
    }
  }

  private static boolean rises(KeyRange range) {
    for (int i = 0; i < range.from().size(); i++) {
      String from = range.from().get(i);
      String to = range.to().get(i);
      if (!NUMBER.matcher(from).matches() || !NUMBER.matcher(to).matches()) {
        return false;
      }
      int order = new BigDecimal(from).compareTo(new BigDecimal(to));
      if (order != 0) {
        return order < 0;
      }
    }
    return true;
  }

  private boolean isAnyRowIn(Connection connection, LoadTable table, List<KeyRange> ranges) {
    Dialect dialect = source.engine().dialect();
    Table read = table.source().table();
    String condition =
        ranges.stream()
            .map(range -> range.condition(dialect::quote, table.source()::isNullable))
            .collect(Collectors.joining(") OR (", "(", ")"));
    // No limit on rows by the driver: it would stay on the session, and cut what is read next.
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT CASE WHEN EXISTS (SELECT 1 FROM %s WHERE %s) THEN 1 ELSE 0 END"
                    .formatted(dialect.rowsOf(read), condition))) {
      row.next();
      return row.getInt(1) == 1;
    } catch (SQLException e) {
      throw source
          .engine()
          .explain(e, "looking at the boundaries of " + read.name(), source.config());
    }
  }
}
