package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.godwit.conversion.Applications;
import org.godwit.conversion.Conversions;
import org.godwit.conversion.ObjectTree;
import org.godwit.conversion.Phase;
import org.godwit.conversion.ScriptPlan;
import org.godwit.conversion.StoredApplication;
import org.godwit.endpoint.Endpoint;
import org.godwit.security.InvalidInput;
import org.godwit.task.console.TaskFilter;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Runs a conversion's objects on a target, a dry run first. */
@Path("/conversions/{id:\\d+}/apply")
@Authenticated
final class ConversionApplyPage {
  private static final Pattern ID = Pattern.compile("\\d{1,18}");

  private final ConversionViews views;
  private final Conversions conversions;
  private final Applications applications;
  private final ObjectTree tree;
  private final Toast toast;

  ConversionApplyPage(
      ConversionViews views,
      Conversions conversions,
      Applications applications,
      ObjectTree tree,
      Toast toast) {
    this.views = views;
    this.conversions = conversions;
    this.applications = applications;
    this.tree = tree;
    this.toast = toast;
  }

  @GET
  public Response get(
      @RestPath long id,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String changed,
      @RestQuery @Nullable String code,
      @RestQuery @Nullable List<String> pick,
      @RestQuery boolean ticked,
      @RestQuery @Nullable Long endpoint,
      @RestQuery @Nullable String phase,
      @RestQuery @Nullable String rest) {
    ConversionView view = views.see(id);
    conversions.edit(id);
    Form form =
        Form.empty()
            .with("text", Form.text(text))
            .with("state", Form.text(state))
            .with("changed", Form.text(changed))
            .with("code", Form.text(code))
            .with("pick", joined(pick))
            .with("endpoint", endpoint == null ? "" : endpoint.toString())
            .with("phase", phase == null ? TaskFilter.word(Phase.ALL) : phase)
            .with("rest", Form.text(rest))
            .with("dry", "true");
    if (ticked && picked(form).isEmpty()) {
      toast.next("Tick objects of the target first.");
      return Reply.to(view.path());
    }
    return Reply.page(Templates.apply(shown(view, form)));
  }

  @POST
  public Response apply(
      @RestPath long id,
      @RestForm @Nullable String text,
      @RestForm @Nullable String state,
      @RestForm @Nullable String changed,
      @RestForm @Nullable String code,
      @RestForm @Nullable List<String> pick,
      @RestForm @Nullable Long endpoint,
      @RestForm @Nullable String phase,
      @RestForm boolean dry,
      @RestForm boolean rest,
      @RestForm boolean confirmed) {
    ConversionView view = views.see(id);
    conversions.edit(id);
    Form form =
        Form.empty()
            .with("text", Form.text(text))
            .with("state", Form.text(state))
            .with("changed", Form.text(changed))
            .with("code", Form.text(code))
            .with("pick", joined(pick))
            .with("endpoint", endpoint == null ? "" : endpoint.toString())
            .with("phase", Form.text(phase))
            .with("dry", dry ? "true" : "")
            .with("rest", rest ? "true" : "");
    try {
      Applications.Prepared prepared =
          applications.prepare(
              id,
              new Applications.Request(
                  endpoint == null ? 0 : endpoint,
                  TaskFilter.parse(Form.text(phase), Phase.class).orElse(Phase.ALL),
                  filter(form),
                  picked(form),
                  dry,
                  rest));
      if (!dry && !confirmed) {
        return Reply.page(Templates.applyconfirm(view, form, prepared.endpoint(), prepared.plan()));
      }
      applications.begin(prepared);
    } catch (InvalidInput e) {
      return Reply.invalid(Templates.apply(shown(view, form.refused(e))));
    }
    // What was chosen stays chosen: what a dry run showed is what is applied next.
    Address back = Address.of(view.path() + "/apply");
    for (String field :
        List.of("text", "state", "changed", "code", "pick", "endpoint", "phase", "rest")) {
      back = back.with(field, form.value(field));
    }
    return Reply.to(back.toString());
  }

