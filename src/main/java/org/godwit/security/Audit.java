package org.godwit.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes down who did what. Always in the transaction of the change itself: either both are there
 * or neither.
 */
@ApplicationScoped
public final class Audit {
  /** Stands for a secret's value. */
  public static final String MASK = "••••••";

  private static final Pattern SECRET =
      Pattern.compile("password|secret|token|passphrase|private|credential|api.?key");

  private final CurrentUser currentUser;
  private final Clock clock;

  Audit(CurrentUser currentUser, Clock clock) {
    this.currentUser = currentUser;
    this.clock = clock;
  }

  /**
   * Records a change by whoever asks; the console itself where no request is under way.
   *
   * @param before the fields as they were; empty for what is new
   * @param after the fields as they are; empty for what is gone
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(Audited what, Map<String, ?> before, Map<String, ?> after) {
    recordAs(
        currentUser
            .optional()
            .map(it -> new Actor(it.userId(), it.name(), currentUser.address()))
            .orElse(Actor.CONSOLE),
        what,
        before,
        after);
  }

  /** Records a change by somebody who is not the one that asks. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void recordAs(Actor actor, Audited what, Map<String, ?> before, Map<String, ?> after) {
    AuditEntry entry = new AuditEntry();
    entry.at = clock.instant();
    entry.actorId = actor.userId();
    entry.actor = actor.name();
    entry.address = actor.address();
    entry.action = what.action();
    entry.subjectKind = what.kind();
    entry.subjectId = what.id();
    entry.subject = what.subject();
    entry.projectId = what.projectId();
    entry.before = masked(before);
    entry.after = masked(after);
    entry.persist();
  }

  /** Copies the fields; whatever is named like a secret loses its value. */
  static Map<String, Object> masked(Map<String, ?> fields) {
    Map<String, Object> copy = new LinkedHashMap<>();
    fields.forEach((name, value) -> copy.put(name, isSecret(name) ? MASK : plain(value)));
    return copy;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> inner = new LinkedHashMap<>();
        map.forEach((key, it) -> inner.put(String.valueOf(key), it));
        yield masked(inner);
      }
      case Number number -> number;
      case Boolean flag -> flag;
      default -> value.toString();
    };
  }

  private static boolean isSecret(String name) {
    return SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
  }
}
