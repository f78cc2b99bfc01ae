package org.godwit.web;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.godwit.project.Access;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.godwit.task.console.TaskList;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The list of a project's tasks. */
@Path("/projects/{id:\\d+}/tasks")
@Authenticated
final class ProjectTasksPage {
  private final Access access;
  private final TaskList list;
  private final TaskViews views;
  private final Htmx htmx;

  ProjectTasksPage(Access access, TaskList list, TaskViews views, Htmx htmx) {
    this.access = access;
    this.list = list;
    this.views = views;
    this.htmx = htmx;
  }

  @GET
  public TemplateInstance list(
      @RestPath long id,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String sort,
      @RestQuery @Nullable String desc,
      @RestQuery @Nullable Integer page) {
    Project project = access.see(id);
    TasksPage.Asked asked =
        TasksPage.Asked.of("/projects/" + id + "/tasks", text, state, sort, desc, page);
    TasksPage.Shown shown = TasksPage.Shown.of(list, views, List.of(id), asked, false);
    return htmx.wantsFragment()
        ? TasksPage.Templates.rows(shown)
        : TasksPage.Templates.project(project, shown, access.may(id, ProjectRole.ENGINEER));
  }
}
