package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.godwit.task.console.TaskRuns;
import org.godwit.task.console.Tasks;
import org.jboss.resteasy.reactive.RestPath;

/** Consent to what the source has to be changed by before it can be followed. */
@Path("/tasks/{id:\\d+}/set-up")
@Authenticated
final class TaskSetupPage {
  private final TaskViews views;
  private final Tasks tasks;
  private final TaskRuns runs;
  private final Toast toast;

  TaskSetupPage(TaskViews views, Tasks tasks, TaskRuns runs, Toast toast) {
    this.views = views;
    this.tasks = tasks;
    this.runs = runs;
    this.toast = toast;
  }

  @GET
  public Response get(@RestPath long id) {
    tasks.edit(id);
    TaskView view = views.see(id);
    return view.mayConsent() ? Reply.page(Templates.setup(view)) : Reply.to("/tasks/" + id);
  }

  @POST
  public Response consent(@RestPath long id) {
    tasks.edit(id);
    TaskView view = views.see(id);
    if (view.mayConsent()) {
      runs.startWithSetUp(id);
      toast.next(
          "%s is being set up, and task %s starts."
              .formatted(view.task().source().name(), view.task().name()));
    }
    return Reply.to("/tasks/" + id);
  }

  @CheckedTemplate(basePath = "tasks")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance setup(TaskView view);
  }
}
