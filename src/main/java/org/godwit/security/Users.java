package org.godwit.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks after users. Every change acts at once: sessions that it concerns end with it. */
@ApplicationScoped
public final class Users {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");

  private final Passwords passwords;
  private final Sessions sessions;
  private final CurrentUser currentUser;
  private final Audit audit;
  private final Clock clock;

  Users(Passwords passwords, Sessions sessions, CurrentUser currentUser, Audit audit, Clock clock) {
    this.passwords = passwords;
    this.sessions = sessions;
    this.currentUser = currentUser;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Creates a user.
   *
   * @return the password for their first login; it is stored nowhere
   * @throws InvalidInput on {@code name}, {@code fullName}
   */
  @Transactional
  public String create(String name, String fullName, Role role) {
    currentUser.require(Role.ADMIN);
    return createUnasked(name.strip(), fullName.strip(), role);
  }

  /** Creates the first admin in a store without users; empty where there are some. */
  @Transactional
  Optional<String> createFirstAdmin(String name) {
    // Two nodes may start at once on an empty store; only one of them makes the admin.
    User.getEntityManager()
        .createNativeQuery("lock table app_user in exclusive mode")
        .executeUpdate();
    return User.count() > 0
        ? Optional.empty()
        : Optional.of(createUnasked(name, "Administrator", Role.ADMIN));
  }

  private String createUnasked(String name, String fullName, Role role) {
    requireGoodNames(name, fullName);
    if (User.named(name).isPresent()) {
      throw new InvalidInput("name", "There is a user named %s already.".formatted(name));
    }
    String password = passwords.generate();
    User user = new User();
    user.name = name;
    user.fullName = fullName;
    user.role = role;
    user.passwordHash = passwords.hash(password);
    user.mustChangePassword = true;
    user.createdAt = clock.instant();
    user.persist();
    audit.record(audited("user.create", user), Map.of(), facts(user));
    return password;
  }

  /** Changes the full name and the role; a changed role ends the user's sessions. */
  @Transactional
  public void change(long id, String fullName, Role role) {
    currentUser.require(Role.ADMIN);
    User user = get(id);
    requireGoodNames(user.name, fullName);
    Map<String, Object> before = facts(user);
    if (user.role == Role.ADMIN && role != Role.ADMIN) {
      requireAnotherAdmin(user, "role");
    }
    boolean isOtherRole = user.role != role;
    user.fullName = fullName.strip();
    user.role = role;
    audit.record(audited("user.change", user), before, facts(user));
    if (isOtherRole) {
      sessions.endAllOf(id);
    }
  }

  /** Keeps a user out, or lets them in again. */
  @Transactional
  public void setDisabled(long id, boolean disabled) {
    currentUser.require(Role.ADMIN);
    User user = get(id);
    if (disabled && user.id == currentUser.get().userId()) {
      throw new InvalidInput("disabled", "You can't disable yourself; ask another admin.");
    }
    if (disabled && user.role == Role.ADMIN) {
      requireAnotherAdmin(user, "disabled");
    }
    Map<String, Object> before = facts(user);
    user.disabled = disabled;
    audit.record(audited(disabled ? "user.disable" : "user.enable", user), before, facts(user));
    if (disabled) {
      sessions.endAllOf(id);
    }
  }

  /**
   * Gives a user a new password for one login.
   *
   * @return the password; it is stored nowhere
   */
  @Transactional
  public String resetPassword(long id) {
    currentUser.require(Role.ADMIN);
    User user = get(id);
    String password = passwords.generate();
    user.passwordHash = passwords.hash(password);
    user.mustChangePassword = true;
    audit.record(audited("user.reset-password", user), secret(), secret());
    sessions.endAllOf(id);
    return password;
  }

  /**
   * Changes one's own password; one's other sessions end.
   *
   * @throws InvalidInput on {@code current}, {@code password}, {@code repeated}
   */
  @Transactional
  public void changeOwnPassword(String current, String password, String repeated) {
    SignedIn me = currentUser.get();
    User user = get(me.userId());
    if (!passwords.matches(current, Optional.of(user))) {
      throw new InvalidInput("current", "This is not your current password.");
    }
    Passwords.requireGood("password", password, user.name);
    if (password.equals(current)) {
      throw new InvalidInput("password", "Choose another one than the current.");
    }
    if (!password.equals(repeated)) {
      throw new InvalidInput("repeated", "The two passwords differ.");
    }
    user.passwordHash = passwords.hash(password);
    user.mustChangePassword = false;
    audit.record(audited("user.change-password", user), secret(), secret());
    sessions.endOthersOf(user.id, me.session());
  }

  /**
   * The user.
   *
   * @throws NotVisible where there is none
   */
  public User get(long id) {
    return User.<User>findByIdOptional(id)
        .orElseThrow(() -> new NotVisible("There is no user %d.".formatted(id)));
  }

  private static void requireGoodNames(String name, String fullName) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInput(
          "name", "Use 1 to 100 letters, digits or . _ @ + - and begin with a letter or digit.");
    }
    if (fullName.length() > 200) {
      throw new InvalidInput("fullName", "Use at most 200 characters.");
    }
  }

  private static void requireAnotherAdmin(User user, String field) {
    long others = User.count("role = ?1 and not disabled and id <> ?2", Role.ADMIN, user.id);
    if (others == 0) {
      throw new InvalidInput(
          field, "%s is the last admin; make somebody else admin first.".formatted(user.name));
    }
  }

  private static Audited audited(String action, User user) {
    return Audited.of(action, "user", String.valueOf(user.id), user.name);
  }

  private static Map<String, Object> facts(User user) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", user.name);
    facts.put("full name", user.fullName);
    facts.put("role", user.role.word());
    facts.put("disabled", user.disabled);
    return facts;
  }

  private static Map<String, Object> secret() {
    return Map.of("password", "");
  }
}
