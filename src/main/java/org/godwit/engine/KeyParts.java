package org.godwit.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Index;
import org.godwit.catalog.Key;
import org.godwit.catalog.TableName;

/** Keys and indexes while their columns come row by row, in any order. */
public final class KeyParts {
  private final Map<Name, ForeignKeyParts> foreignKeys = new LinkedHashMap<>();
  private final Map<Name, IndexParts> indexes = new LinkedHashMap<>();

  private record Name(TableName table, String schema, String name) {}

  private record ForeignKeyParts(
      References references,
      SortedMap<Integer, String> columns,
      SortedMap<Integer, String> referenced) {}

  private record IndexParts(IndexHead head, SortedMap<Integer, Index.Part> parts) {}

  /** What a foreign key points at, and what it does. */
  public record References(
      TableName table, ForeignKey.Action onDelete, ForeignKey.Action onUpdate) {}

  /**
   * What an index is beside its columns.
   *
   * @param isPrimary whether it is the primary key's
   * @param condition of the rows that it holds, empty for all
   */
  public record IndexHead(Index.Kind kind, boolean isUnique, boolean isPrimary, String condition) {}

  /** Adds a column of a foreign key; what it points at counts with the first of them. */
  public void foreignKey(
      TableName table,
      String name,
      References references,
      int place,
      String column,
      String referencedColumn) {
    ForeignKeyParts key =
        foreignKeys.computeIfAbsent(
            new Name(table, "", name),
            _ -> new ForeignKeyParts(references, new TreeMap<>(), new TreeMap<>()));
    key.columns().put(place, column);
    key.referenced().put(place, referencedColumn);
  }

  /**
   * Adds a part of an index; what the index is counts with the first of them.
   *
   * @param schema of the index, where an index has one of its own; else empty
   */
  public void index(
      TableName table, String schema, String name, IndexHead head, int place, Index.Part part) {
    indexes
        .computeIfAbsent(new Name(table, schema, name), _ -> new IndexParts(head, new TreeMap<>()))
        .parts()
        .put(place, part);
  }

  /** Gives all to their tables. */
  public void addTo(TableParts tables) {
    foreignKeys.forEach(
        (name, key) ->
            tables
                .of(name.table())
                .ifPresent(table -> table.foreignKeys.add(foreignKey(name.name(), key))));
    indexes.forEach(
        (name, index) ->
            tables.of(name.table()).ifPresent(table -> add(table, name.name(), index)));
  }

  private static ForeignKey foreignKey(String name, ForeignKeyParts key) {
    return new ForeignKey(
        name,
        List.copyOf(key.columns().values()),
        key.references().table(),
        List.copyOf(key.referenced().values()),
        key.references().onDelete(),
        key.references().onUpdate());
  }

  private static void add(TableParts.Parts table, String name, IndexParts index) {
    List<Index.Part> parts = List.copyOf(index.parts().values());
    IndexHead head = index.head();
    if (head.isPrimary()) {
      table.primaryKey = new Key(name, parts.stream().map(Index.Part::column).toList());
    } else {
      table.indexes.add(new Index(name, head.kind(), head.isUnique(), parts, head.condition()));
    }
  }
}
