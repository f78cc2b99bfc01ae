package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.godwit.conversion.Conversions;
import org.godwit.conversion.StoredConversion;
import org.godwit.endpoint.Endpoints;
import org.godwit.project.Access;
import org.godwit.project.Members;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.godwit.project.Projects;
import org.godwit.security.CurrentUser;
import org.godwit.security.InvalidInput;
import org.godwit.security.Role;
import org.godwit.task.console.StoredTask;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Projects: the list, one project, its form. */
@Path("/projects")
@Authenticated
final class ProjectsPage {
  private final Access access;
  private final Projects projects;
  private final Members members;
  private final Endpoints endpoints;
  private final Conversions conversions;
  private final CurrentUser currentUser;
  private final Toast toast;

  ProjectsPage(
      Access access,
      Projects projects,
      Members members,
      Endpoints endpoints,
      Conversions conversions,
      CurrentUser currentUser,
      Toast toast) {
    this.access = access;
    this.projects = projects;
    this.members = members;
    this.endpoints = endpoints;
    this.conversions = conversions;
    this.currentUser = currentUser;
    this.toast = toast;
  }

  @GET
  public TemplateInstance list() {
    List<Row> rows = access.projects().stream().map(this::row).toList();
    return Templates.list(rows, access.mayCreateProjects());
  }

  private Row row(Project project) {
    ProjectRole role = access.roleIn(project.id).orElse(ProjectRole.VIEWER);
    return new Row(project, role, members.count(project.id));
  }

  @GET
  @Path("new")
  public TemplateInstance create() {
    currentUser.require(Role.ENGINEER);
    return Templates.create(Form.empty());
  }

  @POST
  public Response create(@RestForm @Nullable String name, @RestForm @Nullable String description) {
    try {
      Project project = projects.create(Form.text(name), Form.text(description));
      toast.next("Project %s is there.".formatted(project.name));
      return Reply.to("/projects/" + project.id);
    } catch (InvalidInput e) {
      return Reply.invalid(Templates.create(typed(name, description, "").refused(e)));
    }
  }

  @GET
  @Path("{id:\\d+}")
  public TemplateInstance get(@RestPath long id) {
    Project project = access.see(id);
    ProjectRole role = access.roleIn(id).orElse(ProjectRole.VIEWER);
    return Templates.overview(project, role, members.count(id));
  }

  @GET
  @Path("{id:\\d+}/edit")
  public TemplateInstance edit(@RestPath long id) {
    Project project = access.own(id);
    return Templates.edit(
        project, typed(project.name, project.description, project.rates), lost(id));
  }

  @POST
  @Path("{id:\\d+}")
  public Response change(
      @RestPath long id,
      @RestForm @Nullable String name,
      @RestForm @Nullable String description,
      @RestForm @Nullable String rates) {
    try {
      projects.change(id, Form.text(name), Form.text(description), Form.text(rates));
    } catch (InvalidInput e) {
      return Reply.invalid(
          Templates.edit(access.own(id), typed(name, description, rates).refused(e), lost(id)));
    }
    toast.next("The project is saved.");
    return Reply.to("/projects/" + id);
  }

  @POST
  @Path("{id:\\d+}/delete")
  public Response delete(@RestPath long id, @RestForm @Nullable String typed) {
    Project project = access.own(id);
    try {
      projects.delete(id, Form.text(typed));
    } catch (InvalidInput e) {
      Form form =
          typed(project.name, project.description, project.rates)
              .with("typed", Form.text(typed))
              .refused(e);
      return Reply.invalid(Templates.edit(project, form, lost(id)));
    }
    toast.next("Project %s is deleted.".formatted(project.name));
    return Reply.to("/projects");
  }

  private static Form typed(
      @Nullable String name, @Nullable String description, @Nullable String rates) {
    return Form.empty()
        .with("name", Form.text(name))
        .with("description", Form.text(description))
        .with("rates", Form.text(rates));
  }

  private Lost lost(long id) {
    List<StoredConversion> made = conversions.of(id);
    return new Lost(
        endpoints.of(id).size(),
        StoredTask.of(List.of(id)).size(),
        made.size(),
        conversions.edits(made));
  }

  /**
   * What goes with a project.
   *
   * @param endpoints how many
   * @param tasks how many
   * @param conversions how many
   * @param edits of persons in them
   */
  record Lost(int endpoints, int tasks, int conversions, long edits) {}

  /**
   * A line of the list.
   *
   * @param project which
   * @param role what who looks may do in it
   * @param members how many belong to it
   */
  record Row(Project project, ProjectRole role, long members) {}

  @CheckedTemplate(basePath = "projects")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(List<Row> rows, boolean mayCreate);

    static native TemplateInstance create(Form form);

    static native TemplateInstance edit(Project project, Form form, Lost lost);

    static native TemplateInstance overview(Project project, ProjectRole role, long members);
  }
}
