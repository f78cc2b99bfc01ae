package org.godwit.web;

import java.util.List;
import org.godwit.mapping.Rule;
import org.godwit.mapping.TableMapping;

/**
 * A rule of a mapping as a page lists it.
 *
 * @param id of the rule
 * @param name as its author called it; empty where it is only its id
 * @param words what it does, a sentence
 */
public record RuleLine(long id, String name, String words) {
  /** The rules in the order of the document. */
  static List<RuleLine> of(TableMapping mapping) {
    return mapping.rules().stream().map(RuleLine::of).toList();
  }

  /** One of them. */
  static RuleLine of(Rule rule) {
    String name = rule.name().equals(Long.toString(rule.id())) ? "" : rule.name();
    return new RuleLine(rule.id(), name, RuleWords.of(rule));
  }
}
