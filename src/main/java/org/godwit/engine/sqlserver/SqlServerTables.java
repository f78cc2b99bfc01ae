package org.godwit.engine.sqlserver;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Index;
import org.godwit.catalog.Index.Part;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.catalog.TableSize;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.KeyParts;
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
    return Column.of(row.getString(3), type, declared.text(), row.getBoolean(8))
        .withDefault(
            generation instanceof Generation.Given
                ? SqlServerDefaults.parse(Objects.requireNonNullElse(row.getString(16), ""), type)
                : new Default.None())
        .withGeneration(generation)
        .withComment(Objects.requireNonNullElse(row.getString(17), ""));
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

  private void readIndexes() throws SQLException {
    KeyParts keys = new KeyParts();
    query.run(
        SqlServerCatalogQueries.INDEXES,
        SCHEMA,
        TABLE,
        (table, row) ->
            keys.index(
                table,
                "",
                row.getString(3),
                new KeyParts.IndexHead(
                    kind(row.getInt(4)),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    Objects.requireNonNullElse(row.getString(7), "")),
                row.getInt(9),
                new Part(row.getString(8), "", DataType.UNBOUNDED, row.getBoolean(10))));
    keys.addTo(parts);
  }

  private static Index.Kind kind(int type) {
    return switch (type) {
      case 1, 2 -> Index.Kind.ORDERED;
      case 4 -> Index.Kind.SPATIAL;
      case 7 -> Index.Kind.HASH;
      default -> Index.Kind.OTHER;
    };
  }

  private void readForeignKeys() throws SQLException {
    KeyParts keys = new KeyParts();
    query.run(
        SqlServerCatalogQueries.FOREIGN_KEYS,
        SCHEMA,
        TABLE,
        (table, row) ->
            keys.foreignKey(
                table,
                row.getString(3),
                new KeyParts.References(
                    new TableName(row.getString(6), row.getString(7)),
                    ForeignKey.Action.of(row.getString(4)),
                    ForeignKey.Action.of(row.getString(5))),
                row.getInt(10),
                row.getString(8),
                row.getString(9)));
    keys.addTo(parts);
  }
}
