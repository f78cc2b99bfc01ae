package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.godwit.project.Access;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.godwit.task.console.Page;
import org.godwit.task.console.TaskFilter;
import org.godwit.task.console.TaskList;
import org.godwit.task.console.TaskSummary;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The list of all tasks that one may see. */
@Path("/")
@Authenticated
final class TasksPage {
  private final Access access;
  private final TaskList list;
  private final TaskViews views;
  private final Htmx htmx;

  TasksPage(Access access, TaskList list, TaskViews views, Htmx htmx) {
    this.access = access;
    this.list = list;
    this.views = views;
    this.htmx = htmx;
  }

  @GET
  @Path("tasks")
  public TemplateInstance all(
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String sort,
      @RestQuery @Nullable String desc,
      @RestQuery @Nullable Integer page) {
    Asked asked = Asked.of("/tasks", text, state, sort, desc, page);
    boolean mayCreate =
        access.projects().stream().anyMatch(it -> access.may(it.id, ProjectRole.ENGINEER));
    Shown shown = Shown.of(list, views, views.projects(), asked, true);
    return htmx.wantsFragment() ? Templates.rows(shown) : Templates.list(shown, mayCreate);
  }

  /**
   * What the address asks for.
   *
   * @param filter as the store reads it
   * @param address as links write it
   */
  record Asked(TaskFilter filter, Address address) {
    static Asked of(
        String path,
        @Nullable String text,
        @Nullable String state,
        @Nullable String sort,
        @Nullable String desc,
        @Nullable Integer page) {
      TaskFilter filter =
          new TaskFilter(
              text == null ? "" : text,
              TaskFilter.parse(state == null ? "" : state, TaskFilter.Standing.class)
                  .orElse(TaskFilter.Standing.ALL),
              TaskFilter.parse(sort == null ? "" : sort, TaskFilter.Sort.class)
                  .orElse(TaskFilter.Sort.NAME),
              desc != null,
              page == null ? 0 : page - 1);
      Address address =
          Address.of(path)
              .with("text", filter.text())
              .with("state", state == null ? "" : state)
              .with("sort", sort == null ? "" : sort)
              .with("desc", desc == null ? "" : "1")
              .page(Math.max(0, filter.page()));
      return new Asked(filter, address);
    }

    /** Whether anything narrows the list. */
    public boolean isNarrow() {
      return !filter.text().isBlank() || filter.standing() != TaskFilter.Standing.ALL;
    }

    /** The states to choose from. */
    public List<TaskFilter.Standing> standings() {
      return List.of(TaskFilter.Standing.values());
    }
  }

  /**
   * The list.
   *
   * @param page where we are
   * @param tasks the page's tasks
   * @param asked the filter
   * @param isLive whether something runs
   * @param withProject whether projects are named
   */
  record Shown(
      Page<TaskSummary> page,
      List<TaskView> tasks,
      Asked asked,
      boolean isLive,
      boolean withProject) {
    static Shown of(
        TaskList list, TaskViews views, List<Long> projects, Asked asked, boolean withProject) {
      Page<TaskSummary> page = list.read(projects, asked.filter());
      boolean isLive = page.rows().stream().anyMatch(TaskSummary::isActive);
      return new Shown(page, views.of(page.rows()), asked, isLive, withProject);
    }

    /** How often the page asks for news. */
    public String every() {
      return isLive ? "every 1s, godwit:seen" : "every 10s, godwit:seen";
    }
  }

  @CheckedTemplate(basePath = "tasks")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(Shown shown, boolean mayCreate);

    static native TemplateInstance project(Project project, Shown shown, boolean mayCreate);

    static native TemplateInstance rows(Shown shown);
  }
}
