package org.godwit.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a server on this machine and passes bytes on, until it shall cut a connection
 * behind a chosen byte, or look like a server that hangs. Bytes are counted over all connections.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final ServerSocket listening;
  private final String host;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<Direction, Long> passed = new EnumMap<>(Direction.class);
  private volatile boolean isStalled;
  private @Nullable Cut armed;
  private int cuts;
  private long stallBehind = Long.MAX_VALUE;

  /** Which way bytes go. */
  public enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  /** What a cut takes with it. */
  public enum Reach {
    /** The connection whose byte it was. */
    ONE,
    /** Every connection, as when a network goes away. */
    ALL
  }

  /**
   * One cut.
   *
   * @param direction whose bytes are counted
   * @param at the last byte that still passes, of all since the proxy was made
   * @param reach what is cut
   * @param isAbrupt whether both ends see a reset, and not an orderly end
   */
  public record Cut(Direction direction, long at, Reach reach, boolean isAbrupt) {}

  /** Before the server at this address. */
  public FaultProxy(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("fault proxy").start(this::accept);
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Bytes that went this way so far. */
  public synchronized long passed(Direction direction) {
    return passed.getOrDefault(direction, 0L);
  }

  /** The next cut, in place of one that has not come yet. */
  public synchronized void arm(Cut cut) {
    armed = cut;
  }

  /** No cut any more. */
  public synchronized void disarm() {
    armed = null;
  }

  /** How many cuts came. */
  public synchronized int cuts() {
    return cuts;
  }

  /** From now on nothing passes; new connections are taken, and stay silent too. */
  public void stall() {
    isStalled = true;
  }

  /** As {@link #stall}, once so many bytes have gone to clients, of all since it was made. */
  public synchronized void stallBehind(long bytesToClient) {
    stallBehind = bytesToClient;
  }

  /** Whether nothing passes. */
  public boolean isStalled() {
    return isStalled;
  }

  /** New connections pass again; those that stalled stay silent. */
  public void flow() {
    isStalled = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Thread.ofVirtual().name("fault proxy").start(() -> connect(client));
      }
    } catch (IOException _) {
      isStalled = true; // closed by the test's end
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket(host, port);
      sockets.add(client);
      sockets.add(server);
      Thread.ofVirtual().start(() -> pump(client, server, Direction.TO_SERVER));
      pump(server, client, Direction.TO_CLIENT);
    } catch (IOException _) {
      close(client, false); // the server is away: so is the proxy, for this client
    }
  }

  private void pump(Socket from, Socket to, Direction direction) {
    byte[] buffer = new byte[BUFFER_BYTES];
    @Nullable Cut cut = null;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read = in.read(buffer);
      while (read >= 0) {
        if (isStalled) {
          end.await();
        }
        synchronized (this) {
          long before = passed(direction);
          if (armed != null && armed.direction() == direction && armed.at() < before + read) {
            cut = armed;
            armed = null;
            cuts++;
            read = (int) Math.max(0, cut.at() - before);
          }
          passed.put(direction, before + read);
          if (direction == Direction.TO_CLIENT && before + read > stallBehind) {
            stallBehind = Long.MAX_VALUE;
            isStalled = true;
          }
        }
        out.write(buffer, 0, read);
        read = cut == null ? in.read(buffer) : -1;
      }
    } catch (IOException | InterruptedException e) {
      isStalled |= e instanceof InterruptedException; // one side is gone: so is the other now
    }
    boolean isAbrupt = cut != null && cut.isAbrupt();
    if (cut != null && cut.reach() == Reach.ALL) {
      sockets.forEach(socket -> close(socket, isAbrupt));
    }
    close(from, isAbrupt);
    close(to, isAbrupt);
  }

  private void close(Socket socket, boolean isAbrupt) {
    sockets.remove(socket);
    try (socket) {
      if (isAbrupt) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException _) {
      sockets.remove(socket); // it was closed already
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
