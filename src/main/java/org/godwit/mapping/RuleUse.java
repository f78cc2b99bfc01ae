package org.godwit.mapping;

import java.util.HashSet;
import java.util.Set;

/**
 * Which rules met a table.
 *
 * @param matched their locators match something of the table
 * @param applied they changed something of it, or chose it
 */
public record RuleUse(Set<Long> matched, Set<Long> applied) {
  public RuleUse {
    matched = Set.copyOf(matched);
    applied = Set.copyOf(applied);
  }

  /** Gathers ids. */
  static final class Collector {
    private final Set<Long> matched = new HashSet<>();
    private final Set<Long> applied = new HashSet<>();

    void matched(long ruleId) {
      matched.add(ruleId);
    }

    void applied(long ruleId) {
      matched.add(ruleId);
      applied.add(ruleId);
    }

    void add(RuleUse use) {
      matched.addAll(use.matched());
      applied.addAll(use.applied());
    }

    RuleUse use() {
      return new RuleUse(matched, applied);
    }
  }
}
