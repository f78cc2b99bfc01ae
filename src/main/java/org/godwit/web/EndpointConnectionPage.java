package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.godwit.endpoint.DraftSteps;
import org.godwit.endpoint.EndpointDescription;
import org.godwit.endpoint.EndpointDraft;
import org.godwit.endpoint.EndpointDrafts;
import org.godwit.engine.EngineDescriptor;
import org.godwit.engine.Tls;
import org.godwit.security.InvalidInput;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The wizard's second step: where the database is and how to log in. */
@Path("/endpoints/new/{id:\\d+}/connection")
@Authenticated
final class EndpointConnectionPage {
  private final EndpointDrafts drafts;
  private final DraftSteps steps;
  private final EngineNames engines;
  private final Toast toast;

  EndpointConnectionPage(
      EndpointDrafts drafts, DraftSteps steps, EngineNames engines, Toast toast) {
    this.drafts = drafts;
    this.steps = steps;
    this.engines = engines;
    this.toast = toast;
  }

  @GET
  public TemplateInstance form(@RestPath long id) {
    EndpointDraft draft = drafts.get(id);
    return template(draft, form(draft.content));
  }

  @POST
  public Response keep(@RestPath long id, @BeanParam Typed typed) {
    steps.keepPassword(id, Form.text(typed.password()));
    try {
      steps.describe(id, typed.description());
    } catch (InvalidInput e) {
      return Reply.invalid(template(drafts.get(id), typed.form().refused(e)));
    }
    return Reply.to("/endpoints/new/%d/settings".formatted(id));
  }

  /** Fills the form from a URL. */
  @POST
  @Path("url")
  public Response fill(@RestPath long id, @BeanParam Typed typed) {
    List<String> ignored;
    try {
      ignored = steps.fill(id, typed.description(), Form.text(typed.url()));
    } catch (InvalidInput e) {
      return Reply.invalid(template(drafts.get(id), typed.form().refused(e)));
    }
    String engine = engines.name(drafts.get(id).content.engine());
    toast.next(
        ignored.isEmpty()
            ? "Filled from the URL, which is one of %s.".formatted(engine)
            : "Filled from the URL, which is one of %s. Not used: %s."
                .formatted(engine, String.join(", ", ignored)));
    return Reply.to(EndpointWizardPage.connection(id));
  }

  private TemplateInstance template(EndpointDraft draft, Form form) {
    return Templates.connection(
        draft, engines.descriptor(draft.content.engine()), form, List.of(Tls.Mode.values()));
  }

  private static Form form(EndpointDescription it) {
    return Form.empty()
        .with("name", it.name())
        .with("host", it.host())
        .with("port", String.valueOf(it.port()))
        .with("database", it.database())
        .with("user", it.user())
        .with("tls", it.tls().mode().name())
        .with("caCertificate", it.tls().caCertificatePem());
  }

  /** What was typed. */
  record Typed(
      @RestForm @Nullable String url,
      @RestForm @Nullable String name,
      @RestForm @Nullable String host,
      @RestForm @Nullable String port,
      @RestForm @Nullable String database,
      @RestForm @Nullable String user,
      @RestForm @Nullable String password,
      @RestForm Tls.@Nullable Mode tls,
      @RestForm @Nullable String caCertificate) {

    EndpointDescription description() {
      return new EndpointDescription(
          Form.text(name),
          "",
          Form.text(host),
          number(Form.text(port).strip()),
          Form.text(database),
          Form.text(user),
          new Tls(mode(), Form.text(caCertificate)),
          Map.of());
    }

    Form form() {
      return EndpointConnectionPage.form(description()).with("port", Form.text(port));
    }

    private Tls.Mode mode() {
      return tls == null ? Tls.Mode.NONE : tls;
    }

    // What is no number is no port either; the check says so at the field.
    private static int number(String text) {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        return -1;
      }
    }

    /** Never shows the password, nor the URL that may hold one. */
    @Override
    public String toString() {
      return "connection " + name;
    }
  }

  @CheckedTemplate(basePath = "endpoints")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance connection(
        EndpointDraft draft, EngineDescriptor engine, Form form, List<Tls.Mode> modes);
  }
}
