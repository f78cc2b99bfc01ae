package org.godwit.sql;

/** One item of ORDER BY, or a column of an index. */
public record OrderItem(Expression value, Direction direction, Nulls nulls, Place place)
    implements Clause {

  /** Which way. */
  public enum Direction {
    UNSAID,
    ASCENDING,
    DESCENDING
  }

  /** Where NULL stands. */
  public enum Nulls {
    UNSAID,
    FIRST,
    LAST
  }
}
