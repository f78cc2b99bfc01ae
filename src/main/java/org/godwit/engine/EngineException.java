package org.godwit.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * An engine's error, understood: its kind, and a sentence that says what happened, where, and what
 * to do. Never holds a password.
 */
public final class EngineException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
  private final Failure failure;
  private final String sentence;

  /** An error with its cause. */
  public EngineException(Failure failure, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.failure = failure;
    this.sentence = message;
  }

  /** An error that Godwit found by itself. */
  public EngineException(Failure failure, String message) {
    this(failure, message, null);
  }

  /** What happened, where, and what to do. */
  public String sentence() {
    return sentence;
  }

  /** The kind of error. */
  public Failure failure() {
    return failure;
  }
}
