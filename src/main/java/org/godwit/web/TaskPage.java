package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.godwit.security.InvalidInput;
import org.godwit.task.console.ChangeSpan;
import org.godwit.task.console.TaskFilter;
import org.godwit.task.console.TaskRuns;
import org.godwit.task.console.Tasks;
import org.godwit.task.settings.TaskSettings;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * One task: where it stands, how fast it moves, what it altered; start, stop, limit, acknowledge.
 */
@Path("/tasks/{id:\\d+}")
@Authenticated
final class TaskPage {
  private final TaskViews views;
  private final Tasks tasks;
  private final TaskRuns runs;
  private final TaskOverviews overviews;
  private final Toast toast;
  private final Htmx htmx;

  TaskPage(
      TaskViews views,
      Tasks tasks,
      TaskRuns runs,
      TaskOverviews overviews,
      Toast toast,
      Htmx htmx) {
    this.views = views;
    this.tasks = tasks;
    this.runs = runs;
    this.overviews = overviews;
    this.toast = toast;
    this.htmx = htmx;
  }

  @GET
  public TemplateInstance overview(@RestPath long id, @RestQuery @Nullable String span) {
    TaskView view = views.see(id);
    TaskSettings settings = settings(id);
    TaskOverview overview =
        overviews.of(
            view,
            settings,
            TaskFilter.parse(Form.text(span), ChangeSpan.class).orElse(ChangeSpan.HOUR));
    return htmx.wantsFragment()
        ? Templates.figures(view, overview)
        : Templates.overview(view, overview, limits(settings));
  }

  private TaskSettings settings(long id) {
    return TaskSettings.parse(tasks.see(id).settings);
  }

  private static Form limits(TaskSettings settings) {
    return Form.empty()
        .with("rowsPerSecond", Integer.toString(settings.maxRowsPerSecond()))
        .with("connections", Integer.toString(settings.readerConnectionsSet()));
  }

  /** How much the task may ask of its source, also while it runs. */
  @POST
  @Path("limits")
  public Response limit(
      @RestPath long id,
      @RestForm @Nullable String rowsPerSecond,
      @RestForm @Nullable String connections) {
    TaskView view = views.see(id);
    String rows = Form.text(rowsPerSecond);
    String readers = Form.text(connections);
    try {
      runs.limit(id, rows, readers);
    } catch (InvalidInput e) {
      return Reply.invalid(
          Templates.overview(
              view,
              overviews.of(view, settings(id), ChangeSpan.HOUR),
              Form.empty().with("rowsPerSecond", rows).with("connections", readers).refused(e)));
    }
    toast.next(
        view.task().isActive()
            ? "The limits hold from now on."
            : "The limits hold from the next start on.");
    return Reply.to("/tasks/" + id);
  }

  /** The upper part of every tab: state, progress, buttons. */
  @GET
  @Path("head")
  public TemplateInstance head(@RestPath long id) {
    return Templates.head(views.see(id));
  }

  @POST
  @Path("run")
  public Response start(@RestPath long id, @RestForm @Nullable String next) {
    TaskView view = views.see(id);
    runs.start(id);
    toast.next("Task %s is starting.".formatted(view.task().name()));
    return Reply.to(back(id, next));
  }

  @POST
  @Path("stop")
  public Response stop(@RestPath long id, @RestForm @Nullable String next) {
    TaskView view = views.see(id);
    runs.stop(id);
    toast.next(
        "Task %s is stopping. What is committed stays; a resume goes on from there."
            .formatted(view.task().name()));
    return Reply.to(back(id, next));
  }

  @POST
  @Path("acknowledge")
  public Response acknowledge(@RestPath long id) {
    views.see(id);
    runs.acknowledge(id);
    toast.next("Acknowledged. The audit has your name beside it.");
    return Reply.to("/tasks/" + id);
  }

  private static String back(long id, @Nullable String next) {
    return next == null || next.isEmpty() ? "/tasks/" + id : LoginPage.local(next);
  }

  @CheckedTemplate(basePath = "tasks")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance overview(TaskView view, TaskOverview overview, Form limits);

    static native TemplateInstance figures(TaskView view, TaskOverview overview);

    static native TemplateInstance head(TaskView view);
  }
}
