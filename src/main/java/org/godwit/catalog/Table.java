package org.godwit.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A table or view with all that belongs to it.
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
    List<String> notMoved) {
  public Table {
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
    foreignKeys = List.copyOf(foreignKeys);
    checks = List.copyOf(checks);
    types = List.copyOf(types);
    notMoved = List.copyOf(notMoved);
  }

  /** A table of which all is moved. */
  public Table(
      TableName name,
      TableKind kind,
      List<Column> columns,
      Optional<Key> primaryKey,
      List<Index> indexes,
      List<ForeignKey> foreignKeys,
      List<Check> checks,
      String comment,
      TableSize size,
      List<NamedType> types) {
    this(
        name,
        kind,
        columns,
        primaryKey,
        indexes,
        foreignKeys,
        checks,
        comment,
        size,
        types,
        List.of());
  }

  /** A table whose types every server of its engine has. */
  public Table(
      TableName name,
      TableKind kind,
      List<Column> columns,
      Optional<Key> primaryKey,
      List<Index> indexes,
      List<ForeignKey> foreignKeys,
      List<Check> checks,
      String comment,
      TableSize size) {
    this(name, kind, columns, primaryKey, indexes, foreignKeys, checks, comment, size, List.of());
  }

  /** The column of that name, case-sensitive. */
  public Optional<Column> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }

  /** The columns of the primary key in key order, empty without a key. */
  public List<String> keyColumns() {
    return primaryKey.map(Key::columns).orElse(List.of());
  }
}
