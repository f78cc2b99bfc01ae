package org.godwit.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** The first packet of MySQL's and MariaDB's protocol, which the server sends by itself. */
final class MySqlGreeting {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int HEADER_BYTES = 4;
  private static final int PROTOCOL_VERSION = 10;

  private MySqlGreeting() {}

  /** Whether a server greets on that port of 127.0.0.1, which it does once it takes logins. */
  static boolean comesFrom(int port) {
    try (Socket socket = new Socket()) {
      int limit = (int) LIMIT.toMillis();
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), limit);
      socket.setSoTimeout(limit);
      byte[] packet = socket.getInputStream().readNBytes(HEADER_BYTES + 1);
      return packet.length > HEADER_BYTES && packet[HEADER_BYTES] == PROTOCOL_VERSION;
    } catch (IOException _) {
      return false; // not listening yet
    }
  }
}
