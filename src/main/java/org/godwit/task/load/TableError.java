package org.godwit.task.load;

import java.io.Serial;

/** An error that concerns one table; the others may go on. */
final class TableError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
  private final String sentence;

  TableError(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** What happened, where, and what to do. */
  String sentence() {
    return sentence;
  }
}
