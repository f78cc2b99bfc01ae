package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.engine.EngineException;
import org.godwit.engine.SetupStatement;
import org.godwit.security.InvalidInput;
import org.godwit.task.TableState;
import org.godwit.task.console.KeptOnSource;
import org.godwit.task.console.TableGrid;
import org.godwit.task.console.TableRow;
import org.godwit.task.console.TaskRuns;
import org.godwit.task.console.Tasks;
import org.godwit.task.load.TablePreparation;
import org.godwit.task.settings.TaskSettings;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * What can't be undone: restart, reload, suspension of tables, consent to another source, delete.
 * Each names the thing and the consequence first.
 */
@Path("/tasks/{id:\\d+}")
@Authenticated
final class TaskConfirmPage {
  /** The choice to remove what the source keeps. */
  private static final String REMOVE = "remove";

  /** All tables whose changes are no longer applied. */
  private static final String PARKED = "parked";

  private final TaskViews views;
  private final Tasks tasks;
  private final TaskRuns runs;
  private final TableGrid grid;
  private final KeptOnSource kept;
  private final Toast toast;

  TaskConfirmPage(
      TaskViews views, Tasks tasks, TaskRuns runs, TableGrid grid, KeptOnSource kept, Toast toast) {
    this.views = views;
    this.tasks = tasks;
    this.runs = runs;
    this.grid = grid;
    this.kept = kept;
    this.toast = toast;
  }

  @GET
  @Path("restart")
  public TemplateInstance restart(@RestPath long id) {
    return Templates.restart(views.see(id), preparation(id), Form.empty());
  }

  @POST
  @Path("restart")
  public Response restart(@RestPath long id, @RestForm @Nullable String typed) {
    TaskView view = views.see(id);
    TablePreparation preparation = preparation(id);
    Form form = confirmed(view, typed);
    if (form.isRefused()) {
      return Reply.invalid(Templates.restart(view, preparation, form));
    }
    runs.restart(id);
    toast.next("Task %s begins again.".formatted(view.task().name()));
    return Reply.to("/tasks/" + id);
  }

  /** Refused where rows would be lost and the task's name was not typed. */
  private static Form confirmed(TaskView view, @Nullable String typed) {
    Form form = Form.empty().with("typed", Form.text(typed));
    boolean isNamed = Form.text(typed).strip().equals(view.task().name());
    return isNamed || !view.task().type().loads()
        ? form
        : form.refused("typed", "Type the task's name exactly: " + view.task().name());
  }

  @GET
  @Path("same-data")
  public Response sameData(@RestPath long id) {
    tasks.edit(id);
    TaskView view = views.see(id);
    return view.mayTrustSource() ? Reply.page(Templates.samedata(view)) : Reply.to("/tasks/" + id);
  }

  @POST
  @Path("same-data")
  public Response trust(@RestPath long id) {
    TaskView view = views.see(id);
    runs.startWithSameData(id);
    toast.next("Task %s goes on with its new source.".formatted(view.task().name()));
    return Reply.to("/tasks/" + id);
  }

  @GET
  @Path("reload")
  public Response reload(
      @RestPath long id, @RestQuery @Nullable List<String> table, @RestQuery @Nullable String all) {
    TaskView view = views.see(id);
    TablePreparation preparation = preparation(id);
    List<TableRow> rows =
        PARKED.equals(all) ? grid.failed(id, Integer.MAX_VALUE) : named(id, table);
    if (rows.isEmpty()) {
      toast.next("Select the tables to load once more first.");
      return Reply.to("/tasks/" + id + "/tables");
    }
    return Reply.page(Templates.reload(view, preparation, rows, Form.empty()));
  }

  @POST
  @Path("reload")
  public Response load(
      @RestPath long id, @RestForm @Nullable List<String> table, @RestForm @Nullable String typed) {
    TaskView view = views.see(id);
    TablePreparation preparation = preparation(id);
    List<TableRow> rows = named(id, table);
    Form form = confirmed(view, typed);
    if (form.isRefused()) {
      return Reply.invalid(Templates.reload(view, preparation, rows, form));
    }
    runs.reload(id, rows.stream().map(TableRow::source).collect(Collectors.toSet()));
    toast.next(begun(view, rows.size()));
    return Reply.to("/tasks/" + id + "/tables");
  }

  private static String begun(TaskView view, int tables) {
    String counted = TaskFormats.counted(tables, "table");
    String name = view.task().name();
    if (!view.task().type().loads()) {
      return "Task %s follows %s again.".formatted(name, counted);
    }
    return view.mayAskOfTables() && !view.task().isReplicating()
        ? "Task %s loads %s once more when it comes to its changes.".formatted(name, counted)
        : "Task %s loads %s once more.".formatted(name, counted);
  }

