package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.godwit.conversion.ConversionRuns;
import org.godwit.conversion.ConversionSource;
import org.godwit.conversion.ConversionSources;
import org.godwit.conversion.ConversionTargets;
import org.godwit.conversion.Conversions;
import org.godwit.conversion.Scripts;
import org.godwit.conversion.StoredConversion;
import org.godwit.convert.PostgresVersion;
import org.godwit.convert.Source;
import org.godwit.project.Access;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.godwit.security.InvalidInput;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** A project's conversions, and the form of a new one. */
@Path("/projects/{id:\\d+}/conversions")
@Authenticated
final class ConversionsPage {
  private final Access access;
  private final Conversions conversions;
  private final ConversionSources sources;
  private final ConversionTargets targets;
  private final ConversionRuns runs;
  private final ConversionViews views;

  ConversionsPage(
      Access access,
      Conversions conversions,
      ConversionSources sources,
      ConversionTargets targets,
      ConversionRuns runs,
      ConversionViews views) {
    this.access = access;
    this.conversions = conversions;
    this.sources = sources;
    this.targets = targets;
    this.runs = runs;
    this.views = views;
  }

  @GET
  public TemplateInstance list(@RestPath long id) {
    Project project = access.see(id);
    List<ConversionView> rows = conversions.of(id).stream().map(it -> views.see(it.id)).toList();
    return Templates.list(project, rows, access.may(id, ProjectRole.ENGINEER));
  }

  @GET
  @Path("new")
  public TemplateInstance create(@RestPath long id) {
    return Templates.create(
        access.edit(id),
        sources.choices(id),
        targets.choices(id),
        Form.empty().with("target", Integer.toString(PostgresVersion.OWN.major())));
  }

  /** How schemas are read where there is no connection. */
  @GET
  @Path("extraction")
  public TemplateInstance extraction(@RestPath long id) {
    return Templates.extraction(access.edit(id), Form.empty());
  }

  /** The script of SQL*Plus that reads them. */
  @GET
  @Path("extract.sql")
  public Response extract(@RestPath long id, @RestQuery @Nullable String schemas) {
    Project project = access.edit(id);
    try {
      return Response.ok(sources.extraction(Form.text(schemas)))
          .type("text/plain;charset=UTF-8")
          .header("Content-Disposition", "attachment; filename=\"extract.sql\"")
          .build();
    } catch (InvalidInput e) {
      Form form = Form.empty().with("schemas", Form.text(schemas)).refused(e);
      return Reply.invalid(Templates.extraction(project, form));
    }
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response create(
      @RestPath long id,
      @RestForm @Nullable String name,
      @RestForm @Nullable String from,
      @RestForm @Nullable String schemas,
      @RestForm @Nullable String target,
      @RestForm @Nullable String pasted,
      @RestForm @Nullable String encoding,
      @RestForm("files") @Nullable List<FileUpload> files) {
    Project project = access.edit(id);
    Form form =
        Form.empty()
            .with("name", Form.text(name))
            .with("from", Form.text(from))
            .with("schemas", Form.text(schemas))
            .with("target", Form.text(target))
            .with("pasted", Form.text(pasted))
            .with("encoding", Form.text(encoding));
    try {
      Optional<Source> scripts = sources.scriptsOf(Form.text(from));
      ConversionSource source =
          scripts.isPresent()
              ? sources.sent(scripts.get(), sent(files), Form.text(pasted), Form.text(encoding))
              : sources.server(id, Form.text(from), Form.text(schemas));
      StoredConversion conversion =
          conversions.create(id, Form.text(name), source, targets.parsed(id, Form.text(target)));
      runs.begin(conversion.id);
      return Reply.to("/conversions/" + conversion.id);
    } catch (InvalidInput e) {
      return Reply.invalid(
          Templates.create(project, sources.choices(id), targets.choices(id), form.refused(e)));
    }
  }

  /** A field without a file is sent as one without a name. */
  static List<Scripts.Sent> sent(@Nullable List<FileUpload> files) {
    return files == null
        ? List.of()
        : files.stream()
            .filter(it -> it.fileName() != null && !it.fileName().isEmpty())
            .map(it -> new Scripts.Sent(it.fileName(), it.uploadedFile()))
            .toList();
  }

  @CheckedTemplate(basePath = "conversions")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(
        Project project, List<ConversionView> rows, boolean mayCreate);

    static native TemplateInstance create(
        Project project,
        ConversionSources.Choices choices,
        ConversionTargets.Choices targets,
        Form form);

    static native TemplateInstance extraction(Project project, Form form);
  }
}
