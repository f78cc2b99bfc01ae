package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.godwit.engine.EngineException;
import org.godwit.project.Access;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.godwit.security.InvalidInput;
import org.godwit.task.MigrationType;
import org.godwit.task.console.TaskKind;
import org.godwit.task.console.draft.TaskDraft;
import org.godwit.task.console.draft.TaskDraftContent;
import org.godwit.task.console.draft.TaskDrafts;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The wizard's first step: name, source and target; and drafts that were left. */
@Path("/tasks/new")
@Authenticated
final class TaskWizardPage {
  private static final Form BLANK = Form.empty().with("type", MigrationType.FULL_LOAD.id());

  private final Access access;
  private final TaskDrafts drafts;
  private final EndpointChoices choices;
  private final Toast toast;

  TaskWizardPage(Access access, TaskDrafts drafts, EndpointChoices choices, Toast toast) {
    this.access = access;
    this.drafts = drafts;
    this.choices = choices;
    this.toast = toast;
  }

  @GET
  public Response begin(@RestQuery @Nullable Long project) {
    List<Project> projects =
        access.projects().stream().filter(it -> access.may(it.id, ProjectRole.ENGINEER)).toList();
    if (project == null && projects.size() == 1) {
      return Reply.page(fresh(projects.getFirst(), BLANK));
    }
    return Reply.page(
        project == null
            ? Templates.project(projects, drafts.mine())
            : fresh(access.edit(project), BLANK));
  }

  private TemplateInstance fresh(Project project, Form form) {
    List<TaskDraft> mine = drafts.mine().stream().filter(it -> it.projectId == project.id).toList();
    return Templates.ends(project, choices.of(project.id), form, "/tasks/new", mine);
  }

  @POST
  public Response begin(
      @RestForm long project,
      @RestForm @Nullable String name,
      @RestForm @Nullable Long source,
      @RestForm @Nullable Long target,
      @RestForm @Nullable String type,
      @RestForm @Nullable String startAt,
      @RestForm @Nullable String stopAt) {
    Project owner = access.edit(project);
    Form form = form(name, source, target, type, startAt, stopAt);
    try {
      TaskKind kind = kind(type, startAt, stopAt);
      TaskDraft draft = drafts.begin(project, Form.text(name), id(source), id(target), kind);
      choices.list(draft.content.sourceId());
      return Reply.to("/tasks/new/" + draft.id + "/tables");
    } catch (InvalidInput e) {
      return Reply.invalid(fresh(owner, form.refused(e)));
    } catch (EngineException e) {
      return Reply.invalid(fresh(owner, form.refused("source", e.sentence())));
    }
  }

  @GET
  @Path("{id:\\d+}")
  public TemplateInstance again(@RestPath long id) {
    TaskDraft draft = drafts.get(id);
    TaskDraftContent content = draft.content;
    TaskKind kind = content.kind();
    return again(
        draft,
        form(
            content.name(),
            content.sourceId(),
            content.targetId(),
            kind.type().id(),
            kind.startAt(),
            kind.stopAt()));
  }

  private TemplateInstance again(TaskDraft draft, Form form) {
    if (draft.isChange()) {
      return Templates.name(draft, form);
    }
    return Templates.ends(
        access.edit(draft.projectId),
        choices.of(draft.projectId),
        form,
        "/tasks/new/" + draft.id,
        List.of());
  }

  @POST
  @Path("{id:\\d+}")
  public Response change(
      @RestPath long id,
      @RestForm @Nullable String name,
      @RestForm @Nullable Long source,
      @RestForm @Nullable Long target,
      @RestForm @Nullable String type,
      @RestForm @Nullable String startAt,
      @RestForm @Nullable String stopAt) {
    Form form = form(name, source, target, type, startAt, stopAt);
    try {
      TaskKind kind = kind(type, startAt, stopAt);
      drafts.ends(id, Form.text(name), id(source), id(target), kind);
      choices.list(drafts.get(id).content.sourceId());
      return Reply.to("/tasks/new/" + id + "/tables");
    } catch (InvalidInput e) {
      return Reply.invalid(again(drafts.get(id), form.refused(e)));
    } catch (EngineException e) {
      return Reply.invalid(again(drafts.get(id), form.refused("source", e.sentence())));
    }
  }

  @POST
  @Path("{id:\\d+}/discard")
  public Response discard(@RestPath long id) {
    TaskDraft draft = drafts.get(id);
    drafts.discard(id);
    toast.next(draft.isChange() ? "The task stays as it is." : "The draft is discarded.");
    return Reply.to(draft.isChange() ? "/tasks/" + draft.taskId : "/tasks");
  }

  private static long id(@Nullable Long typed) {
    return typed == null ? 0 : typed;
  }

  private static TaskKind kind(
      @Nullable String type, @Nullable String startAt, @Nullable String stopAt) {
    MigrationType known = MigrationType.of(Form.text(type)).orElse(MigrationType.FULL_LOAD);
    return new TaskKind(known, Form.text(startAt), Form.text(stopAt));
  }

  private static Form form(
      @Nullable String name,
      @Nullable Long source,
      @Nullable Long target,
      @Nullable String type,
      @Nullable String startAt,
      @Nullable String stopAt) {
    return Form.empty()
        .with("type", kind(type, startAt, stopAt).type().id())
        .with("startAt", Form.text(startAt))
        .with("stopAt", Form.text(stopAt))
        .with("name", Form.text(name))
        .with("source", source == null ? "" : source.toString())
        .with("target", target == null ? "" : target.toString());
  }

  @CheckedTemplate(basePath = "wizard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance project(List<Project> projects, List<TaskDraft> drafts);

    static native TemplateInstance name(TaskDraft draft, Form form);

    static native TemplateInstance ends(
        Project project,
        EndpointChoices.Offered offered,
        Form form,
        String action,
        List<TaskDraft> drafts);
  }
}
