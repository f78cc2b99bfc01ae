package org.godwit.engine.oracle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.Default;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.catalog.TableSize;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.KeyParts;
import org.godwit.engine.TableParts;

/** Puts tables together from a dozen queries, however many tables there are. */
final class OracleTables {
  /** Invisible columns have no place among the visible ones; they come behind them. */
  private static final int INVISIBLE = 10_000;

  private static final Pattern NOT_NULL = Pattern.compile("\\s*\"[^\"]+\" IS NOT NULL\\s*");

  private final CatalogQuery query;
  private final TableParts parts = new TableParts();
  private final Map<ColumnName, String> comments = new HashMap<>();
  private final Map<ColumnName, String> defaults = new HashMap<>();
  private final Map<ColumnName, Long> identities = new HashMap<>();

  OracleTables(CatalogQuery query) {
    this.query = query;
  }

  private record ColumnName(TableName table, String column) {}

  List<Table> read(Collection<TableName> names) throws SQLException {
    readTables();
    readColumns();
    readChecks();
    readForeignKeys();
    new OracleIndexes(query, parts).read();
    return parts.tables(names);
  }

  private void readTables() throws SQLException {
    Map<TableName, String> tableComments = new HashMap<>();
    query.run(
        OracleDictionary.TABLE_COMMENTS,
        "OWNER",
        "TABLE_NAME",
        (table, row) -> tableComments.put(table, row.getString(3)));
    query.run(
        OracleDictionary.TABLES,
        "OWNER",
        "TABLE_NAME",
        (table, row) ->
            parts.add(
                table,
                new TableParts.Parts(
                    TableKind.TABLE,
                    tableComments.getOrDefault(table, ""),
                    new TableSize(row.getLong(3), row.getLong(4)),
                    0)));
    query.run(
        OracleDictionary.VIEWS,
        "OWNER",
        "VIEW_NAME",
        (view, row) ->
            parts.add(
                view,
                new TableParts.Parts(
                    TableKind.VIEW, tableComments.getOrDefault(view, ""), TableSize.UNKNOWN, 0)));
  }

  private void readColumns() throws SQLException {
    query.run(
        OracleDictionary.COLUMN_COMMENTS,
        "OWNER",
        "TABLE_NAME",
        (table, row) -> comments.put(new ColumnName(table, row.getString(3)), row.getString(4)));
    query.run(
        OracleDictionary.DEFAULTS,
        "OWNER",
        "TABLE_NAME",
        (table, row) ->
            defaults.put(
                new ColumnName(table, row.getString(3)),
                Objects.requireNonNullElse(row.getString(4), "").strip()));
    query.run(
        OracleDictionary.IDENTITIES,
        "i.OWNER",
        "i.TABLE_NAME",
        (table, row) -> identities.put(new ColumnName(table, row.getString(3)), row.getLong(4)));
    query.run(
        OracleDictionary.COLUMNS,
        "OWNER",
        "TABLE_NAME",
        (table, row) -> {
          TableParts.Parts of = parts.of(table).orElse(null);
          if (of != null) {
            int place = row.getInt(12);
            boolean isInvisible = row.wasNull();
            of.columns.put(
                isInvisible ? INVISIBLE + row.getInt(13) : place,
                column(new ColumnName(table, row.getString(3)), row));
          }
        });
  }

  private Column column(ColumnName name, ResultSet row) throws SQLException {
    OracleType.Declared declared = declared(row);
    boolean isVirtual = row.getString(14).equals("YES");
    String expression = defaults.getOrDefault(name, "");
    Long identity = identities.get(name);
    Generation generation =
        isVirtual
            ? new Generation.Computed(expression, false)
            : identity != null ? new Generation.Identity(identity) : new Generation.Given();
    return Column.of(
            name.column(), declared.shared(), declared.text(), row.getString(11).equals("Y"))
        .withDefault(
            generation instanceof Generation.Given
                ? OracleDefaults.parse(expression, declared.shared())
                : new Default.None())
        .withGeneration(generation)
        .withComment(comments.getOrDefault(name, ""));
  }

  private static OracleType.Declared declared(ResultSet row) throws SQLException {
    int precision = row.getInt(9);
    boolean hasPrecision = !row.wasNull();
    int scale = row.getInt(10);
    boolean hasScale = !row.wasNull();
    return new OracleType.Declared(
        row.getString(4),
        Objects.requireNonNullElse(row.getString(5), ""),
        row.getInt(6),
        row.getInt(7),
        "C".equals(row.getString(8)),
        hasPrecision ? precision : -1,
        hasScale ? scale : OracleType.Declared.NO_SCALE);
  }

  /** That a column may not be NULL it says itself. */
  private void readChecks() throws SQLException {
    query.run(
        OracleDictionary.CHECKS,
        "OWNER",
        "TABLE_NAME",
        (table, row) -> {
          String name = row.getString(3);
          String condition = Objects.requireNonNullElse(row.getString(4), "");
          if (!NOT_NULL.matcher(condition).matches()) {
            parts.of(table).ifPresent(of -> of.checks.add(new Check(name, condition.strip())));
          }
        });
  }

  private void readForeignKeys() throws SQLException {
    KeyParts keys = new KeyParts();
    query.run(
        OracleDictionary.FOREIGN_KEYS,
        "c.OWNER",
        "c.TABLE_NAME",
        (table, row) ->
            keys.foreignKey(
                table,
                row.getString(3),
                new KeyParts.References(
                    new TableName(row.getString(5), row.getString(6)),
                    ForeignKey.Action.of(row.getString(4)),
                    ForeignKey.Action.NO_ACTION),
                row.getInt(9),
                row.getString(7),
                row.getString(8)));
    keys.addTo(parts);
  }
}
