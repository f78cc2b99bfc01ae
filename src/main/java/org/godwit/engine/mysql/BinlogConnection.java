package org.godwit.engine.mysql;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.SocketConnection;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The server's log as it sends it to a replica, over a connection that the driver opened, logged in
 * and encrypted (see docs/adr/0003). The server pushes: a thread of its own reads into a queue that
 * is bounded in events and bytes, so that a slow target lets the server wait.
 */
final class BinlogConnection implements AutoCloseable {
  private static final Logger LOG = System.getLogger(BinlogConnection.class.getName());
  private static final int EVENTS_MAX = 4096;
  private static final int BYTES_MAX = 16 << 20;
  private static final int READ_AHEAD_BYTES = 256 * 1024;
  private static final int JOINED = 0xFFFFFF;
  private static final int OK = 0x00;
  private static final int END = 0xFE;
  private static final int ERROR = 0xFF;

  /** In place of an event, where no more come. */
  private static final byte[] NONE = {};

  /** Of the server's words to the older of two. */
  private static final String SAME_REPLICA = "with the same server_uuid/server_id";

  /** Of MariaDB's words where a file ends within an event; they are not translated. */
  private static final String TORN = "truncated in the middle of event";

  /** Of the server's words where it has no such file any more; they are not translated. */
  private static final String NO_FILE = "Could not find first log file";

  private static final int LOG_REFUSED = 1236;

  /** A server that has nothing to send says so that often. */
  static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /** A server that says nothing for so long is gone. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

  private final Connection connection;
  private final EndpointConfig config;
  private final DataInputStream in;
  private final BlockingQueue<byte[]> events = new ArrayBlockingQueue<>(EVENTS_MAX);
  private final Semaphore room = new Semaphore(BYTES_MAX);
  private final Thread reader;
  private volatile @Nullable Exception failure;

  /**
   * Asks for the log.
   *
   * @param connection of its own; closed with this
   * @param replica who asks; another who asks as the same is sent away by the server
   * @param dump the command that asks
   */
  BinlogConnection(Connection connection, EndpointConfig config, ReplicaId replica, byte[] dump)
      throws SQLException {
    this.connection = connection;
    this.config = config;
    try (var statement = connection.createStatement()) {
      for (String variable : replica.variables(HEARTBEAT)) {
        statement.execute("SET " + variable);
      }
    }
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(SILENCE_MAX.toMillis()));
    NativeSession session = (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
    SocketConnection socket = session.getProtocol().getSocketConnection();
    try {
      InputStream raw = socket.getMysqlInput();
      in = new DataInputStream(new BufferedInputStream(raw, READ_AHEAD_BYTES));
      send(socket.getMysqlOutput(), dump);
    } catch (IOException e) {
      throw MySqlErrors.explain(e, "asking for the binary log", config);
    }
    reader = Thread.ofVirtual().name("binary log of " + config.place()).start(this::read);
  }

  private static void send(OutputStream out, byte[] payload) throws IOException {
    byte[] packet = new byte[4 + payload.length];
    packet[0] = (byte) payload.length;
    packet[1] = (byte) (payload.length >> 8);
    packet[2] = (byte) (payload.length >> 16);
    System.arraycopy(payload, 0, packet, 4, payload.length);
    out.write(packet);
    out.flush();
  }

  private void read() {
    try {
      while (true) {
        byte[] event = readEvent();
        room.acquire(Math.min(event.length, BYTES_MAX));
        events.put(event);
      }
    } catch (IOException | SQLException | RuntimeException e) {
      failure = e;
      wake();
    } catch (OutOfMemoryError e) {
      failure =
          new IOException("an event of the log is larger than Godwit's memory; raise -Xmx", e);
      wake();
    } catch (InterruptedException e) {
      failure = e; // closed by the one who reads
    }
  }

  /** Who waits for the next event is told that none comes, behind all that has come. */
  private void wake() {
    try {
      events.put(NONE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed by the one who reads
    }
  }

  private byte[] readEvent() throws IOException, SQLException {
    int left = header();
    int kind = in.readUnsignedByte();
    if (kind == ERROR || kind == END) {
      byte[] rest = new byte[left - 1];
      in.readFully(rest);
      throw kind == ERROR ? error(rest) : new SQLException("the server ended the log", "08000");
    }
    if (kind != OK) {
      throw new IOException("packet type " + kind + " in the binary log");
    }
    boolean isContinued = left == JOINED;
    left--;
    byte[] head = new byte[BinlogEvent.HEADER_BYTES];
    in.readFully(head);
    long length = LengthEncoded.littleEndian(head, 9, 4);
    if (length < head.length || length > Integer.MAX_VALUE - 64) {
      throw new IOException("an event of %d bytes in the binary log".formatted(length));
    }
    byte[] event = new byte[(int) length];
    System.arraycopy(head, 0, event, 0, head.length);
    int have = head.length;
    left -= head.length;
    while (true) {
      in.readFully(event, have, left);
      have += left;
      if (!isContinued) {
        break;
      }
      left = header();
      isContinued = left == JOINED;
    }
    if (have != event.length) {
      throw new IOException("an event of %d bytes came with %d".formatted(event.length, have));
    }
    return event;
  }

  private int header() throws IOException {
    int length = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
    in.readByte(); // its number
    return length;
  }

  private static SQLException error(byte[] rest) {
    int number = (int) LengthEncoded.littleEndian(rest, 0, 2);
    int at = rest.length > 2 && rest[2] == '#' ? 8 : 2;
    String words = new String(rest, at, rest.length - at, StandardCharsets.UTF_8);
    if (words.contains(SAME_REPLICA)) {
      // Which of the two is the task's owner, its claim says when this one tries again.
      throw new EngineException(
          Failure.CONNECTION_LOST,
          "another process began to read the source's binary log for this task: " + words);
    }
    return new SQLException(words, "HY000", number);
  }

  /**
   * Whether the server, which has the file, can't send the log from the place that was asked for.
   */
  static boolean isNoEvent(EngineException e) {
    String words = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
    return e.getCause() instanceof SQLException cause
        && cause.getErrorCode() == LOG_REFUSED
        && !words.contains(NO_FILE)
        && !words.contains(TORN);
  }

  /** Whether the log's file ends within an event. */
  static boolean isTorn(EngineException e) {
    return e.getCause() instanceof SQLException cause
        && cause.getErrorCode() == LOG_REFUSED
        && String.valueOf(cause.getMessage()).contains(TORN);
  }

  /**
   * The next event.
   *
   * @return null where none came in that time
   */
  byte @Nullable [] next(Duration patience) {
    try {
      byte[] event = events.poll();
      if (event == null && failure == null) {
        event = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      }
      boolean isOver = event == null ? failure != null && events.isEmpty() : event.length == 0;
      if (isOver) {
        throw explained();
      }
      if (event != null) {
        room.release(Math.min(event.length, BYTES_MAX));
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(Failure.TIMEOUT, "stopped while reading changes", e);
    }
  }

  private EngineException explained() {
    Exception cause = failure;
    return MySqlErrors.explain(
        cause == null ? new IOException("the log ended") : cause, "reading changes", config);
  }

  @Override
  public void close() {
    reader.interrupt();
    try {
      connection.abort(Runnable::run); // the server is in the middle of its log
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "closing the connection that read the log", e);
    }
  }
}
