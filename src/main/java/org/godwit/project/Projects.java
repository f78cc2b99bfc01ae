package org.godwit.project;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.godwit.convert.report.Rates;
import org.godwit.security.Audit;
import org.godwit.security.Audited;
import org.godwit.security.CurrentUser;
import org.godwit.security.InvalidInput;
import org.godwit.security.Role;

/** Makes, changes and deletes projects. */
@ApplicationScoped
public final class Projects {
  private static final int NAME_MAX = 100;
  private static final int DESCRIPTION_MAX = 2000;
  private static final int RATES_MAX = 10_000;

  private final Access access;
  private final CurrentUser currentUser;
  private final Audit audit;
  private final Clock clock;
  private final List<ProjectPart> parts;

  Projects(
      Access access,
      CurrentUser currentUser,
      Audit audit,
      Clock clock,
      @All List<ProjectPart> parts) {
    this.access = access;
    this.currentUser = currentUser;
    this.audit = audit;
    this.clock = clock;
    this.parts = parts;
  }

  /**
   * Makes a project; whoever asks owns it.
   *
   * @throws InvalidInput on {@code name}, {@code description}
   */
  @Transactional
  public Project create(String name, String description) {
    currentUser.require(Role.ENGINEER);
    Project project = new Project();
    fill(project, name, description);
    project.createdAt = clock.instant();
    project.persist();
    Member owner = new Member();
    owner.key = new Member.Key(project.id, access.user().userId());
    owner.role = ProjectRole.OWNER;
    owner.persist();
    audit.record(audited("project.create", project), Map.of(), facts(project));
    return project;
  }

  /**
   * Changes what an owner may.
   *
   * @param rates hours for action items, as {@link Rates} reads them
   * @throws InvalidInput on {@code name}, {@code description}, {@code rates}
   */
  @Transactional
  public Project change(long id, String name, String description, String rates) {
    Project project = access.own(id);
    Map<String, Object> before = facts(project);
    fill(project, name, description);
    project.rates = checked(rates);
    audit.record(audited("project.change", project), before, facts(project));
    return project;
  }

  private static String checked(String rates) {
    if (rates.length() > RATES_MAX) {
      throw new InvalidInput("rates", "Use at most %d characters.".formatted(RATES_MAX));
    }
    try {
      Rates.parse(rates);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("rates", "These can't be taken: %s.".formatted(e.getMessage()));
    }
    return rates.strip();
  }

  /**
   * Deletes the project with all that it owns.
   *
   * @throws InvalidInput on {@code typed} where its name isn't typed, or anything of it is at work
   */
  @Transactional
  public void delete(long id, String typedName) {
    Project project = access.own(id);
    if (!project.name.equals(typedName.strip())) {
      throw new InvalidInput("typed", "Type the project's name exactly: " + project.name);
    }
    parts.forEach(part -> part.requireIdle(id));
    audit.record(audited("project.delete", project), facts(project), Map.of());
    project.delete();
  }

  private static void fill(Project project, String name, String description) {
    String stripped = name.strip();
    if (stripped.isEmpty() || stripped.length() > NAME_MAX) {
      throw new InvalidInput("name", "Use 1 to %d characters.".formatted(NAME_MAX));
    }
    if (description.length() > DESCRIPTION_MAX) {
      throw new InvalidInput(
          "description", "Use at most %d characters.".formatted(DESCRIPTION_MAX));
    }
    Project.named(stripped)
        .filter(it -> !it.id.equals(project.id))
        .ifPresent(
            it -> {
              throw new InvalidInput("name", "Another project has this name already.");
            });
    project.name = stripped;
    project.description = description.strip();
  }

  private static Audited audited(String action, Project project) {
    return Audited.in(project.id, action, "project", project.id, project.name);
  }

  private static Map<String, Object> facts(Project project) {
    return Map.of("name", project.name, "description", project.description, "rates", project.rates);
  }
}
