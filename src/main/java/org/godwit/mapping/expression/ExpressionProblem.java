package org.godwit.mapping.expression;

import java.io.Serial;

/** An expression that can't be read or evaluated; the message is a sentence without its rule. */
public final class ExpressionProblem extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to do. */
  public ExpressionProblem(String message) {
    super(message, null, false, false);
  }

  static ExpressionProblem at(int offset, String message) {
    return new ExpressionProblem(message + " (character " + (offset + 1) + " of the expression)");
  }
}
