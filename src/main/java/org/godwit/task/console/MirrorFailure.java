package org.godwit.task.console;

import java.io.Serial;

/** The store can't take a task's figures at the moment; they are offered again. */
final class MirrorFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  MirrorFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
