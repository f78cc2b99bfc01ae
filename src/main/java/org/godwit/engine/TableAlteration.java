package org.godwit.engine;

import java.util.List;

/**
 * What a statement of a source's log did to a table.
 *
 * @param at its place in the log
 * @param statement as messages show it
 * @param hasOtherRows whether rows went or came that the log doesn't have: the table was dropped,
 *     took another's place, or lost a part
 * @param steps what it did to columns, in order
 */
public record TableAlteration(
    Position at, String statement, boolean hasOtherRows, List<ColumnStep> steps) {
  public TableAlteration {
    steps = List.copyOf(steps);
  }
}
