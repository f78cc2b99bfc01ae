package org.godwit.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Lets people in. */
@ApplicationScoped
public final class Login {
  private final Passwords passwords;
  private final LoginLimiter limiter;
  private final Sessions sessions;
  private final Audit audit;
  private final Clock clock;

  Login(Passwords passwords, LoginLimiter limiter, Sessions sessions, Audit audit, Clock clock) {
    this.passwords = passwords;
    this.limiter = limiter;
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  /** Tries a name and a password from an address. */
  @Transactional
  public Outcome attempt(String name, String password, String address) {
    Optional<Instant> refusedUntil = limiter.refusedUntil(name, address);
    if (refusedUntil.isPresent()) {
      return new Outcome.TooMany(refusedUntil.get());
    }
    Optional<User> user = User.named(name.strip());
    boolean isRight = passwords.matches(password, user);
    if (!isRight || user.isEmpty() || user.get().disabled) {
      limiter.failed(name, address);
      audit.recordAs(
          new Actor(null, name.strip(), address),
          Audited.of("login.refused", "user", "", name.strip()),
          Map.of(),
          Map.of());
      return new Outcome.Wrong();
    }
    limiter.succeeded(name, address);
    return new Outcome.In(start(user.get(), address));
  }

  private UUID start(User user, String address) {
    sessions.sweep();
    user.lastLoginAt = clock.instant();
    audit.recordAs(
        new Actor(user.id, user.name, address),
        Audited.of("login", "user", String.valueOf(user.id), user.name),
        Map.of(),
        Map.of());
    return sessions.start(user, address);
  }

  /** How an attempt ended. */
  public sealed interface Outcome {
    /** They are in; the session is theirs. */
    record In(UUID session) implements Outcome {}

    /** The name, the password, or both are wrong, or the user is disabled; nobody learns which. */
    record Wrong() implements Outcome {}

    /** Too many failures; nothing was compared. */
    record TooMany(Instant until) implements Outcome {}
  }
}
