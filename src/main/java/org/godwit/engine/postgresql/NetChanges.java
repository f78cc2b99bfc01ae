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
 * last values. A row is told by the text of its key, which the log gives as it is stored.
 *
 * <p>What the first change expects of the target is kept, also where it comes to nothing: a row
 * that comes and goes must not have been there, and one that is changed and goes must have been.
 */
final class NetChanges {

  /**
   * What becomes of a row.
   *
   * @param kind of the first change
   * @param values that it gives, with those of updates behind it
   * @param goes whether the row is deleted then
   * @param next what a new row of the same key has that comes behind it; null for none
   */
  record Net(ChangeKind kind, GivenValues values, boolean goes, @Nullable GivenValues next) {
    private boolean isThere() {
      return next != null || !goes;
    }

    private Net updated(GivenValues later) {
      return next == null
          ? new Net(kind, values.with(later), goes, null)
          : new Net(kind, values, goes, next.with(later));
    }
  }

  /**
   * A row by its key.
   *
   * @param values of the columns that its group has, in order
   */
  record Line(List<@Nullable String> key, List<@Nullable String> values) {}

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
  boolean add(List<@Nullable String> key, ChangeKind kind, GivenValues values) {
    Net before = rows.get(key);
    if (before == null) {
      rows.put(key, new Net(kind, values, kind == ChangeKind.DELETE, null));
      return true;
    }
    if (before.isThere() == (kind == ChangeKind.INSERT)) {
      return false;
    }
    rows.put(
        key,
        switch (kind) {
          case INSERT -> new Net(before.kind(), before.values(), true, values);
          case UPDATE -> before.updated(values);
          case DELETE -> new Net(before.kind(), before.values(), true, null);
        });
    return true;
  }

  /** Rows that were there and go; in the place of some a new one comes. */
  List<Line> deletes() {
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<List<@Nullable String>, Net> row : rows.entrySet()) {
      if (row.getValue().goes() && row.getValue().kind() != ChangeKind.INSERT) {
        lines.add(new Line(row.getKey(), List.of()));
      }
    }
    return lines;
  }

  /** Rows that come and go. */
  List<Line> passing() {
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<List<@Nullable String>, Net> row : rows.entrySet()) {
      if (row.getValue().kind() == ChangeKind.INSERT && !row.getValue().isThere()) {
        lines.add(new Line(row.getKey(), List.of()));
      }
    }
    return lines;
  }

  /** Rows that were there and change, by the columns that they give. */
  Map<BitSet, List<Line>> updates() {
    Map<BitSet, List<Line>> groups = new LinkedHashMap<>();
    for (Map.Entry<List<@Nullable String>, Net> row : rows.entrySet()) {
      Net net = row.getValue();
      if (net.kind() == ChangeKind.UPDATE && !net.goes()) {
        add(groups, row.getKey(), net.values());
      }
    }
    return groups;
  }

  /** Rows that come and stay, by the columns that they give. */
  Map<BitSet, List<Line>> inserts() {
    Map<BitSet, List<Line>> groups = new LinkedHashMap<>();
    for (Map.Entry<List<@Nullable String>, Net> row : rows.entrySet()) {
      Net net = row.getValue();
      GivenValues next = net.next();
      if (next != null) {
        add(groups, row.getKey(), next);
      } else if (net.kind() == ChangeKind.INSERT && !net.goes()) {
        add(groups, row.getKey(), net.values());
      }
    }
    return groups;
  }

  private static void add(
      Map<BitSet, List<Line>> groups, List<@Nullable String> key, GivenValues values) {
    groups
        .computeIfAbsent(values.columns(), _ -> new ArrayList<>())
        .add(new Line(key, values.values()));
  }
}
