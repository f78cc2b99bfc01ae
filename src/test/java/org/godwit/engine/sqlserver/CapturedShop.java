package org.godwit.engine.sqlserver;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.Key;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.Engine;
import org.godwit.engine.TableSummary;

/** Two tables of a shop, and the engine for SQL Server over a {@link CapturingDatabase} of them. */
final class CapturedShop {
  static final TableName ORDERS = new TableName("dbo", "orders");
  static final TableName LINES = new TableName("dbo", "lines");

  private static final Table ORDERS_TABLE =
      table(
          ORDERS,
          List.of("id"),
          column("id", "bigint", 8, 19, 0),
          column("name", "nvarchar", 100, 0, 0),
          column("note", "nvarchar", -1, 0, 0),
          column("amount", "decimal", 9, 12, 2),
          column("placed", "datetime2", 8, 27, 7),
          column("photo", "varbinary", -1, 0, 0));
  private static final Table LINES_TABLE =
      table(
          LINES,
          List.of("order_id", "line"),
          column("order_id", "bigint", 8, 19, 0),
          column("line", "int", 4, 10, 0),
          column("what", "nvarchar", 100, 0, 0));

  static final List<Table> TABLES = List.of(ORDERS_TABLE, LINES_TABLE);

  private CapturedShop() {}

  private static Column column(String name, String word, int bytes, int precision, int scale) {
    SqlServerType.Declared type = new SqlServerType.Declared(word, bytes, precision, scale);
    boolean isKey = List.of("id", "order_id", "line").contains(name);
    return Column.of(name, type.shared(), type.text(), !isKey);
  }

  private static Table table(TableName name, List<String> key, Column... columns) {
    return Table.of(name, TableKind.TABLE, List.of(columns))
        .withPrimaryKey(Optional.of(new Key("PK_" + name.table(), key)));
  }

  /** The catalog of the stand-in. */
  private record Catalog(List<Table> all) implements CatalogReader {
    @Override
    public List<String> schemas(Connection connection) {
      return List.of("dbo");
    }

    @Override
    public List<TableSummary> summaries(Connection connection) {
      return all.stream().map(it -> new TableSummary(it.name(), it.kind(), it.size())).toList();
    }

    @Override
    public List<Table> tables(Connection connection, Collection<TableName> names) {
      return all.stream().filter(it -> names.contains(it.name())).toList();
    }
  }

  /** SQL Server's engine, with the stand-in's connections and catalog. */
  static Engine engine(CapturingDatabase database) {
    Engine real = new SqlServerEngine();
    return (Engine)
        Proxy.newProxyInstance(
            Engine.class.getClassLoader(),
            new Class<?>[] {Engine.class},
            (self, method, arguments) -> {
              try {
                return switch (method.getName()) {
                  case "connect" -> database.connect();
                  case "catalogReader" -> new Catalog(database.tables());
                  case "serverId" -> "";
                  case "snapshotSource" -> Optional.of(new SqlServerSnapshotSource((Engine) self));
                  case "changeSource" -> Optional.of(source((Engine) self));
                  default -> method.invoke(real, arguments);
                };
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static ChangeSource source(Engine engine) {
    return new SqlServerChangeSource(engine, new SqlServerSnapshotSource(engine));
  }
}
