package org.godwit.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;

/** Tells tables whose rows are related by nothing but their identity, by what a catalog has. */
public final class UnboundRows {
  private UnboundRows() {}

  /**
   * Those of the tables.
   *
   * @param relations whatever relates rows of a table: its schema, its name, the relation's own
   *     name, and a column that it compares, one line each; another column, or the empty name,
   *     where it is more than that identities differ
   * @param exact columns whose texts are equal only where they are the same characters: schema,
   *     table, column
   */
  public static Map<TableName, Set<String>> of(
      Collection<ChangedTable> tables, List<List<String>> relations, List<List<String>> exact) {
    Map<TableName, Map<String, Set<String>>> compared = new HashMap<>();
    for (List<String> line : relations) {
      compared
          .computeIfAbsent(new TableName(line.get(0), line.get(1)), _ -> new HashMap<>())
          .computeIfAbsent(line.get(2), _ -> new HashSet<>())
          .add(line.get(3));
    }
    Map<TableName, Set<String>> texts =
        exact.stream()
            .collect(
                Collectors.groupingBy(
                    line -> new TableName(line.get(0), line.get(1)),
                    Collectors.mapping(line -> line.get(2), Collectors.toSet())));
    Map<TableName, Set<String>> unbound = new TreeMap<>();
    for (ChangedTable table : tables) {
      TableName name = table.table().name();
      Set<String> identity =
          table.identity().stream()
              .map(place -> table.columns().get(place).name())
              .collect(Collectors.toSet());
      boolean isUnbound =
          table.isKey()
              && compared.getOrDefault(name, Map.of()).values().stream().allMatch(identity::equals);
      if (isUnbound) {
        unbound.put(name, texts.getOrDefault(name, Set.of()));
      }
    }
    return unbound;
  }

  /** The schemas of the tables as a list of literals. */
  public static String schemas(Dialect dialect, Collection<ChangedTable> tables) {
    return tables.stream()
        .map(table -> table.table().name().schema())
        .distinct()
        .map(dialect::literal)
        .collect(Collectors.joining(", "));
  }
}
