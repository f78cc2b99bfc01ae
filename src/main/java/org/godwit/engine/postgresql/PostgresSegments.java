package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.Cut;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.KeyRange;
import org.godwit.engine.Segment;

/**
 * Cuts tables by the blocks of their files, a partitioned table by those of its partitions. That
 * needs no key, and every block is read once.
 */
final class PostgresSegments {
  private static final int RANGES_BY_CTID = 140_000; // a TID range scan exists since 14
  private static final String CTID = "ctid";
  private static final Pattern TID = Pattern.compile("'\\((\\d+),0\\)'::tid");

  /** What holds the rows: the table itself, or each of its partitions. */
  private static final String FILES =
      """
      SELECT n.nspname, c.relname, c.relkind::text, greatest(c.reltuples, 0)::bigint,
             CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_size(c.oid) ELSE 0 END,
             CASE WHEN c.relkind IN ('r', 'm') THEN pg_table_size(c.oid) ELSE 0 END,
             current_setting('block_size')::bigint,
             current_setting('server_version_num')::int,
             has_table_privilege(c.oid, 'SELECT') AND NOT c.relrowsecurity
               AND NOT (SELECT relrowsecurity FROM pg_class WHERE oid = ?::regclass)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind <> 'p' AND (c.oid = ?::regclass
          OR c.oid IN (SELECT relid FROM pg_partition_tree(?::regclass) WHERE isleaf))
       ORDER BY n.nspname, c.relname""";

  private final Connection connection;
  private final PostgresDialect dialect;
  private final Table table;

  PostgresSegments(Connection connection, PostgresDialect dialect, Table table) {
    this.connection = connection;
    this.dialect = dialect;
    this.table = table;
  }

  /**
   * Rows on disk.
   *
   * @param blocks 0 where they can't be read by their places
   * @param bytes with values that are stored elsewhere
   * @param isReadable on its own, not only through its parent
   */
  private record File(TableName name, long rows, long blocks, long bytes, boolean isReadable) {}

