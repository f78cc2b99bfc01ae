package org.godwit.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Index;
import org.godwit.catalog.Key;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.catalog.TableSize;
import org.jspecify.annotations.Nullable;

/** Tables while they are put together from several queries. */
public final class TableParts {
  private final Map<TableName, Parts> parts = new HashMap<>();

  /** What is known of one table so far. */
  public static final class Parts {
    public final TableKind kind;
    public final String comment;
    public final TableSize size;
    public final long nextIdentity;
    public final SortedMap<Integer, Column> columns = new TreeMap<>(); // by place, from 1
    public final List<Index> indexes = new ArrayList<>();
    public final List<ForeignKey> foreignKeys = new ArrayList<>();
    public final List<Check> checks = new ArrayList<>();
    public final List<String> notMoved = new ArrayList<>();
    public @Nullable Key primaryKey;

    /** A table without columns as yet. */
    public Parts(TableKind kind, String comment, TableSize size, long nextIdentity) {
      this.kind = kind;
      this.comment = comment;
      this.size = size;
      this.nextIdentity = nextIdentity;
    }
  }

  /** Begins a table. */
  public void add(TableName name, Parts table) {
    parts.put(name, table);
  }

  /** Empty for a table that came into being between two queries. */
  public Optional<Parts> of(TableName name) {
    return Optional.ofNullable(parts.get(name));
  }

  /** The tables that have columns, in the order of the names. */
  public List<Table> tables(Collection<TableName> names) {
    return names.stream().map(this::table).filter(Objects::nonNull).toList();
  }

  private @Nullable Table table(TableName name) {
    Parts table = parts.get(name);
    return table == null || table.columns.isEmpty()
        ? null
        : Table.of(name, table.kind, List.copyOf(table.columns.values()))
            .withPrimaryKey(Optional.ofNullable(table.primaryKey))
            .withIndexes(sorted(table.indexes, Index::name))
            .withForeignKeys(sorted(table.foreignKeys, ForeignKey::name))
            .withChecks(sorted(table.checks, Check::name))
            .withComment(table.comment)
            .withSize(table.size)
            .withNotMoved(table.notMoved.stream().sorted().toList());
  }

  private static <T> List<T> sorted(List<T> list, Function<T, String> name) {
    return list.stream().sorted(Comparator.comparing(name)).toList();
  }
}
