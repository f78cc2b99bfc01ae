package org.godwit.mapping;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.godwit.catalog.Column;
import org.godwit.catalog.Sequence;
import org.godwit.catalog.Table;

/** Brings a table's expressions to standard SQL with the columns' target names. */
final class StandardSql {
  private final PreviewTarget target;
  private final Table table;
  private final Map<String, String> kept;
  private final Set<String> altered;

  /** An expression may write a name in any case. */
  private final Map<String, String> lowerCase = new HashMap<>();

  /**
   * Prepares for one table.
   *
   * @param kept source name → target name of the columns that stay
   * @param altered source names of the columns that are removed, renamed or get another type
   */
  StandardSql(PreviewTarget target, Table table, Map<String, String> kept, Set<String> altered) {
    this.target = target;
    this.table = table;
    this.kept = kept;
    this.altered = altered;
    for (Column column : table.columns()) {
      lowerCase.put(column.name().toLowerCase(Locale.ROOT), column.name());
    }
  }

  /**
   * Whether the target takes the words as the source's server wrote them. A word that only looks
   * like an altered column counts as one, and another sequence than those that it is given may be
   * there only until its table is dropped.
   */
  boolean isTakenAsWritten(String words) {
    String rest = words;
    for (Sequence sequence : table.sequences()) {
      rest = sequence.reason().isEmpty() ? rest.replace(sequence.call(), "") : rest;
    }
    String own = rest;
    return target.isTakenAsWritten()
        && !own.contains("nextval(")
        && altered.stream().noneMatch(column -> own.contains(column.replace("\"", "\"\"")));
  }

  /** Why the target is given no sequence that the words ask, empty where it is. */
  String lackOfSequence(String words) {
    return table.sequences().stream()
        .filter(it -> target.isTakenAsWritten() && words.contains(it.call()))
        .map(Sequence::reason)
        .filter(it -> !it.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Empty where the expression can't be said in standard SQL or uses a column that is removed. */
  Optional<String> of(String expression) {
    if (isTakenAsWritten(expression)) {
      return Optional.of(expression);
    }
    AtomicBoolean usesRemoved = new AtomicBoolean();
    Optional<String> standard =
        target
            .source()
            .toStandard(
                expression,
                table,
                name -> {
                  String exact = lowerCase.getOrDefault(name.toLowerCase(Locale.ROOT), name);
                  String target = kept.get(exact);
                  if (target == null) {
                    usesRemoved.set(true);
                    return name;
                  }
                  return target;
                });
    return usesRemoved.get() ? Optional.empty() : standard;
  }
}
