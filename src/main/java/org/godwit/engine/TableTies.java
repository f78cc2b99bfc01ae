package org.godwit.engine;

import java.util.List;

/**
 * The foreign keys of other tables that stand in the way of dropping a target table.
 *
 * @param off takes it off, in this order
 * @param on puts it back after the rows, as it was
 */
public record TableTies(List<String> off, List<DdlStatement> on) {
  /** Nothing. */
  public static final TableTies NONE = new TableTies(List.of(), List.of());

  /** How the object of a statement ends that puts something back. */
  public static final String TAKEN_OFF = ", taken off for the load";

  public TableTies {
    off = List.copyOf(off);
    on = List.copyOf(on);
  }
}