  @GET
  @Path("suspend")
  public Response suspend(@RestPath long id, @RestQuery @Nullable List<String> table) {
    tasks.edit(id);
    TaskView view = views.see(id);
    List<TableRow> rows = followed(id, table);
    if (!view.mayAskOfTables()) {
      toast.next("Tables are suspended while their changes are applied; the task does not run.");
      return Reply.to("/tasks/" + id + "/tables");
    }
    if (rows.isEmpty()) {
      toast.next("Select tables whose changes are applied first.");
      return Reply.to("/tasks/" + id + "/tables");
    }
    if (rows.size() >= view.task().figures().completed()) {
      toast.next("These are all tables that are followed: stop the task instead.");
      return Reply.to("/tasks/" + id + "/tables");
    }
    return Reply.page(Templates.suspend(view, rows));
  }

  @POST
  @Path("suspend")
  public Response park(@RestPath long id, @RestForm @Nullable List<String> table) {
    tasks.edit(id);
    TaskView view = views.see(id);
    List<TableRow> rows = followed(id, table);
    runs.suspend(id, rows.stream().map(TableRow::source).collect(Collectors.toSet()));
    toast.next(
        "Task %s suspends %s."
            .formatted(view.task().name(), TaskFormats.counted(rows.size(), "table")));
    return Reply.to("/tasks/" + id + "/tables");
  }

  @GET
  @Path("delete")
  public TemplateInstance delete(@RestPath long id) {
    tasks.edit(id);
    return Templates.delete(
        views.see(id), kept.isPossible(id), Form.empty().with("source", REMOVE));
  }

  /** What the source keeps for the task; a fragment, for both databases are asked. */
  @GET
  @Path("delete/source")
  public TemplateInstance onSource(@RestPath long id) {
    TaskView view = views.see(id);
    try {
      return Templates.kept(view, kept.of(id), "");
    } catch (EngineException e) {
      return Templates.kept(view, List.of(), e.sentence());
    } catch (InvalidInput e) {
      return Templates.kept(view, List.of(), e.sentence());
    }
  }

  @POST
  @Path("delete")
  public Response delete(
      @RestPath long id, @RestForm @Nullable String typed, @RestForm @Nullable String source) {
    TaskView view = views.see(id);
    Form form = Form.empty().with("typed", Form.text(typed)).with("source", Form.text(source));
    try {
      tasks.requireNamed(id, Form.text(typed));
      if (REMOVE.equals(source)) {
        kept.remove(id);
      }
      tasks.delete(id, Form.text(typed));
    } catch (InvalidInput e) {
      return Reply.invalid(Templates.delete(view, kept.isPossible(id), form.refused(e)));
    } catch (EngineException e) {
      String sentence =
          "The task is not deleted, for what its source keeps can't be removed: " + e.sentence();
      return Reply.invalid(
          Templates.delete(view, kept.isPossible(id), form.refused("state", sentence)));
    }
    toast.next("Task %s is deleted; the tables on the target stay.".formatted(view.task().name()));
    return Reply.to("/projects/" + view.task().project().id() + "/tasks");
  }

  private TablePreparation preparation(long id) {
    return TaskSettings.parse(tasks.edit(id).settings).tablePreparation();
  }

  private List<TableRow> named(long id, @Nullable List<String> keys) {
    return Objects.requireNonNullElse(keys, List.<String>of()).stream()
        .map(TaskConfirmPage::name)
        .distinct()
        .flatMap(it -> grid.find(id, it).stream())
        .toList();
  }

  private List<TableRow> followed(long id, @Nullable List<String> keys) {
    return named(id, keys).stream().filter(it -> it.state() == TableState.COMPLETED).toList();
  }

  private static TableName name(String key) {
    int dot = Math.max(0, key.indexOf('.'));
    return new TableName(
        decoded(key.substring(0, dot)), decoded(key.substring(dot).replaceFirst("^\\.", "")));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @CheckedTemplate(basePath = "tasks")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance restart(TaskView view, TablePreparation preparation, Form form);

    static native TemplateInstance samedata(TaskView view);

    static native TemplateInstance reload(
        TaskView view, TablePreparation preparation, List<TableRow> rows, Form form);

    static native TemplateInstance suspend(TaskView view, List<TableRow> rows);

    static native TemplateInstance delete(TaskView view, boolean mayKeep, Form form);

    static native TemplateInstance kept(
        TaskView view, List<SetupStatement> statements, String error);
  }
}
