package org.godwit.engine;

import java.util.List;
import java.util.Map;
import org.godwit.catalog.DataType;

/**
 * What a statement did to a source's table.
 *
 * @param at its place in the log, or one behind it
 * @param statement as messages show it
 * @param hasOtherRows whether rows went or came that the log doesn't have: the table was dropped,
 *     took another's place, or lost a part
 * @param steps what it did to columns, in order
 * @param typesBefore what the types were of columns that have another one now, by the names that
 *     they have now; as far as it is known
 */
public record TableAlteration(
    Position at,
    String statement,
    boolean hasOtherRows,
    List<ColumnStep> steps,
    Map<String, DataType> typesBefore) {
  public TableAlteration {
    steps = List.copyOf(steps);
    typesBefore = Map.copyOf(typesBefore);
  }
}
