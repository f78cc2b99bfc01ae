package org.godwit.engine.oracle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.Key;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.Engine;
import org.godwit.engine.TableSummary;

/** Two tables of a shop, and the engine for Oracle over a {@link RedoDatabase} of them. */
final class RedoShop {
  static final TableName ORDERS = new TableName("SHOP", "ORDERS");
  static final TableName LINES = new TableName("SHOP", "LINES");

  private static final int NO_SCALE = OracleType.Declared.NO_SCALE;
  private static final Table ORDERS_TABLE =
      table(
          ORDERS,
          List.of("ID"),
          column("ID", "NUMBER", 22, 0, 18, 0),
          column("NAME", "VARCHAR2", 400, 100, -1, NO_SCALE),
          column("NOTE", "VARCHAR2", 4000, 1000, -1, NO_SCALE),
          column("AMOUNT", "NUMBER", 22, 0, 12, 2),
          column("PLACED", "DATE", 7, 0, -1, NO_SCALE),
          column("SEEN", "TIMESTAMP(9)", 11, 0, -1, 9),
          column("PHOTO", "RAW", 2000, 0, -1, NO_SCALE));
  private static final Table LINES_TABLE =
      table(
          LINES,
          List.of("ORDER_ID", "LINE"),
          column("ORDER_ID", "NUMBER", 22, 0, 18, 0),
          column("LINE", "NUMBER", 22, 0, 9, 0),
          column("WHAT", "NVARCHAR2", 200, 100, -1, NO_SCALE));

  static final List<Table> TABLES = List.of(ORDERS_TABLE, LINES_TABLE);

  private RedoShop() {}

  static Column column(
      String name, String word, int bytes, int characters, int precision, int scale) {
    OracleType.Declared type =
        new OracleType.Declared(word, "", bytes, characters, true, precision, scale);
    boolean isKey = List.of("ID", "ORDER_ID", "LINE").contains(name);
    return Column.of(name, type.shared(), type.text(), !isKey);
  }

  static Table table(TableName name, List<String> key, Column... columns) {
    Table table = Table.of(name, TableKind.TABLE, List.of(columns));
    return key.isEmpty()
        ? table
        : table.withPrimaryKey(Optional.of(new Key(name.table() + "_PK", key)));
  }

  /** The catalog of the stand-in. */
  private record Catalog(RedoDatabase database) implements CatalogReader {
    @Override
    public List<String> schemas(Connection connection) {
      return List.of("SHOP");
    }

    @Override
    public List<TableSummary> summaries(Connection connection) {
      return database.tables().stream()
          .map(it -> new TableSummary(it.name(), it.kind(), it.size()))
          .toList();
    }

    @Override
    public List<Table> tables(Connection connection, Collection<TableName> names) {
      return database.tables().stream().filter(it -> names.contains(it.name())).toList();
    }

    @Override
    public Map<TableName, String> unreadable(Connection connection, Collection<TableName> names) {
      return Map.of();
    }
  }

  /**
   * Oracle's engine, with the stand-in's connections and catalog.
   *
   * @param memoryBytes for open transactions
   */
  static Engine engine(RedoDatabase database, Path folder, long memoryBytes) {
    Engine real = new OracleEngine();
    return (Engine)
        Proxy.newProxyInstance(
            Engine.class.getClassLoader(),
            new Class<?>[] {Engine.class},
            (self, method, arguments) -> {
              try {
                Engine engine = (Engine) self;
                return switch (method.getName()) {
                  case "connect" -> database.connect();
                  case "catalogReader" -> new Catalog(database);
                  case "serverId" -> "";
                  case "snapshotSource" -> Optional.of(new OracleSnapshotSource(engine));
                  case "changeSource" ->
                      Optional.of(
                          new OracleChangeSource(
                              engine, new OracleSnapshotSource(engine), folder, memoryBytes));
                  default -> method.invoke(real, arguments);
                };
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
