package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.ConnectionReport.Result;
import org.godwit.engine.Engine;
import org.godwit.mapping.MappingNote;
import org.godwit.mapping.Rule;
import org.godwit.task.load.LoadTable;
import org.godwit.task.plan.CanaryTable;
import org.godwit.task.plan.TaskPlan;

/**
 * What of a plan can be followed.
 *
 * @param from whose changes, which can be followed
 * @param target that they are applied to
 * @param isLoaded whether its tables are loaded before
 */
public record Followable(Engine from, ChangeTarget target, boolean isLoaded) {
  /** No stream has that name: what a task that is not there yet would need. */
  private static final String NO_STREAM = "godwit_preview";

  private ChangeSource source() {
    return from.changeSource().orElseThrow();
  }

  /** The plan without the tables that can't be followed, which are refused in it; only looks. */
  public TaskPlan of(TaskPlan plan, Connection toSource, Connection toTarget) throws SQLException {
    return of(plan, toSource, toTarget, NO_STREAM);
  }

  /** The same for a task that has that stream, or will have it. */
  TaskPlan of(TaskPlan plan, Connection toSource, Connection toTarget, String stream)
      throws SQLException {
    Map<TableName, String> refused = new TreeMap<>(plan.refused());
    Map<TableName, String> unwritten =
        target.unfollowed(toTarget, plan.tables().stream().map(LoadTable::target).toList());
    source()
        .unfollowed(toSource, stream, plan.tables().stream().map(Followable::sourceOf).toList())
        .forEach((name, why) -> refused.put(name, "%s can't be followed: %s".formatted(name, why)));
    for (LoadTable table : plan.tables()) {
      String obstacle = unwritten.getOrDefault(table.target().name(), obstacle(table, toSource));
      if (!obstacle.isEmpty()) {
        refused.put(table.name(), "%s can't be followed: %s".formatted(table.name(), obstacle));
      } else if (!isLoaded && !table.exists()) {
        refused.put(
            table.name(),
            "%s can't be followed: the target has no table %s; make it, or choose full-load-and-cdc"
                .formatted(table.name(), table.target().name()));
      }
    }
    if (source().hidesCascades(toSource)) {
      List<LoadTable> left = without(plan, refused);
      Cascades.obstacles(left, left.stream().filter(this::isChosen).map(LoadTable::name).toList())
          .forEach(
              (name, why) -> refused.put(name, "%s can't be followed: %s".formatted(name, why)));
    }
    List<LoadTable> followed = without(plan, refused);
    return new TaskPlan(followed, refused, plan.notes());
  }

  private static List<LoadTable> without(TaskPlan plan, Map<TableName, String> refused) {
    return plan.tables().stream().filter(table -> !refused.containsKey(table.name())).toList();
  }

  private boolean isChosen(LoadTable table) {
    return !RowsWanted.of(table.mapped(), source(), from.dialect()).isEmpty();
  }

  private String obstacle(LoadTable table, Connection toSource) throws SQLException {
    String obstacle = ChangeTable.obstacle(table);
    if (!obstacle.isEmpty()) {
      return obstacle;
    }
    for (Column column : table.source().columns()) {
      String unlogged = source().unlogged(column);
      if (!unlogged.isEmpty()) {
        return unlogged;
      }
    }
    Optional<String> ofFilter =
        RowsWanted.obstacle(table.mapped(), source(), from.dialect(), toSource);
    if (ofFilter.isPresent()) {
      return ofFilter.get();
    }
    boolean isInParts = sourceOf(table).kind() == TableKind.PARTITIONED;
    return isInParts && needForWholeRows(table).isPresent()
        ? "it is partitioned, and its log must have whole rows, which isn't followed yet: "
            + needForWholeRows(table).get()
        : "";
  }

  /** Why the source must log whole rows of the table where it logs less now. */
  private Optional<String> needForWholeRows(LoadTable table) {
    return source().logsWholeRows()
        ? Optional.empty()
        : ChangeTable.needForWholeRows(
            table,
            RowsWanted.of(table.mapped(), source(), from.dialect()),
            source().logsChangedColumnsAlone());
  }

  /** Tables that can be followed and whose whole rows must be logged, with the reason. */
  Map<TableName, String> wholeRows(TaskPlan plan) {
    Map<TableName, String> reasons = new TreeMap<>();
    for (LoadTable table : plan.tables()) {
      needForWholeRows(table).ifPresent(why -> reasons.put(table.name(), why));
    }
    return reasons;
  }

  static Table sourceOf(LoadTable table) {
    return table.source().table();
  }

  /**
   * What of the source's settings, and of the user's rights to the plan's tables, would keep a new
   * task from following them; only looks.
   */
  public List<MappingNote> obstacles(TaskPlan plan, Connection toSource) throws SQLException {
    List<Check> checks = new ArrayList<>(source().checks(toSource, NO_STREAM));
    checks.addAll(rights(plan, Optional.empty(), toSource));
    return checks.stream()
        .filter(check -> check.result() == Result.FAILED)
        .map(
            check ->
                new MappingNote(
                    MappingNote.Severity.WARNING,
                    Rule.NONE,
                    Optional.empty(),
                    "",
                    check.details() + " The step Checks has what to run."))
        .toList();
  }

  /**
   * Whether the user may set the source up for a new task of the plan; only looks.
   *
   * @param canarySchema in which the task has the table of its canary; empty for none
   */
  public List<Check> rights(TaskPlan plan, Optional<String> canarySchema, Connection toSource)
      throws SQLException {
    List<Check> checks =
        new ArrayList<>(
            source()
                .tableChecks(
                    toSource,
                    NO_STREAM,
                    plan.tables().stream().map(Followable::sourceOf).toList(),
                    wholeRows(plan)));
    if (canarySchema.isPresent()) {
      checks.addAll(
          source().canaryChecks(toSource, CanaryTable.of(canarySchema.get(), NO_STREAM).name()));
    }
    return checks;
  }
}
