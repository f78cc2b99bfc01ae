package org.godwit.web;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.godwit.project.Access;
import org.jboss.resteasy.reactive.RestPath;

/** The live part of a project's dashboard. */
@Path("/projects/{id:\\d+}/board")
@Authenticated
final class ProjectBoardPage {
  private final Access access;
  private final TaskBoards boards;

  ProjectBoardPage(Access access, TaskBoards boards) {
    this.access = access;
    this.boards = boards;
  }

  @GET
  public TemplateInstance get(@RestPath long id) {
    return DashboardPage.Templates.board(boards.ofProject(access.see(id).id));
  }
}
