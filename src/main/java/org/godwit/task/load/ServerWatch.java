package org.godwit.task.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Looks after calls to servers that don't come back, and gives the source signs of life while its
 * reader works at the target. A network that swallows packets, or a server that stands still, ends
 * no connection: whoever waits for an answer waits for hours. When a run has given no sign of life
 * for a while, both servers are asked over new connections; where one doesn't answer there either,
 * twice in a row, the run's thread is interrupted, which in a virtual thread ends its call. A
 * server that answers is merely busy, and is waited for.
 */
public final class ServerWatch implements AutoCloseable {
  /** So long a call may last before the servers are asked. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  /** A source hangs up on a reader who says nothing: PostgreSQL after a minute, unless set. */
  private static final Duration SIGN_EVERY = Duration.ofSeconds(2);

  /** So long a server may take to answer a new connection. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

  /** One failure may be a moment's: what a load or an index has come to is worth a second try. */
  private static final int FAILURES = 2;

  private static final System.Logger LOG = System.getLogger(ServerWatch.class.getName());

  private final List<End> ends;
  private final Duration silenceMax;
  private final LongSupplier work;
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
  public record End(String name, Engine engine, EndpointConfig config) {}

  /** Ends what was begun, and throws nothing. */
  @FunctionalInterface
  public interface Ending extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Watches the calling thread until it is closed.
   *
   * @param silenceMax how long a call may last before the servers are asked
   * @param work what the run has done so far, in any unit; when it changes, the run is alive
   * @param announce is told where applying changes waits for one call while both servers answer
   */
  ServerWatch(List<End> ends, Duration silenceMax, LongSupplier work, Consumer<String> announce) {
    this.ends = List.copyOf(ends);
    this.silenceMax = silenceMax;
    this.work = work;
    this.announce = announce;
    Thread.ofVirtual().name("server watch").start(this::watch);
  }

  /**
   * Runs what is watched in the calling thread.
   *
   * @throws EngineException with {@link Failure#CONNECTION_LOST} where it was ended because a
   *     server doesn't answer; else what the run throws
   */
  public static <T> T over(
      List<End> ends,
      LongSupplier work,
      Consumer<String> announce,
      Function<ServerWatch, T> watched) {
    try (ServerWatch watch = new ServerWatch(ends, SILENCE_MAX, work, announce)) {
      try {
        return watched.apply(watch);
      } catch (RuntimeException e) {
        throw watch.explain(e);
      }
    }
  }

  /**
   * Watches the calling thread, too, which works beside the one that this watches.
   *
   * @param other what that thread has done so far, in any unit
   * @throws EngineException as {@link #over}
   */
  public <T> T beside(LongSupplier other, Supplier<T> watched) {
    return over(ends, other, announce, _ -> watched.get());
  }

  /** A sign of life of the watched thread. */
  public void beat() {
    beatAt = System.nanoTime();
  }

  /**
   * The stream that the watched thread reads until this is closed: its source learns that the
   * thread is there.
   */
  public Ending keepsAlive(ChangeStream read) {
    stream = read;
    return () -> stream = null;
  }

  private void watch() {
    long every = Math.min(silenceMax.toMillis() / 4, SIGN_EVERY.toMillis());
    long worked = work.getAsLong();
    long told = 0;
    long answeredAt = beatAt;
    int failures = 0;
    try {
      while (!closed.await(every, TimeUnit.MILLISECONDS)) {
        giveSign();
        long now = work.getAsLong();
        if (now != worked) {
          worked = now;
          beat();
        }
        long since = beatAt;
        long heardAt = failures > 0 ? since : Math.max(since, answeredAt);
        if (System.nanoTime() - heardAt < silenceMax.toNanos()) {
          failures = 0;
          continue;
        }
        Optional<String> found = unanswered();
        if (found.isPresent()) {
          failures++;
          if (failures >= FAILURES) {
            end(since, found.get());
          }
          continue;
        }
        failures = 0;
        answeredAt = System.nanoTime();
        if (told != since && stream != null) {
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

  /** More than once, for what it does to end may wait for the same server. */
  private synchronized void end(long since, String what) {
    if (closed.getCount() > 0 && beatAt == since) {
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
    if (silent != null) {
      Thread.interrupted(); // it was for what was watched, and not for what comes behind it
    }
  }
}
