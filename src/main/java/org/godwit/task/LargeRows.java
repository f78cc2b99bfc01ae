package org.godwit.task;

import org.godwit.engine.ByteBudget;

/** What rows that don't pass through small buffers have taken. */
final class LargeRows {
  private LargeRows() {}

  /** Tells how much memory they took; small rows take none of it. */
  static void tell(ByteBudget budget, TaskLog log) {
    if (budget.most() > 0) {
      log.info(
          LogComponent.TASK_MANAGER,
          "large rows took up to %,d MB of memory at once; the limit, beyond which one row may pass alone, is %,d MB (MemoryLimitMb)"
              .formatted(megabytes(budget.most()), megabytes(budget.limit())));
    }
  }

  private static long megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
