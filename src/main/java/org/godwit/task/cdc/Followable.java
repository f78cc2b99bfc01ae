package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeTarget;
import org.godwit.mapping.MappingNote;
import org.godwit.mapping.Rule;
import org.godwit.task.load.LoadTable;
import org.godwit.task.plan.TaskPlan;

/**
 * What of a plan can be followed.
 *
 * @param source whose changes
 * @param target that they are applied to
 * @param isLoaded whether its tables are loaded before
 */
public record Followable(ChangeSource source, ChangeTarget target, boolean isLoaded) {
  /** No stream has that name: what a task that is not there yet would need. */
  private static final String NO_STREAM = "godwit_preview";

  /** The plan without the tables that can't be followed, which are refused in it; only looks. */
  public TaskPlan of(TaskPlan plan, Connection toSource, Connection toTarget) throws SQLException {
    Map<TableName, String> refused = new TreeMap<>(plan.refused());
    Map<TableName, String> unwritten =
        target.unfollowed(toTarget, plan.tables().stream().map(LoadTable::target).toList());
    source
        .unfollowed(toSource, plan.tables().stream().map(Followable::sourceOf).toList())
        .forEach((name, why) -> refused.put(name, "%s can't be followed: %s".formatted(name, why)));
    for (LoadTable table : plan.tables()) {
      String obstacle = unwritten.getOrDefault(table.target().name(), ChangeTable.obstacle(table));
      if (!obstacle.isEmpty()) {
        refused.put(table.name(), "%s can't be followed: %s".formatted(table.name(), obstacle));
      } else if (!isLoaded && !table.exists()) {
        refused.put(
            table.name(),
            "%s can't be followed: the target has no table %s; make it, or choose full-load-and-cdc"
                .formatted(table.name(), table.target().name()));
      }
    }
    List<LoadTable> followed =
        plan.tables().stream().filter(table -> !refused.containsKey(table.name())).toList();
    return new TaskPlan(followed, refused, plan.notes());
  }

  static Table sourceOf(LoadTable table) {
    return table.source().table();
  }

  /** What of the source's settings would keep a new task from following it; only looks. */
  public List<MappingNote> obstacles(Connection toSource) throws SQLException {
    return source.obstacles(toSource, NO_STREAM).stream()
        .map(
            sentence ->
                new MappingNote(
                    MappingNote.Severity.WARNING, Rule.NONE, Optional.empty(), "", sentence))
        .toList();
  }
}
