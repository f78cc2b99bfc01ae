package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.godwit.conversion.Applications;
import org.godwit.conversion.Conversions;
import org.godwit.conversion.Drifts;
import org.godwit.conversion.SchemaDrift;
import org.godwit.endpoint.BackgroundJob;
import org.godwit.endpoint.Endpoint;
import org.godwit.security.InvalidInput;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Compares a conversion's objects with those that a target has. */
@Path("/conversions/{id:\\d+}/drift")
@Authenticated
final class ConversionDriftPage {
  private final ConversionViews views;
  private final Conversions conversions;
  private final Applications applications;
  private final Drifts drifts;

  ConversionDriftPage(
      ConversionViews views, Conversions conversions, Applications applications, Drifts drifts) {
    this.views = views;
    this.conversions = conversions;
    this.applications = applications;
    this.drifts = drifts;
  }

  @GET
  public TemplateInstance get(@RestPath long id) {
    conversions.edit(id);
    return Templates.drift(shown(views.see(id), Form.empty()));
  }

  @POST
  public Response compare(@RestPath long id, @RestForm @Nullable Long endpoint) {
    ConversionView view = views.see(id);
    try {
      drifts.begin(id, endpoint == null ? 0 : endpoint);
    } catch (InvalidInput e) {
      Form form = Form.empty().with("endpoint", endpoint == null ? "" : endpoint.toString());
      return Reply.invalid(Templates.drift(shown(view, form.refused(e))));
    }
    return Reply.to(view.path() + "/drift");
  }

  /** How far it is, or what came of it. */
  @GET
  @Path("last")
  public TemplateInstance last(@RestPath long id) {
    conversions.edit(id);
    return Templates.drifted(shown(views.see(id), Form.empty()));
  }

  /** More of the differences. */
  @GET
  @Path("differences")
  public TemplateInstance differences(@RestPath long id, @RestQuery @Nullable Integer from) {
    conversions.edit(id);
    List<SchemaDrift.Difference> all =
        drifts
            .last(id)
            .flatMap(BackgroundJob::result)
            .map(SchemaDrift::differences)
            .orElseGet(List::of);
    return Templates.differences(
        Differences.of(views.see(id), all, from == null ? 0 : Math.max(0, from)));
  }

  private Shown shown(ConversionView view, Form form) {
    var job = drifts.last(view.conversion().id);
    return new Shown(
        view,
        form,
        applications.targets(view.conversion()),
        Asking.of(job),
        job.flatMap(BackgroundJob::result).orElse(null));
  }

  /**
   * The page.
   *
   * @param asking the comparison that goes on
   * @param drift what the last one came to; null where none has ended lately
   */
  record Shown(
      ConversionView view,
      Form form,
      List<Endpoint> targets,
      Asking asking,
      @Nullable SchemaDrift drift) {
    /** The first of the differences. */
    public Differences differences() {
      return Differences.of(view, drift == null ? List.of() : drift.differences(), 0);
    }

    /** How an object may stand. */
    public List<SchemaDrift.Standing> standings() {
      return List.of(SchemaDrift.Standing.values());
    }
  }

  /**
   * Some differences.
   *
   * @param more where the next ones come from; empty where these are the last
   */
  record Differences(ConversionView view, List<SchemaDrift.Difference> some, String more) {
    private static final int AT_ONCE = 100;

    static Differences of(ConversionView view, List<SchemaDrift.Difference> all, int from) {
      int end = Math.min(all.size(), from + AT_ONCE);
      return new Differences(
          view,
          all.subList(Math.min(from, end), end),
          end == all.size() ? "" : "%s/drift/differences?from=%d".formatted(view.path(), end));
    }
  }

  @CheckedTemplate(basePath = "conversions")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance drift(Shown shown);

    static native TemplateInstance drifted(Shown shown);

    static native TemplateInstance differences(Differences shown);
  }
}
