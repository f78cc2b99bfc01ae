package org.godwit.testing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.godwit.project.Member;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.godwit.security.Passwords;
import org.godwit.security.Role;
import org.godwit.security.User;

/** People and projects for a test of the console; every name is new, so that tests don't meet. */
@Singleton
public final class Crew {
  /** Everybody's password. */
  public static final String PASSWORD = "correct horse battery";

  private final Passwords passwords;
  private final Clock clock;
  private final AtomicInteger number = new AtomicInteger();

  Crew(Passwords passwords, Clock clock) {
    this.passwords = passwords;
    this.clock = clock;
  }

  /** A user with that role. */
  public User user(Role role) {
    return user(role, false);
  }

  /** A user whose password is for one use. */
  public User newcomer(Role role) {
    return user(role, true);
  }

  private User user(Role role, boolean mustChangePassword) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              User user = new User();
              user.name = role.word() + number.incrementAndGet();
              user.fullName = "";
              user.role = role;
              user.passwordHash = passwords.hash(PASSWORD);
              user.mustChangePassword = mustChangePassword;
              user.createdAt = clock.instant();
              user.persist();
              return user;
            });
  }

  /** A project with one owner. */
  public Project project(User owner) {
    Project made =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  Project project = new Project();
                  project.name = "Project " + number.incrementAndGet();
                  project.description = "";
                  project.createdAt = clock.instant();
                  project.persist();
                  return project;
                });
    join(made, owner, ProjectRole.OWNER);
    return made;
  }

  /** Takes somebody into a project. */
  public void join(Project project, User user, ProjectRole role) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Member member = new Member();
              member.key = new Member.Key(project.id, user.id);
              member.role = role;
              member.persist();
            });
  }

  /** A browser in which the user is logged in. */
  public Browser at(URI console, User user) {
    Browser browser = new Browser(console);
    browser.logIn(user.name, PASSWORD);
    return browser;
  }
}