  /** How far the last one is. */
  @GET
  @Path("last")
  public TemplateInstance last(@RestPath long id) {
    return Templates.applications(shown(views.see(id), Form.empty()));
  }

  @POST
  @Path("{application:\\d+}/stop")
  public Response stop(@RestPath long id, @RestPath long application) {
    try {
      applications.stop(id, application);
      toast.next("It ends, and takes back what it did.");
    } catch (InvalidInput e) {
      toast.next(e.sentence());
    }
    return Reply.to("/conversions/%d/apply".formatted(id));
  }

  /** More of what a target refused. */
  @GET
  @Path("{application:\\d+}/refusals")
  public TemplateInstance refusals(
      @RestPath long id, @RestPath long application, @RestQuery @Nullable Integer from) {
    return Templates.refusals(
        Refusals.of(views.see(id), application, from == null ? 0 : Math.max(0, from)));
  }

  /** A ticked box is a value each; a form that is sent on has them as one. */
  private static String joined(@Nullable List<String> pick) {
    return pick == null ? "" : String.join(",", pick);
  }

  private static Set<Long> picked(Form form) {
    return ID.matcher(form.value("pick"))
        .results()
        .map(it -> Long.valueOf(it.group()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ObjectTree.Filter filter(Form form) {
    return ConversionPage.Asked.of(
            "", form.value("text"), form.value("state"), form.value("changed"), form.value("code"))
        .filter();
  }

  private Shown shown(ConversionView view, Form form) {
    return new Shown(
        view,
        form,
        words(view, form),
        applications.targets(view.conversion()),
        StoredApplication.of(view.conversion().id));
  }

  private String words(ConversionView view, Form form) {
    Set<Long> picked = picked(form);
    if (!picked.isEmpty()) {
      ObjectTree.Picked chosen = tree.picked(view.conversion().id, picked);
      return chosen.objects() == 1
          ? chosen.title()
          : "the %s that were ticked".formatted(counted(chosen.objects()));
    }
    long found = tree.count(view.conversion().id, filter(form));
    return found == view.objects()
        ? "all %s".formatted(counted(found))
        : "the %s that the filter found".formatted(counted(found));
  }

  private static String counted(long objects) {
    return Formats.grouped(objects) + (objects == 1 ? " object" : " objects");
  }

  /**
   * The page.
   *
   * @param which objects, in words
   */
  record Shown(
      ConversionView view,
      Form form,
      String which,
      List<Endpoint> targets,
      List<StoredApplication.Line> applications) {
    /** What the target refused in one of them. */
    public Refusals refusals(StoredApplication.Line application) {
      return Refusals.of(view, application.id(), 0);
    }

    /** The phases to choose from. */
    public List<Phase> phases() {
      return List.of(Phase.values());
    }

    /** Whether one goes on. */
    public boolean isRunning() {
      return applications.stream().anyMatch(StoredApplication.Line::isRunning);
    }
  }

  /**
   * Some of what a target refused.
   *
   * @param more where the next ones come from; empty where these are the last
   */
  record Refusals(ConversionView view, List<StoredApplication.Refusal> refusals, String more) {
    static Refusals of(ConversionView view, long application, int from) {
      List<StoredApplication.Refusal> some =
          StoredApplication.refusals(view.conversion().id, application, from);
      int next = from + StoredApplication.REFUSALS_AT_ONCE;
      return new Refusals(
          view,
          some,
          some.size() < StoredApplication.REFUSALS_AT_ONCE
              ? ""
              : "%s/apply/%d/refusals?from=%d".formatted(view.path(), application, next));
    }
  }

  @CheckedTemplate(basePath = "conversions")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance apply(Shown shown);

    static native TemplateInstance applyconfirm(
        ConversionView view, Form form, Endpoint endpoint, ScriptPlan plan);

    static native TemplateInstance applications(Shown shown);

    static native TemplateInstance refusals(Refusals shown);
  }
}
