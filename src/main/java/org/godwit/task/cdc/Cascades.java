package org.godwit.task.cdc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.ForeignKey.Action;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.mapping.MappedColumn;
import org.godwit.task.load.LoadTable;
import org.jspecify.annotations.Nullable;

/**
 * The foreign keys by which the source's server changes rows behind its log (CASCADE, SET NULL):
 * what they did is done on the target in front of the change that led to it ({@code
 * docs/adr/0025}).
 */
final class Cascades {
  /** Where the log has all. */
  static final Cascades NONE = new Cascades(List.of());

  private final Map<TableName, List<Key>> byParent = new HashMap<>();

  /**
   * A foreign key whose table and whose parent are followed.
   *
   * @param child the table that has it, by its name on the source
   * @param table the same on the target
   * @param columns of the target's table, in the key's order
   * @param touched columns of it that every update sets to now, unless it gives them
   * @param parent the table that it refers to, by its name on the source
   * @param referenced columns of the parent on the source
   * @param referencedOnTarget the same on the target
   */
  record Key(
      TableName child,
      TableName table,
      List<Column> columns,
      List<String> touched,
      TableName parent,
      List<String> referenced,
      List<Column> referencedOnTarget,
      Action onDelete,
      Action onUpdate) {
    Key {
      columns = List.copyOf(columns);
      touched = List.copyOf(touched);
      referenced = List.copyOf(referenced);
      referencedOnTarget = List.copyOf(referencedOnTarget);
    }
  }

  private Cascades(Collection<Key> keys) {
    keys.forEach(key -> byParent.computeIfAbsent(key.parent(), _ -> new ArrayList<>()).add(key));
  }

  /** Of tables without {@link #obstacles}. */
  static Cascades of(Collection<LoadTable> tables) {
    Map<TableName, LoadTable> byName = byName(tables);
    List<Key> keys = new ArrayList<>();
    for (LoadTable child : tables) {
      for (ForeignKey key : keysOf(child.source().table())) {
        LoadTable parent = byName.get(key.references());
        if (parent != null) {
          keys.add(key(child, key, parent));
        }
      }
    }
    return new Cascades(keys);
  }

  private static Key key(LoadTable child, ForeignKey key, LoadTable parent) {
    return new Key(
        child.name(),
        child.target().name(),
        key.columns().stream().map(name -> onTarget(child, name).orElseThrow()).toList(),
        child.target().columns().stream().filter(Column::updatedToNow).map(Column::name).toList(),
        parent.name(),
        key.referencedColumns(),
        key.referencedColumns().stream().map(name -> onTarget(parent, name).orElseThrow()).toList(),
        key.onDelete(),
        key.onUpdate());
  }

  private static Map<TableName, LoadTable> byName(Collection<LoadTable> tables) {
    Map<TableName, LoadTable> byName = new HashMap<>();
    tables.forEach(table -> byName.put(table.name(), table));
    return byName;
  }

  private static List<ForeignKey> keysOf(Table table) {
    return table.foreignKeys().stream().filter(ForeignKey::changesRows).toList();
  }

  /** The table's foreign keys, as far as what they do to its rows depends on them. */
  static String text(Table table) {
    StringBuilder text = new StringBuilder();
    for (ForeignKey key : keysOf(table)) {
      text.append('\n')
          .append(key.columns())
          .append(key.references())
          .append(key.referencedColumns())
          .append(key.onDelete())
          .append(key.onUpdate());
    }
    return text.toString();
  }

  /** Those that refer to the table. */
  List<Key> to(TableName parent) {
    return byParent.getOrDefault(parent, List.of());
  }

  /** The tables whose rows changes of the table change, at first or in the end. */
  Set<TableName> below(TableName parent) {
    Set<TableName> below = new HashSet<>();
    addBelow(parent, below);
    below.remove(parent);
    return below;
  }

  private void addBelow(TableName parent, Set<TableName> below) {
    for (Key key : to(parent)) {
      if (below.add(key.child())) {
        addBelow(key.child(), below);
      }
    }
  }

  /** The tables by whose changes rows of the table are changed at first. */
  Set<TableName> above(TableName child) {
    Set<TableName> above = new HashSet<>();
    byParent.forEach(
        (parent, keys) -> {
          if (!parent.equals(child) && keys.stream().anyMatch(key -> key.child().equals(child))) {
            above.add(parent);
          }
        });
    return above;
  }

