package org.godwit.codec;

import java.io.Serial;

/**
 * A source column whose values can't go into the target column at all. Found when a table is
 * planned, before a row is read.
 */
public final class IncompatibleColumns extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String sentence;

  /** Names both columns with their types and says what to do. */
  public IncompatibleColumns(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** What doesn't fit, and what to do. */
  public String sentence() {
    return sentence;
  }
}
