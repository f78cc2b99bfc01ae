package org.godwit.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A table or view with all that belongs to it. {@link #of} makes one and the {@code with} methods
 * add to it, so that who doesn't mind a property need not know it.
 *
 * @param name where it is
 * @param kind stored rows or a view
 * @param columns in order
 * @param primaryKey empty where there is none
 * @param indexes without the primary key's
 * @param foreignKeys that this table has
 * @param checks of the table and its columns
 * @param comment empty where there is none
 * @param size what the catalog guesses of its size
 * @param types that its columns need and that people or extensions have made, each behind those
 *     that it is made of
 * @param sequences that its columns' defaults ask and that aren't the columns' own
 * @param notMoved what its engine has of it that no target is given, a sentence each
 */
public record Table(
    TableName name,
    TableKind kind,
    List<Column> columns,
    Optional<Key> primaryKey,
    List<Index> indexes,
    List<ForeignKey> foreignKeys,
    List<Check> checks,
    String comment,
    TableSize size,
    List<NamedType> types,
    List<Sequence> sequences,
    List<String> notMoved) {
  public Table {
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
    foreignKeys = List.copyOf(foreignKeys);
    checks = List.copyOf(checks);
    types = List.copyOf(types);
    sequences = List.copyOf(sequences);
    notMoved = List.copyOf(notMoved);
  }

  /** A table that has nothing but its columns. */
  public static Table of(TableName name, TableKind kind, List<Column> columns) {
    return new Table(
        name,
        kind,
        columns,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        "",
        TableSize.UNKNOWN,
        List.of(),
        List.of(),
        List.of());
  }

  /** The same table with other columns. */
  public Table withColumns(List<Column> value) {
    return changed(draft -> draft.columns = value);
  }

  /** The same table with another primary key, or none. */
  public Table withPrimaryKey(Optional<Key> value) {
    return changed(draft -> draft.primaryKey = value);
  }

  /** The same table with other secondary indexes. */
  public Table withIndexes(List<Index> value) {
    return changed(draft -> draft.indexes = value);
  }

  /** The same table with other foreign keys. */
  public Table withForeignKeys(List<ForeignKey> value) {
    return changed(draft -> draft.foreignKeys = value);
  }

  /** The same table with other checks. */
  public Table withChecks(List<Check> value) {
    return changed(draft -> draft.checks = value);
  }

  /** The same table with another comment. */
  public Table withComment(String value) {
    return changed(draft -> draft.comment = value);
  }

  /** The same table with another size. */
  public Table withSize(TableSize value) {
    return changed(draft -> draft.size = value);
  }

  /** The same table with other types that people have made. */
  public Table withTypes(List<NamedType> value) {
    return changed(draft -> draft.types = value);
  }

  /** The same table with other sequences that its defaults ask. */
  public Table withSequences(List<Sequence> value) {
    return changed(draft -> draft.sequences = value);
  }

  /** The same table with other sentences on what no target is given. */
  public Table withNotMoved(List<String> value) {
    return changed(draft -> draft.notMoved = value);
  }

  /** The column of that name, case-sensitive. */
  public Optional<Column> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }

  /** The columns of the primary key in key order, empty without a key. */
  public List<String> keyColumns() {
    return primaryKey.map(Key::columns).orElse(List.of());
  }

  private Table changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new Table(
        name,
        kind,
        draft.columns,
        draft.primaryKey,
        draft.indexes,
        draft.foreignKeys,
        draft.checks,
        draft.comment,
        draft.size,
        draft.types,
        draft.sequences,
        draft.notMoved);
  }

  /** What may be changed. */
  private static final class Draft {
    private List<Column> columns;
    private Optional<Key> primaryKey;
    private List<Index> indexes;
    private List<ForeignKey> foreignKeys;
    private List<Check> checks;
    private String comment;
    private TableSize size;
    private List<NamedType> types;
    private List<Sequence> sequences;
    private List<String> notMoved;

    Draft(Table table) {
      columns = table.columns;
      primaryKey = table.primaryKey;
      indexes = table.indexes;
      foreignKeys = table.foreignKeys;
      checks = table.checks;
      comment = table.comment;
      size = table.size;
      types = table.types;
      sequences = table.sequences;
      notMoved = table.notMoved;
    }
  }
}
