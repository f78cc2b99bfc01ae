package org.godwit.engine.postgresql;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.TableDefinitions;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyDual;

/**
 * The conversation with a walsender (PostgreSQL manual, "Streaming Replication Protocol"). What the
 * server is told to be flushed is what was released here, and nothing else: the driver's own stream
 * also confirms by itself.
 */
final class WalStream implements ChangeStream {
  private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();

  /** The server gives a silent client up after wal_sender_timeout, a minute unless set. */
  private static final long STATUS_NANOS = Duration.ofSeconds(5).toNanos();

  /** A silent server is asked how far it is. */
  private static final long SILENCE_NANOS = Duration.ofMillis(200).toNanos();

  /** One that doesn't answer for so long is gone, or reads through a large transaction. */
  private static final long SILENCE_MAX_NANOS = Duration.ofSeconds(60).toNanos();

  private static final int DATA_HEADER_BYTES = 1 + 3 * Long.BYTES;
  private static final int STATUS_BYTES = 1 + 4 * Long.BYTES + 1;

  private final Connection connection;
  private final CopyDual copy;
  private final PgoutputReader reader;
  private final TableDefinitions definitions;
  private final String place;
  private final BooleanSupplier isServed;
  private volatile long received;
  private volatile long released;
  private volatile long statusAt = System.nanoTime();
  private long heardAt = System.nanoTime();
  private volatile boolean isReleaseUntold;

  /**
   * Starts.
   *
   * @param connection of the replication protocol; closed with the stream
   * @param released what the server knows to be released
   * @param isServed whether the server says, over another connection, that it still serves this one
   */
  WalStream(
      Connection connection,
      String sql,
      Lsn released,
      PgoutputReader reader,
      TableDefinitions definitions,
      String place,
      BooleanSupplier isServed)
      throws SQLException {
    this.connection = connection;
    this.reader = reader;
    this.definitions = definitions;
    this.place = place;
    this.isServed = isServed;
    this.received = released.value();
    this.released = released.value();
    this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyDual(sql);
  }

  @Override
  public @Nullable Change next(Duration patience) {
    long start = System.nanoTime();
    try {
      while (true) {
        Change more = reader.more();
        if (more != null) {
          return more;
        }
        byte @Nullable [] message = copy.readFromCopy(false);
        tellStatus(message == null);
        if (message != null) {
          heardAt = System.nanoTime();
          Change change = read(message);
          if (change != null) {
            return change;
          }
        } else if (!copy.isActive()) {
          throw new EngineException(
              Failure.CONNECTION_LOST,
              "reading changes failed on %s: the server ended the stream. Resume once it is back."
                  .formatted(place));
        } else if (System.nanoTime() - start >= patience.toNanos()) {
          requireServed();
          return null;
        } else {
          LockSupport.parkNanos(POLL_NANOS);
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new EngineException(Failure.TIMEOUT, "stopped while reading changes");
        }
      }
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "reading changes", place);
    } catch (OutOfMemoryError e) {
      throw new EngineException(
          Failure.UNSUPPORTED,
          "a row of the log of %s is larger than Godwit's memory; raise -Xmx, then resume"
              .formatted(place),
          e);
    }
  }

  /** Servers before 16 answer nothing while they read through a transaction of other tables. */
  private void requireServed() {
    if (System.nanoTime() - heardAt > SILENCE_MAX_NANOS) {
      if (!isServed.getAsBoolean()) {
        throw new EngineException(
            Failure.CONNECTION_LOST,
            "reading changes failed on %s: the server has said nothing for a minute, and reads its log for nobody. Look at its log and the network, then resume."
                .formatted(place));
      }
      heardAt = System.nanoTime();
    }
  }

  private @Nullable Change read(byte[] message) throws SQLException {
    return switch (message[0]) {
      case 'w' -> {
        long place = Wire.longAt(message, 1);
        received = later(received, place);
        yield reader.read(message, DATA_HEADER_BYTES, place);
      }
      case 'k' -> keepalive(Wire.longAt(message, 1), message[1 + 2 * Long.BYTES] != 0);
      default ->
          throw new EngineException(
              Failure.UNKNOWN,
              "the server sent an unknown replication message, %d".formatted(message[0]));
    };
  }

  /** The server tells how far it has read its log; all that was committed there has been sent. */
  private @Nullable Change keepalive(long sent, boolean wantsReply) throws SQLException {
    received = later(received, sent);
    if (wantsReply) {
      sendStatus(false);
    }
    return reader.idle(sent);
  }

  private static long later(long one, long other) {
    return Long.compareUnsigned(one, other) < 0 ? other : one;
  }

  @Override
  public void alive() {
    try {
      if (copy.isActive()) {
        sendStatus(false);
      }
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "reading changes", place);
    }
  }

  private synchronized void tellStatus(boolean isSilent) throws SQLException {
    long now = System.nanoTime();
    boolean asks = isSilent && now - heardAt > SILENCE_NANOS && now - statusAt > SILENCE_NANOS;
    if (asks || isReleaseUntold || now - statusAt > STATUS_NANOS) {
      sendStatus(asks);
    }
  }

  private synchronized void sendStatus(boolean wantsReply) throws SQLException {
    ByteBuffer status = ByteBuffer.allocate(STATUS_BYTES);
    status.put((byte) 'r').putLong(received).putLong(released).putLong(released);
    status.putLong(0).put((byte) (wantsReply ? 1 : 0)); // the server only shows our clock
    copy.writeToCopy(status.array(), 0, STATUS_BYTES);
    copy.flushCopy();
    statusAt = System.nanoTime();
    isReleaseUntold = false;
  }

  @Override
  public TableDefinitions definitions() {
    return definitions;
  }

  @Override
  public synchronized void release(Position durable) {
    long value = ((Lsn) durable).value();
    if (Long.compareUnsigned(value, released) > 0) {
      released = value;
      isReleaseUntold = true;
    }
  }

  @Override
  public void close() {
    try (connection) {
      if (isReleaseUntold && copy.isActive()) {
        sendStatus(false);
      }
    } catch (SQLException e) {
      // What the server didn't hear is told by the next stream; who reads has had the error.
      LOG.log(System.Logger.Level.DEBUG, "the stream of " + place + " had ended", e);
    }
  }

  private static final System.Logger LOG = System.getLogger(WalStream.class.getName());
}
