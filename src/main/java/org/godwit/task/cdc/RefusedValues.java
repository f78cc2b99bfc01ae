package org.godwit.task.cdc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godwit.codec.Tally;
import org.godwit.codec.ValueError;
import org.godwit.engine.ChangeKind;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.EngineException;
import org.godwit.engine.RefusedChange;
import org.godwit.task.load.ShownValues;
import org.godwit.task.load.SourceValues;
import org.jspecify.annotations.Nullable;

/**
 * The values of a change that never came to its statement because one of them can't be moved, as
 * they are kept for a person: by the target's columns, computed and masked ones as the target would
 * have got them. What the log doesn't have isn't among them.
 */
final class RefusedValues {
  private static final String UNKNOWN = "…";

  private final ChangeTable table;

  RefusedValues(ChangeTable table) {
    this.table = table;
  }

  /**
   * The change with its values.
   *
   * @param before the row by which it is found; null for a new one
   * @param after what it shall be; what it was where it goes
   */
  RefusedChange of(
      ChangeKind kind, @Nullable ChangeRow before, ChangeRow after, EngineException reason) {
    Map<String, @Nullable String> found = before == null ? Map.of() : identity(before);
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    if (kind != ChangeKind.DELETE) {
      values.putAll(found);
      for (ChangeColumn column : table.columns()) {
        if (column.isWhole(after)) {
          values.put(name(column), shown(after, column));
        }
      }
    }
    String key = SourceValues.key(identity(before == null ? after : before));
    return new RefusedChange(kind, key, "", found, values, reason);
  }

  /**
   * A change whose values were moved already, and are refused by the writer that they are given to.
   *
   * @param identifying how many of its values say which row it is of
   * @param given places of the columns whose values come behind these
   */
  RefusedChange of(
      ChangeKind kind,
      List<@Nullable String> shown,
      int identifying,
      List<Integer> given,
      EngineException reason) {
    List<Integer> identity = table.writes().identity();
    Map<String, @Nullable String> found = new LinkedHashMap<>();
    for (int i = 0; i < identifying; i++) {
      found.put(name(table.columns().get(identity.get(i))), shown.get(i));
    }
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    if (kind != ChangeKind.DELETE) {
      values.putAll(found);
      for (int i = 0; i < given.size(); i++) {
        values.put(name(table.columns().get(given.get(i))), shown.get(identifying + i));
      }
    }
    Map<String, @Nullable String> key = new LinkedHashMap<>();
    identity.forEach(
        place -> {
          String name = name(table.columns().get(place));
          key.put(name, (identifying > 0 ? found : values).get(name));
        });
    return new RefusedChange(kind, SourceValues.key(key), "", found, values, reason);
  }

  private Map<String, @Nullable String> identity(ChangeRow row) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (int place : table.writes().identity()) {
      ChangeColumn column = table.columns().get(place);
      values.put(name(column), column.isWhole(row) ? shown(row, column) : UNKNOWN);
    }
    return values;
  }

  private static String name(ChangeColumn column) {
    return column.moved().target().name();
  }

  private @Nullable String shown(ChangeRow row, ChangeColumn column) {
    int from = column.moved().sourceColumn();
    if (column.expression().isEmpty()) {
      return SourceValues.of(table.follows().columns().get(from), row, from);
    }
    ShownValues shown = new ShownValues();
    try {
      column.moved().codec().move(row, from, shown, new Tally(1), 0);
      return shown.last();
    } catch (ValueError _) {
      return UNKNOWN; // it may be what is masked
    }
  }
}
