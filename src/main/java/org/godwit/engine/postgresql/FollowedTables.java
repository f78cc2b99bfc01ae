package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TableAlteration;
import org.godwit.engine.TableDefinitions;

/**
 * The tables of a stream, as the catalog has them when it is opened.
 *
 * @param byOid by the numbers that the server gives to them, also in its log
 * @param known where the log was before the catalog was read
 * @param seen the transactions that the catalog has seen
 * @param names of all tables, by their numbers; none where the log doesn't tell of others
 * @param absent were followed before, and are there no longer
 */
record FollowedTables(
    Map<Integer, FollowedTable> byOid,
    Lsn known,
    KnownTransactions seen,
    Map<Integer, TableName> names,
    AbsentTables absent,
    TableDefinitions definitions) {
  private static final String NAMES =
      """
      SELECT c.oid::bigint, n.nspname, c.relname
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'""";

  /**
   * Reads the catalog.
   *
   * @param before the forms that the target's tables were made by, where they are known
   * @param isTold whether the log tells what becomes of tables
   * @throws EngineException of {@link Failure#DEFINITION_CHANGED} where it has other tables
   */
  static FollowedTables read(
      Connection connection,
      CatalogReader catalog,
      Collection<SourceTable> tables,
      Map<TableName, String> before,
      boolean isTold)
      throws SQLException {
    Lsn known = place(connection, "SELECT pg_current_wal_flush_lsn()");
    KnownTransactions seen = KnownTransactions.now(connection);
    Map<Integer, TableName> others = isTold ? names(connection) : Map.of();
    List<TableName> names = tables.stream().map(table -> table.table().name()).toList();
    Map<TableName, TableForm> forms = TableForm.read(connection, names);
    requireSame(
        tables, catalog.tables(connection, names)); // behind the forms, so that none is newer
    Lsn behind = place(connection, "SELECT pg_current_wal_insert_lsn()");
    Opening opening = new Opening(connection, before, behind);
    for (SourceTable table : tables) {
      TableForm form = forms.get(table.table().name());
      if (form == null) {
        throw changed(table.table().name());
      }
      opening.add(table, form);
    }
    return new FollowedTables(
        opening.followed,
        known,
        seen,
        others,
        AbsentTables.of(before, tables),
        new TableDefinitions(opening.alterations, opening.now, opening.settled, behind));
  }

  /** What is found, table by table. */
  private static final class Opening {
    private final Connection connection;
    private final Map<TableName, String> before;
    private final Lsn behind;
    private final Map<Integer, FollowedTable> followed = new HashMap<>();
    private final Map<TableName, List<TableAlteration>> alterations = new TreeMap<>();
    private final Map<TableName, String> now = new TreeMap<>();
    private final Map<TableName, String> settled = new TreeMap<>();

    Opening(Connection connection, Map<TableName, String> before, Lsn behind) {
      this.connection = connection;
      this.before = before;
      this.behind = behind;
    }

    void add(SourceTable table, TableForm form) throws SQLException {
      TableName name = table.table().name();
      String text = before.get(name);
      List<TableForm> made =
          text == null
              ? List.of()
              : TableForm.parseAll(text).stream().filter(it -> it.oid() == form.oid()).toList();
      List<TableForm> older =
          made.stream().filter(it -> !it.fields().equals(form.fields())).toList();
      boolean isLoose = false;
      for (TableForm old : older) {
        FormChange.Result change = FormChange.between(connection, table.table(), old, form, behind);
        isLoose |= change.isLoose();
        if (old.equals(made.getFirst())) { // the one that the target's table is made by
          List<TableForm> all = new ArrayList<>(older);
          all.addFirst(form);
          alterations.put(name, List.of(change.alteration()));
          now.put(name, TableForm.text(all));
        }
      }
      if (!form.text().equals(text)) {
        settled.put(name, form.text());
      }
      String keyBefore = made.isEmpty() ? form.key() : made.getFirst().key();
      followed.put((int) form.oid(), new FollowedTable(table, form, older, isLoose, keyBefore));
    }
  }

  private static Map<Integer, TableName> names(Connection connection) throws SQLException {
    Map<Integer, TableName> names = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(NAMES)) {
      while (row.next()) {
        names.put((int) row.getLong(1), new TableName(row.getString(2), row.getString(3)));
      }
    }
    return names;
  }

  private static Lsn place(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return Lsn.parse(row.getString(1));
    }
  }

  private static void requireSame(Collection<SourceTable> tables, List<Table> catalog) {
    Map<TableName, Table> now = new HashMap<>();
    catalog.forEach(table -> now.put(table.name(), table));
    for (SourceTable table : tables) {
      Table found = now.get(table.table().name());
      if (found == null || !forms(found).equals(forms(table.table()))) {
        throw changed(table.table().name());
      }
    }
  }

  /** The type tells an enumeration's labels, too, which a native type's name doesn't. */
  private static List<List<Object>> forms(Table table) {
    return table.columns().stream()
        .map(column -> List.<Object>of(column.name(), column.nativeType(), column.type()))
        .toList();
  }

  private static EngineException changed(TableName name) {
    return new EngineException(
        Failure.DEFINITION_CHANGED,
        "the definition of %s was changed on the source while the task started".formatted(name));
  }
}
