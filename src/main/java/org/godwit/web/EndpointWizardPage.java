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
import org.godwit.endpoint.EndpointDraft;
import org.godwit.endpoint.EndpointDrafts;
import org.godwit.endpoint.EndpointTests;
import org.godwit.engine.EngineException;
import org.godwit.engine.Use;
import org.godwit.project.Project;
import org.godwit.security.InvalidInput;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The wizard's beginning and end: a new draft; test, save, discard. */
@Path("/endpoints/new")
@Authenticated
final class EndpointWizardPage {
  private final EndpointDrafts drafts;
  private final EndpointTests tests;
  private final EndpointRows rows;
  private final EngineNames engines;
  private final Htmx htmx;
  private final Toast toast;

  EndpointWizardPage(
      EndpointDrafts drafts,
      EndpointTests tests,
      EndpointRows rows,
      EngineNames engines,
      Htmx htmx,
      Toast toast) {
    this.drafts = drafts;
    this.tests = tests;
    this.rows = rows;
    this.engines = engines;
    this.htmx = htmx;
    this.toast = toast;
  }

  /** The address of a draft's second step. */
  static String connection(long draft) {
    return "/endpoints/new/%d/connection".formatted(draft);
  }

  @GET
  public TemplateInstance begin(@RestQuery @Nullable Long project) {
    String chosen = project == null ? "" : project.toString();
    return Templates.begin(
        Form.empty().with("project", chosen), rows.projectsToCreateIn(), engines.tiles());
  }

  @POST
  public Response begin(@RestForm @Nullable Long project, @RestForm @Nullable String engine) {
    try {
      if (project == null) {
        throw new InvalidInput("project", "Choose the project that will own the endpoint.");
      }
      return Reply.to(connection(drafts.begin(project, Form.text(engine)).id));
    } catch (InvalidInput e) {
      Form form =
          Form.empty().with("project", project == null ? "" : project.toString()).refused(e);
      return Reply.invalid(Templates.begin(form, rows.projectsToCreateIn(), engines.tiles()));
    }
  }

  @GET
  @Path("{id:\\d+}/test")
  public Response test(@RestPath long id) {
    EndpointDraft draft = drafts.get(id);
    if (!draft.isConnectionKnown()) {
      return Reply.to(connection(id));
    }
    return Reply.page(template(draft, Form.empty(), htmx.wantsFragment()));
  }

  @POST
  @Path("{id:\\d+}/test")
  public Response runTest(@RestPath long id, @RestForm Use use) {
    try {
      drafts.test(id, use);
    } catch (InvalidInput e) {
      return refused(id, e);
    } catch (EngineException e) {
      return refused(id, new InvalidInput("form", e.sentence()));
    }
    return Reply.to("/endpoints/new/%d/test".formatted(id));
  }

  @POST
  @Path("{id:\\d+}/save")
  public Response save(@RestPath long id) {
    try {
      Endpoint endpoint = drafts.save(id);
      toast.next("Endpoint %s is saved.".formatted(endpoint.name));
      return Reply.to("/endpoints/" + endpoint.id);
    } catch (InvalidInput e) {
      return refused(id, e);
    }
  }

  @POST
  @Path("{id:\\d+}/discard")
  public Response discard(@RestPath long id) {
    EndpointDraft draft = drafts.get(id);
    drafts.discard(id);
    toast.next("What you typed is thrown away.");
    return Reply.to(draft.endpointId == null ? "/endpoints" : "/endpoints/" + draft.endpointId);
  }

  // The fields are on other pages; here the sentences stand above the buttons.
  private Response refused(long id, InvalidInput input) {
    Form form = Form.empty().refused("form", String.join(" ", input.byField().values()));
    return Reply.invalid(template(drafts.get(id), form, false));
  }

  private TemplateInstance template(EndpointDraft seen, Form form, boolean isFragment) {
    // Asked first: what a test that ended meanwhile has found must be in the row read after it.
    Asking asking = Asking.of(drafts.running(seen));
    EndpointDraft draft = drafts.getAgain(seen.id);
    List<Use> uses = tests.usesOf(draft.content.engine());
    return isFragment
        ? Templates.trial(draft, form, uses, asking)
        : Templates.test(draft, form, uses, asking);
  }

  @CheckedTemplate(basePath = "endpoints")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance begin(
        Form form, List<Project> projects, List<EngineNames.Tile> tiles);

    static native TemplateInstance test(
        EndpointDraft draft, Form form, List<Use> uses, Asking asking);

    static native TemplateInstance trial(
        EndpointDraft draft, Form form, List<Use> uses, Asking asking);
  }
}
