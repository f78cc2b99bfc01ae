package org.godwit.engine.mysql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that XA prepares at one place of the log and commits or rolls back at another, which
 * may be days later: their rows stand at the first and are valid at the second. Those of small ones
 * are kept in memory; those of others are read again, from the place where they stand. Nothing of
 * this has to outlive a run: what was prepared before the log was opened is looked for in it,
 * backwards, when it is committed.
 */
final class PreparedTransactions {
  /** What is kept of one transaction, in bytes of the log. */
  private static final long KEPT_MAX = 1 << 20;

  /** What is kept of all. */
  private static final long KEPT_ALL_MAX = 16L << 20;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final BinlogSearch.Opening log;
  private final Files files;
  private final Map<PreparedId, Prepared> prepared = new HashMap<>();
  private @Nullable Prepared open;
  private long kept;

  /** Tells the names of the log's files, the oldest first. */
  @FunctionalInterface
  interface Files {
    List<String> names() throws SQLException;
  }

  /** The events of a transaction that tell of followed tables, in their order. */
  interface Parts extends AutoCloseable {
    /** The next one; null behind the last. */
    @Nullable BinlogEvent next();

    @Override
    void close();
  }

  /** One transaction. */
  private static final class Prepared {
    private final BinlogPosition from;
    private final List<BinlogEvent> events = new ArrayList<>();
    private long bytes;
    private boolean isKept = true;

    Prepared(BinlogPosition from) {
      this.from = from;
    }
  }

  /** Reads what it doesn't keep by a connection of its own. */
  PreparedTransactions(BinlogSearch.Opening log, Files files) {
    this.log = log;
    this.files = files;
  }

  /** A transaction begins there that may be prepared. */
  void begin(BinlogPosition from) {
    if (open == null) {
      open = new Prepared(from);
    }
  }

  /** Whether a transaction has begun, and nobody knows what becomes of it. */
  boolean isOpen() {
    return open != null;
  }

  /** An event of the open transaction that tells of a followed table. */
  void add(BinlogEvent event) {
    Prepared to = open;
    if (to == null || !to.isKept) {
      return;
    }
    int size = event.bytes().length;
    if (to.bytes + size > KEPT_MAX || kept + size > KEPT_ALL_MAX) {
      forget(to);
      to.isKept = false;
    } else {
      to.events.add(event);
      to.bytes += size;
      kept += size;
    }
  }

  private void forget(Prepared of) {
    kept -= of.bytes;
    of.bytes = 0;
    of.events.clear();
  }

  /** The open transaction has no end: its server was killed, or it is in another file. */
  void leave() {
    Prepared of = open;
    if (of != null) {
      forget(of);
      open = null;
    }
  }

  /** The open transaction is prepared. */
  void prepare(PreparedId id) {
    Prepared of = open;
    if (of != null) {
      Prepared before = prepared.put(id, of);
      if (before != null) {
        forget(before);
      }
      open = null;
    }
  }

  /** The open transaction is committed where it stands. */
  Parts commit() throws SQLException {
    Prepared of = open;
    open = null;
    return of == null ? none() : parts(of);
  }

  /**
   * A prepared transaction is committed.
   *
   * @param at what says so
   * @throws EngineException of {@link Failure#POSITION_LOST} where the log doesn't have it any more
   */
  Parts commit(PreparedId id, BinlogEvent at) throws SQLException {
    Prepared of = prepared.remove(id);
    return parts(of == null ? search(id, at) : of);
  }

  /** A prepared transaction is rolled back. */
  void rollback(PreparedId id) {
    Prepared of = prepared.remove(id);
    if (of != null) {
      forget(of);
    }
  }

  private Parts parts(Prepared of) throws SQLException {
    if (!of.isKept) {
      return new Again(log.from(of.from));
    }
    Iterator<BinlogEvent> events = List.copyOf(of.events).iterator();
    forget(of);
    return of(events);
  }

  private static Parts none() {
    return of(List.<BinlogEvent>of().iterator());
  }

  private static Parts of(Iterator<BinlogEvent> events) {
    return new Parts() {
      @Override
      public @Nullable BinlogEvent next() {
        return events.hasNext() ? events.next() : null;
      }

      @Override
      public void close() {}
    };
  }

  /** A transaction that is read again. */
  private static final class Again implements Parts {
    private final BinlogEvents events;
    private boolean isEnded;

    Again(BinlogEvents events) {
      this.events = events;
    }

    @Override
    public @Nullable BinlogEvent next() {
      while (!isEnded) {
        BinlogEvent event = PreparedTransactions.next(events);
        if (event.isOfRows()) {
          return event;
        }
        isEnded =
            event.type() == BinlogEvent.XA_PREPARE
                || (event.type() == BinlogEvent.QUERY
                    && LoggedQuery.of(event)
                        .sql()
                        .strip()
                        .toUpperCase(Locale.ROOT)
                        .startsWith("XA COMMIT"));
      }
      return null;
    }

    @Override
    public void close() {
      events.close();
    }
  }

  private static BinlogEvent next(BinlogEvents events) {
    BinlogEvent event = events.next(PATIENCE);
    if (event == null) {
      throw new EngineException(
          Failure.TIMEOUT,
          "the source sent nothing of its binary log for %d seconds; resume once it does"
              .formatted(PATIENCE.toSeconds()));
    }
    return event;
  }

  private Prepared search(PreparedId id, BinlogEvent at) throws SQLException {
    List<String> names = files.names();
    int last = names.indexOf(at.file());
    for (int i = last; i >= 0; i--) {
      Prepared found = search(id, names.get(i), i == last ? at.at() : Long.MAX_VALUE);
      if (found != null) {
        return found;
      }
    }
    throw new EngineException(
        Failure.POSITION_LOST,
        "a transaction was committed by XA at %s of the binary log, and the log doesn't go back to where it was prepared: restart the task, so that every table is loaded again"
            .formatted(at.place()));
  }

  /** The same event ends what is prepared and committed in one. */
  private static boolean isPrepared(BinlogEvent event) {
    return event.type() == BinlogEvent.XA_PREPARE && event.unsigned(0) == 0;
  }

  /** The last transaction of that name which the file has before the place; null for none. */
  private @Nullable Prepared search(PreparedId id, String file, long before) throws SQLException {
    BinlogPosition begun = new BinlogPosition(file, BinlogPosition.FIRST_EVENT, "");
    Prepared found = null;
    try (BinlogEvents events = log.from(begun)) {
      while (true) {
        BinlogEvent event = next(events);
        if (event.file().isEmpty()) {
          continue;
        }
        if (!event.file().equals(file) || event.at() >= before) {
          return found;
        }
        if (event.isNamed()) {
          begun = new BinlogPosition(file, event.at(), "");
        } else if (isPrepared(event) && PreparedId.of(event).equals(id)) {
          found = new Prepared(begun);
          found.isKept = false;
        }
      }
    } catch (EngineException e) {
      if (BinlogConnection.isTorn(e)) {
        return found; // the server was killed while it wrote, and has begun another file
      }
      throw e;
    }
  }
}
