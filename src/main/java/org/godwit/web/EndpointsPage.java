package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.EndpointChanges;
import org.godwit.endpoint.EndpointDraft;
import org.godwit.endpoint.EndpointDrafts;
import org.godwit.endpoint.Endpoints;
import org.godwit.project.Project;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Endpoints: the list, and what is done with one as a whole. */
@Path("/endpoints")
@Authenticated
final class EndpointsPage {
  private final Endpoints endpoints;
  private final EndpointChanges changes;
  private final EndpointDrafts drafts;
  private final EndpointRows rows;
  private final Toast toast;

  EndpointsPage(
      Endpoints endpoints,
      EndpointChanges changes,
      EndpointDrafts drafts,
      EndpointRows rows,
      Toast toast) {
    this.endpoints = endpoints;
    this.changes = changes;
    this.drafts = drafts;
    this.rows = rows;
    this.toast = toast;
  }

  /** All of them, or with {@code ?project=} those of one project. */
  @GET
  public TemplateInstance list(@RestQuery @Nullable Long project) {
    List<EndpointRows.Row> found = project == null ? rows.visible() : rows.of(project);
    return Templates.list(found, drafts.mine(), rows.projectsToCreateIn());
  }

  @POST
  @Path("{id:\\d+}/edit")
  public Response edit(@RestPath long id) {
    return Reply.to(EndpointWizardPage.connection(drafts.beginChange(id).id));
  }

  @POST
  @Path("{id:\\d+}/copy")
  public Response copy(@RestPath long id) {
    return Reply.to(EndpointWizardPage.connection(drafts.beginCopy(id).id));
  }

  @POST
  @Path("{id:\\d+}/delete")
  public Response delete(@RestPath long id, @RestForm @Nullable String typed) {
    Endpoint endpoint = endpoints.edit(id);
    changes.delete(id, Form.text(typed));
    toast.next("Endpoint %s is deleted.".formatted(endpoint.name));
    return Reply.to("/endpoints");
  }

  @CheckedTemplate(basePath = "endpoints")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(
        List<EndpointRows.Row> rows, List<EndpointDraft> drafts, List<Project> projects);
  }
}
