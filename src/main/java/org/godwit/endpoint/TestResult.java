package org.godwit.endpoint;

import java.time.Instant;
import java.util.List;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.ConnectionReport.Result;
import org.godwit.engine.Use;

/**
 * What a connection test found, as it is stored.
 *
 * @param at when it ended
 * @param use what the endpoint was tested as
 * @param good whether a task could use it
 * @param version the server's own words; empty where no connection came about
 * @param latencyMicros of one round trip, in microseconds; 0 where no connection came about
 * @param message a sentence: what was found, or what went wrong, where, and what to do
 * @param checks in order; empty where no connection came about
 */
public record TestResult(
    Instant at,
    Use use,
    boolean good,
    String version,
    long latencyMicros,
    String message,
    List<Check> checks) {
  public TestResult {
    checks = List.copyOf(checks);
  }

  /** Whether a connection came about at all. */
  public boolean reachedServer() {
    return !version.isEmpty();
  }

  /** Whether somebody should read the warnings. */
  public boolean hasWarnings() {
    return checks.stream().anyMatch(check -> check.result() == Result.WARNING);
  }
}
