package org.godwit.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.godwit.embedded.EmbeddedStore;

/** Quarkus with all pages, from start to stop. */
final class Console {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private Console() {}

  /** Runs it on the store that the configuration names, until it is told to stop. */
  static int run() {
    AtomicInteger exitCode = new AtomicInteger();
    Quarkus.run(
        UntilTold.class,
        (code, failure) -> {
          StartFailure.of(failure).ifPresent(it -> it.print(System.err));
          exitCode.set(code);
        });
    return exitCode.get();
  }

  /** Runs it on the embedded store, and stops that when Quarkus has let go of it. */
  static int runOn(EmbeddedStore store) {
    // System properties of this process: never on a command line.
    System.setProperty("quarkus.datasource.jdbc.url", store.jdbcUrl());
    System.setProperty("quarkus.datasource.username", store.user());
    System.setProperty("quarkus.datasource.password", store.password().reveal());
    CountDownLatch stopped = new CountDownLatch(1);
    // On Ctrl-C the JVM ends when its hooks have; this one gives the store the time to stop.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopped)));
    try {
      return run();
    } finally {
      store.stop();
      stopped.countDown();
    }
  }

  private static void await(CountDownLatch stopped) {
    try {
      if (!stopped.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println(
            "godwit: the store didn't stop within a minute; the next start stops it");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does nothing but wait. */
  public static final class UntilTold implements QuarkusApplication {
    @Override
    public int run(String... arguments) {
      Quarkus.waitForExit();
      return 0;
    }
  }
}
