package org.godwit.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.godwit.catalog.NamedType;
import org.godwit.catalog.TableName;
import org.godwit.engine.Dialect;

/**
 * Finds types that people have made and that the rules would give the name of another type, or of a
 * table, whose rows are a type of that name. Types that say the same are one.
 */
final class TypeCollisions {
  private final Dialect target;
  private final Map<TableName, List<Use>> uses = new HashMap<>();
  private final Map<TableName, MappedTable> tables;

  /** A type and the first table that needs it. */
  private record Use(MappedTable table, NamedType type, String says) {}

  TypeCollisions(Dialect target, List<MappedTable> tables) {
    this.target = target;
    this.tables =
        tables.stream()
            .collect(
                Collectors.toMap(
                    table -> stored(table.target().name()), it -> it, (first, _) -> first));
    tables.forEach(table -> types(table).forEach(type -> add(table, type)));
  }

  /** Those that the task would make; an extension or another table brings the others. */
  private static List<NamedType> types(MappedTable table) {
    return table.target().types().stream()
        .filter(it -> it.extension().isEmpty() && !it.definition().isEmpty())
        .toList();
  }

  private void add(MappedTable table, NamedType type) {
    List<Use> same = uses.computeIfAbsent(place(type), _ -> new ArrayList<>());
    if (same.stream().noneMatch(it -> it.type().written().equals(type.written()))) {
      same.add(new Use(table, type, says(table, type)));
    }
  }

  /** The definition in the names that the types shall have; the longest first. */
  private static String says(MappedTable table, NamedType type) {
    String definition = type.definition();
    for (NamedType named :
        types(table).stream()
            .sorted(Comparator.comparingInt(it -> -it.written().length()))
            .toList()) {
      definition = definition.replace(named.written(), named.schema() + "." + named.name());
    }
    return definition;
  }

  /** Tables that need such a type, each with a sentence; which one is meant nobody knows. */
  Map<TableName, String> shared() {
    Map<TableName, String> shared = new HashMap<>();
    for (MappedTable table : tables.values()) {
      for (NamedType type : types(table)) {
        String taken = takenBy(type);
        if (!taken.isEmpty()) {
          shared.putIfAbsent(
              table.source().name(),
              "%s needs the type %s, which goes to %s, and so does %s; rename one of them on the source, or send their schemas to different ones by rules."
                  .formatted(table.source().name(), type.written(), place(type), taken));
        }
      }
    }
    return shared;
  }

  private String takenBy(NamedType type) {
    MappedTable table = tables.get(place(type));
    if (table != null) {
      return "the table " + table.source().name();
    }
    List<Use> same = uses.getOrDefault(place(type), List.of());
    boolean isOne = same.stream().map(Use::says).distinct().count() <= 1;
    return same.stream()
        .filter(it -> !isOne && !it.type().written().equals(type.written()))
        .findFirst()
        .map(it -> "the type %s of %s".formatted(it.type().written(), it.table().source().name()))
        .orElse("");
  }

  private TableName place(NamedType type) {
    return stored(new TableName(type.schema(), type.name()));
  }

  private TableName stored(TableName name) {
    return new TableName(target.stored(name.schema()), target.stored(name.table()));
  }
}
