package org.godwit.mapping;

/** A condition on a table's rows and the rule that it stands in. */
public sealed interface RowFilter {
  /** The rule's id. */
  long ruleId();

  /** Conditions on one column. */
  record ByColumn(long ruleId, Filter filter) implements RowFilter {}

  /** A condition in the source's own SQL. */
  record BySql(long ruleId, String where) implements RowFilter {}
}
