package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.godwit.catalog.TableName;
import org.godwit.task.console.Differences;
import org.godwit.task.console.Page;
import org.godwit.task.console.TableFilter;
import org.godwit.task.console.TableGrid;
import org.godwit.task.console.TableRow;
import org.godwit.task.validate.ValidationState;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What validation found: a table's state, and the cells that differ side by side. */
@Path("/tasks/{id:\\d+}/validation")
@Authenticated
final class TaskValidationPage {
  private final TaskViews views;
  private final TableGrid grid;
  private final Differences differences;

  TaskValidationPage(TaskViews views, TableGrid grid, Differences differences) {
    this.views = views;
    this.grid = grid;
    this.differences = differences;
  }

  @GET
  public TemplateInstance get(
      @RestPath long id,
      @RestQuery @Nullable String schema,
      @RestQuery @Nullable String table,
      @RestQuery @Nullable String all,
      @RestQuery @Nullable Integer page) {
    TaskView view = views.see(id);
    TableFilter filter =
        new TableFilter(
            "",
            all == null ? TableFilter.Look.DIFFERENT : TableFilter.Look.ALL,
            TableFilter.Sort.TABLE,
            false,
            page == null ? 0 : page - 1);
    Page<TableRow> tables = grid.read(id, filter);
    Address address =
        Address.of("/tasks/" + id + "/validation").with("all", all == null ? "" : "1");
    TableName open = new TableName(Form.text(schema), Form.text(table));
    List<Differences.Row> rows = open.table().isEmpty() ? List.of() : differences.of(id, open);
    return Templates.validation(
        view,
        new Shown(
            tables,
            address,
            all != null,
            grid.validationStates(id),
            view.task().isUnacknowledged() ? grid.validatedWithLosses(id) : 0),
        open,
        rows);
  }

  /**
   * The list of tables.
   *
   * @param page where we are
   * @param address as links write it
   * @param isAll whether those that passed are listed too
   * @param states how many tables are in which state
   * @param unacknowledged how many of those that passed were altered, or miss rows, by policy, and
   *     nobody has said that they saw it
   */
  record Shown(
      Page<TableRow> page,
      Address address,
      boolean isAll,
      Map<ValidationState, Long> states,
      long unacknowledged) {
    /** How many tables are in which state; green only for those that nobody needs to look at. */
    public List<TaskBadge> badges() {
      List<TaskBadge> badges = new ArrayList<>();
      for (Map.Entry<ValidationState, Long> it : states.entrySet()) {
        boolean isValidated = it.getKey() == ValidationState.VALIDATED;
        badges.add(
            counted(TaskBadge.of(it.getKey()), it.getValue() - (isValidated ? unacknowledged : 0)));
        badges.add(counted(TaskBadge.NOT_AS_IT_WAS, isValidated ? unacknowledged : 0));
      }
      return badges.stream().filter(it -> !it.word().endsWith(": 0")).toList();
    }

    private static TaskBadge counted(TaskBadge badge, long tables) {
      return new TaskBadge(
          badge.state(), badge.icon(), String.format(Locale.ROOT, "%s: %,d", badge.word(), tables));
    }

    /** Whether validation was asked for at all. */
    public boolean isOff() {
      return states.keySet().stream().allMatch(it -> it == ValidationState.NOT_ENABLED);
    }
  }

  @CheckedTemplate(basePath = "tasks")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance validation(
        TaskView view, Shown shown, TableName open, List<Differences.Row> rows);
  }
}
