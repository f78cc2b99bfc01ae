package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.godwit.codec.Bytes;
import org.godwit.codec.Tally;
import org.godwit.codec.ValueChange;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.RowCursor;
import org.godwit.engine.RowForm;
import org.godwit.engine.RowStream;
import org.godwit.engine.Snapshot;
import org.godwit.engine.TableWriter;
import org.godwit.engine.TableWriter.Mode;
import org.godwit.engine.TargetTable;
import org.godwit.task.LogComponent;
import org.godwit.task.TableProgress;
import org.godwit.task.control.AlteredValues;
import org.godwit.task.control.ExceptionLedger;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.control.SegmentCounts;
import org.godwit.task.control.SegmentRecord;

/**
 * Moves the rows of one segment. Rows, exceptions, counters and the segment's mark commit together.
 *
 * <ol>
 *   <li>The first try streams everything in one go.
 *   <li>Where the target refuses a row, the transaction is undone and the segment read again, in
 *       batches with a savepoint each; a refused batch is cut in halves down to the row.
 * </ol>
 */
final class SegmentLoad {
  private static final int REJECTS_WAITING_MAX = 1000;

  private final LoadContext context;
  private final LoadTable table;
  private final SegmentRecord segment;
  private final RejectFile rejectFile;
  private final boolean isWhole;
  private final TableProgress progress;
  private long rowsShown;
  private long bytesShown;

  /**
   * A load of one segment.
   *
   * @param isWhole whether it has all rows of a table that was made for them
   */
  SegmentLoad(
      LoadContext context,
      LoadTable table,
      SegmentRecord segment,
      RejectFile rejectFile,
      boolean isWhole) {
    this.context = context;
    this.table = table;
    this.segment = segment;
    this.rejectFile = rejectFile;
    this.isWhole = isWhole;
    this.progress = context.progress().of(table.name());
  }

  /**
   * Loads the segment.
   *
   * @param source one of the snapshot's connections
   * @param target in no transaction
   */
  void run(Snapshot snapshot, Connection source, Connection target) {
    context.limits().beginReading(context);
    try {
      try {
        load(Mode.STREAM, snapshot, source, target);
      } catch (EngineException e) {
        if (!concernsRow(e)) {
          throw e;
        }
        context
            .log()
            .info(
                LogComponent.TARGET_LOAD,
                table.name(),
                "a row was refused, so segment %d is read again in batches to find it: %s"
                    .formatted(segment.segment().number(), e.sentence()));
        takeBack();
        load(Mode.BATCH, snapshot, source, target);
      } catch (TooManyRejects _) {
        takeBack();
        load(Mode.BATCH, snapshot, source, target);
      }
    } catch (RuntimeException e) {
      takeBack();
      throw e;
    } finally {
      context.limits().endReading();
    }
  }

  static boolean concernsRow(EngineException e) {
    return e.failure() == Failure.CONSTRAINT || e.failure() == Failure.VALUE;
  }

  private void load(Mode mode, Snapshot snapshot, Connection source, Connection target) {
    Tally tally = new Tally(table.columns().size());
    Rejects rejects = new Rejects(context, table, segment.segment().number(), rejectFile);
    SegmentCounts counts =
        context.compute(
            target,
            "loading " + table.name() + " into " + table.target().name(),
            connection -> {
              SegmentCounts moved = move(mode, snapshot, source, connection, tally, rejects);
              rejects.store(connection);
              record(connection, snapshot, tally, moved);
              return moved;
            });
    progress.committed(counts, rowsShown, bytesShown);
    progress.altered(altered(tally));
    rowsShown = 0;
    bytesShown = 0;
  }

