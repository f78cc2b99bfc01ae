package org.godwit.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.godwit.catalog.TableName;
import org.godwit.task.control.AlteredValues;
import org.godwit.task.control.SegmentCounts;
import org.godwit.task.plan.PlannedTable;
import org.jspecify.annotations.Nullable;

/** A table's figures while its task runs; many workers write, pages read. */
public final class TableProgress {
  private static final Comparator<Alteration> ALTERATIONS =
      Comparator.comparing(Alteration::column).thenComparing(Alteration::change);

  private final TableName source;
  private final TableName target;
  private final long rowsEstimate;
  private final ChangeProgress changes;
  private final LongAdder rowsRunning = new LongAdder();
  private final LongAdder bytesRunning = new LongAdder();
  private TableState state = TableState.BEFORE_LOAD;
  private long rowsDone;
  private long rowsOfEarlierRuns;
  private long bytesDone;
  private long bytesOfEarlierRuns;
  private long rejected;
  private int segments;
  private int segmentsDone;
  private final Map<Alteration, Long> altered = new TreeMap<>(ALTERATIONS);
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private final List<String> messages = new ArrayList<>();
  private ValidationFigures validation = ValidationFigures.NOT_ENABLED;
  private volatile @Nullable PlannedTable planned;

  private record Alteration(String column, String change) {}

  TableProgress(TableName source, TableName target, long rowsEstimate, ChangeProgress changes) {
    this.source = source;
    this.target = target;
    this.rowsEstimate = rowsEstimate;
    this.changes = changes;
  }

  /** What becomes of the table was decided. */
  public void planned(PlannedTable table) {
    planned = table;
  }

  /** What becomes of the table; empty before that is decided, and where it can't be loaded. */
  public Optional<PlannedTable> planned() {
    return Optional.ofNullable(planned);
  }

  /** The table by which the task knows it. */
  public TableName source() {
    return source;
  }

  /** A running segment has moved on; negative figures take back what a rollback undid. */
  public void moved(long rows, long bytes) {
    rowsRunning.add(rows);
    bytesRunning.add(bytes);
  }

  /** A segment is committed; what it had announced while running is replaced by what counts. */
  public synchronized void committed(SegmentCounts counts, long rowsMoved, long bytesMoved) {
    moved(-rowsMoved, -bytesMoved);
    add(counts);
  }

  /** Values were altered in a segment that is committed now, or was by an earlier run. */
  public synchronized void altered(List<AlteredValues> values) {
    values.forEach(
        it -> altered.merge(new Alteration(it.column(), it.change()), it.count(), Long::sum));
  }

  /** A segment was committed by an earlier run. */
  public synchronized void recovered(SegmentCounts counts) {
    add(counts);
    rowsOfEarlierRuns += counts.rowsLoaded();
    bytesOfEarlierRuns += counts.bytesRead();
  }

  /** What earlier runs have loaded does not count: the table begins from zero. */
  public synchronized void beginAgain() {
    rowsDone = 0;
    bytesDone = 0;
    rejected = 0;
    altered.clear();
    rowsOfEarlierRuns = 0;
    bytesOfEarlierRuns = 0;
    segments = 0;
    segmentsDone = 0;
  }

  private void add(SegmentCounts counts) {
    rowsDone += counts.rowsLoaded();
    rejected += counts.rowsRejected();
    bytesDone += counts.bytesRead();
    segmentsDone++;
  }

  /** The table is cut into that many segments. */
  public synchronized void cutInto(int count) {
    segments = count;
  }

  /** The table has changed its state. */
  public synchronized void become(TableState next, @Nullable Instant at) {
    state = next;
    switch (next) {
      case FULL_LOAD, RELOADING -> startedAt = startedAt == null ? at : startedAt;
      case COMPLETED, ERROR, CANCELLED, DOES_NOT_EXIST -> endedAt = at;
      case BEFORE_LOAD -> {
        startedAt = at;
        endedAt = null;
      }
    }
  }

  /** When an earlier run had begun the table. */
  public synchronized void startedAt(@Nullable Instant at) {
    startedAt = at;
  }

  /** A sentence for the table's row: an error, or what could not be made as the source has it. */
  public synchronized void message(String sentence) {
    if (!messages.contains(sentence)) {
      messages.add(sentence);
    }
  }

  /**
   * The table is not loaded, or followed, any more: the reason stands before all other sentences.
   */
  public synchronized void fail(String reason, Instant at) {
    become(TableState.ERROR, at);
    messages.remove(reason);
    messages.addFirst(reason);
  }

  /** What validation has found so far. */
  public synchronized void validation(ValidationFigures figures) {
    validation = figures;
  }

  /** Rows that this run has loaded, those of unfinished segments included. */
  public synchronized long rowsOfThisRun() {
    return rowsDone - rowsOfEarlierRuns + rowsRunning.sum();
  }

  /** Bytes that this run has read. */
  public synchronized long bytesOfThisRun() {
    return bytesDone - bytesOfEarlierRuns + bytesRunning.sum();
  }

  /** The figures at this moment. */
  public synchronized TableStatistics statistics() {
    return new TableStatistics(
        source,
        target,
        state,
        rowsEstimate,
        rowsDone + rowsRunning.sum(),
        rejected,
        bytesDone + bytesRunning.sum(),
        segments,
        segmentsDone,
        altered.entrySet().stream()
            .map(it -> new AlteredValues(it.getKey().column(), it.getKey().change(), it.getValue()))
            .toList(),
        changes.of(source),
        startedAt,
        endedAt,
        String.join("\n", messages),
        validation);
  }
}
