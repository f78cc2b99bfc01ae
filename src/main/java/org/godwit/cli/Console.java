package org.godwit.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.godwit.embedded.EmbeddedStore;
import org.godwit.engine.Password;

/** Quarkus with all pages, from start to stop. */
final class Console {
  private Console() {}

  /** Runs it on a PostgreSQL that somebody gave it, until it is told to stop. */
  static int runOn(OwnStore store) {
    store.check();
    use(store.jdbcUrl(), store.user(), store.password());
    return run(UntilTold.class);
  }

  private static int run(Class<? extends QuarkusApplication> application) {
    AtomicInteger exitCode = new AtomicInteger();
    Quarkus.run(
        application,
        (code, failure) -> {
          StartFailure.of(failure).ifPresent(it -> it.print(System.err));
          exitCode.set(code);
        });
    return exitCode.get();
  }

  /** Runs it on the embedded store in this folder, and stops that when Quarkus has let go of it. */
  static int runOn(Path data, EndRequest end) {
    return runOn(data, end, UntilTold.class);
  }

  /** The same until the application ends, which begins when pages are served. */
  static int runOn(Path data, EndRequest end, Class<? extends QuarkusApplication> application) {
    try (EmbeddedStore store = end.start(() -> EmbeddedStore.start(data))) {
      use(store.jdbcUrl(), store.user(), store.password());
      System.setProperty("godwit.store.sole", "true"); // the folder is locked
      end.handOver();
      return run(application);
    }
  }

  // System properties of this process: never on a command line.
  private static void use(String jdbcUrl, String user, Password password) {
    System.setProperty("quarkus.datasource.jdbc.url", jdbcUrl);
    System.setProperty("quarkus.datasource.username", user);
    System.setProperty("quarkus.datasource.password", password.reveal());
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
