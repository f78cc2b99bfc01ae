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
import org.godwit.task.MigrationType;
import org.godwit.task.console.Page;
import org.godwit.task.console.Tasks;
import org.godwit.task.console.draft.TaskDrafts;
import org.godwit.task.settings.SettingNotice;
import org.godwit.task.settings.TaskSettings;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a task was told to do: its mapping and its settings; and the way to change them. */
@Path("/tasks/{id:\\d+}")
@Authenticated
final class TaskRulesPage {
  private final TaskViews views;
  private final Tasks tasks;
  private final TaskDrafts drafts;

  TaskRulesPage(TaskViews views, Tasks tasks, TaskDrafts drafts) {
    this.views = views;
    this.tasks = tasks;
    this.drafts = drafts;
  }

  /**
   * The mapping.
   *
   * @param page of the rules, from 1
   * @param rule the id of one whose page is wanted
   */
  @GET
  @Path("mapping")
  public TemplateInstance mapping(
      @RestPath long id, @RestQuery @Nullable Integer page, @RestQuery @Nullable Long rule) {
    TaskView view = views.see(id);
    TableMapping mapping = TableMapping.parse(tasks.see(id).mapping);
    Page<RuleLine> rules = RuleLine.page(mapping, page, rule).map(RuleLine::of);
    Address address = Address.of("/tasks/" + id + "/mapping");
    return Templates.mapping(view, rules, address, mapping.notActedOn(), mapping.toJson());
  }

  @GET
  @Path("settings")
  public TemplateInstance settings(@RestPath long id) {
    TaskView view = views.see(id);
    TaskSettings settings = TaskSettings.parse(tasks.see(id).settings);
    MigrationType type = view.task().type();
    return Templates.settings(
        view, SettingLine.differing(settings, type), settings.notActedOn(type), settings.toJson());
  }

  /** Begins a change in the wizard's views, or goes on with one that was begun. */
  @POST
  @Path("edit")
  public Response edit(@RestPath long id, @RestForm @Nullable String step) {
    String view = "settings".equals(step) ? "settings" : "tables";
    return Reply.to("/tasks/new/%d/%s".formatted(drafts.beginChange(id).id, view));
  }

  @CheckedTemplate(basePath = "tasks")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance mapping(
        TaskView view,
        Page<RuleLine> rules,
        Address address,
        List<NotActedOn> unacted,
        String json);

    static native TemplateInstance settings(
        TaskView view, List<SettingLine> settings, List<SettingNotice> notices, String json);
  }
}
