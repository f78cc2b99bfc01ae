package org.godwit.engine;

/** In which form the rows of a table travel from its source to its target. */
public enum RowForm {
  /** Value by value, through codecs. */
  DECODED,
  /** Whole and unparsed, in the binary form that both ends share. */
  BINARY,
  /** Whole and unparsed, as the text that both ends share. */
  TEXT
}
