package org.godwit.task.cdc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Gives the source signs of life while its reader works at the target, and looks after calls to
 * servers that don't come back. A network that swallows packets, or a server that stands still,
 * ends no connection: whoever waits for an answer waits for hours. When the thread that made this
 * has given no sign of life for a while, both servers are asked over new connections; where one
 * doesn't answer there either, the thread is interrupted, which in a virtual thread ends its call.
 * A server that answers is merely busy, and is waited for.
 */
final class ServerWatch implements AutoCloseable {
  /** So long a call may last before the servers are asked. */
  static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  /** A source hangs up on a reader who says nothing: PostgreSQL after a minute, unless set. */
  private static final Duration SIGN_EVERY = Duration.ofSeconds(2);

  /** So long a server may take to answer a new connection. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

  private static final System.Logger LOG = System.getLogger(ServerWatch.class.getName());

  private final List<End> ends;
  private final Duration silenceMax;
  private final Consumer<String> announce;
  private final Thread worker = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long beatAt = System.nanoTime();
  private volatile @Nullable ChangeStream stream;

  /** What does not answer; written before the worker is interrupted. */
  private volatile @Nullable String silent;

  /**
   * A server.
   *
   * @param name source or target
   */
  record End(String name, Engine engine, EndpointConfig config) {}

  /**
   * Watches the calling thread until it is closed.
   *
   * @param silenceMax how long a call may last before the servers are asked
   * @param announce is told of a call that lasts while both servers answer
   */
  ServerWatch(List<End> ends, Duration silenceMax, Consumer<String> announce) {
    this.ends = List.copyOf(ends);
    this.silenceMax = silenceMax;
    this.announce = announce;
    Thread.ofVirtual().name("server watch").start(this::watch);
  }

  /** A sign of life of the watched thread. */
  void beat() {
    beatAt = System.nanoTime();
  }

  /** The stream that the watched thread reads: its source learns that the thread is there. */
  void keepsAlive(ChangeStream read) {
    stream = read;
  }

  private void watch() {
    long told = 0;
    long every = Math.min(silenceMax.toMillis() / 4, SIGN_EVERY.toMillis());
    try {
      while (!closed.await(every, TimeUnit.MILLISECONDS)) {
        giveSign();
        long since = beatAt;
        if (System.nanoTime() - since < silenceMax.toNanos()) {
          continue;
        }
        Optional<String> found = unanswered();
        if (found.isPresent()) {
          end(since, found.get());
        } else if (told != since) {
          told = since;
          announce.accept(
              "one call has lasted for more than %d s, while both servers answer others: a lock, or a large transaction, is waited for"
                  .formatted(silenceMax.toSeconds()));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody does that
    }
  }

  private void giveSign() {
    ChangeStream read = stream;
    if (read == null) {
      return;
    }
    try {
      read.alive();
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.DEBUG, "who reads the stream is told so, too", e);
    }
  }

  private synchronized void end(long since, String what) {
    if (closed.getCount() > 0 && beatAt == since && silent == null) {
      silent = what;
      worker.interrupt();
    }
  }

  private Optional<String> unanswered() throws InterruptedException {
    for (End end : ends) {
      Optional<String> why = unanswered(end);
      if (why.isPresent()) {
        return Optional.of(
            "the %s %s has not answered for more than %d s, and a new connection fails too: %s Look whether the server stands still and whether the network between drops packets."
                .formatted(end.name(), end.config().place(), silenceMax.toSeconds(), why.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> unanswered(End end) throws InterruptedException {
    AtomicReference<String> why =
        new AtomicReference<>("nothing came within %d s.".formatted(ANSWER_MAX.toSeconds()));
    Thread asking =
        Thread.ofVirtual()
            .name("asking " + end.name())
            .start(
                () -> {
                  try (var _ = end.engine().connect(end.config())) {
                    why.set("");
                  } catch (EngineException e) {
                    // Whoever answers with a refusal is there: the call will end by itself.
                    boolean isSilent =
                        e.failure() == Failure.TIMEOUT
                            || e.failure() == Failure.CONNECTION_LOST
                            || e.failure() == Failure.CONNECTION_REFUSED;
                    why.set(isSilent ? e.sentence() : "");
                  } catch (java.sql.SQLException _) {
                    why.set(""); // it was opened, and didn't close well
                  }
                });
    if (!asking.join(ANSWER_MAX)) {
      asking.interrupt();
    }
    return Optional.of(why.get()).filter(text -> !text.isEmpty());
  }

  /** The error in place of one that the interruption led to; the same where there was none. */
  RuntimeException explain(RuntimeException e) {
    String what = silent;
    if (what == null) {
      return e;
    }
    Thread.interrupted();
    return new EngineException(Failure.CONNECTION_LOST, what, e);
  }

  /** Ends the watch; the thread is not interrupted any more. */
  @Override
  public synchronized void close() {
    closed.countDown();
  }
}
