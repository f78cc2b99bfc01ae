package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.godwit.json.JsonProblem;
import org.godwit.task.MigrationType;
import org.godwit.task.console.draft.TaskDraft;
import org.godwit.task.console.draft.TaskDrafts;
import org.godwit.task.settings.SettingNotice;
import org.godwit.task.settings.SettingsException;
import org.godwit.task.settings.TaskSettings;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The wizard's fourth step: what most people change as a form, beside the whole document. */
@Path("/tasks/new/{id:\\d+}/settings")
@Authenticated
final class TaskDraftSettingsPage {
  private final TaskDrafts drafts;
  private final Toast toast;

  TaskDraftSettingsPage(TaskDrafts drafts, Toast toast) {
    this.drafts = drafts;
    this.toast = toast;
  }

  @GET
  public TemplateInstance get(@RestPath long id) {
    TaskDraft draft = drafts.get(id);
    return page(draft, settings(draft), Form.empty());
  }

  /** The form. */
  @POST
  public Response keep(
      @RestPath long id,
      @RestForm @Nullable List<String> field,
      @RestForm @Nullable List<String> value) {
    TaskDraft draft = drafts.get(id);
    Map<String, String> typed = TaskDraftRulesPage.paired(field, value);
    try {
      drafts.settings(id, settings(draft).with(typed));
    } catch (SettingsException e) {
      Form form = new Form(Map.copyOf(typed), Map.of("form", String.join(" ", e.problems())));
      return Reply.invalid(page(draft, settings(draft), form));
    }
    return Reply.to("/tasks/new/" + id + "/checks");
  }

  /** The whole document, typed or pasted. */
  @POST
  @Path("json")
  public Response read(@RestPath long id, @RestForm @Nullable String settings) {
    TaskDraft draft = drafts.get(id);
    String typed = Form.text(settings);
    Form form = Form.empty().with("settings", typed);
    try {
      TaskSettings read = TaskSettings.parse(typed);
      drafts.settings(id, read);
      toast.next(
          "The document is read; %d keys have no effect, or aren't needed."
              .formatted(read.notActedOn(draft.content.kind().type()).size()));
      return Reply.to("/tasks/new/" + id + "/settings");
    } catch (SettingsException e) {
      return Reply.invalid(
          page(draft, settings(draft), form.refused("settings", String.join(" ", e.problems()))));
    } catch (JsonProblem e) {
      return Reply.invalid(
          page(draft, settings(draft), form.refused("settings", String.valueOf(e.getMessage()))));
    }
  }

  private static TaskSettings settings(TaskDraft draft) {
    return TaskSettings.parse(draft.content.settings());
  }

  private static TemplateInstance page(TaskDraft draft, TaskSettings settings, Form form) {
    Form shown =
        form.values().containsKey("settings") ? form : form.with("settings", settings.toJson());
    MigrationType type = draft.content.kind().type();
    return Templates.settings(
        draft, SettingField.common(settings, type, form), settings.notActedOn(type), shown);
  }

  @CheckedTemplate(basePath = "wizard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance settings(
        TaskDraft draft, List<SettingField> fields, List<SettingNotice> notices, Form form);
  }
}
