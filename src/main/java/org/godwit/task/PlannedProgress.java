package org.godwit.task;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.godwit.catalog.TableName;
import org.godwit.mapping.MappingNote;
import org.godwit.mapping.Rule;
import org.godwit.task.load.LoadTable;
import org.godwit.task.plan.PlannedTable;
import org.godwit.task.plan.TaskPlan;

/** What a person is told of a plan before it is run. */
final class PlannedProgress {
  private PlannedProgress() {}

  /** Tells it to the log and to the pages. */
  static void announce(TaskPlan plan, RunContext context) {
    for (MappingNote note : plan.notes()) {
      if (note.severity() == MappingNote.Severity.WARNING) {
        note.table()
            .ifPresentOrElse(
                table ->
                    context
                        .log()
                        .warning(LogComponent.TRANSFORMATION, table, note.sentenceWithinTable()),
                () -> context.log().warning(LogComponent.TRANSFORMATION, note.sentence()));
      }
    }
    for (LoadTable table : plan.tables()) {
      TableProgress progress =
          context.progress().add(table.name(), table.target().name(), rowsEstimate(table));
      progress.planned(PlannedTable.of(table));
      for (String note : table.plan().notes()) {
        progress.message(note);
        context.log().warning(LogComponent.METADATA_MANAGER, table.name(), note);
      }
      // What a person's own rules take away is in the log alone.
      table.mapped().notes().stream()
          .filter(note -> note.severity() == MappingNote.Severity.WARNING)
          .filter(note -> note.ruleId() == Rule.NONE)
          .map(MappingNote::sentenceWithinTable)
          .forEach(progress::message);
    }
    for (Map.Entry<TableName, String> refused : plan.refused().entrySet()) {
      context.progress().add(refused.getKey(), refused.getKey(), 0);
    }
    Set<TableName> planned = new HashSet<>(plan.refused().keySet());
    plan.tables().forEach(table -> planned.add(table.name()));
    context.progress().tables().stream()
        .filter(table -> !planned.contains(table.source()))
        .forEach(table -> table.miss(context.clock().instant()));
    context.progress().planned();
  }

  /** Until a table is compared, and where it never is, its figures say why. */
  static void awaitValidation(TaskPlan plan, TaskProgress progress) {
    plan.tables().forEach(table -> progress.of(table.name()).validation(ValidationFigures.PENDING));
    plan.refused()
        .keySet()
        .forEach(table -> progress.of(table).validation(ValidationFigures.NOT_COMPARED));
  }

  /** The source's statistics count all rows, also those that a filter leaves out. */
  private static long rowsEstimate(LoadTable table) {
    return table.source().where().isBlank()
        ? table.source().table().size().rows()
        : TableStatistics.UNKNOWN;
  }
}
