package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.godwit.task.console.EventFilter;
import org.godwit.task.console.EventList;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What has happened to all tasks that one may see. */
@Path("/events")
@Authenticated
final class EventsPage {
  private final EventList events;
  private final TaskViews views;
  private final Htmx htmx;

  EventsPage(EventList events, TaskViews views, Htmx htmx) {
    this.events = events;
    this.views = views;
    this.htmx = htmx;
  }

  @GET
  public TemplateInstance get(
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String category,
      @RestQuery @Nullable String severity,
      @RestQuery @Nullable Integer page) {
    EventFilter filter = EventsView.filter(null, text, category, severity, page);
    EventsView shown = EventsView.of(events.read(views.projects(), filter), filter, "/events");
    return htmx.wantsFragment() ? Templates.entries(shown) : Templates.list(shown);
  }

  @CheckedTemplate(basePath = "events")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(EventsView shown);

    static native TemplateInstance entries(EventsView shown);
  }
}
