package org.godwit.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.godwit.task.load.StopSignal;
import org.jspecify.annotations.Nullable;

/**
 * A person's wish that this process shall end: the first signal asks the command to end in order, a
 * second one ends the process at once.
 */
final class EndRequest implements AutoCloseable {
  private static final Duration HAND_OVER_MAX = Duration.ofSeconds(60);

  private final StopSignal stop = new StopSignal();
  private final AtomicReference<@Nullable EndSignal> first = new AtomicReference<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final EndSignal.Handling handling;

  /** Listens from now on. */
  EndRequest() {
    handling = EndSignal.handle(this::take);
  }

  private void take(EndSignal signal) {
    if (first.compareAndSet(null, signal)) {
      stop.give();
    } else {
      Runtime.getRuntime().halt(signal.exitCode());
    }
  }

  /** Is given with the first signal. */
  StopSignal stop() {
    return stop;
  }

  /** The first signal, empty while there was none. */
  Optional<EndSignal> signal() {
    return Optional.ofNullable(first.get());
  }

  /**
   * Starts something that waits for servers and files, in a thread that a signal interrupts.
   *
   * @return what was started, also where a signal came too late to keep it from starting
   * @throws EndedBySignal where it came early enough
   */
  <T> T start(Supplier<T> starting) {
    return await(begin(starting));
  }

  /** Begins to start something so, beside what the caller does until it awaits it. */
  <T> CompletableFuture<T> begin(Supplier<T> starting) {
    CompletableFuture<T> started = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("start")
        .start(
            () -> {
              try (var _ = stop.interruptAfter(Duration.ZERO);
                  var _ = stop.onGiven(() -> System.err.println("godwit: stopping"))) {
                started.complete(starting.get());
              } catch (RuntimeException | Error e) {
                started.completeExceptionally(e);
              }
            });
    return started;
  }

  /**
   * What was begun to start.
   *
   * @throws EndedBySignal where a signal came early enough to keep it from starting
   */
  <T> T await(CompletableFuture<T> started) {
    try {
      return started.get();
    } catch (ExecutionException e) {
      signal()
          .ifPresent(
              signal -> {
                throw new EndedBySignal(signal);
              });
      if (e.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  /**
   * Ends the command where a signal came.
   *
   * @throws EndedBySignal where one came
   */
  void check() {
    signal()
        .ifPresent(
            signal -> {
              throw new EndedBySignal(signal);
            });
  }

  /**
   * Gives signals back to Java, for Quarkus, which ends by shutdown hooks. The process waits with
   * its end until this is closed.
   */
  void handOver() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::awaitClose, "servers stop"));
    handling.close();
    check();
  }

  private void awaitClose() {
    try {
      if (!closed.await(HAND_OVER_MAX.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println(
            "godwit: the servers didn't stop within a minute; the next start stops them");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    handling.close();
    closed.countDown();
  }
}
