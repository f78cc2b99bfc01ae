package org.godwit.engine;

/** What a change does to a row. */
public enum ChangeKind {
  INSERT,
  UPDATE,
  DELETE
}
