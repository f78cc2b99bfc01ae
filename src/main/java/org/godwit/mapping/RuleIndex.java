package org.godwit.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.godwit.catalog.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules for a table. Rules with exact names are looked up, so that a mapping with one
 * rule for each of ten thousand tables costs no more than one rule for all.
 */
final class RuleIndex<R extends Rule> {
  private record Entry<R>(R rule, Predicate<String> schema, Predicate<String> table) {}

  private final Map<TableName, List<R>> exact = new HashMap<>();
  private final List<Entry<R>> patterns = new ArrayList<>();

  RuleIndex(List<R> rules, Function<R, Locator> locator) {
    for (R rule : rules) {
      Locator where = locator.apply(rule);
      boolean isLiteral =
          rule instanceof SelectionRule selection
              && selection.action() == SelectionRule.Action.EXPLICIT;
      String schema = name(where.schema(), isLiteral);
      String table = name(where.table(), isLiteral);
      if (schema != null && table != null) {
        exact.computeIfAbsent(new TableName(schema, table), _ -> new ArrayList<>()).add(rule);
      } else {
        patterns.add(
            new Entry<>(rule, Wildcard.compile(where.schema()), Wildcard.compile(where.table())));
      }
    }
  }

  private static @Nullable String name(String pattern, boolean isLiteral) {
    return isLiteral ? Wildcard.literalName(pattern) : Wildcard.exactName(pattern);
  }

  /** The rules whose schema and table match, lowest id first. */
  List<R> matching(TableName name) {
    List<R> found = new ArrayList<>(exact.getOrDefault(name, List.of()));
    for (Entry<R> entry : patterns) {
      if (entry.schema().test(name.schema()) && entry.table().test(name.table())) {
        found.add(entry.rule());
      }
    }
    found.sort(Comparator.comparingLong(Rule::id));
    return found;
  }
}
