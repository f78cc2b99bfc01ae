package org.godwit.web;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.EndpointUse;
import org.godwit.endpoint.EndpointUses;
import org.godwit.endpoint.Endpoints;
import org.godwit.project.Access;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;

/** Endpoints as tables show them; a project's overview reads it as {@code inject:endpointRows}. */
@Singleton
@Named("endpointRows")
public final class EndpointRows {
  private final Endpoints endpoints;
  private final EndpointUses uses;
  private final Access access;

  EndpointRows(Endpoints endpoints, EndpointUses uses, Access access) {
    this.endpoints = endpoints;
    this.uses = uses;
    this.access = access;
  }

  /** All that whoever asks may see, by name. */
  List<Row> visible() {
    return rows(endpoints.visible());
  }

  /** Those of one project, by name. */
  public List<Row> of(long projectId) {
    return rows(endpoints.of(projectId));
  }

  private List<Row> rows(List<Endpoint> found) {
    Map<Long, String> projects =
        access.projects().stream().collect(Collectors.toMap((Project it) -> it.id, it -> it.name));
    return found.stream()
        .map(it -> new Row(it, projects.getOrDefault(it.projectId, ""), uses.of(it.id)))
        .toList();
  }

  /** Whether whoever asks may create endpoints in the project. */
  public boolean mayCreate(long projectId) {
    return access.may(projectId, ProjectRole.ENGINEER);
  }

  /** The projects in which whoever asks may create endpoints, by name. */
  List<Project> projectsToCreateIn() {
    return access.projects().stream().filter(it -> mayCreate(it.id)).toList();
  }

  /**
   * A line of a table.
   *
   * @param endpoint which
   * @param project its project's name
   * @param used what uses it
   */
  public record Row(Endpoint endpoint, String project, List<EndpointUse.Used> used) {
    public Row {
      used = List.copyOf(used);
    }
  }
}
