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

  DashboardPage(Access access) {
    this.access = access;
  }

  @GET
  public TemplateInstance get() {
    return Templates.index(access.projects(), access.mayCreateProjects());
  }

  @CheckedTemplate(basePath = "dashboard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance index(List<Project> projects, boolean mayCreate);
  }
}
