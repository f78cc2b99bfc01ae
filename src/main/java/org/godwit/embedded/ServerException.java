package org.godwit.embedded;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A server that can't be started or stopped: what happened, where, and what to do. */
public final class ServerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** An error with its cause. */
  public ServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** An error that Godwit found by itself. */
  public ServerException(String message) {
    this(message, null);
  }
}
