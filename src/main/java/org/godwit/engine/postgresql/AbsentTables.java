package org.godwit.engine.postgresql;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.SourceTable;
import org.jspecify.annotations.Nullable;

/**
 * Tables that were followed and that the catalog has no longer under their names. The log may still
 * have rows of them, which is told once a table.
 */
final class AbsentTables {
  private final Map<Integer, TableName> names;

  /** Whose rows, from here on, are still of the name that was followed. */
  private final Set<Integer> current = new HashSet<>();

  private final Queue<Change> told = new ArrayDeque<>();

  private AbsentTables(Map<Integer, TableName> names) {
    this.names = names;
  }

  /**
   * Of a stream.
   *
   * @param before the forms of tables that were followed
   * @param followed those that still are
   */
  static AbsentTables of(Map<TableName, String> before, Iterable<SourceTable> followed) {
    Set<TableName> there = new HashSet<>();
    followed.forEach(table -> there.add(table.table().name()));
    Map<Integer, TableName> names = new HashMap<>();
    before.forEach(
        (name, form) -> {
          if (!there.contains(name)) {
            names.put((int) TableForm.parseAll(form).getFirst().oid(), name);
          }
        });
    return new AbsentTables(names);
  }

  /** Takes a message that tells how rows of the table look from here on, and what its name is. */
  void relation(int oid, byte[] message, int at) {
    TableName name = names.get(oid);
    if (name != null && name.equals(Relation.named(message, at))) {
      current.add(oid);
    } else {
      current.remove(oid);
    }
  }

  /** Rows of the table came, were changed or went. */
  void touched(int oid) {
    if (current.remove(oid)) {
      TableName name = names.remove(oid);
      if (name != null) {
        told.add(
            new Change.Unreadable(
                name,
                "rows of it were changed before it was dropped or renamed, and its columns aren't in the catalog any more"));
      }
    }
  }

  /** What is still to be told; null for nothing. */
  @Nullable Change next() {
    return told.poll();
  }
}
