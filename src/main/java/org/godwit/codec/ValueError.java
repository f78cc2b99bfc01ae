package org.godwit.codec;

import java.io.Serial;

/**
 * One value that can't be moved as it is. The row is rejected under the task's data error policy;
 * the load goes on.
 */
public final class ValueError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String sentence;

  /** Says what is wrong with the value and, if known, what to do; never the value of a secret. */
  public ValueError(String message) {
    super(message, null, false, false);
    sentence = message;
  }

  /** What is wrong with the value. */
  public String sentence() {
    return sentence;
  }
}
