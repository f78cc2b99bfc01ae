package org.godwit.engine;

import java.time.Duration;
import java.util.List;

/**
 * What a connection test found.
 *
 * @param version the server's own words
 * @param latency of one round trip
 * @param checks one a thing that the use needs, in order
 */
public record ConnectionReport(String version, Duration latency, List<Check> checks) {
  public ConnectionReport {
    checks = List.copyOf(checks);
  }

  /** Whether nothing that is needed is missing. */
  public boolean isGood() {
    return checks.stream().noneMatch(check -> check.result() == Result.FAILED);
  }

  /**
   * One finding.
   *
   * @param name what was looked at
   * @param result whether it will do
   * @param details what was found, a sentence
   * @param fix SQL that a person may run to put it right, empty for none
   */
  public record Check(String name, Result result, String details, String fix) {}

  /** How a check ended. */
  public enum Result {
    PASSED,
    WARNING,
    FAILED
  }
}
