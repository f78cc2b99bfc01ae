package org.godwit.project;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.godwit.security.Audit;
import org.godwit.security.Audited;
import org.godwit.security.InvalidInput;
import org.godwit.security.NotVisible;
import org.godwit.security.Role;
import org.godwit.security.User;

/** Looks after who belongs to a project. */
@ApplicationScoped
public final class Members {
  private final Access access;
  private final Audit audit;

  Members(Access access, Audit audit) {
    this.access = access;
    this.audit = audit;
  }

  /** All members by name; every member may know the others. */
  public List<Listed> of(long projectId) {
    access.see(projectId);
    return Member.of(projectId).stream()
        .flatMap(it -> userOf(it).map(user -> new Listed(user, it.role)).stream())
        .sorted(Comparator.comparing(it -> it.user().name.toLowerCase(Locale.ROOT)))
        .toList();
  }

  /**
   * Takes somebody in, or gives a member another role.
   *
   * @throws InvalidInput on {@code user}, {@code role}
   */
  @Transactional
  public void put(long projectId, String userName, ProjectRole role) {
    Project project = access.own(projectId);
    User user =
        User.named(userName.strip())
            .filter(it -> !it.disabled)
            .orElseThrow(() -> new InvalidInput("user", "There is no such user."));
    Optional<Member> known = Member.find(projectId, user.id);
    known.ifPresent(it -> requireAnotherOwner(project, it, role));
    Member member = known.orElseGet(Member::new);
    Map<String, String> before = known.map(it -> Map.of("role", it.role.word())).orElse(Map.of());
    member.key = new Member.Key(projectId, user.id);
    member.role = role;
    member.persist();
    audit.record(
        Audited.in(projectId, "member.put", "user", user.id, user.name),
        before,
        Map.of("role", role.word()));
  }

  /**
   * Takes a member out.
   *
   * @throws InvalidInput on {@code role} for the last owner
   */
  @Transactional
  public void remove(long projectId, long userId) {
    Project project = access.own(projectId);
    Member member =
        Member.find(projectId, userId)
            .orElseThrow(() -> new NotVisible("User %d is no member.".formatted(userId)));
    requireAnotherOwner(project, member, null);
    String name = userOf(member).map(it -> it.name).orElse("");
    audit.record(
        Audited.in(projectId, "member.remove", "user", userId, name),
        Map.of("role", member.role.word()),
        Map.of());
    member.delete();
  }

  /** How many belong to the project. */
  public long count(long projectId) {
    return Member.count("key.projectId", projectId);
  }

  /**
   * A member's user.
   *
   * @throws NotVisible where the project may not be seen or the user is no member of it
   */
  public User member(long projectId, long userId) {
    access.see(projectId);
    return Member.find(projectId, userId)
        .flatMap(Members::userOf)
        .orElseThrow(() -> new NotVisible("User %d is no member.".formatted(userId)));
  }

  /** The users who could still be taken in, by name. */
  public List<User> candidates(long projectId) {
    List<Long> members = Member.of(projectId).stream().map(it -> it.key.userId()).toList();
    Stream<User> users = User.byName().stream();
    return users.filter(it -> !it.disabled && !members.contains(it.id)).toList();
  }

  private static Optional<User> userOf(Member member) {
    return User.findByIdOptional(member.key.userId());
  }

  private static void requireAnotherOwner(
      Project project, Member member, @org.jspecify.annotations.Nullable ProjectRole next) {
    boolean loses = member.role == ProjectRole.OWNER && !Objects.equals(next, ProjectRole.OWNER);
    if (loses && Member.ownersOf(project.id) == 1) {
      throw new InvalidInput("role", "A project needs an owner; make somebody else owner first.");
    }
  }

  /**
   * A member as the page lists them.
   *
   * @param user who
   * @param role what they may do
   */
  public record Listed(User user, ProjectRole role) {
    /** Whether the project grants more than the user's own role lets them do. */
    public boolean isCapped() {
      return user.role == Role.VIEWER && role != ProjectRole.VIEWER;
    }
  }
}
