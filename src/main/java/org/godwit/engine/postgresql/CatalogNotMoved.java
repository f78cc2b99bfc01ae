package org.godwit.engine.postgresql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godwit.engine.NotMade;

/** What tables and schemas have that no load gives a target, each kind by one query. */
final class CatalogNotMoved {
  private static final String PROPERTIES =
      """
      SELECT c.oid::bigint, unnest(array_remove(ARRAY[
             CASE c.relpersistence WHEN 'u'
               THEN 'the table is UNLOGGED, and an ordinary table on the target.' END,
             CASE WHEN c.relrowsecurity
               THEN 'row security is not switched on: who may read the table there reads all of its rows.' END,
             CASE c.relkind WHEN 'p' THEN 'the table is partitioned by '
                 || pg_get_partkeydef(c.oid)
                 || ', and one plain table on the target unless it is made there before.'
               ELSE (SELECT 'the table inherits from ' || string_agg(format('%s.%s', pn.nspname,
                         pc.relname), ', ' ORDER BY h.inhseqno)
                       || '; on the target it is a table by itself.'
                       FROM pg_inherits h JOIN pg_class pc ON pc.oid = h.inhparent
                       JOIN pg_namespace pn ON pn.oid = pc.relnamespace
                      WHERE h.inhrelid = c.oid AND NOT c.relispartition HAVING count(*) > 0) END],
             NULL))
        FROM pg_class c WHERE c.oid = ANY (?::oid[])""";

  private static final String TRIGGERS =
      """
      SELECT tgrelid::bigint, tgname FROM pg_trigger
       WHERE NOT tgisinternal AND tgrelid = ANY (?::oid[]) ORDER BY 1, 2""";

  private static final String RULES =
      """
      SELECT ev_class::bigint, rulename FROM pg_rewrite
       WHERE rulename <> '_RETURN' AND ev_class = ANY (?::oid[]) ORDER BY 1, 2""";

  private static final String POLICIES =
      """
      SELECT polrelid::bigint, polname FROM pg_policy
       WHERE polrelid = ANY (?::oid[]) ORDER BY 1, 2""";

  /** The owner's own and those of the user that reads are none of the application's. */
  private static final String PRIVILEGES =
      """
      SELECT g.rel::bigint, coalesce(r.rolname, 'PUBLIC') || ' (' || string_agg(g.privilege, ', '
               ORDER BY g.privilege) || ')'
        FROM (SELECT c.oid AS rel, a.grantee, a.privilege_type AS privilege
                FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
               WHERE a.grantee <> c.relowner AND c.oid = ANY (?::oid[])
              UNION SELECT c.oid, a.grantee, a.privilege_type || ' of columns'
                FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid
               CROSS JOIN LATERAL aclexplode(t.attacl) a
               WHERE a.grantee <> c.relowner AND c.oid = ANY (?::oid[])) g
        LEFT JOIN pg_roles r ON r.oid = g.grantee
       WHERE r.rolname IS DISTINCT FROM current_user
       GROUP BY 1, g.grantee, r.rolname ORDER BY 1, 2""";

  /** Extensions bring their own, and so do types. */
  private static final String OF_SCHEMAS =
      """
      SELECT o.schema, o.kind, o.name FROM (
        SELECT n.nspname, 'view', c.relname, 'pg_class'::regclass, c.oid FROM pg_class c
          JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm')
        UNION ALL
        SELECT n.nspname, 'routine', p.proname, 'pg_proc'::regclass, p.oid FROM pg_proc p
          JOIN pg_namespace n ON n.oid = p.pronamespace) o(schema, kind, name, class, id)
       WHERE o.schema = ANY (?) AND NOT EXISTS (SELECT FROM pg_depend d
              WHERE d.classid = o.class AND d.objid = o.id AND d.deptype IN ('e', 'i')
                AND d.refclassid IN ('pg_extension'::regclass, 'pg_type'::regclass))
       ORDER BY o.schema, o.kind, o.name""";

  private final CatalogQuery query;
  private final Map<Long, List<String>> sentences = new HashMap<>();

  CatalogNotMoved(CatalogQuery query) {
    this.query = query;
  }

  /** Sentences by table. */
  Map<Long, List<String>> ofTables(Long[] tables) throws SQLException {
    names(PROPERTIES, tables).forEach((table, own) -> of(table).addAll(own));
    names(TRIGGERS, tables)
        .forEach((table, own) -> of(table).add(NotMade.of("trigger", "triggers", own)));
    names(RULES, tables).forEach((table, own) -> of(table).add(NotMade.of("rule", "rules", own)));
    names(POLICIES, tables)
        .forEach((table, own) -> of(table).add(NotMade.of("policy", "policies", own)));
    names(PRIVILEGES, tables, tables)
        .forEach((table, own) -> of(table).add(NotMade.privileges(own)));
    return sentences;
  }

  private List<String> of(Long table) {
    return sentences.computeIfAbsent(table, _ -> new ArrayList<>());
  }

  private Map<Long, List<String>> names(String sql, Object[]... parameters) throws SQLException {
    Map<Long, List<String>> names = new HashMap<>();
    query.list(
        sql,
        row -> names.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>()).add(row.getString(2)),
        parameters);
    return names;
  }

  /** Sentences on what belongs to no table. */
  List<String> ofSchemas(Collection<String> schemas) throws SQLException {
    record Kind(String schema, String kind) {}
    Map<Kind, List<String>> names = new LinkedHashMap<>();
    query.list(
        OF_SCHEMAS,
        row ->
            names
                .computeIfAbsent(
                    new Kind(row.getString(1), row.getString(2)), _ -> new ArrayList<>())
                .add(row.getString(3)),
        new Object[][] {schemas.toArray(String[]::new)});
    return names.entrySet().stream()
        .map(it -> NotMade.inSchema(it.getKey().schema(), it.getKey().kind(), it.getValue()))
        .toList();
  }
}
