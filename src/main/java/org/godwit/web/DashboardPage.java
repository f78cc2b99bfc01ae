package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.godwit.project.Access;
import org.godwit.project.Project;

/** What needs me, and what runs. */
@Path("/")
@Authenticated
final class DashboardPage {
  private final Access access;
  private final TaskBoards boards;
  private final Htmx htmx;

  DashboardPage(Access access, TaskBoards boards, Htmx htmx) {
    this.access = access;
    this.boards = boards;
    this.htmx = htmx;
  }

  @GET
  public TemplateInstance get() {
    List<Project> projects = access.projects();
    TaskBoard board = boards.of(projects.stream().map((Project it) -> it.id).toList(), "/");
    return htmx.wantsFragment()
        ? Templates.board(board)
        : Templates.index(projects, access.mayCreateProjects(), board);
  }

  @CheckedTemplate(basePath = "dashboard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance index(
        List<Project> projects, boolean mayCreate, TaskBoard board);

    static native TemplateInstance board(TaskBoard board);
  }
}
