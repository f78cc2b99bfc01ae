package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.godwit.task.console.EventFilter;
import org.godwit.task.console.EventList;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What has happened to one task. */
@Path("/tasks/{id:\\d+}/events")
@Authenticated
final class TaskEventsPage {
  private final EventList events;
  private final TaskViews views;
  private final Htmx htmx;

  TaskEventsPage(EventList events, TaskViews views, Htmx htmx) {
    this.events = events;
    this.views = views;
    this.htmx = htmx;
  }

  @GET
  public TemplateInstance get(
      @RestPath long id,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String category,
      @RestQuery @Nullable String severity,
      @RestQuery @Nullable Integer page) {
    TaskView view = views.see(id);
    EventFilter filter = EventsView.filter(id, text, category, severity, page);
    EventsView shown =
        EventsView.of(
            events.read(List.of(view.task().project().id()), filter),
            filter,
            "/tasks/" + id + "/events");
    return htmx.wantsFragment() ? EventsPage.Templates.entries(shown) : Templates.task(view, shown);
  }

  @CheckedTemplate(basePath = "events")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance task(TaskView view, EventsView shown);
  }
}
