package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.godwit.engine.EngineException;
import org.godwit.security.InvalidInput;
import org.godwit.task.console.StoredTask;
import org.godwit.task.console.TaskRuns;
import org.godwit.task.console.draft.TaskDraft;
import org.godwit.task.console.draft.TaskDrafts;
import org.godwit.task.console.draft.TaskPreviews;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The wizard's last step: what the task will do in plain words, and its creation. */
@Path("/tasks/new/{id:\\d+}/summary")
@Authenticated
final class TaskSummaryPage {
  private final TaskDrafts drafts;
  private final TaskPreviews previews;
  private final TaskSentences sentences;
  private final TaskRuns runs;
  private final Toast toast;

  TaskSummaryPage(
      TaskDrafts drafts,
      TaskPreviews previews,
      TaskSentences sentences,
      TaskRuns runs,
      Toast toast) {
    this.drafts = drafts;
    this.previews = previews;
    this.sentences = sentences;
    this.runs = runs;
    this.toast = toast;
  }

  @GET
  public Response get(@RestPath long id) {
    TaskDraft draft = drafts.get(id);
    if (!DraftMapping.of(draft).isRead()) {
      toast.next("The JSON has to be mended first.");
      return Reply.to("/tasks/new/" + id + "/json");
    }
    return draft.isChange()
        ? Reply.to("/tasks/new/" + id + "/changed")
        : Reply.page(summary(draft, Form.empty()));
  }

  private TemplateInstance summary(TaskDraft draft, Form form) {
    return Templates.summary(draft, sentences.of(draft), form);
  }

  @POST
  public Response create(@RestPath long id, @RestForm boolean start) {
    TaskDraft draft = drafts.get(id);
    try {
      new DraftPlan(previews.of(draft)).requireRead(draft);
      StoredTask task = drafts.create(id);
      if (start) {
        runs.start(task.id);
      }
      toast.next(
          start
              ? "Task %s is created and starts.".formatted(task.name)
              : "Task %s is created.".formatted(task.name));
      return Reply.to("/tasks/" + task.id);
    } catch (InvalidInput e) {
      return Reply.invalid(
          summary(draft, Form.empty().refused("form", String.valueOf(e.getMessage()))));
    } catch (EngineException e) {
      return Reply.invalid(summary(draft, Form.empty().refused("form", e.sentence())));
    }
  }

  @CheckedTemplate(basePath = "wizard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance summary(TaskDraft draft, String sentences, Form form);
  }
}
