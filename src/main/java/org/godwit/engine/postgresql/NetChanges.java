package org.godwit.engine.postgresql;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godwit.engine.ChangeKind;
import org.jspecify.annotations.Nullable;

/**
 * What the changes of one table come to, row by row: of a row that is changed again and again its
 * last values, of one that comes and goes nothing. A row is told by the text of its key, which the
 * log gives as it is stored.
 */
final class NetChanges {

  /**
   * What becomes of a row.
   *
   * @param kind of the change
   * @param isReplaced whether an old row of the same key goes before a new one comes
   * @param values of an insert or an update, by their place among the table's columns
   */
  record Net(ChangeKind kind, boolean isReplaced, Map<Integer, @Nullable String> values) {
    /** The columns that get a value. */
    BitSet given() {
      BitSet given = new BitSet();
      values.keySet().forEach(given::set);
      return given;
    }
  }

  private final Map<List<@Nullable String>, Net> rows = new LinkedHashMap<>();

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void clear() {
    rows.clear();
  }

  /** The rows by their keys. */
  Map<List<@Nullable String>, Net> rows() {
    return rows;
  }

  /**
   * Adds a change.
   *
   * @return false where it can't be behind those that are here, so that they must be applied first
   */
  boolean add(List<@Nullable String> key, ChangeKind kind, Map<Integer, @Nullable String> values) {
    Net before = rows.get(key);
    if (before == null) {
      rows.put(key, new Net(kind, false, values));
      return true;
    }
    boolean isThere = before.kind() != ChangeKind.DELETE;
    if (isThere == (kind == ChangeKind.INSERT)) {
      return false;
    }
    switch (kind) {
      case INSERT -> rows.put(key, new Net(ChangeKind.INSERT, true, values));
      case UPDATE -> before.values().putAll(values);
      case DELETE -> {
        if (before.kind() == ChangeKind.INSERT && !before.isReplaced()) {
          rows.remove(key);
        } else {
          rows.put(key, new Net(ChangeKind.DELETE, false, values));
        }
      }
    }
    return true;
  }

  /** The keys of rows that go. */
  List<List<@Nullable String>> deletes() {
    List<List<@Nullable String>> keys = new ArrayList<>();
    rows.forEach(
        (key, net) -> {
          if (net.kind() == ChangeKind.DELETE || net.isReplaced()) {
            keys.add(key);
          }
        });
    return keys;
  }

  /**
   * Rows of a kind, by the columns that they give: first the key, then the values of these columns
   * in order.
   */
  Map<BitSet, List<List<@Nullable String>>> byColumns(ChangeKind kind) {
    Map<BitSet, List<List<@Nullable String>>> groups = new LinkedHashMap<>();
    rows.forEach(
        (key, net) -> {
          if (net.kind() == kind) {
            BitSet given = net.given();
            List<@Nullable String> line = new ArrayList<>(key);
            given.stream().forEach(column -> line.add(net.values().get(column)));
            groups.computeIfAbsent(given, _ -> new ArrayList<>()).add(line);
          }
        });
    return groups;
  }
}
