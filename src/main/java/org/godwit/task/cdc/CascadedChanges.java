package org.godwit.task.cdc;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.godwit.catalog.Column;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Follows the {@link Cascades} of a source's changes in one run, in front of each change, also
 * where the changed table's own rows aren't followed any more or were loaded later.
 */
final class CascadedChanges {
  private final Cascades cascades;
  private final Map<TableName, List<Column>> logged = new HashMap<>();
  private final AppliedChanges applied;
  private final Predicate<TableApply> isLoaded;
  private final Engine target;

  /**
   * Of one run.
   *
   * @param tables that it began with
   * @param isLoaded whether a table's load has seen the transaction that is applied
   */
  CascadedChanges(
      Cascades cascades,
      Collection<ChangeTable> tables,
      AppliedChanges applied,
      Predicate<TableApply> isLoaded,
      Engine target) {
    this.cascades = cascades;
    this.applied = applied;
    this.isLoaded = isLoaded;
    this.target = target;
    tables.forEach(table -> logged.put(table.name(), table.follows().columns()));
  }

  /**
   * Does what foreign keys did with a change that comes next.
   *
   * @param after null where the row went
   */
  void follow(TableName parent, @Nullable ChangeRow before, @Nullable ChangeRow after) {
    List<Column> columns = logged.get(parent);
    if (before == null || columns == null || !before.cascades()) {
      return;
    }
    CascadedRows rows = new CascadedRows(cascades, target.dialect(), this::isDue);
    for (Cascades.Key key : cascades.to(parent)) {
      rows.add(key, columns, before, after);
    }
    if (!rows.isEmpty()) {
      applied.byOneWriter(one -> one.cascade(rows));
    }
  }

  /** Nobody knows what became of the table's rows. */
  void unknown(TableName parent, String why) {
    for (TableName below : cascades.below(parent)) {
      park(below, "foreign keys change its rows with those of %s: %s".formatted(parent, why));
    }
  }

  /** Rows that were loaded later have it. What isn't here leads to nothing that is known. */
  private boolean isDue(TableName child) {
    TableApply table = applied.table(child);
    if (table != null && !isLoadedNow(table)) {
      return true;
    }
    for (TableName below : cascades.below(child)) {
      park(
          below,
          "foreign keys change its rows with those of %s, which aren't on the target as they were"
              .formatted(child));
    }
    return false;
  }

  private boolean isLoadedNow(TableApply table) {
    return applied.isInTransaction() && isLoaded.test(table);
  }

  private void park(TableName name, String why) {
    TableApply table = applied.table(name);
    if (table != null && !isLoadedNow(table)) {
      applied.parked().parkAtOnce(name, why);
    }
  }
}
