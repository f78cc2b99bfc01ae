package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.godwit.task.LogLevel;
import org.godwit.task.console.LogTail;
import org.godwit.task.console.TaskFilter;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A task's log: its end, what came before, and what comes. */
@Path("/tasks/{id:\\d+}/log")
@Authenticated
final class TaskLogPage {
  private final TaskViews views;
  private final LogTail log;
  private final Htmx htmx;

  TaskLogPage(TaskViews views, LogTail log, Htmx htmx) {
    this.views = views;
    this.log = log;
    this.htmx = htmx;
  }

  @GET
  public TemplateInstance get(
      @RestPath long id,
      @RestQuery @Nullable String level,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable Long before) {
    TaskView view = views.see(id);
    LogTail.Filter filter = filter(level, text);
    Shown shown =
        new Shown(log.before(id, filter, before == null ? Long.MAX_VALUE : before), filter, id, 0);
    return htmx.wantsFragment()
        ? Templates.loglines(view, shown)
        : Templates.log(view, shown, before != null);
  }

  /** What came after a line; asked for again and again while the page is open. */
  @GET
  @Path("lines")
  public TemplateInstance lines(
      @RestPath long id,
      @RestQuery @Nullable String level,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable Long after) {
    LogTail.Filter filter = filter(level, text);
    TaskView view = views.see(id);
    long last = after == null ? 0 : after;
    return Templates.logend(view, new Shown(log.after(id, filter, last), filter, id, last));
  }

  private static LogTail.Filter filter(@Nullable String level, @Nullable String text) {
    return new LogTail.Filter(
        TaskFilter.parse(Form.text(level), LogLevel.class).orElse(LogLevel.INFO), Form.text(text));
  }

  /**
   * A part of the log.
   *
   * @param lines oldest first
   * @param filter what was asked for
   * @param taskId whose log
   * @param last the line that was known before these, 0 for none
   */
  record Shown(List<LogTail.Numbered> lines, LogTail.Filter filter, long taskId, long last) {
    private Address address(String path) {
      return Address.of("/tasks/" + taskId + path)
          .with("level", TaskFilter.word(filter.level()))
          .with("text", filter.text());
    }

    /** Where new lines come from. */
    public Address next() {
      long newest = lines.isEmpty() ? last : lines.getLast().id();
      return address("/log/lines").with("after", Long.toString(newest));
    }

    /** Where older lines are; empty where these are the oldest. */
    public String older() {
      return lines.size() < LogTail.LINES
          ? ""
          : address("/log").with("before", Long.toString(lines.getFirst().id())).toString();
    }

    /** The whole log as a file. */
    public Address file() {
      return address("/log.txt");
    }

    /** What to choose from. */
    public List<LogLevel> levels() {
      return List.of(LogLevel.values());
    }

    /** The badge of a level. */
    public TaskBadge badge(LogLevel level) {
      return TaskBadge.of(level);
    }
  }

  @CheckedTemplate(basePath = "tasks")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance log(TaskView view, Shown shown, boolean isPast);

    static native TemplateInstance loglines(TaskView view, Shown shown);

    static native TemplateInstance logend(TaskView view, Shown shown);
  }
}
