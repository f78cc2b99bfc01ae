package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.godwit.codec.Tally;
import org.godwit.engine.EngineException;
import org.godwit.engine.RowCursor;
import org.godwit.engine.TableWriter;
import org.jspecify.annotations.Nullable;

/**
 * Loads a segment in batches with a savepoint each. A batch that the target refuses is cut in
 * halves, and they again, until the bad rows stand alone and are rejected; all others are stored.
 */
final class BadRows {
  private static final int BATCH_ROWS_MAX = 1000;
  private static final long BATCH_BYTES_MAX = 4L << 20;

  private final LoadContext context;
  private final LoadTable table;
  private final Connection target;
  private final TableWriter writer;
  private final Rejects rejects;
  private final List<Map<String, @Nullable String>> rows = new ArrayList<>();

  BadRows(
      LoadContext context,
      LoadTable table,
      Connection target,
      TableWriter writer,
      Rejects rejects) {
    this.context = context;
    this.table = table;
    this.target = target;
    this.writer = writer;
    this.rejects = rejects;
  }

  /**
   * Loads all rows of the cursor.
   *
   * @param shown is told how many rows each batch had
   * @return rows that the target stored
   */
  long load(RowCursor cursor, Tally tally, IntConsumer shown) throws SQLException {
    RowMove move = new RowMove(table, cursor);
    ReaderPace pace = new ReaderPace(context);
    long stored = 0;
    int seen = 0;
    for (pace.next(); cursor.next(); pace.next()) {
      seen++;
      if (move.put(writer, tally, rejects)) {
        rows.add(SourceValues.of(rejects.sourceColumns(), cursor));
      }
      if (rows.size() >= BATCH_ROWS_MAX
          || writer.batchBytes() >= BATCH_BYTES_MAX
          || rejects.waiting() >= BATCH_ROWS_MAX) {
        stored += endBatch();
        shown.accept(seen);
        seen = 0;
      }
    }
    stored += endBatch();
    shown.accept(seen);
    return stored;
  }

  private long endBatch() throws SQLException {
    long stored = rows.isEmpty() ? 0 : store(0, rows.size());
    writer.clearBatch();
    rows.clear();
    rejects.store(target);
    return stored;
  }

  private long store(int fromRow, int toRow) throws SQLException {
    Savepoint before = target.setSavepoint();
    try {
      long stored = writer.send(fromRow, toRow);
      target.releaseSavepoint(before);
      return stored;
    } catch (EngineException e) {
      if (!SegmentLoad.concernsRow(e)) {
        throw e;
      }
      target.rollback(before);
      target.releaseSavepoint(before);
      if (toRow - fromRow == 1) {
        rejects.add(rows.get(fromRow), DataErrors.kindOf(e), e.sentence());
        return 0;
      }
    }
    int middle = (fromRow + toRow) >>> 1;
    return store(fromRow, middle) + store(middle, toRow);
  }
}
