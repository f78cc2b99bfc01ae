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
  private final MovedRows ofRun;
  private final LongAdder rowsRunning = new LongAdder();
  private final LongAdder bytesRunning = new LongAdder();
  private TableState state = TableState.BEFORE_LOAD;
  private long rowsDone;
  private long bytesDone;
  private long rejected;
  private int segments;
  private int segmentsDone;
  private final Map<Alteration, Long> altered = new TreeMap<>(ALTERATIONS);
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Instant failedAt;
  private String failure = "";
  private final List<String> messages = new ArrayList<>();
  private int refused;
  private ValidationFigures validation = ValidationFigures.NOT_ENABLED;
  private volatile @Nullable PlannedTable planned;

  private record Alteration(String column, String change) {}

  /**
   * Figures that begin.
   *
   * @param ofRun to which all is added that is loaded
   */
  TableProgress(
      TableName source,
      TableName target,
      long rowsEstimate,
      ChangeProgress changes,
      MovedRows ofRun) {
    this.ofRun = ofRun;
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
    ofRun.add(rows, bytes);
  }

  /** A segment is committed; what it had announced while running is replaced by what counts. */
  public synchronized void committed(SegmentCounts counts, long rowsMoved, long bytesMoved) {
    rowsRunning.add(-rowsMoved);
    bytesRunning.add(-bytesMoved);
    ofRun.add(counts.rowsLoaded() - rowsMoved, counts.bytesRead() - bytesMoved);
    add(counts);
  }

  /**
   * These begin where those of an earlier plan of the run end; what had not ended there is lost.
   */
  void replace(TableProgress before) {
    ofRun.add(-before.rowsRunning.sum(), -before.bytesRunning.sum());
    synchronized (before) {
      failure = before.failure;
      failedAt = before.failedAt;
    }
  }

  /** Values were altered in a segment that is committed now, or was by an earlier run. */
  public synchronized void altered(List<AlteredValues> values) {
    values.forEach(
        it -> altered.merge(new Alteration(it.column(), it.change()), it.count(), Long::sum));
  }

  /** A segment was committed by an earlier run. */
  public synchronized void recovered(SegmentCounts counts) {
    add(counts);
  }

  /** What earlier runs have loaded does not count: the table begins from zero. */
  public synchronized void beginAgain() {
    rowsDone = 0;
    bytesDone = 0;
    rejected = 0;
    altered.clear();
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
      case COMPLETED -> {
        endedAt = at;
        failure = "";
        failedAt = null;
      }
      case CANCELLED -> endedAt = at;
      case ERROR, DOES_NOT_EXIST -> endedAt = endedAt == null ? at : endedAt; // of its load
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

  /** The target has refused a statement that belongs to the table, which goes on without. */
  public synchronized void refused(String sentence) {
    refused++;
    message(sentence);
  }

  /**
   * The table is not loaded, or followed, any more: the reason stands before all other sentences.
   * One that fails by the same again in the same run has failed since then.
   *
   * @param at since when
   */
  public synchronized void fail(String reason, Instant at) {
    become(TableState.ERROR, at);
    failedAt = failedAt == null || !failure.equals(reason) || at.isBefore(failedAt) ? at : failedAt;
    failure = reason;
    messages.remove(reason);
    messages.addFirst(reason);
  }

  /** The table that has failed has done so since then. */
  public synchronized void failedAt(Instant at) {
    failedAt = at;
  }

  /** The source has the table no longer. */
  public synchronized void miss(Instant at) {
    if (state != TableState.DOES_NOT_EXIST) {
      leave("the source has it no longer", at);
    }
  }

  /**
   * The source has the table no longer, or has another in its place.
   *
   * @param why a sentence without its full stop, which stands for all others
   */
  public synchronized void leave(String why, Instant at) {
    become(TableState.DOES_NOT_EXIST, at);
    failure = "";
    failedAt = null;
    messages.clear();
    messages.add(why);
  }

  /** What validation has found so far. */
  public synchronized void validation(ValidationFigures figures) {
    validation = figures;
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
        state == TableState.ERROR ? failedAt : null,
        refused,
        String.join("\n", messages),
        validation);
  }
}
