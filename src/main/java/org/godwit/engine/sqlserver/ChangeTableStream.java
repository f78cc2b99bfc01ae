package org.godwit.engine.sqlserver;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.EngineException;
import org.godwit.engine.Position;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.TableDefinitions;
import org.jspecify.annotations.Nullable;

/**
 * Change tables as a stream. The capture job fills them transaction by transaction; what it has
 * done stands in {@code cdc.lsn_time_mapping}. So a window of whole transactions is read at a time,
 * together with what says that nothing of it was cleaned up or left out, in one transaction under
 * SNAPSHOT isolation.
 */
final class ChangeTableStream implements ChangeStream {
  static final String NEXT =
      "SELECT CONVERT(nvarchar(22), MAX(l.start_lsn), 1), CONVERT(nvarchar(11), DATEPART(tz, SYSDATETIMEOFFSET())) FROM (SELECT TOP (1000) start_lsn FROM cdc.lsn_time_mapping WHERE start_lsn >= %s ORDER BY start_lsn) AS l";

  /** The capture job itself looks every five seconds unless it is set otherwise. */
  private static final Duration EVERY = Duration.ofMillis(200);

  /** So many change tables are asked about in one query. */
  private static final int ASKED_AT_ONCE = 100;

  private final Connection connection;
  private final CaptureSetup captures;
  private final String stream;
  private final Map<TableName, CapturedTable> tables = new TreeMap<>();
  private final Map<TableName, CaptureSetup.Instance> known = new TreeMap<>();
  private final TableDefinitions definitions;
  private final Function<Exception, EngineException> explain;
  private final Deque<Change> told = new ArrayDeque<>();
  private LogSequenceNumber from;
  private long askedAt = System.nanoTime() - EVERY.toNanos();
  private @Nullable ChangeWindow window;

  /**
   * Begins.
   *
   * @param connection of the stream's own, without auto-commit and under SNAPSHOT isolation
   * @param tables that are followed
   * @param instances of the stream, as they were when the definitions were read
   * @param kept what tables were when following them began, where that is known
   * @param explain understands the driver's errors
   * @throws EngineException of {@link org.godwit.engine.Failure#POSITION_LOST} where changes behind
   *     the place were cleaned up
   */
  ChangeTableStream(
      Connection connection,
      String stream,
      Collection<CapturedTable> tables,
      List<CaptureSetup.Instance> instances,
      Map<TableName, KeptForm> kept,
      LogSequenceNumber from,
      TableDefinitions definitions,
      Function<Exception, EngineException> explain) {
    this.connection = connection;
    this.captures = new CaptureSetup(connection);
    this.stream = stream;
    this.from = from;
    this.definitions = definitions;
    this.explain = explain;
    for (CapturedTable table : tables) {
      this.tables.put(table.name(), table);
    }
    for (CaptureSetup.Instance instance : instances) {
      known.put(instance.table(), instance);
    }
    requireKept(instances);
    look(instances);
    for (CaptureSetup.Instance instance : instances) {
      KeptForm form = kept.get(instance.table());
      boolean isFollowed = this.tables.containsKey(instance.table());
      if (isFollowed && form != null && isBehind(instance) && form.isCleanedUp(instance)) {
        leave(
            instance.table(),
            "its change table cdc.%s_CT begins at %s, behind the task's position %s: a clean-up has removed what may not be applied yet"
                .formatted(instance.name(), instance.start().orElse(from), from));
      }
    }
    for (CapturedTable table : tables) {
      if (!table.missing().isEmpty()) {
        leave(
            table.name(),
            "its capture instance %s is older than column %s, so that its change table doesn't have it"
                .formatted(table.instance(), String.join(", ", table.missing())));
      }
    }
  }

