package org.godwit.project;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.godwit.security.CurrentUser;
import org.godwit.security.NotAllowed;
import org.godwit.security.NotVisible;
import org.godwit.security.Role;
import org.godwit.security.SignedIn;

/**
 * Who may see and change what in which project. Pages ask it what to show, the domain asks it again
 * before it changes anything. Admins are owners everywhere; a global viewer only reads, whatever
 * the project says.
 */
@ApplicationScoped
public final class Access {
  private final CurrentUser currentUser;

  Access(CurrentUser currentUser) {
    this.currentUser = currentUser;
  }

  /** Who asks. */
  public SignedIn user() {
    return currentUser.get();
  }

  /** The projects they may see, by name. */
  public List<Project> projects() {
    SignedIn me = user();
    return me.role() == Role.ADMIN ? Project.all() : Project.of(me.userId());
  }

  /** What they may do in the project; empty where they may not know that it exists. */
  public Optional<ProjectRole> roleIn(long projectId) {
    SignedIn me = user();
    if (me.role() == Role.ADMIN) {
      return Project.findByIdOptional(projectId).map(it -> ProjectRole.OWNER);
    }
    Optional<ProjectRole> asMember = Member.find(projectId, me.userId()).map(it -> it.role);
    return me.role() == Role.VIEWER ? asMember.map(it -> ProjectRole.VIEWER) : asMember;
  }

  /** Whether they may do in the project what {@code role} may do. */
  public boolean may(long projectId, ProjectRole role) {
    return roleIn(projectId).filter(it -> it.includes(role)).isPresent();
  }

  /** Whether they may make projects. */
  public boolean mayCreateProjects() {
    return user().role().includes(Role.ENGINEER);
  }

  /**
   * The project, for reading.
   *
   * @throws NotVisible (404) where it does not exist or they are no member
   */
  public Project see(long projectId) {
    return require(projectId, ProjectRole.VIEWER);
  }

  /**
   * The project, for changing what it owns.
   *
   * @throws NotVisible (404) where it does not exist or they are no member
   * @throws NotAllowed (403) for its viewers
   */
  public Project edit(long projectId) {
    return require(projectId, ProjectRole.ENGINEER);
  }

  /**
   * The project, for what its owners alone may do.
   *
   * @throws NotVisible (404) where it does not exist or they are no member
   * @throws NotAllowed (403) for its viewers and engineers
   */
  public Project own(long projectId) {
    return require(projectId, ProjectRole.OWNER);
  }

  private Project require(long projectId, ProjectRole needed) {
    ProjectRole role = roleIn(projectId).orElseThrow(() -> unseen(projectId));
    if (!role.includes(needed)) {
      throw new NotAllowed(
          "This needs the role %s in the project; yours is %s. Ask one of its owners."
              .formatted(needed.word(), role.word()));
    }
    return Project.<Project>findByIdOptional(projectId).orElseThrow(() -> unseen(projectId));
  }

  private static NotVisible unseen(long projectId) {
    return new NotVisible(
        "There is no project %d, or you are not a member of it.".formatted(projectId));
  }
}
