package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.godwit.catalog.TableName;
import org.godwit.engine.ConnectionChecks;

/**
 * Whether the user owns the tables that it is to publish (PostgreSQL manual, CREATE PUBLICATION and
 * ALTER TABLE), by itself or by the roles that it is a member of.
 */
final class PublisherChecks {
  private static final String NAME = "postgres-check-publication-privileges";
  private static final int NAMED_MAX = 10;

  private static final String FOREIGN =
      """
      SELECT n.nspname, c.relname, o.rolname, o.rolsuper OR NOT me.rolinherit, me.rolname
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_roles o ON o.oid = c.relowner
        JOIN pg_roles me ON me.rolname = current_user
       WHERE NOT pg_has_role(c.relowner, 'USAGE') AND %s
       ORDER BY n.nspname, c.relname""";

  /** Those that a task would choose, were it to choose all. */
  private static final String READABLE =
      """
      c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence = 'p'
         AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
         AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')""";

  private final Connection connection;
  private final PostgresDialect dialect;

  PublisherChecks(Connection connection, PostgresDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * A table of another's.
   *
   * @param isSelf whether the table has to become the user's own, because nobody is made a member
   *     of its owner for that, or it wouldn't help: a superuser, or a user without INHERIT
   */
  private record Foreign(TableName table, String owner, boolean isSelf, String user) {
    static Foreign of(ResultSet row) throws SQLException {
      return new Foreign(
          new TableName(row.getString(1), row.getString(2)),
          row.getString(3),
          row.getBoolean(4),
          row.getString(5));
    }
  }

  /** Adds what keeps a task of any tables from being set up; no failure, for it may choose some. */
  void ofAll(ConnectionChecks checks) throws SQLException {
    List<Foreign> foreign =
        new CatalogQuery(connection).list(FOREIGN.formatted(READABLE), Foreign::of);
    if (foreign.isEmpty()) {
      checks.pass(NAME, "A publication can be made, of every table that the user can read.");
    } else {
      checks.warn(
          NAME,
          lack(foreign) + " A task that follows one of them can't be set up.",
          fix(foreign),
          undo(foreign));
    }
  }

  /**
   * Adds whether those tables can be published.
   *
   * @param byOthers what an administrator may run instead, so that the user need own nothing; empty
   *     where that isn't known yet
   */
  void of(Collection<TableName> tables, List<String> byOthers, ConnectionChecks checks)
      throws SQLException {
    List<Foreign> foreign =
        new CatalogQuery(connection)
            .list(
                FOREIGN.formatted(
                    "(n.nspname::text, c.relname::text) IN (SELECT * FROM unnest(?, ?))"),
                Foreign::of,
                tables.stream().map(TableName::schema).toArray(String[]::new),
                tables.stream().map(TableName::table).toArray(String[]::new));
    if (foreign.isEmpty()) {
      checks.pass(NAME, "The user owns all tables that it has to publish.");
      return;
    }
    StringBuilder fix = new StringBuilder(fix(foreign));
    if (!byOthers.isEmpty()) {
      fix.append("\n-- or, where the user is to own none of them, let an administrator run");
      byOthers.forEach(sql -> fix.append("\n-- ").append(sql).append(';'));
    }
    checks.fail(
        NAME,
        lack(foreign) + " Run this as an administrator, or leave them out by a selection rule.",
        fix.toString(),
        undo(foreign));
  }

  private static String lack(List<Foreign> foreign) {
    List<String> names = foreign.stream().map(it -> it.table().toString()).toList();
    boolean isMore = names.size() > NAMED_MAX;
    return "User %s doesn't own %s%s, and only who owns a table may publish it, or change its REPLICA IDENTITY."
        .formatted(
            foreign.getFirst().user(),
            String.join(", ", isMore ? names.subList(0, NAMED_MAX) : names),
            isMore ? " and %d more tables".formatted(names.size() - NAMED_MAX) : "");
  }

  private String fix(List<Foreign> foreign) {
    return script(foreign, true);
  }

  private String undo(List<Foreign> foreign) {
    return script(foreign, false);
  }

  private String script(List<Foreign> foreign, boolean isFix) {
    Set<String> memberships = new LinkedHashSet<>();
    List<String> owners = new ArrayList<>();
    for (Foreign it : foreign) {
      String user = dialect.quote(it.user());
      String owner = dialect.quote(it.owner());
      if (it.isSelf()) {
        owners.add(
            "ALTER TABLE %s OWNER TO %s;"
                .formatted(dialect.quote(it.table()), isFix ? user : owner));
      } else {
        memberships.add((isFix ? "GRANT %s TO %s;" : "REVOKE %s FROM %s;").formatted(owner, user));
      }
    }
    memberships.addAll(owners);
    return String.join("\n", memberships);
  }
}
