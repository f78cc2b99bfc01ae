package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.engine.EngineException;
import org.godwit.security.InvalidInput;
import org.godwit.task.console.StoredTask;
import org.godwit.task.console.TablePlans;
import org.godwit.task.console.Tasks;
import org.godwit.task.console.draft.TaskChange;
import org.godwit.task.console.draft.TaskDraft;
import org.godwit.task.console.draft.TaskDrafts;
import org.godwit.task.console.draft.TaskPreviews;
import org.godwit.task.settings.TaskSettings;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The end of a change: what it means for the tables of the task, and its saving. */
@Path("/tasks/new/{id:\\d+}/changed")
@Authenticated
final class TaskChangePage {
  /** More tables than an address can carry are reloaded by a restart. */
  private static final int RELOADED_MAX = 50;

  private final TaskDrafts drafts;
  private final TaskPreviews previews;
  private final TablePlans plans;
  private final Tasks tasks;
  private final TaskViews views;

  TaskChangePage(
      TaskDrafts drafts, TaskPreviews previews, TablePlans plans, Tasks tasks, TaskViews views) {
    this.drafts = drafts;
    this.previews = previews;
    this.plans = plans;
    this.tasks = tasks;
    this.views = views;
  }

  @GET
  public TemplateInstance get(@RestPath long id) {
    TaskDraft draft = drafts.get(id);
    return Templates.changed(draft, shown(draft), Form.empty());
  }

  private Shown shown(TaskDraft draft) {
    StoredTask task = tasks.edit(taskOf(draft));
    List<SettingLine> settings =
        SettingLine.changed(
            TaskSettings.parse(task.settings),
            TaskSettings.parse(draft.content.settings()),
            task.type);
    boolean isRenamed = !task.name.equals(draft.content.name());
    boolean isMoved = !task.kind().equals(draft.content.kind());
    TaskView view = views.see(task.id);
    try {
      TaskChange change =
          view.task().run().hasRun() ? previews.change(draft, plans.all(task.id)) : TaskChange.NONE;
      return new Shown(view, change, settings, isRenamed, isMoved, "");
    } catch (EngineException e) {
      return new Shown(view, TaskChange.NONE, settings, isRenamed, isMoved, e.sentence());
    }
  }

  private static long taskOf(TaskDraft draft) {
    return Objects.requireNonNull(draft.taskId, "a draft of a new task");
  }

  @POST
  public Response save(@RestPath long id, @RestForm @Nullable String then) {
    TaskDraft draft = drafts.get(id);
    Shown shown = shown(draft);
    try {
      DraftPlan plan = new DraftPlan(previews.of(draft));
      plan.requireRead(draft);
      StoredTask task = drafts.save(id);
      return Reply.to(
          "reload".equals(then) ? reload(task, shown.change().changed()) : "/tasks/" + task.id);
    } catch (InvalidInput e) {
      return refused(draft, shown, e.sentence());
    } catch (EngineException e) {
      return refused(draft, shown, e.sentence());
    }
  }

  private static Response refused(TaskDraft draft, Shown shown, String sentence) {
    return Reply.invalid(Templates.changed(draft, shown, Form.empty().refused("form", sentence)));
  }

  private static String reload(StoredTask task, List<TableName> tables) {
    return tables.size() > RELOADED_MAX
        ? "/tasks/%d/restart".formatted(task.id)
        : tables.stream()
            .map(it -> "table=" + Address.encoded(TaskFormats.key(it)))
            .collect(Collectors.joining("&", "/tasks/%d/reload?".formatted(task.id), ""));
  }

  /**
   * What a change means.
   *
   * @param view the task as it is
   * @param change for its tables
   * @param settings that change
   * @param renamed whether its name changes
   * @param moved whether the positions change between which changes are applied
   * @param error why nothing can be said of its tables, empty where it can
   */
  record Shown(
      TaskView view,
      TaskChange change,
      List<SettingLine> settings,
      boolean renamed,
      boolean moved,
      String error) {
    private static final int NAMED_MAX = 10;

    /** Whether tables that are loaded would have to be reloaded. */
    public boolean mayReload() {
      return !change.changed().isEmpty();
    }

    /** The first names, and how many more there are. */
    public String named(List<TableName> tables) {
      String names =
          tables.stream()
              .limit(NAMED_MAX)
              .map(TableName::toString)
              .collect(Collectors.joining(", "));
      int more = tables.size() - NAMED_MAX;
      return more > 0 ? names + " and " + Formats.grouped(more) + " more" : names;
    }
  }

  @CheckedTemplate(basePath = "wizard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance changed(TaskDraft draft, Shown shown, Form form);
  }
}
