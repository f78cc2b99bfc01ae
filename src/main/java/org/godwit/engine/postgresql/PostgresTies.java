package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.godwit.catalog.TableName;
import org.godwit.engine.DdlStatement;
import org.godwit.engine.DdlStatement.Phase;
import org.godwit.engine.TableTies;

/** Reads what stands in the way of dropping or filling a table: foreign keys and triggers. */
final class PostgresTies {
  private static final String TABLE =
      "(SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = ? AND c.relname = ?)";

  private static final String TAKEN =
      """
      SELECT n.nspname, c.relname,
             CASE c.relkind WHEN 'v' THEN 'a view' WHEN 'm' THEN 'a materialized view'
               WHEN 'S' THEN 'a sequence' WHEN 'f' THEN 'a foreign table'
               WHEN 'c' THEN 'a composite type' ELSE 'an index' END
        FROM unnest(?::text[], ?::text[]) w(s, t) JOIN pg_namespace n ON n.nspname = w.s
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = w.t
       WHERE c.relkind NOT IN ('r', 'p', 't')""";

  private static final String OWNED = "pg_has_role(c.relowner, 'USAGE')";

  private final Connection connection;
  private final PostgresDialect dialect;
  private final TableName table;
  private final List<String> off = new ArrayList<>();
  private final List<DdlStatement> on = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();

  PostgresTies(Connection connection, PostgresDialect dialect, TableName table) {
    this.connection = connection;
    this.dialect = dialect;
    this.table = table;
  }

  /**
   * The keys of others, of which only those of tables that stay are put back, and what others have
   * on the table itself.
   */
  TableTies ofDropped(Set<TableName> dropped) throws SQLException {
    foreignKeys("k.confrelid = t.oid AND k.conrelid <> t.oid", dropped);
    new DroppedTable(connection, table).read(on, lost);
    return new TableTies(off, on, lost);
  }

  /** What else than a table bears one of these names. */
  static Map<TableName, String> taken(Connection connection, Collection<TableName> names)
      throws SQLException {
    Map<TableName, String> taken = new TreeMap<>();
    try (PreparedStatement query = connection.prepareStatement(TAKEN)) {
      query.setArray(
          1, connection.createArrayOf("text", names.stream().map(TableName::schema).toArray()));
      query.setArray(
          2, connection.createArrayOf("text", names.stream().map(TableName::table).toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          taken.put(new TableName(row.getString(1), row.getString(2)), row.getString(3));
        }
      }
    }
    return taken;
  }

  /**
   * What would act on rows that come and go. What belongs to another user stays: it can't be taken
   * off. So do triggers that somebody has set to fire always.
   *
   * @param isEmptied whether keys of others see rows go
   */
  TableTies ofKept(boolean isEmptied) throws SQLException {
    foreignKeys("k.conrelid = t.oid AND " + OWNED, Set.of());
    if (isEmptied) {
      foreignKeys("k.confrelid = t.oid AND k.conrelid <> t.oid AND " + OWNED, Set.of());
    }
    triggers();
    return new TableTies(off, on, lost);
  }

  private void triggers() throws SQLException {
    String sql =
        """
        SELECT g.tgname
          FROM pg_trigger g
          JOIN %s t ON g.tgrelid = t.oid
          JOIN pg_class c ON c.oid = t.oid
         WHERE NOT g.tgisinternal AND g.tgenabled = 'O' AND %s
         ORDER BY 1
        """
            .formatted(TABLE, OWNED);
    try (PreparedStatement query = of(sql);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        String alter = "ALTER TABLE " + dialect.quote(table);
        String name = " TRIGGER " + dialect.quote(rows.getString(1));
        off.add(alter + " DISABLE" + name);
        String object =
            "trigger %s of %s%s".formatted(rows.getString(1), table, TableTies.TAKEN_OFF);
        later(Phase.TRIGGER, object, alter + " ENABLE" + name);
      }
    }
  }

  private void foreignKeys(String which, Set<TableName> dropped) throws SQLException {
    String sql =
        """
        SELECT n.nspname, c.relname, c.relkind = 'p', k.conname, k.convalidated,
               pg_get_constraintdef(k.oid)
          FROM pg_constraint k
          JOIN %s t ON true
          JOIN pg_class c ON c.oid = k.conrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE %s AND k.contype = 'f' AND k.conparentid = 0
         ORDER BY 1, 2, 4
        """
            .formatted(TABLE, which);
    try (PreparedStatement query = of(sql);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        TableName owner = new TableName(rows.getString(1), rows.getString(2));
        String name = dialect.quote(rows.getString(4));
        String alter = "ALTER TABLE " + dialect.quote(owner);
        off.add(alter + " DROP CONSTRAINT " + name);
        if (!dropped.contains(owner)) {
          String object =
              "foreign key %s of %s%s".formatted(rows.getString(4), owner, TableTies.TAKEN_OFF);
          String add = alter + " ADD CONSTRAINT " + name + " " + rows.getString(6);
          // PostgreSQL has no NOT VALID for the keys of a partitioned table before version 18; the
          // definition of one that was never validated ends with it.
          boolean inTwoSteps = rows.getBoolean(5) && !rows.getBoolean(3);
          later(Phase.FOREIGN_KEY, object, inTwoSteps ? add + " NOT VALID" : add);
          if (inTwoSteps) {
            later(Phase.FOREIGN_KEY_VALIDATION, object, alter + " VALIDATE CONSTRAINT " + name);
          }
        }
      }
    }
  }

  private void later(Phase phase, String object, String sql) {
    on.add(new DdlStatement(phase, table, object, sql, true));
  }

  private PreparedStatement of(String sql) throws SQLException {
    PreparedStatement query = connection.prepareStatement(sql);
    query.setString(1, table.schema());
    query.setString(2, table.table());
    return query;
  }
}
