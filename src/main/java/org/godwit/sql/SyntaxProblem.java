package org.godwit.sql;

/**
 * A place where the grammar doesn't know what stands there. Caught where a statement can be left
 * out.
 */
public final class SyntaxProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final int position;

  /**
   * A problem at a place.
   *
   * @param position characters from the beginning of the source
   */
  public SyntaxProblem(String reason, int position) {
    super(reason, null, false, false);
    this.reason = reason;
    this.position = position;
  }

  /** A sentence: what was expected, what was found, at which line. */
  public String reason() {
    return reason;
  }

  /** Characters from the beginning of the source. */
  public int position() {
    return position;
  }
}
