package org.godwit.engine;

import java.util.List;

/**
 * What others have on a target table, or between it and theirs, that a load can't leave in place.
 *
 * @param off takes it off, in this order
 * @param on puts it back after the rows, as it was
 * @param lost what goes with the table and is not put back: a sentence each, with what to do
 */
public record TableTies(List<String> off, List<DdlStatement> on, List<String> lost) {
  /** Nothing. */
  public static final TableTies NONE = new TableTies(List.of(), List.of(), List.of());

  /** How the object of a statement ends that puts something back. */
  public static final String TAKEN_OFF = ", taken off for the load";

  public TableTies {
    off = List.copyOf(off);
    on = List.copyOf(on);
    lost = List.copyOf(lost);
  }
}
