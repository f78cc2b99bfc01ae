package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.godwit.catalog.Collation;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;

/**
 * Character sets and collations of one table's columns: those of a source of the same family, or
 * the nearest, with a note.
 */
final class CollationDesign {
  private record Change(String from, String to) {}

  private final Table wanted;
  private final Collations collations;
  private final List<String> notes;
  private final Map<Change, List<String>> changes =
      new TreeMap<>(java.util.Comparator.comparing(Change::from).thenComparing(Change::to));

  CollationDesign(Table wanted, Collations collations, List<String> notes) {
    this.wanted = wanted;
    this.collations = collations;
    this.notes = notes;
  }

  /** Whether a column has a collation that this family could know. */
  static boolean isNeeded(Table wanted) {
    return wanted.columns().stream().anyMatch(column -> source(column).isPresent());
  }

  private static Optional<Collation> source(Column column) {
    return column.collation().filter(it -> it.engine().equals("mysql"));
  }

  /** The collation of a column that will be one of text. */
  static Optional<Collation> known(Column column) {
    boolean isText =
        column.type() instanceof DataType.Text
            || column.type() instanceof DataType.Enumeration
            || column.type() instanceof DataType.LabelSet;
    return source(column).filter(_ -> isText);
  }

  /** What stands behind the column's type; empty for the table's own. */
  String of(Column column) {
    Optional<Collation> source = known(column);
    if (source.isEmpty()) {
      return "";
    }
    Optional<Collations.Chosen> chosen = collations.nearest(source.get());
    String name = source.get().name();
    String here = chosen.map(Collations.Chosen::name).orElse("the table's own");
    if (!Collations.isSame(name, here)) {
      changes.computeIfAbsent(new Change(name, here), _ -> new ArrayList<>()).add(column.name());
    }
    return chosen.map(Collations.Chosen::sql).orElse("");
  }

  /** One note a collation that the target lacks. */
  void tell() {
    changes.forEach(
        (change, columns) ->
            notes.add(
                "the target has no collation %s, which %s of %s; %s is the nearest and is used: order, and what counts as equal, may differ."
                    .formatted(
                        change.from(),
                        columns.size() == 1
                            ? "column " + columns.getFirst() + " has"
                            : "columns " + String.join(", ", columns) + " have",
                        wanted.name(),
                        change.to())));
  }
}