  /**
   * The files that blocks are counted in, which VACUUM FULL, CLUSTER and others replace, and how
   * many rows were ever written: an update puts a row elsewhere too, so that it could slip from a
   * block that is still to be read into one that was. A server that recovers from a crash has lost
   * these figures, and the table counts as changed.
   *
   * <p>The lock that every reader takes is taken here, so that none of them can come in between.
   */
  String layout() throws SQLException {
    if (table.kind() == TableKind.VIEW) {
      return "";
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE " + dialect.quote(table.name()) + " IN ACCESS SHARE MODE");
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT md5(string_agg(concat_ws(' ', c.oid, pg_relation_filenode(c.oid),
                     pg_stat_get_tuples_inserted(c.oid), pg_stat_get_tuples_updated(c.oid),
                     pg_stat_get_tuples_deleted(c.oid)), ',' ORDER BY c.oid))
              FROM pg_class c
             WHERE c.relkind <> 'p' AND (c.oid = ?::regclass
                OR c.oid IN (SELECT relid FROM pg_partition_tree(?::regclass) WHERE isleaf))""")) {
      statement.setString(1, dialect.quote(table.name()));
      statement.setString(2, dialect.quote(table.name()));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getString(1) != null ? row.getString(1) : "";
      }
    }
  }

  List<Segment> cut(Cut cut) throws SQLException {
    if (table.kind() == TableKind.VIEW) {
      return List.of(Segment.whole(table.size().rows()));
    }
    return switch (cut) {
      case Cut.BySize(long bytesWanted) -> bySize(files(), bytesWanted);
      case Cut.ByPartition(_, List<String> named) -> byPartition(files(), named);
      case Cut.Again(Segment segment, int parts) -> again(files(), segment, parts);
    };
  }

  private List<File> files() throws SQLException {
    List<File> files = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(FILES)) {
      statement.setString(1, dialect.quote(table.name()));
      statement.setString(2, dialect.quote(table.name()));
      statement.setString(3, dialect.quote(table.name()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          boolean hasPlaces = row.getInt(8) >= RANGES_BY_CTID;
          files.add(
              new File(
                  new TableName(row.getString(1), row.getString(2)),
                  row.getLong(4),
                  hasPlaces ? row.getLong(5) / row.getLong(7) : 0,
                  row.getLong(6),
                  row.getBoolean(9)));
        }
      }
    }
    return files;
  }

  private List<Segment> bySize(List<File> files, long bytesWanted) {
    if (!areReadable(files)) {
      return List.of(Segment.whole(table.size().rows()));
    }
    List<Segment> segments = new ArrayList<>();
    for (File file : files) {
      long pieces =
          Math.clamp(file.bytes() / Math.max(1, bytesWanted), 1, Math.max(1, file.blocks()));
      segments.addAll(ranges(file, 0, file.blocks(), pieces, true));
    }
    return numbered(segments);
  }

  private List<Segment> byPartition(List<File> files, List<String> named) {
    for (String name : named) {
      if (table.kind() != TableKind.PARTITIONED
          || files.stream().noneMatch(file -> file.name().table().equals(name))) {
        throw new EngineException(
            Failure.OBJECT_MISSING,
            "%s has no partition %s; it has %s"
                .formatted(
                    table.name(),
                    name,
                    table.kind() == TableKind.PARTITIONED
                        ? String.join(
                            ", ", files.stream().map(file -> file.name().table()).toList())
                        : "none"));
      }
    }
    if (!areReadable(files)) {
      return List.of(Segment.whole(table.size().rows()));
    }
    return numbered(
        files.stream().map(file -> ranges(file, 0, file.blocks(), 1, true).getFirst()).toList());
  }

  /** A partition may be closed to a user who may read its parent; row security may differ too. */
  private boolean areReadable(List<File> files) {
    return !files.isEmpty()
        && (table.kind() != TableKind.PARTITIONED || files.stream().allMatch(File::isReadable));
  }

  private List<Segment> again(List<File> files, Segment segment, int parts) {
    Optional<File> file =
        files.stream().filter(it -> partition(it).equals(segment.partition())).findFirst();
    boolean isByPlace =
        segment.range().map(range -> range.columns().equals(List.of(CTID))).orElse(true);
    if (file.isEmpty() || !isByPlace || file.get().blocks() == 0) {
      return List.of(segment.withNumber(1));
    }
    long from = segment.range().map(range -> block(range.from(), 0)).orElse(0L);
    long to =
        segment
            .range()
            .map(range -> block(range.to(), file.get().blocks()))
            .orElse(file.get().blocks());
    boolean isLast = segment.range().map(range -> range.to().isEmpty()).orElse(true);
    return numbered(
        ranges(file.get(), from, to, Math.clamp(parts, 1, Math.max(1, to - from)), isLast));
  }

  private static long block(List<String> bound, long otherwise) {
    if (bound.isEmpty()) {
      return otherwise;
    }
    Matcher tid = TID.matcher(bound.getFirst());
    if (!tid.matches()) {
      throw new IllegalArgumentException("no place on disk: " + bound);
    }
    return Long.parseLong(tid.group(1));
  }

  private List<Segment> ranges(File file, long from, long to, long pieces, boolean isLast) {
    List<Segment> segments = new ArrayList<>();
    long blocks = to - from;
    for (long i = 0; i < pieces; i++) {
      long begin = from + blocks * i / pieces;
      // The last has no end: a block that came later is invisible to the snapshot anyway.
      boolean isOpen = isLast && i == pieces - 1;
      KeyRange range =
          new KeyRange(
              List.of(CTID),
              begin == 0 ? List.of() : List.of(tid(begin)),
              isOpen ? List.of() : List.of(tid(from + blocks * (i + 1) / pieces)));
      long rows = file.blocks() == 0 ? file.rows() : file.rows() * blocks / file.blocks() / pieces;
      segments.add(
          new Segment(
              1, partition(file), range.isAll() ? Optional.empty() : Optional.of(range), rows));
    }
    return segments;
  }

  /** As it is read: by its own name, but the only file of a table by the table's. */
  private String partition(File file) {
    return table.kind() == TableKind.PARTITIONED ? dialect.quote(file.name()) : "";
  }

  private static List<Segment> numbered(List<Segment> segments) {
    List<Segment> numbered = new ArrayList<>();
    for (Segment segment : segments) {
      numbered.add(segment.withNumber(numbered.size() + 1));
    }
    return numbered;
  }

  private static String tid(long block) {
    return "'(" + block + ",0)'::tid";
  }
}
