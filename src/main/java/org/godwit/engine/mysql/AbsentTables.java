package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.TableAlteration.Rows;
import org.jspecify.annotations.Nullable;

/**
 * Tables that were followed and that the server has no longer. The log may still have rows of them,
 * whose columns nobody knows; what it has is told once a table, until the table went.
 */
final class AbsentTables {
  private final Set<TableName> names;
  private final NameCase letters;
  private final Map<Long, TableName> ids = new HashMap<>();

  private AbsentTables(Set<TableName> names, NameCase letters) {
    this.names = names;
    this.letters = letters;
  }

  /**
   * Of a stream.
   *
   * @param known tables that were followed
   * @param followed those that still are
   */
  static AbsentTables of(
      Collection<TableName> known, Collection<TableName> followed, NameCase letters) {
    Set<TableName> names = new TreeSet<>(known);
    names.removeAll(new HashSet<>(followed));
    return new AbsentTables(names, letters);
  }

  /** Those of which nothing was told yet. */
  Set<TableName> names() {
    return Set.copyOf(names);
  }

  /** A file of the log begins, with numbers of its own. */
  void begin() {
    ids.clear();
  }

  /** From here on rows name the table by that number; says whether it is one of these. */
  boolean map(long id, TableName table) {
    boolean isOne = names.contains(table);
    if (isOne) {
      ids.put(id, table);
    } else {
      ids.remove(id);
    }
    return isOne;
  }

  /** Whether rows that name their table by that number are of one of these. */
  boolean isOf(long id) {
    return ids.containsKey(id);
  }

  /** Rows came that name their table so; null where that was told. */
  @Nullable Change rows(long id, BinlogEvent event) {
    TableName table = ids.remove(id);
    return table != null && names.remove(table)
        ? unread(table, "rows of it were changed at %s of the binary log".formatted(event.place()))
        : null;
  }

  /** What a statement that empties tables, makes, alters or drops them means to these. */
  List<Change> defined(LoggedStatement statement, String shown) {
    List<Change> told = new ArrayList<>();
    for (TableName table : names()) {
      List<LoggedStatement.Effect> effects = statement.on(table, letters);
      boolean isDefinition = statement.kind() == LoggedStatement.Kind.DEFINITION;
      boolean hasGone =
          isDefinition && effects.stream().anyMatch(it -> it.rows() == Rows.OF_ANOTHER);
      if (hasGone) {
        told.add(new Change.Redefined(table, Change.Deed.DROPPED, shown));
      } else if (!effects.isEmpty() && !statement.isFormKept()) {
        told.add(unread(table, "it was changed by %s".formatted(shown)));
      } else {
        continue;
      }
      names.remove(table);
    }
    return told;
  }

  /** It was changed by a statement that the log has in place of rows. */
  @Nullable Change changed(TableName table, String why) {
    return names.remove(table) ? unread(table, why) : null;
  }

  private static Change unread(TableName table, String what) {
    return new Change.Unreadable(
        table, what + ", before it was dropped or renamed, and nobody knows its columns any more");
  }
}
