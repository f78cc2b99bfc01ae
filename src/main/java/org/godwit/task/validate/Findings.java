package org.godwit.task.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the slices of a table found together; shared by their threads. */
final class Findings {
  private final int failuresMax;
  private final ValidationListener listener;
  private final List<Difference> differences = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private long rowsSource;
  private long rowsTarget;
  private long comparedRows;
  private long failed;
  private long failedOnSource;
  private boolean isCutShort;

  Findings(int failuresMax, ValidationListener listener) {
    this.failuresMax = failuresMax;
    this.listener = listener;
  }

  synchronized void read(long source, long target) {
    rowsSource += source;
    rowsTarget += target;
  }

  /** A slice is done. */
  void compared(long rows) {
    long sofar;
    long failures;
    synchronized (this) {
      comparedRows += rows;
      sofar = comparedRows;
      failures = failed;
    }
    listener.compared(sofar, failures);
  }

  /**
   * A row differs.
   *
   * @param identity of the row; a second report of the same is not counted
   */
  synchronized void differs(String identity, Difference difference) {
    if (isFull()) {
      isCutShort = true;
      return;
    }
    if (seen.add(difference.kind() + " " + identity)) {
      differences.add(difference);
      failed += difference.rows();
      if (difference.kind() != Difference.Kind.MISSING_SOURCE) {
        failedOnSource += difference.rows();
      }
    }
  }

  /** Whether as many rows differ as the settings allow; the rest need not be looked at. */
  synchronized boolean isFull() {
    return differences.size() >= failuresMax;
  }

  /** Differing rows were left out because of the limit. */
  synchronized void cutShort() {
    isCutShort = true;
  }

  synchronized boolean isCutShort() {
    return isCutShort;
  }

  synchronized long failed() {
    return failed;
  }

  synchronized ValidationResult result(
      ValidationState state,
      String details,
      List<AlteredColumn> altered,
      List<UncomparedColumn> uncompared) {
    return new ValidationResult(
        state,
        details,
        rowsSource,
        rowsTarget,
        Math.max(comparedRows - failedOnSource, 0),
        failed,
        altered,
        differences,
        uncompared);
  }
}
