package org.godwit.cli;

import java.io.Serial;

/** A signal ended the command before its work was done. */
final class EndedBySignal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final EndSignal signal;

  EndedBySignal(EndSignal signal) {
    super("ended by " + signal);
    this.signal = signal;
  }

  EndSignal signal() {
    return signal;
  }
}
