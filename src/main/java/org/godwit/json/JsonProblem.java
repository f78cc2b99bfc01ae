package org.godwit.json;

import java.io.Serial;

/** A document that is no JSON, with the place where it stops being it. */
public final class JsonProblem extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /**
   * Says where and why.
   *
   * @param line from 1
   * @param column from 1
   * @param sentence what is wrong and what to do, with a full stop
   */
  public JsonProblem(int line, int column, String sentence) {
    super("Line " + line + ", column " + column + ": " + sentence, null, false, false);
    this.line = line;
    this.column = column;
  }

  /** The line of the document, from 1. */
  public int line() {
    return line;
  }

  /** The column of that line, from 1. */
  public int column() {
    return column;
  }
}
