package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.catalog.TableSize;
import org.godwit.engine.BuildResources;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.task.LogComponent;
import org.godwit.task.TableState;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.control.SegmentRecord;
import org.godwit.task.load.Piece.Build;
import org.godwit.task.load.Piece.Rows;
import org.jspecify.annotations.Nullable;

/**
 * Loads the segments of all tables with as many workers as the snapshot has connections, the
 * largest first. When a table's last segment is committed, what belongs to the table is built by
 * the same workers, before further rows.
 */
final class LoadWorkers {
  /** Less is not worth a query and a transaction of its own. */
  private static final double SEGMENT_BYTES_MIN = 8 << 20;

  private static final Duration GRACE_AFTER_STOP = Duration.ofSeconds(5);

  private final LoadContext context;
  private final @Nullable Snapshot snapshot;
  private final SuspendedTables suspended;
  private final SegmentCuts cuts;
  private final AtomicBoolean isToldOfTriggers = new AtomicBoolean();
  private final BuildResources build;
  private final ForeignKeyOrder<Build> keys;
  private boolean keepsTables;
  private int workers;
  private final Deque<Rows> rows = new ArrayDeque<>();
  private final Deque<Build> builds = new ArrayDeque<>();
  private int busy;
  private final ReentrantLock queueLock = new ReentrantLock();
  private final Condition changed = queueLock.newCondition();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /**
   * Workers of one load.
   *
   * @param snapshot null where no rows are to be read
   * @param build what each may use of the target to build keys and indexes
   * @param keys says when foreign keys can be made
   */
  LoadWorkers(
      LoadContext context,
      @Nullable Snapshot snapshot,
      SuspendedTables suspended,
      SegmentCuts cuts,
      BuildResources build,
      ForeignKeyOrder<Build> keys) {
    this.context = context;
    this.build = build;
    this.keys = keys;
    this.snapshot = snapshot;
    this.suspended = suspended;
    this.cuts = cuts;
  }

  /** Loads what is not done and returns when all workers have ended. */
  void run(List<LoadTable> tables, List<SegmentRecord> segments) {
    keepsTables =
        context.settings().preparation() != TablePreparation.DROP_AND_CREATE
            && tables.stream().anyMatch(LoadTable::exists);
    addPieces(tables, segments);
    int most = snapshot == null ? tables.size() : snapshot.connections().size();
    workers = Math.min(context.settings().subTasksMax(), most);
    try (var _ = context.stop().onGiven(context.limits()::wake);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < workers; i++) {
        Connection source = snapshot == null ? null : snapshot.connections().get(i);
        executor.execute(() -> work(source, executor));
      }
      executor.shutdown();
      await(executor);
    }
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  private void addPieces(List<LoadTable> tables, List<SegmentRecord> segments) {
    Map<TableName, List<SegmentRecord>> undone = new TreeMap<>();
    tables.forEach(table -> undone.put(table.name(), new ArrayList<>()));
    for (SegmentRecord segment : segments) {
      List<SegmentRecord> ofTable = undone.get(segment.table());
      if (ofTable != null && !segment.done()) {
        ofTable.add(segment);
      }
    }
    Map<TableName, Long> counts =
        segments.stream()
            .collect(Collectors.groupingBy(SegmentRecord::table, Collectors.counting()));
    List<Rows> unloaded = new ArrayList<>();
    for (LoadTable table : tables) {
      List<SegmentRecord> ofTable = undone.getOrDefault(table.name(), List.of());
      TableLoad load =
          new TableLoad(
              context, table, keys, build, ofTable.size(), counts.getOrDefault(table.name(), 0L));
      if (ofTable.isEmpty()) {
        builds.add(load.beginBuilding());
      }
      ofTable.forEach(
          segment -> unloaded.add(new Rows(load, segment, bytes(table, segment, ofTable.size()))));
    }
    unloaded.sort(
        Comparator.<Rows>comparingInt(piece -> -piece.table().table().order())
            .thenComparingDouble(piece -> -piece.bytes()));
    rows.addAll(unloaded);
  }

  /** What a segment should have of its table's bytes, by its rows where they are known. */
  private static double bytes(LoadTable table, SegmentRecord segment, int segments) {
    TableSize size = table.source().table().size();
    long rows = segment.segment().rowsEstimate();
    return size.rows() > 0 && rows > 0
        ? (double) size.bytes() * Math.min(rows, size.rows()) / size.rows()
        : (double) size.bytes() / segments;
  }

  private void await(ExecutorService executor) {
    try {
      while (!executor.awaitTermination(100, TimeUnit.MILLISECONDS)) {
        if (context.stop().isGiven()) {
          if (!executor.awaitTermination(GRACE_AFTER_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            executor.shutdownNow();
          }
        }
      }
    } catch (InterruptedException _) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
      fail(new Stopped());
    }
  }

  private Connection connect() {
    Connection connection = connectForRows();
    context.target().prepareBuilding(connection, build);
    return connection;
  }