  private SegmentCounts move(
      Mode mode,
      Snapshot snapshot,
      Connection source,
      Connection target,
      Tally tally,
      Rejects rejects)
      throws SQLException {
    boolean passes = mode == Mode.STREAM && table.writes().rows() != RowForm.DECODED;
    TargetTable writes = passes ? table.writes() : table.writes().decoded();
    try (TableWriter writer =
        context
            .target()
            .load()
            .writer(
                target,
                mode == Mode.STREAM && isWhole ? writes.filledAtOnce() : writes,
                mode,
                context.budget())) {
      return passes
          ? pass(snapshot, source, writer)
          : decode(mode, snapshot, source, target, writer, tally, rejects);
    }
  }

  private SegmentCounts pass(Snapshot snapshot, Connection source, TableWriter writer) {
    try (RowStream rows =
        snapshot.pass(
            source, table.source(), segment.segment(), table.writes().rows(), context.budget())) {
      ReaderPace pace = new ReaderPace(context);
      long sent = 0;
      long shown = 0;
      pace.next();
      for (Bytes row = rows.next(); row != null; row = rows.next()) {
        writer.putRow(row);
        sent++;
        if (pace.isSpent()) {
          show(rows.bytesRead(), (int) (sent - shown));
          shown = sent;
        }
        pace.next();
      }
      return new SegmentCounts(finish(writer, sent), 0, rows.bytesRead());
    }
  }

  private SegmentCounts decode(
      Mode mode,
      Snapshot snapshot,
      Connection source,
      Connection target,
      TableWriter writer,
      Tally tally,
      Rejects rejects)
      throws SQLException {
    try (RowCursor cursor =
        snapshot.read(source, table.source(), segment.segment(), context.budget())) {
      long stored =
          mode == Mode.STREAM
              ? stream(cursor, writer, tally, rejects)
              : new BadRows(context, table, target, writer, rejects)
                  .load(cursor, tally, rows -> show(cursor.bytesRead(), rows));
      return new SegmentCounts(stored, rejects.count(), cursor.bytesRead());
    }
  }

  private long stream(RowCursor cursor, TableWriter writer, Tally tally, Rejects rejects) {
    RowMove move = new RowMove(table, cursor);
    ReaderPace pace = new ReaderPace(context);
    long sent = 0;
    int rows = 0;
    for (pace.next(); cursor.next(); pace.next()) {
      if (move.put(writer, tally, rejects)) {
        sent++;
      }
      rows++;
      if (pace.isSpent()) {
        show(cursor.bytesRead(), rows);
        rows = 0;
        if (rejects.waiting() > REJECTS_WAITING_MAX) {
          throw new TooManyRejects();
        }
      }
    }
    return finish(writer, sent);
  }

  private long finish(TableWriter writer, long sent) {
    long stored = writer.finish();
    if (stored != sent) {
      throw new TableError(
          "%s took %d of %d rows: a trigger or rule on the target drops rows; switch it off"
              .formatted(table.target().name(), stored, sent));
    }
    return stored;
  }

  private void show(long bytes, int rows) {
    context.checkStop();
    progress.moved(rows, bytes - bytesShown);
    rowsShown += rows;
    bytesShown = bytes;
  }

  private void takeBack() {
    progress.moved(-rowsShown, -bytesShown);
    rowsShown = 0;
    bytesShown = 0;
  }

  private void record(Connection connection, Snapshot snapshot, Tally tally, SegmentCounts counts)
      throws SQLException {
    new ExceptionLedger(context.claim())
        .alter(connection, table.name(), segment.segment().number(), altered(tally));
    String position = snapshot.position().map(Position::text).orElse("");
    new LoadLedger(context.claim())
        .segmentDone(
            connection,
            new SegmentRecord(segment.table(), segment.segment(), true, counts, position),
            snapshot.takenAt(),
            context.clock().instant());
  }

  private List<AlteredValues> altered(Tally tally) {
    List<AlteredValues> altered = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      for (ValueChange change : ValueChange.values()) {
        long count = tally.of(i, change);
        if (count > 0) {
          altered.add(
              new AlteredValues(table.columns().get(i).target().name(), change.name(), count));
        }
      }
    }
    return altered;
  }
}
