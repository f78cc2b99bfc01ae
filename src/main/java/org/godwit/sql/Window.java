package org.godwit.sql;

import java.util.List;
import java.util.Optional;

/**
 * What stands behind OVER.
 *
 * @param base the named window that it starts from, or is
 */
public record Window(
    Optional<Identifier> base,
    List<Expression> partitionBy,
    List<OrderItem> orderBy,
    Optional<Frame> frame,
    Place place)
    implements Clause {

  /** A window of the WINDOW clause. */
  public record Named(Identifier name, Window window, Place place) implements Clause {}

  /**
   * The rows around the current one.
   *
   * @param unit {@code ROWS}, {@code RANGE} or {@code GROUPS}
   * @param exclude {@code CURRENT ROW}, {@code GROUP}, {@code TIES}, {@code NO OTHERS} or nothing
   */
  public record Frame(String unit, Bound from, Optional<Bound> to, String exclude, Place place)
      implements Clause {}

  /**
   * One end of a frame.
   *
   * @param distance in front of the word; empty for {@code UNBOUNDED …} and {@code CURRENT ROW}
   * @param words {@code UNBOUNDED PRECEDING}, {@code CURRENT ROW}, {@code PRECEDING}, {@code
   *     FOLLOWING}
   */
  public record Bound(Optional<Expression> distance, String words, Place place) implements Clause {}
}
