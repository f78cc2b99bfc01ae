package org.godwit.mapping;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.engine.Dialect;

/** Brings a table's expressions to standard SQL with the columns' target names. */
final class StandardSql {
  private final Dialect source;
  private final Table table;
  private final Map<String, String> kept;

  /** An expression may write a name in any case. */
  private final Map<String, String> lowerCase = new HashMap<>();

  /**
   * Prepares for one table.
   *
   * @param kept source name → target name of the columns that stay
   */
  StandardSql(Dialect source, Table table, Map<String, String> kept) {
    this.source = source;
    this.table = table;
    this.kept = kept;
    for (Column column : table.columns()) {
      lowerCase.put(column.name().toLowerCase(Locale.ROOT), column.name());
    }
  }

  /** Empty where the expression can't be said in standard SQL or uses a column that is removed. */
  Optional<String> of(String expression) {
    AtomicBoolean usesRemoved = new AtomicBoolean();
    Optional<String> standard =
        source.toStandard(
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
