package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.engine.DdlStatement;
import org.godwit.engine.DdlStatement.Phase;
import org.godwit.engine.TableTies;

/**
 * What people have given a table beside its definition, and that goes when it is dropped: its
 * owner, grants, triggers, rules, row-level security and statistics objects, which come back; the
 * rest, which is told.
 */
final class DroppedTable {
  /** Kind, object, statement or sentence; in the order in which statements are to be run. */
  private static final String SQL =
      """
      WITH t AS (SELECT c.*, quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS quoted
                   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname = (?::text[])[1] AND c.relname = (?::text[])[1]
                    AND c.relkind IN ('r', 'p'))
      SELECT 1, 'owner ' || pg_get_userbyid(relowner),
             'ALTER TABLE ' || quoted || ' OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
        FROM t WHERE pg_get_userbyid(relowner) <> current_user
      UNION ALL
      SELECT 2, 'grant to ' || coalesce(r.rolname, 'PUBLIC'),
             'GRANT ' || string_agg(a.privilege_type, ', ') || ' ON TABLE ' || quoted || ' TO '
               || coalesce(quote_ident(r.rolname), 'PUBLIC')
               || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
        FROM t CROSS JOIN LATERAL aclexplode(t.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
       WHERE a.grantee <> t.relowner AND (a.grantee = 0 OR r.oid IS NOT NULL)
       GROUP BY quoted, r.rolname, a.is_grantable
      UNION ALL
      SELECT 3, 'grant on column ' || c.attname || ' to ' || coalesce(r.rolname, 'PUBLIC'),
             'GRANT ' || string_agg(a.privilege_type || ' (' || quote_ident(c.attname) || ')', ', ')
               || ' ON TABLE ' || quoted || ' TO ' || coalesce(quote_ident(r.rolname), 'PUBLIC')
               || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
        FROM t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
       CROSS JOIN LATERAL aclexplode(c.attacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
       WHERE a.grantee <> t.relowner AND (a.grantee = 0 OR r.oid IS NOT NULL)
       GROUP BY quoted, c.attname, r.rolname, a.is_grantable
      UNION ALL
      SELECT 4, 'trigger ' || g.tgname,
             'DROP TRIGGER IF EXISTS ' || quote_ident(g.tgname) || ' ON ' || quoted || '; '
               || pg_get_triggerdef(g.oid)
               || CASE g.tgenabled WHEN 'O' THEN ''
                    ELSE '; ALTER TABLE ' || quoted || CASE g.tgenabled WHEN 'D' THEN ' DISABLE'
                      WHEN 'R' THEN ' ENABLE REPLICA' ELSE ' ENABLE ALWAYS' END
                      || ' TRIGGER ' || quote_ident(g.tgname) END
        FROM t JOIN pg_trigger g ON g.tgrelid = t.oid JOIN pg_proc p ON p.oid = g.tgfoid
       WHERE NOT g.tgisinternal
         AND NOT (p.proname = g.tgname AND p.pronamespace = t.relnamespace
                  AND p.prosrc LIKE 'BEGIN%IS NOT DISTINCT FROM OLD.%RETURN NEW; END')
      UNION ALL
      SELECT 5, 'rule ' || w.rulename, 'CREATE OR ' || regexp_replace(pg_get_ruledef(w.oid),
               '^CREATE', 'REPLACE')
        FROM t JOIN pg_rewrite w ON w.ev_class = t.oid AND w.rulename <> '_RETURN'
      UNION ALL
      SELECT 6, 'policy ' || p.polname,
             'CREATE POLICY ' || quote_ident(p.polname) || ' ON ' || quoted
               || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
               || ' FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT'
                    WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END
               || ' TO ' || coalesce((SELECT string_agg(quote_ident(r.rolname), ', ')
                    FROM pg_roles r WHERE r.oid = ANY (p.polroles)), 'PUBLIC')
               || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
               || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
        FROM t JOIN pg_policy p ON p.polrelid = t.oid
      UNION ALL
      SELECT 7, 'row-level security',
             'ALTER TABLE ' || quoted
               || CASE WHEN relrowsecurity THEN ' ENABLE ROW LEVEL SECURITY' ELSE '' END
               || CASE WHEN relrowsecurity AND relforcerowsecurity THEN ',' ELSE '' END
               || CASE WHEN relforcerowsecurity THEN ' FORCE ROW LEVEL SECURITY' ELSE '' END
        FROM t WHERE relrowsecurity OR relforcerowsecurity
      UNION ALL
      SELECT 8, 'statistics ' || s.stxname, pg_get_statisticsobjdef(s.oid)
        FROM t JOIN pg_statistic_ext s ON s.stxrelid = t.oid
      UNION ALL
      SELECT 9, '', 'publication ' || p.pubname || ' no longer has it: ALTER PUBLICATION '
               || quote_ident(p.pubname) || ' ADD TABLE ' || quoted
        FROM t JOIN pg_publication_rel l ON l.prrelid = t.oid JOIN pg_publication p ON p.oid = l.prpubid
      UNION ALL
      SELECT 9, '', 'it was partitioned by ' || pg_get_partkeydef(t.oid) || ' and its '
               || (SELECT count(*) FROM pg_inherits i WHERE i.inhparent = t.oid)
               || ' partitions went with it; it is one plain table now'
        FROM t WHERE relkind = 'p'
      UNION ALL
      SELECT 9, '', 'it was a partition or a child of '
               || (SELECT string_agg(i.inhparent::regclass::text, ', ') FROM pg_inherits i
                    WHERE i.inhrelid = t.oid) || ' and is a table of its own now'
        FROM t WHERE EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = t.oid)
      UNION ALL
      SELECT 9, '', 'its storage parameters are gone: ALTER TABLE ' || quoted || ' SET ('
               || array_to_string(reloptions, ', ') || ')'
        FROM t WHERE reloptions IS NOT NULL
      UNION ALL
      SELECT 9, '', 'it was ' || CASE relpersistence WHEN 'u' THEN 'UNLOGGED' END
               || ' and is logged now: ALTER TABLE ' || quoted || ' SET UNLOGGED'
        FROM t WHERE relpersistence = 'u'
      UNION ALL
      SELECT 9, '', 'its REPLICA IDENTITY is the default now; it was '
               || CASE relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' ELSE 'an index' END
        FROM t WHERE relreplident <> 'd'
      UNION ALL
      SELECT 9, '', 'it was in the tablespace ' || s.spcname || ': ALTER TABLE ' || quoted
               || ' SET TABLESPACE ' || quote_ident(s.spcname)
        FROM t JOIN pg_tablespace s ON s.oid = t.reltablespace
       ORDER BY 1, 2""";

  private static final int LOST = 9;

  private final Connection connection;
  private final TableName table;

  DroppedTable(Connection connection, TableName table) {
    this.connection = connection;
    this.table = table;
  }

  void read(List<DdlStatement> on, List<String> lost) throws SQLException {
    record Line(int kind, String object, String text) {}
    List<Line> lines =
        PostgresCatalog.read(
            connection,
            "reading what others have on " + table,
            query ->
                query.list(
                    SQL,
                    row -> new Line(row.getInt(1), row.getString(2), row.getString(3)),
                    new String[] {table.schema()},
                    new String[] {table.table()}));
    for (Line line : lines) {
      if (line.kind() == LOST) {
        lost.add("%s: %s".formatted(table, line.text()));
      } else {
        String object = "%s of %s%s".formatted(line.object(), table, TableTies.TAKEN_OFF);
        on.add(new DdlStatement(Phase.TRIGGER, table, object, line.text(), true));
      }
    }
  }
}
