package org.godwit.engine;

import java.util.List;

/**
 * Marks a target's transactions in its log, so that a stream of {@link ChangeSource#leavingOut}
 * tells them from others.
 *
 * @param setup statements that make what the mark needs, where it isn't there
 * @param statement that marks the transaction it is run in, before anything else is done there
 */
public record TransactionMark(List<String> setup, String statement) {
  /** Where a mark needs a table it has this name, which no task moves. */
  public static final String TABLE = "godwit_loopback";

  public TransactionMark {
    setup = List.copyOf(setup);
  }
}
