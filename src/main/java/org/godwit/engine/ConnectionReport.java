package org.godwit.engine;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

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
   * @param undo SQL that takes the fix back, empty for none
   */
  public record Check(String name, Result result, String details, String fix, String undo) {
    public Check {
      undo = Objects.requireNonNullElse(undo, ""); // what was stored before there were any
    }

    /** A finding whose fix nobody takes back. */
    public Check(String name, Result result, String details, String fix) {
      this(name, result, details, fix, "");
    }

    /** What was found and what to do, for a text. */
    public String sentence() {
      String told = name + ": " + details;
      return (fix.isEmpty() ? told : told + "\n" + indented(fix))
          + (undo.isEmpty() ? "" : "\n  -- to undo it\n" + indented(undo));
    }

    private static String indented(String sql) {
      return sql.indent(2).stripTrailing();
    }
  }

  /** How a check ended. */
  public enum Result {
    PASSED,
    WARNING,
    FAILED
  }
}
