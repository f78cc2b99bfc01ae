package org.godwit.cli;

import java.io.PrintStream;
import java.util.Optional;
import org.godwit.security.StartRefused;
import org.jspecify.annotations.Nullable;

/** Why the console did not start, for who reads the terminal. */
record StartFailure(Throwable failure) {
  /** Empty where it started well. */
  static Optional<StartFailure> of(@Nullable Throwable failure) {
    return failure == null ? Optional.empty() : Optional.of(new StartFailure(failure));
  }

  /** One sentence where we refused; everything where nobody foresaw it. */
  void print(PrintStream out) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartRefused) {
        out.println("godwit: " + cause.getMessage());
        return;
      }
    }
    out.println("godwit: the console could not start");
    failure.printStackTrace(out);
  }
}