  @Override
  public @Nullable Change next(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        Change step = told.isEmpty() ? step() : told.poll();
        if (step != null) {
          return step;
        }
        long left = Math.min(end, askedAt + EVERY.toNanos()) - System.nanoTime();
        if (end <= System.nanoTime()) {
          return null;
        }
        LockSupport.parkNanos(left);
      }
    } catch (SQLException | IOException e) {
      throw explain.apply(e);
    }
  }

  private @Nullable Change step() throws SQLException, IOException {
    if (window == null && System.nanoTime() - askedAt >= EVERY.toNanos()) {
      window = open();
    }
    if (!told.isEmpty()) {
      return told.poll();
    }
    if (window == null) {
      return null;
    }
    Change step = window.next();
    if (step == null) {
      from = window.behind();
      step = new Change.Idle(from);
      end();
      askedAt = System.nanoTime() - EVERY.toNanos(); // there may be more
    }
    return step;
  }

  private @Nullable ChangeWindow open() throws SQLException {
    askedAt = System.nanoTime();
    List<String> next = ShortQuery.rows(connection, NEXT.formatted(from.literal()), 2).getFirst();
    if (next.getFirst().isEmpty()) {
      connection.rollback();
      return null;
    }
    LogSequenceNumber to = LogSequenceNumber.parse(next.getFirst());
    look(captures.instances(stream));
    ZoneOffset zone = ZoneOffset.ofTotalSeconds(Integer.parseInt(next.getLast()) * 60);
    ChangeWindow opened = new ChangeWindow(to, zone);
    try {
      for (CapturedTable table : withChanges(to)) {
        opened.add(ChangeTableCursor.of(connection, table, table.changes(from, to)));
      }
      return opened;
    } catch (SQLException | RuntimeException e) {
      try (opened) {
        throw e;
      }
    }
  }

  private List<CapturedTable> withChanges(LogSequenceNumber to) throws SQLException {
    List<CapturedTable> all = List.copyOf(tables.values());
    List<CapturedTable> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i += ASKED_AT_ONCE) {
      List<String> questions = new ArrayList<>();
      for (int j = i; j < Math.min(i + ASKED_AT_ONCE, all.size()); j++) {
        questions.add(all.get(j).hasChanges(from, to, j));
      }
      for (String number : ShortQuery.column(connection, String.join(" UNION ALL ", questions))) {
        found.add(all.get(Integer.parseInt(number)));
      }
    }
    return found;
  }

  /**
   * The clean-up goes by the same age for all tables, so that one that begins where the stream does
   * speaks for all. Others may begin later: they were captured later, and loaded after that.
   */
  private void requireKept(List<CaptureSetup.Instance> instances) {
    if (!instances.isEmpty() && instances.stream().allMatch(this::isBehind)) {
      throw lost(instances.getFirst());
    }
  }

  private boolean isBehind(CaptureSetup.Instance instance) {
    return instance.start().filter(it -> it.compareTo(from) > 0).isPresent();
  }

  private EngineException lost(CaptureSetup.Instance instance) {
    return CaptureSetup.lost(
        "change table cdc.%s_CT begins at %s, behind the task's position %s: the clean-up has removed what was not applied yet"
            .formatted(instance.name(), instance.start().orElse(from), from));
  }

  /** Whether the change tables are still those that the stream was opened with, and whole. */
  private void look(List<CaptureSetup.Instance> instances) {
    Map<TableName, CaptureSetup.Instance> now = new TreeMap<>();
    instances.forEach(it -> now.put(it.table(), it));
    for (TableName table : List.copyOf(tables.keySet())) {
      CaptureSetup.Instance before = known.get(table);
      CaptureSetup.Instance instance = now.get(table);
      if (before == null || instance == null || !instance.isSame(before)) {
        leave(
            table,
            "its capture instance was disabled, or the table was dropped: its change table is gone from the source");
      } else if (!instance.start().equals(before.start()) && isBehind(instance)) {
        throw lost(instance);
      } else if (!instance.alteration().equals(before.alteration())) {
        known.put(table, instance);
        told.add(
            new Change.Redefined(
                table, Change.Deed.ALTERED, instance.alteration().orElseThrow().statement()));
      }
    }
  }

  private void leave(TableName table, String why) {
    tables.remove(table);
    told.add(new Change.Unreadable(table, why));
  }

  private void end() throws SQLException {
    try (var _ = window) {
      window = null;
    }
    connection.rollback();
  }

  @Override
  public TableDefinitions definitions() {
    return definitions;
  }

  /** The clean-up goes by age, and not by what was read. */
  @Override
  public void release(Position durable) {}

  @Override
  public void close() {
    try (var _ = connection;
        var _ = window) {
      window = null;
    } catch (SQLException e) {
      throw explain.apply(e);
    }
  }
}
