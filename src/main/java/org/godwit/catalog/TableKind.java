package org.godwit.catalog;

/** What a row set is stored as. */
public enum TableKind {
  TABLE,
  /** A table that keeps its rows in partitions, which are tables of their own. */
  PARTITIONED,
  VIEW
}
