package org.godwit.engine.mysql;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.a.NativeServerSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.ByteBudget;

/**
 * One query on a connection that the driver opened, logged in and encrypted, past the driver's own
 * reading: it makes an object of every value, this makes none. See
 * docs/adr/0003-read-mysql-rows-from-the-wire.md.
 *
 * <p>Until the last row is read, or {@link #skipRows} has run, nobody else may use the connection.
 */
final class RowQuery {
  private static final int COM_QUERY = 0x03;
  private static final int COM_STMT_PREPARE = 0x16;
  private static final int COM_STMT_EXECUTE = 0x17;
  private static final int COM_STMT_CLOSE = 0x19;
  private static final int PACKET_BYTES_MAX = 0xFFFFFF;
  private static final int ERROR = 0xFF;
  private static final int END = 0xFE;
  private static final int OK = 0x00;
  private static final int LOCAL_INFILE = 0xFB;
  private static final int NO_STATEMENT = -1;

  private final PacketInput input;
  private final OutputStream output;
  private final boolean eofIsDeprecated;
  private final boolean hasAttributes;
  private List<WireColumn> columns = List.of();
  private int statement = NO_STATEMENT;
  private boolean isEnded;

  private RowQuery(Connection connection, ByteBudget budget) throws SQLException, IOException {
    NativeSession session = (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
    NativeServerSession server = session.getProtocol().getServerSession();
    SocketConnection socket = session.getProtocol().getSocketConnection();
    eofIsDeprecated = server.isEOFDeprecated();
    hasAttributes = server.supportsQueryAttributes();
    input = new PacketInput(socket.getMysqlInput(), budget);
    output = socket.getMysqlOutput();
  }

  /** Sends a query whose rows come as text ({@link TextRow}), and reads up to the first of them. */
  static RowQuery text(Connection connection, String sql, ByteBudget budget)
      throws SQLException, IOException {
    RowQuery query = new RowQuery(connection, budget);
    byte[] text = sql.getBytes(StandardCharsets.UTF_8);
    // No parameters, in one set: what the protocol wants where attributes were agreed upon.
    byte[] attributes = query.hasAttributes ? new byte[] {0, 1} : new byte[0];
    query.send(COM_QUERY, attributes, text);
    query.readHead();
    return query;
  }

  /**
   * Sends a query whose rows come in binary ({@link BinaryRow}), and reads up to the first of them.
   *
   * @return empty where the server doesn't prepare it: because of the query, or of its {@code
   *     max_prepared_stmt_count}
   */
  static Optional<RowQuery> prepared(Connection connection, String sql, ByteBudget budget)
      throws SQLException, IOException {
    RowQuery query = new RowQuery(connection, budget);
    if (!query.prepare(sql)) {
      return Optional.empty();
    }
    byte[] noCursorOnce = {0, 1, 0, 0, 0};
    query.send(COM_STMT_EXECUTE, littleEndian(query.statement), noCursorOnce);
    query.readHead();
    return Optional.of(query);
  }

  private boolean prepare(String sql) throws IOException {
    send(COM_STMT_PREPARE, sql.getBytes(StandardCharsets.UTF_8));
    input.next();
    if ((input.buffer()[input.start()] & 0xFF) == ERROR) {
      return false;
    }
    statement = (int) LengthEncoded.littleEndian(input.buffer(), input.start() + 1, 4);
    int results = (int) LengthEncoded.littleEndian(input.buffer(), input.start() + 5, 2);
    int parameters = (int) LengthEncoded.littleEndian(input.buffer(), input.start() + 7, 2);
    readDefinitions(parameters);
    readDefinitions(results);
    if (parameters > 0) {
      close(); // a question mark of the query's own, which is an error that text tells
      return false;
    }
    return true;
  }

  private void send(int command, byte[]... parts) throws IOException {
    int length = 1;
    for (byte[] part : parts) {
      length += part.length;
    }
    if (length >= PACKET_BYTES_MAX) {
      throw new IOException("the query is " + length + " bytes long, 16 MB is the most");
    }
    byte[] packet = new byte[4 + length];
    packet[0] = (byte) length;
    packet[1] = (byte) (length >> 8);
    packet[2] = (byte) (length >> 16);
    packet[4] = (byte) command;
    int at = 5;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, packet, at, part.length);
      at += part.length;
    }
    output.write(packet);
    output.flush();
    input.expectSequence(1);
  }

  private static byte[] littleEndian(int value) {
    return new byte[] {
      (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
    };
  }

  private void readHead() throws SQLException, IOException {
    columns = readDefinitions(readColumnCount());
  }

  private int readColumnCount() throws SQLException, IOException {
    input.next();
    int first = input.buffer()[input.start()] & 0xFF;
    if (first == ERROR) {
      isEnded = true;
      throw error();
    }
    if (first == OK || first == LOCAL_INFILE || first == END) {
      throw new IOException("the server answered a query with no rows: packet type " + first);
    }
    return (int) LengthEncoded.value(input.buffer(), input.start());
  }

  private List<WireColumn> readDefinitions(int count) throws IOException {
    List<WireColumn> definitions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      input.next();
      definitions.add(WireColumn.read(input.buffer(), input.start()));
    }
    if (count > 0 && !eofIsDeprecated) {
      input.next();
    }
    return definitions;
  }

  /** The form of a row's values. */
  List<WireColumn> columns() {
    return columns;
  }

  /** Where the row lies after {@link #nextRow}. */
  PacketInput input() {
    return input;
  }

  /** Whether the server has nothing more to send, so that the connection is free. */
  boolean isEnded() {
    return isEnded;
  }

  /** Steps to the next row; false behind the last. */
  boolean nextRow() throws SQLException, IOException {
    if (isEnded) {
      return false;
    }
    input.next();
    int first = input.buffer()[input.start()] & 0xFF;
    if (first < END) {
      return true;
    }
    return !endsWith(first);
  }

  /** Reads and forgets all that is left, also an error that ends it. */
  void skipRows() throws IOException {
    while (!isEnded) {
      input.skip();
      int first = input.buffer()[input.start()] & 0xFF;
      isEnded = first == ERROR || (first == END && input.length() < PACKET_BYTES_MAX);
    }
  }

  /** Has the server forget what it prepared; only where the connection is free. */
  void close() throws IOException {
    if (statement != NO_STATEMENT) {
      send(COM_STMT_CLOSE, littleEndian(statement)); // to which it answers nothing
      statement = NO_STATEMENT;
    }
  }

  /** A row may start with 0xFE too, where its first value is over 16 MB: then it is joined. */
  private boolean endsWith(int first) throws SQLException {
    if (first == ERROR) {
      isEnded = true;
      throw error();
    }
    isEnded = input.length() < PACKET_BYTES_MAX;
    return isEnded;
  }

  private SQLException error() {
    byte[] bytes = input.buffer();
    int at = input.start() + 1;
    int end = input.start() + input.length();
    int number = (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    at += 2;
    String state = "HY000";
    if (at < end && bytes[at] == '#') {
      state = new String(bytes, at + 1, 5, StandardCharsets.US_ASCII);
      at += 6;
    }
    return new SQLException(new String(bytes, at, end - at, StandardCharsets.UTF_8), state, number);
  }
}
