package org.godwit.task.load;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.godwit.engine.BuildResources;
import org.godwit.engine.DdlStatement.Phase;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.TargetTable;
import org.godwit.task.LogComponent;
import org.godwit.task.TableProgress;
import org.godwit.task.TableState;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.control.LoadPhase;
import org.godwit.task.control.SegmentRecord;
import org.godwit.task.control.StatementLedger;
import org.godwit.task.control.StatementRecord;
import org.godwit.task.load.Piece.Build;

/** One table on its way; several workers may load its segments at once. */
final class TableLoad {
  private static final Set<Phase> AFTER_INDEXES =
      EnumSet.of(Phase.CHECK, Phase.TRIGGER, Phase.IDENTITY, Phase.STATISTICS);

  private static final Set<Phase> OWN_AFTER_ROWS = ownAfterRows();

  private static final Set<Phase> FOREIGN_KEYS =
      EnumSet.of(Phase.FOREIGN_KEY, Phase.FOREIGN_KEY_VALIDATION);

  /**
   * A smaller table isn't worth a new file on the target (see {@link TargetTable}), and what
   * belongs to it no transactions of their own.
   */
  private static final long LARGE_BYTES_MIN = 1 << 20;

  private static Set<Phase> ownAfterRows() {
    Set<Phase> phases = EnumSet.copyOf(AFTER_INDEXES);
    phases.add(Phase.PRIMARY_KEY);
    phases.add(Phase.INDEX);
    return phases;
  }

  private final LoadContext context;
  private final LoadTable table;
  private final ForeignKeyOrder<Build> keys;
  private final BuildResources build;
  private final RejectFile rejectFile;
  private final TableProgress progress;
  private final boolean hasRows;
  private final AtomicInteger segmentsLeft;
  private final AtomicInteger segments;

  /**
   * One table.
   *
   * @param keys says when foreign keys can be made
   * @param build what a worker may use of the target
   * @param segmentsLeft how many are to be loaded; none where only what comes behind is missing
   * @param segments how many it has, done or not
   */
  TableLoad(
      LoadContext context,
      LoadTable table,
      ForeignKeyOrder<Build> keys,
      BuildResources build,
      int segmentsLeft,
      long segments) {
    this.context = context;
    this.table = table;
    this.keys = keys;
    this.build = build;
    this.rejectFile = new RejectFile(context.settings().rejectFolder(), table.name());
    this.progress = context.progress().of(table.name());
    this.hasRows = segmentsLeft > 0;
    this.segmentsLeft = new AtomicInteger(segmentsLeft);
    this.segments = new AtomicInteger((int) segments);
  }

  /** How many segments the table has. */
  int segments() {
    return segments.get();
  }

  /** The parts of a segment under numbers of their own, the first under the segment's. */
  List<Segment> numbered(Segment segment, List<Segment> parts) {
    List<Segment> numbered = new ArrayList<>();
    for (Segment part : parts) {
      numbered.add(
          part.withNumber(numbered.isEmpty() ? segment.number() : segments.incrementAndGet()));
    }
    segmentsLeft.addAndGet(parts.size() - 1);
    return numbered;
  }

  LoadTable table() {
    return table;
  }

  /**
   * Loads a segment.
   *
   * @return what can be built now: nothing but behind the last segment
   */
  List<Build> load(SegmentRecord segment, Snapshot snapshot, Connection source, Connection target) {
    progress.become(TableState.FULL_LOAD, context.clock().instant());
    boolean isMade =
        !table.exists() || context.settings().preparation() == TablePreparation.DROP_AND_CREATE;
    boolean isWhole =
        isMade && segments.get() == 1 && table.source().table().size().bytes() >= LARGE_BYTES_MIN;
    new SegmentLoad(context, table, segment, rejectFile, isWhole).run(snapshot, source, target);
    return segmentsLeft.decrementAndGet() == 0 ? List.of(beginBuilding()) : List.of();
  }

  /** What comes behind the last row: the key first and alone. */
  Build beginBuilding() {
    return new Build(this, this::buildKey);
  }

  /** The key, and then the indexes, beside each other where that may be. */
  private List<Build> buildKey(Definitions target) {
    TargetObjects objects = new TargetObjects(context, target);
    if (progress.statistics().bytes() < LARGE_BYTES_MIN && buildAtOnce(objects)) {
      return keys.finished(table.target());
    }
    reached(target, LoadPhase.LOADED);
    StatementLedger ledger = new StatementLedger(context.claim());
    List<StatementRecord> statements =
        context.compute(
            target.ledger(),
            "reading the ledger",
            connection -> ledger.ofTable(connection, table.name()));
    objects.build(statements, EnumSet.of(Phase.PRIMARY_KEY));
    List<StatementRecord> indexes =
        statements.stream()
            .filter(record -> !record.done() && record.statement().phase() == Phase.INDEX)
            .toList();
    if (indexes.size() < 2 || !context.target().load().buildsIndexesTogether()) {
      objects.build(indexes, EnumSet.of(Phase.INDEX));
      return complete(target, statements);
    }
    AtomicInteger left = new AtomicInteger(indexes.size());
    return indexes.stream()
        .map(
            index ->
                new Build(
                    this,
                    worker -> {
                      new TargetObjects(context, worker)
                          .build(List.of(index), EnumSet.of(Phase.INDEX));
                      return left.decrementAndGet() == 0 ? complete(worker, statements) : List.of();
                    }))
        .toList();
  }

  private boolean buildAtOnce(TargetObjects objects) {
    LoadLedger ledger = new LoadLedger(context.claim());
    boolean isBuilt =
        objects.buildAtOnce(
            table.name(),
            OWN_AFTER_ROWS,
            connection -> ledger.completed(connection, table.name(), context.clock().instant()));
    if (isBuilt) {
      completed();
    }
    return isBuilt;
  }

  /** Builds the rest but for the foreign keys and marks the table completed. */
  private List<Build> complete(Definitions target, List<StatementRecord> statements) {
    new TargetObjects(context, target).build(statements, AFTER_INDEXES);
    reached(target, LoadPhase.COMPLETED);
    completed();
    boolean keysAreLookedAtApart =
        statements.stream()
            .anyMatch(it -> !it.done() && it.statement().phase() == Phase.FOREIGN_KEY_VALIDATION);
    // One that was there before may owe keys of other tables, too.
    return keysAreLookedAtApart && !table.exists()
        ? keys.completed(
            table.target(), new Build(this, worker -> buildForeignKeys(worker, statements)))
        : keys.finished(table.target());
  }

  private List<Build> buildForeignKeys(Definitions target, List<StatementRecord> statements) {
    context.target().prepareLookingAtKeys(target.ledger(), build);
    new TargetObjects(context, target).build(statements, FOREIGN_KEYS);
    context.target().prepareBuilding(target.ledger(), build);
    return keys.finished(table.target());
  }

  private void completed() {
    if (!hasRows && progress.statistics().state() == TableState.COMPLETED) {
      return; // it was when its rows were there
    }
    progress.become(TableState.COMPLETED, context.clock().instant());
    context
        .log()
        .info(
            LogComponent.TARGET_LOAD,
            table.name(),
            "loaded %,d rows into %s"
                .formatted(progress.statistics().rows(), table.target().name()));
  }

  private void reached(Definitions target, LoadPhase phase) {
    context.transact(
        target.ledger(),
        "recording " + table.name(),
        connection ->
            new LoadLedger(context.claim())
                .reached(connection, table.name(), phase, context.clock().instant()));
  }
}
