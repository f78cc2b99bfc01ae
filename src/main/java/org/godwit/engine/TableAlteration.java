package org.godwit.engine;

import java.util.List;
import java.util.Map;
import org.godwit.catalog.DataType;

/**
 * What a statement did to a source's table.
 *
 * @param at its place in the log, or one behind it
 * @param statement as messages show it
 * @param rows what became of them beside the log
 * @param steps what it did to columns, in order
 * @param typesBefore what the types were of columns that have another one now, by the names that
 *     they have now; as far as it is known
 */
public record TableAlteration(
    Position at,
    String statement,
    Rows rows,
    List<ColumnStep> steps,
    Map<String, DataType> typesBefore) {

  /** What became of a table's rows that the log doesn't have. */
  public enum Rows {
    /** Nothing. */
    KEPT,
    /** Some went or came. */
    OTHER,
    /** The table was dropped, or another took its place. */
    OF_ANOTHER
  }

  public TableAlteration {
    steps = List.copyOf(steps);
    typesBefore = Map.copyOf(typesBefore);
  }
}
