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
import org.godwit.endpoint.EndpointTests;
import org.godwit.endpoint.EndpointUse;
import org.godwit.endpoint.EndpointUses;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.EndpointSetting;
import org.godwit.engine.Use;
import org.godwit.project.Access;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** One endpoint: what it is, what uses it, what its last test found. */
@Path("/endpoints/{id:\\d+}")
@Authenticated
final class EndpointPage {
  private final Endpoints endpoints;
  private final EndpointTests tests;
  private final EndpointUses uses;
  private final EngineNames engines;
  private final Access access;

  EndpointPage(
      Endpoints endpoints,
      EndpointTests tests,
      EndpointUses uses,
      EngineNames engines,
      Access access) {
    this.endpoints = endpoints;
    this.tests = tests;
    this.uses = uses;
    this.engines = engines;
    this.access = access;
  }

  @GET
  public TemplateInstance get(@RestPath long id) {
    Endpoint endpoint = endpoints.see(id);
    List<EndpointSetting> set =
        engines.descriptor(endpoint.engine).settings().stream()
            .filter(it -> endpoint.settings.containsKey(it.id()))
            .toList();
    return Templates.overview(
        endpoint,
        access.see(endpoint.projectId),
        set,
        uses.of(id),
        new Rights(
            access.may(endpoint.projectId, ProjectRole.ENGINEER), tests.usesOf(endpoint.engine)));
  }

  @POST
  @Path("test")
  public Response test(@RestPath long id, @RestForm Use use) {
    tests.test(id, use);
    return Reply.to("/endpoints/%d#test".formatted(id));
  }

  /**
   * What whoever looks may do here.
   *
   * @param mayEdit whether they may change, test and delete it
   * @param uses what it can be tested as
   */
  record Rights(boolean mayEdit, List<Use> uses) {
    Rights {
      uses = List.copyOf(uses);
    }
  }

  @CheckedTemplate(basePath = "endpoints")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance overview(
        Endpoint endpoint,
        Project project,
        List<EndpointSetting> set,
        List<EndpointUse.Used> used,
        Rights rights);
  }
}
