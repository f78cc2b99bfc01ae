package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.godwit.endpoint.DraftSteps;
import org.godwit.endpoint.EndpointDraft;
import org.godwit.endpoint.EndpointDrafts;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The wizard's first step, come back to: another engine. */
@Path("/endpoints/new/{id:\\d+}/engine")
@Authenticated
final class EndpointEnginePage {
  private final EndpointDrafts drafts;
  private final DraftSteps steps;
  private final EngineNames engines;

  EndpointEnginePage(EndpointDrafts drafts, DraftSteps steps, EngineNames engines) {
    this.drafts = drafts;
    this.steps = steps;
    this.engines = engines;
  }

  @GET
  public TemplateInstance form(@RestPath long id) {
    return Templates.engine(drafts.get(id), engines.tiles());
  }

  @POST
  public Response choose(@RestPath long id, @RestForm @Nullable String engine) {
    steps.chooseEngine(id, Form.text(engine));
    return Reply.to(EndpointWizardPage.connection(id));
  }

  @CheckedTemplate(basePath = "endpoints")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance engine(EndpointDraft draft, List<EngineNames.Tile> tiles);
  }
}
