package org.godwit.mapping;

/** A filter of a table and the rule that it stands in. */
public record RowFilter(long ruleId, Filter filter) {}
