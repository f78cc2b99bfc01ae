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
import org.godwit.engine.EngineException;
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
  private final Htmx htmx;
  private final Toast toast;

  EndpointPage(
      Endpoints endpoints,
      EndpointTests tests,
      EndpointUses uses,
      EngineNames engines,
      Access access,
      Htmx htmx,
      Toast toast) {
    this.endpoints = endpoints;
    this.tests = tests;
    this.uses = uses;
    this.engines = engines;
    this.access = access;
    this.htmx = htmx;
    this.toast = toast;
  }

  @GET
  public TemplateInstance get(@RestPath long id) {
    Asking asking = Asking.of(tests.running(id));
    Endpoint endpoint = endpoints.see(id);
    List<EndpointSetting> set =
        engines.descriptor(endpoint.engine).settings().stream()
            .filter(it -> endpoint.settings.containsKey(it.id()))
            .toList();
    return Templates.overview(
        endpoint, access.see(endpoint.projectId), set, uses.of(id), rights(endpoint), asking);
  }

  private Rights rights(Endpoint endpoint) {
    return new Rights(
        access.may(endpoint.projectId, ProjectRole.ENGINEER), tests.usesOf(endpoint.engine));
  }

  /** How far the test is, or what it found. */
  @GET
  @Path("test")
  public Response lastTest(@RestPath long id) {
    if (!htmx.wantsFragment()) {
      return Reply.to("/endpoints/%d#test".formatted(id));
    }
    // Asked first: what a test that ended meanwhile has found must be in the row read after it.
    Asking asking = Asking.of(tests.running(id));
    Endpoint endpoint = endpoints.see(id);
    return Reply.page(Templates.lasttest(endpoint, rights(endpoint), asking));
  }

  @POST
  @Path("test")
  public Response test(@RestPath long id, @RestForm Use use) {
    try {
      tests.begin(id, use);
    } catch (EngineException e) {
      toast.next(e.sentence());
    }
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
        Rights rights,
        Asking asking);

    static native TemplateInstance lasttest(Endpoint endpoint, Rights rights, Asking asking);
  }
}
