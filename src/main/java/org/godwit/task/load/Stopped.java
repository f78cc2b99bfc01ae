package org.godwit.task.load;

import java.io.Serial;

/** A worker gives up because a person wished it. */
public final class Stopped extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Made by whoever sees the wish. */
  public Stopped() {
    super("stopped", null, false, false);
  }
}
