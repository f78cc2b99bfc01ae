package org.godwit.cli;

import java.io.PrintStream;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.godwit.security.StartRefused;
import org.jspecify.annotations.Nullable;

/** Why the console did not start, for who reads the terminal. */
record StartFailure(Throwable failure) {
  /** Empty where it started well. */
  static Optional<StartFailure> of(@Nullable Throwable failure) {
    return failure == null ? Optional.empty() : Optional.of(new StartFailure(failure));
  }

  /** One sentence where we know the reason; everything where nobody foresaw it. */
  void print(PrintStream out) {
    if (isEnding()) {
      out.println("godwit: stopped while starting");
      return;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> sentence = sentence(cause);
      if (sentence.isPresent()) {
        out.println("godwit: " + sentence.get());
        return;
      }
    }
    out.println("godwit: the console could not start");
    failure.printStackTrace(out);
  }

  private static Optional<String> sentence(Throwable cause) {
    return switch (cause) {
      case StartRefused refused -> Optional.ofNullable(refused.getMessage());
      case BindException bind ->
          Optional.of(
              "the console can't listen at %s: %s; choose another --port or --host, or end the program that listens there"
                  .formatted(
                      ConfigProvider.getConfig().getValue("quarkus.http.host", String.class)
                          + ":"
                          + ConfigProvider.getConfig().getValue("quarkus.http.port", String.class),
                      bind.getMessage()));
      case SQLException sql ->
          Optional.of(
              "the store can't be opened: %s; check GODWIT_DB_URL, GODWIT_DB_USER and GODWIT_DB_PASSWORD"
                  .formatted(sql.getMessage()));
      default -> Optional.empty();
    };
  }

  /** What a start says that a signal ended is only its echo. */
  private static boolean isEnding() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException _) {
      return true; // the one way that Java has to say so
    }
  }
}
