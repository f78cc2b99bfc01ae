package org.godwit.engine.sqlserver;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Index;
import org.godwit.catalog.Index.Part;
import org.godwit.catalog.Key;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.catalog.TableSize;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.TableParts;

/** Puts tables together from five queries, however many tables there are. */
final class SqlServerTables {
  private static final String SCHEMA = "s.name";
  private static final String TABLE = "o.name";

  private final CatalogQuery query;
  private final TableParts parts = new TableParts();

  SqlServerTables(CatalogQuery query) {
    this.query = query;
  }

  List<Table> read(Collection<TableName> names) throws SQLException {
    query.run(
        SqlServerCatalogQueries.TABLES,
        SCHEMA,
        TABLE,
        (table, row) ->
            parts.add(
                table,
                new TableParts.Parts(
                    SqlServerCatalogReader.kind(row.getString(3)),
                    Objects.requireNonNullElse(row.getString(6), ""),
                    new TableSize(row.getLong(4), row.getLong(5)),
                    0)));
    query.run(
        SqlServerCatalogQueries.COLUMNS,
        SCHEMA,
        TABLE,
        (table, row) -> {
          TableParts.Parts of = parts.of(table).orElse(null);
          if (of != null) {
            of.columns.put(row.getInt(9), column(row));
          }
        });
    readIndexes();
    readForeignKeys();
    query.run(
        SqlServerCatalogQueries.CHECKS,
        SCHEMA,
        TABLE,
        (table, row) -> {
          Check check =
              new Check(row.getString(3), Objects.requireNonNullElse(row.getString(4), ""));
          parts.of(table).ifPresent(of -> of.checks.add(check));
        });
    return parts.tables(names);
  }

  private static Column column(ResultSet row) throws SQLException {
    SqlServerType.Declared declared =
        new SqlServerType.Declared(row.getString(4), row.getInt(5), row.getInt(6), row.getInt(7));
    DataType type = declared.shared();
    Generation generation = generation(row);
    return new Column(
        row.getString(3),
        type,
        declared.text(),
        row.getBoolean(8),
        generation instanceof Generation.Given
            ? SqlServerDefaults.parse(Objects.requireNonNullElse(row.getString(16), ""), type)
            : new Default.None(),
        generation,
        false,
        Objects.requireNonNullElse(row.getString(17), ""));
  }

  private static Generation generation(ResultSet row) throws SQLException {
    if (row.getBoolean(13)) {
      return new Generation.Identity(next(row.getString(10), row.getString(11), row.getString(12)));
    }
    String expression = row.getString(14);
    return expression == null
        ? new Generation.Given()
        : new Generation.Computed(expression, row.getBoolean(15));
  }

  /** Behind the last value, or the first where none was given yet; 0 beyond 64 bits. */
  private static long next(
      @org.jspecify.annotations.Nullable String last,
      @org.jspecify.annotations.Nullable String seed,
      @org.jspecify.annotations.Nullable String increment) {
    if (seed == null || increment == null) {
      return 0;
    }
    BigInteger next =
        last == null ? new BigInteger(seed) : new BigInteger(last).add(new BigInteger(increment));
    return next.bitLength() < Long.SIZE ? next.longValueExact() : 0;
  }

  private static final class Found {
    final Index.Kind kind;
    final boolean isUnique;
    final boolean isPrimary;
    final String predicate;
    final SortedMap<Integer, Part> members = new TreeMap<>();

    Found(Index.Kind kind, boolean isUnique, boolean isPrimary, String predicate) {
      this.kind = kind;
      this.isUnique = isUnique;
      this.isPrimary = isPrimary;
      this.predicate = predicate;
    }
  }

  private void readIndexes() throws SQLException {
    Map<TableName, SortedMap<String, Found>> indexes = new HashMap<>();
    query.run(
        SqlServerCatalogQueries.INDEXES,
        SCHEMA,
        TABLE,
        (table, row) -> {
          Found made =
              new Found(
                  kind(row.getInt(4)),
                  row.getBoolean(5),
                  row.getBoolean(6),
                  Objects.requireNonNullElse(row.getString(7), ""));
          indexes
              .computeIfAbsent(table, name -> new TreeMap<>())
              .computeIfAbsent(row.getString(3), name -> made)
              .members
              .put(
                  row.getInt(9),
                  new Part(row.getString(8), "", DataType.UNBOUNDED, row.getBoolean(10)));
        });
    indexes.forEach(
        (table, found) ->
            parts.of(table).ifPresent(of -> found.forEach((name, it) -> add(of, name, it))));
  }

  private static void add(TableParts.Parts table, String name, Found found) {
    if (found.isPrimary) {
      table.primaryKey = new Key(name, found.members.values().stream().map(Part::column).toList());
    } else {
      table.indexes.add(
          new Index(
              name,
              found.kind,
              found.isUnique,
              List.copyOf(found.members.values()),
              found.predicate));
    }
  }

  private static Index.Kind kind(int type) {
    return switch (type) {
      case 1, 2 -> Index.Kind.ORDERED;
      case 4 -> Index.Kind.SPATIAL;
      case 7 -> Index.Kind.HASH;
      default -> Index.Kind.OTHER;
    };
  }

  private static final class Reference {
    final TableName table;
    final ForeignKey.Action onDelete;
    final ForeignKey.Action onUpdate;
    final SortedMap<Integer, String> columns = new TreeMap<>();
    final SortedMap<Integer, String> referenced = new TreeMap<>();

    Reference(TableName table, ForeignKey.Action onDelete, ForeignKey.Action onUpdate) {
      this.table = table;
      this.onDelete = onDelete;
      this.onUpdate = onUpdate;
    }
  }

  private void readForeignKeys() throws SQLException {
    Map<TableName, SortedMap<String, Reference>> references = new HashMap<>();
    query.run(
        SqlServerCatalogQueries.FOREIGN_KEYS,
        SCHEMA,
        TABLE,
        (table, row) -> {
          Reference made =
              new Reference(
                  new TableName(row.getString(6), row.getString(7)),
                  action(row.getString(4)),
                  action(row.getString(5)));
          Reference key =
              references
                  .computeIfAbsent(table, name -> new TreeMap<>())
                  .computeIfAbsent(row.getString(3), name -> made);
          key.columns.put(row.getInt(10), row.getString(8));
          key.referenced.put(row.getInt(10), row.getString(9));
        });
    references.forEach(
        (table, keys) ->
            parts
                .of(table)
                .ifPresent(
                    of ->
                        keys.forEach(
                            (name, key) ->
                                of.foreignKeys.add(
                                    new ForeignKey(
                                        name,
                                        List.copyOf(key.columns.values()),
                                        key.table,
                                        List.copyOf(key.referenced.values()),
                                        key.onDelete,
                                        key.onUpdate)))));
  }

  private static ForeignKey.Action action(String words) {
    return switch (words) {
      case "CASCADE" -> ForeignKey.Action.CASCADE;
      case "SET_NULL" -> ForeignKey.Action.SET_NULL;
      case "SET_DEFAULT" -> ForeignKey.Action.SET_DEFAULT;
      default -> ForeignKey.Action.NO_ACTION;
    };
  }
}