  /**
   * Tables that were there before may have keys and triggers; those that are made have none yet.
   */
  private Connection connectForRows() {
    return keepsTables
        ? context
            .target()
            .connectWithoutTriggers(
                sentence -> {
                  if (!isToldOfTriggers.getAndSet(true)) {
                    context.log().warning(LogComponent.TARGET_LOAD, sentence);
                  }
                })
        : context.target().connect();
  }

  private void work(@Nullable Connection source, ExecutorService all) {
    try (Connection target = connect();
        Definitions definitions = new Definitions(context, target)) {
      for (Piece piece = next(source, target); piece != null; piece = next(source, target)) {
        List<Build> next = List.of();
        try {
          next = work(piece, source, definitions);
        } finally {
          end(next);
        }
      }
    } catch (SQLException e) {
      fail(context.target().engine().explain(e, "ending a worker", context.target().config()));
      all.shutdownNow();
    } catch (RuntimeException e) {
      fail(e);
      all.shutdownNow();
    } catch (Error e) {
      fail(
          new EngineException(
              Failure.UNKNOWN,
              "a worker ended by an error of Godwit itself (%s); what is committed stays, a resume goes on from there"
                  .formatted(e),
              e));
      all.shutdownNow();
      throw e;
    }
  }

  /** The next piece; waits while others may still give some, null when all is done. */
  private @Nullable Piece next(@Nullable Connection source, Connection target) {
    queueLock.lock();
    try {
      while (true) {
        context.checkStop();
        Piece piece = builds.isEmpty() ? nextRows(source, target) : builds.poll();
        if (piece != null) {
          busy++;
          return piece;
        }
        if (busy == 0) {
          return null;
        }
        // A wish to stop comes without a signal.
        var _ = changed.await(100, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    } finally {
      queueLock.unlock();
    }
  }

  private void end(List<Build> next) {
    queueLock.lock();
    try {
      busy--;
      builds.addAll(next);
      changed.signalAll();
    } finally {
      queueLock.unlock();
    }
  }

  /**
   * Towards the end, when fewer segments are left than there are workers, a large one is cut again
   * for all of them, so that nobody waits for the last.
   */
  private @Nullable Rows nextRows(@Nullable Connection source, Connection target) {
    Rows piece = rows.poll();
    int idle = workers - rows.size();
    if (piece == null || source == null || idle < 2) {
      return piece;
    }
    int parts = (int) Math.min(idle, (long) (piece.bytes() / SEGMENT_BYTES_MIN));
    if (parts < 2 || suspended.contains(piece.table().table().name())) {
      return piece;
    }
    rows.addAll(cutAgain(piece, parts, source, target));
    return rows.poll();
  }

  private List<Rows> cutAgain(Rows piece, int parts, Connection source, Connection target) {
    SegmentRecord record = piece.segment();
    LoadTable table = piece.table().table();
    List<Segment> cut = cuts.again(source, table, record.segment(), parts);
    List<Segment> numbered = piece.table().numbered(record.segment(), cut);
    if (cut.size() > 1) {
      String layout = cuts.layout(source, table);
      context.transact(
          target,
          "cutting a segment of " + table.name(),
          connection ->
              new LoadLedger(context.claim()).cutAgain(connection, table.name(), numbered, layout));
      context.progress().of(table.name()).cutInto(piece.table().segments());
    }
    return numbered.stream()
        .map(
            segment ->
                new Rows(
                    piece.table(),
                    new SegmentRecord(
                        record.table(), segment, false, record.counts(), record.position()),
                    piece.bytes() / numbered.size()))
        .toList();
  }

  private List<Build> work(Piece piece, @Nullable Connection source, Definitions target) {
    TableLoad table = piece.table();
    TableName name = table.table().name();
    if (suspended.contains(name)) {
      return List.of();
    }
    try {
      List<Build> next =
          switch (piece) {
            case Rows(_, SegmentRecord segment, _) ->
                table.load(
                    segment,
                    Objects.requireNonNull(snapshot),
                    Objects.requireNonNull(source),
                    target.ledger());
            case Build(_, Piece.Part part) -> part.build(target);
          };
      if (!suspended.contains(name)) {
        return next;
      }
    } catch (TableError e) {
      suspended.suspend(target.ledger(), name, e.sentence());
    } catch (EngineException e) {
      if (e.failure().isOfServer() || context.stop().isGiven()) {
        throw e;
      }
      suspended.suspend(target.ledger(), name, e.sentence());
    }
    context.progress().of(name).become(TableState.ERROR, context.clock().instant());
    return List.of();
  }

  /** The first failure counts; what it makes the other workers say is its echo. */
  private void fail(RuntimeException reason) {
    RuntimeException told =
        context.stop().isGiven() && !(reason instanceof Stopped) && !isFenced(reason)
            ? new Stopped()
            : reason;
    failure.compareAndSet(null, told);
  }

  private static boolean isFenced(RuntimeException reason) {
    return reason instanceof EngineException e && e.failure() == Failure.FENCED;
  }
}
