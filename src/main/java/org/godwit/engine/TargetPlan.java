package org.godwit.engine;

import java.util.List;
import org.godwit.catalog.Table;

/**
 * How a table will be made on the target.
 *
 * @param table as it will be: the columns' types, defaults and generation in the target's terms;
 *     computed columns that the target can't compute are plain ones
 * @param statements in order of their phases
 * @param notes what could not be made as the source has it, a sentence each, to be shown
 */
public record TargetPlan(Table table, List<DdlStatement> statements, List<String> notes) {
  public TargetPlan {
    statements = List.copyOf(statements);
    notes = List.copyOf(notes);
  }
}
