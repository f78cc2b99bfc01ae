package org.godwit.task.load;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.godwit.engine.DdlStatement.Phase;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.task.LogComponent;
import org.godwit.task.TableProgress;
import org.godwit.task.TableState;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.control.LoadPhase;
import org.godwit.task.control.SegmentRecord;
import org.godwit.task.control.StatementLedger;
import org.godwit.task.control.StatementRecord;

/** One table on its way; several workers may load its segments at once. */
final class TableLoad {
  private static final Set<Phase> WITH_TABLE =
      EnumSet.of(
          Phase.PRIMARY_KEY,
          Phase.INDEX,
          Phase.CHECK,
          Phase.TRIGGER,
          Phase.IDENTITY,
          Phase.STATISTICS);

  private final LoadContext context;
  private final LoadTable table;
  private final RejectFile rejectFile;
  private final TableProgress progress;
  private final AtomicInteger segmentsLeft;
  private final AtomicInteger segments;

  /**
   * One table.
   *
   * @param segments how many it has, done or not
   */
  TableLoad(LoadContext context, LoadTable table, int segmentsLeft, long segments) {
    this.context = context;
    this.table = table;
    this.rejectFile = new RejectFile(context.settings().rejectFolder(), table.name());
    this.progress = context.progress().of(table.name());
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

  /** Loads a segment, and completes the table with the last one. */
  void load(SegmentRecord segment, Snapshot snapshot, Connection source, Connection target) {
    progress.become(TableState.FULL_LOAD, context.clock().instant());
    new SegmentLoad(context, table, segment, rejectFile).run(snapshot, source, target);
    if (segmentsLeft.decrementAndGet() == 0) {
      complete(target);
    }
  }

  /** Builds what belongs to the table and marks it completed. */
  void complete(Connection target) {
    reached(target, LoadPhase.LOADED);
    StatementLedger ledger = new StatementLedger(context.claim());
    List<StatementRecord> statements =
        context.compute(
            target, "reading the ledger", connection -> ledger.ofTable(connection, table.name()));
    new TargetObjects(context).build(target, statements, WITH_TABLE);
    reached(target, LoadPhase.COMPLETED);
    progress.become(TableState.COMPLETED, context.clock().instant());
    context
        .log()
        .info(
            LogComponent.TARGET_LOAD,
            table.name(),
            "loaded %,d rows into %s"
                .formatted(progress.statistics().rows(), table.target().name()));
  }

  private void reached(Connection target, LoadPhase phase) {
    context.transact(
        target,
        "recording " + table.name(),
        connection ->
            new LoadLedger(context.claim())
                .reached(connection, table.name(), phase, context.clock().instant()));
  }
}
