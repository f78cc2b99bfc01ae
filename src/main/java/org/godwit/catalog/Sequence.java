package org.godwit.catalog;

import java.util.Optional;

/**
 * A counter of its own that a column's default asks.
 *
 * @param name where it is; of a table as the target shall have it, where it goes
 * @param call how a default asks it, in the words of the engine that it was read from
 * @param options what the engine writes behind its name to make it
 * @param descending whether it counts down
 * @param cycles whether it begins again behind its end
 * @param end the last value that it can give
 * @param last value that it gave, empty where it gave none
 * @param reason why no target is given it, a clause for people; empty where one is
 */
public record Sequence(
    TableName name,
    String call,
    String options,
    boolean descending,
    boolean cycles,
    long end,
    Optional<Long> last,
    String reason) {

  /** The same sequence, to be made elsewhere. */
  public Sequence withSchema(String schema) {
    return new Sequence(
        new TableName(schema, name.table()), call, options, descending, cycles, end, last, reason);
  }
}
