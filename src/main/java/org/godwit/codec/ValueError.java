package org.godwit.codec;

import java.io.Serial;

/**
 * One value that can't be moved as it is. The row is rejected under the task's data error policy;
 * the load goes on.
 */
public final class ValueError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** What kind of error policy it falls under. */
  public enum Kind {
    VALUE,
    /** The value is longer than its column takes. */
    TRUNCATION,
    /** The value could not be masked. */
    MASKING
  }

  private final Kind kind;
  private final String sentence;

  /** Says what is wrong with the value and, if known, what to do; never the value of a secret. */
  public ValueError(String message) {
    this(Kind.VALUE, message);
  }

  /** The same, of a kind. */
  public ValueError(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
    sentence = message;
  }

  /** What kind of error policy it falls under. */
  public Kind kind() {
    return kind;
  }

  /** What is wrong with the value. */
  public String sentence() {
    return sentence;
  }
}
