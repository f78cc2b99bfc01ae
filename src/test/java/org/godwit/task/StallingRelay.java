package org.godwit.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Stands before a server, and can make it look as if it hung: connected, and silent. */
final class StallingRelay implements AutoCloseable {
  private final ServerSocket listening;
  private final String host;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean isStalled;

  StallingRelay(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** From now on nothing passes; new connections are taken, and stay silent too. */
  void stall() {
    isStalled = true;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(host, port);
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> pump(client, server));
        Thread.ofVirtual().start(() -> pump(server, client));
      }
    } catch (IOException e) {
      isStalled = true; // closed by the test's end
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[64 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (isStalled) {
          end.await();
        }
        out.write(buffer, 0, length);
      }
    } catch (IOException | InterruptedException e) {
      isStalled |= e instanceof InterruptedException; // one side is gone: so is the other now
    }
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
