package org.godwit.task.load;

/** One reader's rows, as the source's limits allow them; for one thread. */
final class ReaderPace {
  private final LoadContext context;
  private int granted;

  ReaderPace(LoadContext context) {
    this.context = context;
  }

  /** Waits until the next row may be read. */
  void next() {
    if (granted == 0) {
      granted = context.limits().grantRows(context);
    }
    granted--;
  }

  /** Whether what was granted is read, so that it is time to show how far the reader is. */
  boolean isSpent() {
    return granted == 0;
  }
}
