package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godwit.endpoint.DraftSteps;
import org.godwit.endpoint.EndpointDraft;
import org.godwit.endpoint.EndpointDrafts;
import org.godwit.engine.EngineDescriptor;
import org.godwit.security.InvalidInput;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The wizard's third step: the engine's own settings, a form made from its descriptors. */
@Path("/endpoints/new/{id:\\d+}/settings")
@Authenticated
final class EndpointSettingsPage {
  private final EndpointDrafts drafts;
  private final DraftSteps steps;
  private final EngineNames engines;

  EndpointSettingsPage(EndpointDrafts drafts, DraftSteps steps, EngineNames engines) {
    this.drafts = drafts;
    this.steps = steps;
    this.engines = engines;
  }

  @GET
  public Response form(@RestPath long id) {
    EndpointDraft draft = drafts.get(id);
    return draft.isConnectionKnown()
        ? Reply.page(template(draft, form(draft.content.settings())))
        : Reply.to(EndpointWizardPage.connection(id));
  }

  /** Each setting sends its id and its value, in the same order. */
  @POST
  public Response keep(
      @RestPath long id, @RestForm List<String> setting, @RestForm List<String> value) {
    Map<String, String> typed = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(setting.size(), value.size()); i++) {
      typed.put(setting.get(i), value.get(i));
    }
    try {
      steps.choose(id, typed);
    } catch (InvalidInput e) {
      return Reply.invalid(template(drafts.get(id), form(typed).refused(e)));
    }
    return Reply.to("/endpoints/new/%d/test".formatted(id));
  }

  private static Form form(Map<String, String> settings) {
    Form form = Form.empty();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      form = form.with("setting-" + setting.getKey(), setting.getValue());
    }
    return form;
  }

  private TemplateInstance template(EndpointDraft draft, Form form) {
    return Templates.settings(draft, engines.descriptor(draft.content.engine()), form);
  }

  @CheckedTemplate(basePath = "endpoints")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance settings(
        EndpointDraft draft, EngineDescriptor engine, Form form);
  }
}
