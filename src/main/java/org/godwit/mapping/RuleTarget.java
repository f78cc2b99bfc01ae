package org.godwit.mapping;

/** What kind of object a transformation rule is for. */
public enum RuleTarget {
  SCHEMA,
  TABLE,
  COLUMN,
  TABLE_TABLESPACE,
  INDEX_TABLESPACE
}
