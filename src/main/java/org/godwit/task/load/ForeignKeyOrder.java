package org.godwit.task.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;

/**
 * Says when a large table's foreign keys can be made while others are still loaded: when it is
 * complete and this run has finished with all that they point at. So no two workers wait for each
 * other's locks, and none for a key's look at its rows. What points in a circle, or at a table that
 * fails or that this run doesn't load, is left to {@link ForeignKeys} at the end.
 *
 * @param <T> what makes the keys of a table
 */
final class ForeignKeyOrder<T> {
  private final boolean isAny;
  private final Set<TableName> finished = new HashSet<>();
  private final Map<Table, T> waiting = new LinkedHashMap<>();

  /**
   * No table is complete yet.
   *
   * @param isAny whether any can be made before the end
   */
  ForeignKeyOrder(boolean isAny) {
    this.isAny = isAny;
  }

  /**
   * A table has all but its foreign keys.
   *
   * @param keys makes them; then the table is {@link #finished}
   * @return what can be made now
   */
  synchronized List<T> completed(Table table, T keys) {
    waiting.put(table, keys);
    return ready();
  }

  /**
   * Nothing more will be done about a table before the end.
   *
   * @return what can be made now
   */
  synchronized List<T> finished(Table table) {
    finished.add(table.name());
    return ready();
  }

  private List<T> ready() {
    List<T> ready = new ArrayList<>();
    if (!isAny) {
      return ready;
    }
    for (Iterator<Map.Entry<Table, T>> all = waiting.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Table, T> next = all.next();
      if (pointsAtFinishedOnly(next.getKey())) {
        ready.add(next.getValue());
        all.remove();
      }
    }
    return ready;
  }

  private boolean pointsAtFinishedOnly(Table table) {
    return table.foreignKeys().stream()
        .map(ForeignKey::references)
        .allMatch(name -> finished.contains(name) || name.equals(table.name()));
  }
}
