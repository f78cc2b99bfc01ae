package org.godwit.catalog;

/** What a row set is stored as. */
public enum TableKind {
  TABLE,
  VIEW
}