  /**
   * Why tables can't be followed for the sake of their foreign keys, a sentence each without its
   * full stop.
   *
   * @param tables of a plan that can be followed otherwise
   * @param chosen those of which filters choose rows
   */
  static Map<TableName, String> obstacles(
      Collection<LoadTable> tables, Collection<TableName> chosen) {
    Map<TableName, String> obstacles = new TreeMap<>();
    Map<TableName, LoadTable> left = byName(tables);
    Map<TableName, Integer> writers = new HashMap<>();
    tables.forEach(table -> writers.merge(table.target().name(), 1, Integer::sum));
    boolean isNew = true;
    while (isNew) { // a table that isn't followed is none that another's rows can follow
      isNew = false;
      for (LoadTable child : tables) {
        String obstacle =
            left.containsKey(child.name())
                ? obstacle(child, left, chosen, writers.getOrDefault(child.target().name(), 0))
                : "";
        if (!obstacle.isEmpty()) {
          left.remove(child.name());
          obstacles.put(child.name(), obstacle);
          isNew = true;
        }
      }
    }
    return obstacles;
  }

  private static String obstacle(
      LoadTable child,
      Map<TableName, LoadTable> followed,
      Collection<TableName> chosen,
      int writers) {
    for (ForeignKey key : keysOf(child.source().table())) {
      String why = obstacle(key, child, followed.get(key.references()));
      if (why.isEmpty() && chosen.contains(child.name())) {
        why = "a filter chooses its rows";
      }
      if (why.isEmpty() && writers > 1) {
        why = "other tables are moved into the same one";
      }
      if (!why.isEmpty()) {
        return "its foreign key %s changes rows by itself (ON DELETE %s, ON UPDATE %s), the server doesn't log that, and it can't be done on the target, for %s; leave the table out by a rule"
            .formatted(key.name(), key.onDelete().sql(), key.onUpdate().sql(), why);
      }
    }
    return "";
  }

  private static String obstacle(ForeignKey key, LoadTable child, @Nullable LoadTable parent) {
    if (key.onDelete() == Action.SET_DEFAULT || key.onUpdate() == Action.SET_DEFAULT) {
      return "SET DEFAULT isn't followed";
    }
    if (parent == null) {
      return "the task doesn't follow %s that it refers to".formatted(key.references());
    }
    if (child.mapped().columns().stream().anyMatch(MappedColumn.FromExpression.class::isInstance)) {
      return "rules compute columns of the table";
    }
    for (int i = 0; i < key.columns().size(); i++) {
      String own = key.columns().get(i);
      String referenced = key.referencedColumns().get(i);
      if (!isMovedAsItIs(child, own)) {
        return "its column %s isn't moved as a whole number, a decimal, bytes or a UUID"
            .formatted(own);
      }
      if (!isMovedAsItIs(parent, referenced)) {
        return "the column %s of %s isn't moved as a whole number, a decimal, bytes or a UUID"
            .formatted(referenced, parent.name());
      }
    }
    return "";
  }

  /** Whether values are equal on the target just where they are on the source. */
  private static boolean isMovedAsItIs(LoadTable table, String column) {
    return table
        .source()
        .table()
        .column(column)
        .flatMap(from -> onTarget(table, column).filter(to -> isSame(from.type(), to.type())))
        .isPresent();
  }

  private static boolean isSame(DataType source, DataType target) {
    return switch (source) {
      case DataType.Int _ -> target instanceof DataType.Int || isWide(target, 0);
      case DataType.Decimal(int _, int scale) -> scale >= 0 && isWide(target, scale);
      case DataType.Binary _ -> target instanceof DataType.Binary;
      case DataType.Uuid _ -> target instanceof DataType.Uuid;
      default -> false;
    };
  }

  private static boolean isWide(DataType target, int scale) {
    return target instanceof DataType.Decimal(int _, int digits)
        && (digits == DataType.UNBOUNDED || digits >= scale);
  }

  /** The target's column that has the values of one of the source. */
  private static Optional<Column> onTarget(LoadTable table, String column) {
    return table.mapped().columns().stream()
        .filter(
            it -> it instanceof MappedColumn.FromSource from && from.source().name().equals(column))
        .flatMap(it -> table.target().column(it.target().name()).stream())
        .filter(to -> table.columns().stream().anyMatch(it -> it.target().name().equals(to.name())))
        .findFirst();
  }
}
