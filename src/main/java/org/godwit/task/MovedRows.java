package org.godwit.task;

import java.util.concurrent.atomic.LongAdder;

/** What a run has loaded, through all its plans; many workers write, pages read. */
final class MovedRows {
  private final LongAdder rows = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /** So much more; negative figures take back what was announced and isn't loaded. */
  void add(long moreRows, long moreBytes) {
    rows.add(moreRows);
    bytes.add(moreBytes);
  }

  long rows() {
    return rows.sum();
  }

  long bytes() {
    return bytes.sum();
  }
}
