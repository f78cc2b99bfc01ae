package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.EngineException;
import org.godwit.engine.KeptStream;
import org.godwit.project.Access;
import org.godwit.project.ProjectRole;
import org.godwit.task.console.LeftBehind;
import org.jboss.resteasy.reactive.RestPath;

/** What the database behind an endpoint keeps for tasks that this console does not have. */
@Path("/endpoints/{id:\\d+}/left-behind")
@Authenticated
final class EndpointLeftPage {
  private final Endpoints endpoints;
  private final LeftBehind left;
  private final Access access;

  EndpointLeftPage(Endpoints endpoints, LeftBehind left, Access access) {
    this.endpoints = endpoints;
    this.left = left;
    this.access = access;
  }

  @GET
  public TemplateInstance get(@RestPath long id) {
    Endpoint endpoint = endpoints.see(id);
    return Templates.left(endpoint, access.may(endpoint.projectId, ProjectRole.ENGINEER));
  }

  /** What is found; a fragment, for the database is asked. */
  @GET
  @Path("found")
  public TemplateInstance found(@RestPath long id) {
    Endpoint endpoint = endpoints.see(id);
    try {
      return Templates.leftfound(endpoint, left.of(id), "");
    } catch (EngineException e) {
      return Templates.leftfound(endpoint, List.of(), e.sentence());
    }
  }

  @CheckedTemplate(basePath = "endpoints")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance left(Endpoint endpoint, boolean mayEdit);

    static native TemplateInstance leftfound(
        Endpoint endpoint, List<KeptStream> found, String error);
  }
}
