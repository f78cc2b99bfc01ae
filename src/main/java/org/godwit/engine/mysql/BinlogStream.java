package org.godwit.engine.mysql;

import java.time.Duration;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.Position;
import org.godwit.engine.TableDefinitions;
import org.jspecify.annotations.Nullable;

/** Changes by the binary log. The server keeps its log by its own rules, and is told nothing. */
final class BinlogStream implements ChangeStream {
  /** Tables that nobody follows may be changed all the time. */
  private static final long TOLD_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final BinlogEvents events;
  private final BinlogReader reader;
  private final TableDefinitions definitions;
  private @Nullable Position told;
  private long toldAt = System.nanoTime();

  BinlogStream(BinlogEvents events, BinlogReader reader, TableDefinitions definitions) {
    this.events = events;
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
      BinlogEvent event = events.next(Duration.ZERO);
      if (event == null) {
        Change idle = idle();
        if (idle != null) {
          return idle;
        }
        event = events.next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
      if (event == null) {
        return null;
      }
      reader.take(event);
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
    events.close();
  }
}
