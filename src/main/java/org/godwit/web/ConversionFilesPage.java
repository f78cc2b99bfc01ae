package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Map;
import org.godwit.conversion.ConversionRuns;
import org.godwit.conversion.ConversionSources;
import org.godwit.conversion.ConversionTargets;
import org.godwit.conversion.Conversions;
import org.godwit.conversion.ObjectTree;
import org.godwit.conversion.Phase;
import org.godwit.conversion.ScriptArchive;
import org.godwit.conversion.ScriptPlan;
import org.godwit.conversion.Scripts;
import org.godwit.conversion.StoredConversion;
import org.godwit.convert.Source;
import org.godwit.convert.report.AssessmentPdf;
import org.godwit.security.InvalidInput;
import org.godwit.security.NotVisible;
import org.godwit.task.console.TaskFilter;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** What comes into a conversion and what is taken out of it: scripts, report, archives. */
@Path("/conversions/{id:\\d+}")
@Authenticated
final class ConversionFilesPage {
  private final ConversionViews views;
  private final Conversions conversions;
  private final ConversionSources sources;
  private final ConversionTargets targets;
  private final ConversionRuns runs;
  private final ObjectTree tree;
  private final Toast toast;

  ConversionFilesPage(
      ConversionViews views,
      Conversions conversions,
      ConversionSources sources,
      ConversionTargets targets,
      ConversionRuns runs,
      ObjectTree tree,
      Toast toast) {
    this.views = views;
    this.conversions = conversions;
    this.sources = sources;
    this.targets = targets;
    this.runs = runs;
    this.tree = tree;
    this.toast = toast;
  }

  @GET
  @Path("report")
  public TemplateInstance report(@RestPath long id) {
    ConversionView view = views.see(id);
    String body = conversions.report(view.conversion(), "body.html").orElse("");
    return Templates.report(view, new RawString(body));
  }

  /** A file of the report, by what stands behind the conversion's name in its own. */
  @GET
  @Path("report/{file}")
  public Response file(@RestPath long id, @RestPath String file) {
    StoredConversion conversion = views.see(id).conversion();
    boolean isPaper = file.equals(".pdf");
    String text =
        conversions
            .report(conversion, isPaper ? ".html" : file)
            .filter(_ -> !file.startsWith("body"))
            .orElseThrow(() -> new NotVisible("The report has no file " + file + "."));
    if (isPaper) {
      StreamingOutput body = out -> AssessmentPdf.write(text, out);
      return download(conversion, file, "application/pdf", body);
    }
    String type =
        file.endsWith(".json")
            ? "application/json"
            : file.endsWith(".csv") ? "text/csv;charset=UTF-8" : "text/html;charset=UTF-8";
    return download(conversion, file, type, text);
  }

  /** The target's scripts as a zip, as persons edited them. */
  @GET
  @Path("scripts.zip")
  public Response archive(@RestPath long id, @RestQuery @Nullable String phase) {
    StoredConversion conversion = views.see(id).conversion();
    Phase of = TaskFilter.parse(Form.text(phase), Phase.class).orElse(Phase.ALL);
    ScriptPlan plan = tree.plan(id, ObjectTree.Filter.ALL, List.of(), of);
    StreamingOutput body = out -> ScriptArchive.write(plan, out);
    String end = of == Phase.ALL ? "" : "-" + TaskFilter.word(of);
    return download(conversion, end + ".zip", "application/zip", body);
  }

  private static Response download(
      StoredConversion conversion, String end, String type, Object body) {
    String safe = (conversion.name + end).replaceAll("[^A-Za-z0-9._-]+", "-");
    return Response.ok(body)
        .type(type)
        .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(safe))
        .build();
  }

  @GET
  @Path("scripts")
  public TemplateInstance scripts(@RestPath long id) {
    ConversionView view = views.see(id);
    return scripts(view, Form.empty().with("target", ConversionTargets.chosen(view.conversion())));
  }

  private TemplateInstance scripts(ConversionView view, Form form) {
    return Templates.scripts(
        view, conversions.scriptNames(view.conversion()), targets.choices(view.project().id), form);
  }

  @POST
  @Path("scripts")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response convert(
      @RestPath long id,
      @RestForm @Nullable String encoding,
      @RestForm @Nullable String target,
      @RestForm("files") @Nullable List<FileUpload> files) {
    ConversionView view = views.see(id);
    conversions.edit(id); // before anything is unpacked
    try {
      List<Scripts.Sent> sent = ConversionsPage.sent(files);
      conversions.convertAgain(
          id,
          sent.isEmpty()
              ? Map.of()
              : sources
                  .sent(
                      Source.of(view.conversion().source).orElseThrow(),
                      sent,
                      "",
                      Form.text(encoding))
                  .scripts(),
          targets.parsed(view.project().id, Form.text(target)));
      runs.begin(id);
    } catch (InvalidInput e) {
      Form form =
          Form.empty()
              .with("encoding", Form.text(encoding))
              .with("target", Form.text(target))
              .refused(e);
      return Reply.invalid(scripts(view, form));
    }
    return Reply.to(view.path());
  }

  @POST
  @Path("delete")
  public Response delete(@RestPath long id, @RestForm @Nullable String typed) {
    ConversionView view = views.see(id);
    try {
      conversions.delete(id, Form.text(typed));
    } catch (InvalidInput e) {
      Form form =
          Form.empty()
              .with("typed", Form.text(typed))
              .with("target", ConversionTargets.chosen(view.conversion()))
              .refused(e);
      return Reply.invalid(scripts(view, form));
    }
    toast.next("Conversion %s is deleted.".formatted(view.conversion().name));
    return Reply.to("/projects/%d/conversions".formatted(view.project().id));
  }

  @CheckedTemplate(basePath = "conversions")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance report(ConversionView view, RawString body);

    static native TemplateInstance scripts(
        ConversionView view, List<String> names, ConversionTargets.Choices targets, Form form);
  }
}
