package org.godwit.engine.mysql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.TableDefinitions;
import org.jspecify.annotations.Nullable;

/** Changes by the binary log. The server keeps its log by its own rules, and is told nothing. */
final class BinlogStream implements ChangeStream {
  /** Tables that nobody follows may be changed all the time. */
  private static final long TOLD_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final BinlogSearch.Opening log;
  private final Deque<TornEnd> torn;
  private final BinlogReader reader;
  private final TableDefinitions definitions;
  private @Nullable Position told;
  private long toldAt = System.nanoTime();
  private BinlogEvents events;
  private String file = "";

  /**
   * Of a log.
   *
   * @param from where it begins
   * @param torn where transactions were not written to their end, in the log's order
   */
  BinlogStream(
      BinlogSearch.Opening log,
      Position from,
      Collection<TornEnd> torn,
      BinlogReader reader,
      TableDefinitions definitions)
      throws SQLException {
    this.log = log;
    this.torn = new ArrayDeque<>(torn);
    this.events = log.from(from);
    this.reader = reader;
    this.definitions = definitions;
  }

  @Override
  public TableDefinitions definitions() {
    return definitions;
  }

  @Override
  public @Nullable Change next(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Change change = reader.next();
      if (change instanceof Change.Commit(var next)) {
        told = next;
        toldAt = System.nanoTime();
      }
      if (change != null) {
        return change;
      }
      Change overdue = System.nanoTime() - toldAt > TOLD_EVERY_NANOS ? idle() : null;
      if (overdue != null) {
        return overdue;
      }
      BinlogEvent event = read(Duration.ZERO);
      if (event == null) {
        Change idle = idle();
        if (idle != null) {
          return idle;
        }
        event = read(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
      if (event == null) {
        return null;
      }
      reader.take(event);
    }
  }

  /** What a server that was killed has not written to its end is stepped over. */
  private @Nullable BinlogEvent read(Duration patience) {
    BinlogEvent event;
    try {
      event = events.next(patience);
    } catch (EngineException e) {
      if (!BinlogConnection.isTorn(e) || torn.isEmpty() || !torn.getFirst().file().equals(file)) {
        throw e;
      }
      goOn();
      return null;
    }
    if (event != null) {
      file = event.file();
    }
    if (event != null && !torn.isEmpty() && torn.getFirst().holds(event)) {
      goOn();
      return null;
    }
    return event;
  }

  private void goOn() {
    events.close();
    Position behind = torn.removeFirst().behind();
    try {
      events = log.from(behind);
    } catch (SQLException e) {
      throw new EngineException(
          Failure.CONNECTION_LOST, "going on behind a torn end of the binary log failed", e);
    }
  }

  private @Nullable Change idle() {
    BinlogPosition position = reader.position();
    if (position == null || reader.isInTransaction() || position.equals(told)) {
      return null;
    }
    told = position;
    toldAt = System.nanoTime();
    return new Change.Idle(position);
  }

  @Override
  public void release(Position durable) {
    // What the source may forget is its administrator's to say.
  }

  @Override
  public void close() {
    reader.close();
    events.close();
  }
}
