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
import org.godwit.engine.ByteBudget;

/**
 * One query over the text protocol on a connection that the driver opened, logged in and encrypted,
 * past the driver's own reading: it makes an object of every value, this makes none. See
 * docs/adr/0003-read-mysql-rows-from-the-wire.md.
 *
 * <p>Until the last row is read, or {@link #skipRows} has run, nobody else may use the connection.
 */
final class TextQuery {
  private static final int COM_QUERY = 3;
  private static final int PACKET_BYTES_MAX = 0xFFFFFF;
  private static final int ERROR = 0xFF;
  private static final int END = 0xFE;
  private static final int OK = 0x00;
  private static final int LOCAL_INFILE = 0xFB;

  private final PacketInput input;
  private final boolean eofIsDeprecated;
  private final int columns;
  private boolean isEnded;

  /** Sends the query and reads up to before the first row. */
  TextQuery(Connection connection, String sql, ByteBudget budget) throws SQLException, IOException {
    NativeSession session = (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
    NativeServerSession server = session.getProtocol().getServerSession();
    SocketConnection socket = session.getProtocol().getSocketConnection();
    eofIsDeprecated = server.isEOFDeprecated();
    input = new PacketInput(socket.getMysqlInput(), budget);
    send(socket.getMysqlOutput(), sql, server.supportsQueryAttributes());
    input.expectSequence(1);
    columns = readColumnCount();
    for (int i = 0; i < columns; i++) {
      input.next();
    }
    if (!eofIsDeprecated) {
      input.next();
    }
  }

  private static void send(OutputStream out, String sql, boolean hasAttributes) throws IOException {
    byte[] text = sql.getBytes(StandardCharsets.UTF_8);
    int prefix = hasAttributes ? 3 : 1;
    int length = prefix + text.length;
    if (length >= PACKET_BYTES_MAX) {
      throw new IOException("the query is " + text.length + " bytes long, 16 MB is the most");
    }
    byte[] packet = new byte[4 + length];
    packet[0] = (byte) length;
    packet[1] = (byte) (length >> 8);
    packet[2] = (byte) (length >> 16);
    packet[4] = COM_QUERY;
    if (hasAttributes) {
      // No parameters, in one set: what the protocol wants where attributes were agreed upon.
      packet[6] = 1;
    }
    System.arraycopy(text, 0, packet, 4 + prefix, text.length);
    out.write(packet);
    out.flush();
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

  /** How many values a row has. */
  int columns() {
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
