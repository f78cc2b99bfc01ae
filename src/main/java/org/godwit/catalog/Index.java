package org.godwit.catalog;

import java.util.List;

/**
 * A secondary index.
 *
 * @param name as the engine stores it
 * @param kind how it is searched
 * @param unique whether two rows may not share a value
 * @param parts in index order
 * @param predicate the condition of a partial index in the source engine's words, empty for none
 * @param definition where all this doesn't tell the whole of it: what the source engine's own
 *     statement has behind the table's name (CREATE INDEX), or behind its own name (ADD
 *     CONSTRAINT); empty where it does
 */
public record Index(
    String name, Kind kind, boolean unique, List<Part> parts, String predicate, String definition) {
  public Index {
    parts = List.copyOf(parts);
  }

  /** An index that its parts tell the whole of. */
  public Index(String name, Kind kind, boolean unique, List<Part> parts, String predicate) {
    this(name, kind, unique, parts, predicate, "");
  }

  /** How an index is searched. */
  public enum Kind {
    ORDERED,
    HASH,
    FULLTEXT,
    SPATIAL,
    OTHER
  }

  /**
   * One member of an index: a column or an expression.
   *
   * @param column the column's name, empty for an expression
   * @param expression in the source engine's words, empty for a column
   * @param prefixLength how many leading characters are indexed, or {@link DataType#UNBOUNDED} for
   *     all
   * @param descending whether the order is reversed
   */
  public record Part(String column, String expression, int prefixLength, boolean descending) {
    /** A whole column, ascending. */
    public static Part column(String name) {
      return new Part(name, "", DataType.UNBOUNDED, false);
    }
  }
}
