package org.godwit.web;

import java.util.List;
import org.godwit.mapping.Rule;
import org.godwit.mapping.TableMapping;
import org.godwit.task.console.Page;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a mapping as a page lists it.
 *
 * @param id of the rule
 * @param name as its author called it; empty where it is only its id
 * @param words what it does, a sentence
 */
public record RuleLine(long id, String name, String words) {
  private static final int PAGE = 100;

  /**
   * A page of the rules, in the order of the document.
   *
   * @param page from 1; the first where it is missing
   * @param ruleId whose page is wanted, whatever the number; missing for none
   */
  static Page<Rule> page(TableMapping mapping, @Nullable Integer page, @Nullable Long ruleId) {
    List<Rule> rules = mapping.rules();
    int number = page == null ? 0 : page - 1;
    for (int i = 0; ruleId != null && i < rules.size(); i++) {
      if (rules.get(i).id() == ruleId) {
        number = i / PAGE;
      }
    }
    return Page.of(rules, number, PAGE);
  }

  /** One of them. */
  static RuleLine of(Rule rule) {
    String name = rule.name().equals(Long.toString(rule.id())) ? "" : rule.name();
    return new RuleLine(rule.id(), name, RuleWords.of(rule));
  }
}
