package org.godwit.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.PrintStream;

/** Opens the secrets before the first request, and makes the first admin in an empty store. */
@Singleton
final class FirstStart {
  static final String NAME = "admin";

  private final Users users;

  FirstStart(Users users) {
    this.users = users;
  }

  // Secrets and Tokens are asked for here so that a wrong key stops the start, not a later request.
  void on(@Observes StartupEvent start, Secrets secrets, Tokens tokens) {
    users.createFirstAdmin(NAME).ifPresent(password -> announce(System.out, password));
  }

  // Standard output and not the log: a log is kept and shipped, the password is for one reader.
  private static void announce(PrintStream out, String password) {
    out.printf(
        """

          First start: log in as %s with the password %s
          It is shown only now and works until you choose your own.

        """,
        NAME, password);
    out.flush();
  }
}
