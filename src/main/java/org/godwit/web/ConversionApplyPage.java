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
import org.godwit.conversion.StoredApplication;
import org.godwit.conversion.StoredObject;
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

  ConversionApplyPage(
      ConversionViews views, Conversions conversions, Applications applications, ObjectTree tree) {
    this.views = views;
    this.conversions = conversions;
    this.applications = applications;
    this.tree = tree;
  }

  @GET
  public TemplateInstance get(
      @RestPath long id,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String changed,
      @RestQuery @Nullable String code,
      @RestQuery @Nullable List<String> pick,
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
    return Templates.apply(shown(view, form));
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
      @RestForm boolean rest) {
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
      applications.begin(
          id,
          new Applications.Request(
              endpoint == null ? 0 : endpoint,
              TaskFilter.parse(Form.text(phase), Phase.class).orElse(Phase.ALL),
              objects(view, form),
              dry,
              rest));
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

  private List<StoredObject> objects(ConversionView view, Form form) {
    Set<Long> picked = picked(form);
    return picked.isEmpty()
        ? tree.all(view.conversion().id, filter(form))
        : tree.picked(view.conversion().id, picked);
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
      List<StoredObject> chosen = tree.picked(view.conversion().id, picked);
      return chosen.size() == 1
          ? chosen.getFirst().title()
          : "the %s that were ticked".formatted(counted(chosen.size()));
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
      List<StoredApplication> applications) {
    /** The phases to choose from. */
    public List<Phase> phases() {
      return List.of(Phase.values());
    }

    /** Whether one goes on. */
    public boolean isRunning() {
      return applications.stream().anyMatch(StoredApplication::isRunning);
    }
  }

  @CheckedTemplate(basePath = "conversions")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance apply(Shown shown);

    static native TemplateInstance applications(Shown shown);
  }
}
