package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.godwit.mapping.NotActedOn;
import org.godwit.mapping.TableMapping;
import org.godwit.security.InvalidInput;
import org.godwit.task.console.StoredTask;
import org.godwit.task.console.Tasks;
import org.godwit.task.settings.SettingNotice;
import org.godwit.task.settings.TaskSettings;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What a task was told to do: its mapping, its settings, and both of them changed. */
@Path("/tasks/{id:\\d+}")
@Authenticated
final class TaskRulesPage {
  private final TaskViews views;
  private final Tasks tasks;
  private final Toast toast;

  TaskRulesPage(TaskViews views, Tasks tasks, Toast toast) {
    this.views = views;
    this.tasks = tasks;
    this.toast = toast;
  }

  @GET
  @Path("mapping")
  public TemplateInstance mapping(@RestPath long id) {
    TaskView view = views.see(id);
    TableMapping mapping = TableMapping.parse(tasks.see(id).mapping);
    return Templates.mapping(view, RuleLine.of(mapping), mapping.notActedOn(), mapping.toJson());
  }

  @GET
  @Path("settings")
  public TemplateInstance settings(@RestPath long id) {
    TaskView view = views.see(id);
    TaskSettings settings = TaskSettings.parse(tasks.see(id).settings);
    return Templates.settings(
        view, SettingLine.differing(settings), settings.notActedOn(), settings.toJson());
  }

  @GET
  @Path("edit")
  public TemplateInstance edit(@RestPath long id) {
    TaskView view = views.see(id);
    StoredTask task = tasks.edit(id);
    return Templates.edit(view, form(task.name, task.mapping, task.settings));
  }

  @POST
  @Path("edit")
  public Response change(
      @RestPath long id,
      @RestForm @Nullable String name,
      @RestForm @Nullable String mapping,
      @RestForm @Nullable String settings) {
    TaskView view = views.see(id);
    try {
      tasks.change(id, Form.text(name), Form.text(mapping), Form.text(settings));
    } catch (InvalidInput e) {
      Form form = form(Form.text(name), Form.text(mapping), Form.text(settings)).refused(e);
      return Reply.invalid(Templates.edit(view, form));
    }
    toast.next("The task is saved. Changed rules and settings act from its next restart.");
    return Reply.to("/tasks/" + id);
  }

  private static Form form(String name, String mapping, String settings) {
    return Form.empty().with("name", name).with("mapping", mapping).with("settings", settings);
  }

  @CheckedTemplate(basePath = "tasks")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance mapping(
        TaskView view, List<RuleLine> rules, List<NotActedOn> unacted, String json);

    static native TemplateInstance settings(
        TaskView view, List<SettingLine> settings, List<SettingNotice> notices, String json);

    static native TemplateInstance edit(TaskView view, Form form);
  }
}
