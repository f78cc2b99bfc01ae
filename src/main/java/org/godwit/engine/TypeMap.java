package org.godwit.engine;

import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;

/** How a target engine stores the types of others. */
public interface TypeMap {

  /**
   * The target's type for a source column, the finest that loses nothing.
   *
   * @param column as the source's catalog describes it
   * @return a type that {@link #render} knows
   */
  DataType targetType(Column column);

  /** The type as a column definition writes it. */
  String render(DataType type);
}
