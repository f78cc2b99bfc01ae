package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.security.NotVisible;
import org.godwit.task.console.LogTail;
import org.godwit.task.console.Page;
import org.godwit.task.console.TableFilter;
import org.godwit.task.console.TableGrid;
import org.godwit.task.console.TablePlans;
import org.godwit.task.console.TableRow;
import org.godwit.task.console.TaskFilter;
import org.godwit.task.plan.PlannedTable;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A task's table statistics: the grid, and one table of it. */
@Path("/tasks/{id:\\d+}")
@Authenticated
final class TaskTablesPage {
  private static final int LINES_MAX = 10;

  private final TaskViews views;
  private final TableGrid grid;
  private final LogTail log;
  private final TablePlans plans;
  private final Htmx htmx;

  TaskTablesPage(TaskViews views, TableGrid grid, LogTail log, TablePlans plans, Htmx htmx) {
    this.views = views;
    this.grid = grid;
    this.log = log;
    this.plans = plans;
    this.htmx = htmx;
  }

  @GET
  @Path("tables")
  public TemplateInstance list(
      @RestPath long id,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String sort,
      @RestQuery @Nullable String desc,
      @RestQuery @Nullable Integer page) {
    TaskView view = views.see(id);
    TableFilter filter =
        new TableFilter(
            Form.text(text),
            TaskFilter.parse(Form.text(state), TableFilter.Look.class).orElse(TableFilter.Look.ALL),
            TaskFilter.parse(Form.text(sort), TableFilter.Sort.class)
                .orElse(TableFilter.Sort.TABLE),
            desc != null,
            page == null ? 0 : page - 1);
    Address address =
        Address.of("/tasks/" + id + "/tables")
            .with("text", filter.text())
            .with(
                "state",
                filter.look() == TableFilter.Look.ALL ? "" : TaskFilter.word(filter.look()))
            .with("sort", Form.text(sort))
            .with("desc", desc == null ? "" : "1")
            .page(Math.max(0, filter.page()));
    Grid shown = new Grid(grid.read(id, filter), filter, address);
    return htmx.wantsFragment() ? Templates.grid(view, shown) : Templates.tables(view, shown);
  }

  @GET
  @Path("table")
  public TemplateInstance one(
      @RestPath long id, @RestQuery @Nullable String schema, @RestQuery @Nullable String table) {
    TaskView view = views.see(id);
    TableName name = new TableName(Form.text(schema), Form.text(table));
    TableRow row =
        grid.find(id, name)
            .orElseThrow(
                () ->
                    new NotVisible("Task %s has no table %s.".formatted(view.task().name(), name)));
    One one =
        new One(
            row,
            plans.find(id, name).orElse(null),
            log.about(id, name.toString(), LINES_MAX),
            view.task().type().follows());
    return htmx.wantsFragment() ? Templates.onefigures(view, one) : Templates.one(view, one);
  }

  /**
   * One table.
   *
   * @param row its figures
   * @param planned what became of it, null where it was not planned yet
   * @param lines the latest warnings and errors about it
   * @param isFollowed whether its changes are followed
   */
  record One(
      TableRow row,
      @Nullable PlannedTable planned,
      List<LogTail.Numbered> lines,
      boolean isFollowed) {
    /** Whether the target's exceptions table may have something of it. */
    public boolean hasExceptions() {
      return isFollowed || row.losses().rejected() > 0 || !row.message().isEmpty();
    }
  }

  /**
   * The grid.
   *
   * @param page where we are
   * @param filter what was asked for
   * @param address as links write it
   */
  record Grid(Page<TableRow> page, TableFilter filter, Address address) {
    /** What to choose from. */
    public List<TableFilter.Look> looks() {
      return List.of(TableFilter.Look.values());
    }

    /** Whether anything narrows the list. */
    public boolean isNarrow() {
      return !filter.text().isBlank() || filter.look() != TableFilter.Look.ALL;
    }
  }

  @CheckedTemplate(basePath = "tasks")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance tables(TaskView view, Grid shown);

    static native TemplateInstance grid(TaskView view, Grid shown);

    static native TemplateInstance one(TaskView view, One one);

    static native TemplateInstance onefigures(TaskView view, One one);
  }
}
