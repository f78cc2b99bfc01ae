package org.godwit.engine.postgresql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.NamedType;

/** Types that people and extensions have made, with the statements that make them. */
final class CatalogTypes {
  /** What a type is made of comes deeper than itself; what every server has is left out. */
  private static final String USED =
      """
      WITH RECURSIVE used(rel, type, depth) AS (
        SELECT a.attrelid, a.atttypid, 0 FROM pg_attribute a
          JOIN pg_type t ON t.oid = a.atttypid
         WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid = ANY (?::oid[])
           AND t.typnamespace <> 'pg_catalog'::regnamespace
        UNION
        SELECT u.rel, m.type, u.depth + 1 FROM used u JOIN pg_type t ON t.oid = u.type
         CROSS JOIN LATERAL (
           SELECT t.typelem WHERE t.typelem <> 0 AND t.typcategory = 'A'
           UNION ALL SELECT t.typbasetype WHERE t.typtype = 'd'
           UNION ALL SELECT a.atttypid FROM pg_attribute a
            WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0
              AND NOT a.attisdropped
           UNION ALL SELECT r.rngsubtype FROM pg_range r WHERE r.rngtypid = t.oid
           UNION ALL SELECT r.rngtypid FROM pg_range r
            WHERE t.typtype = 'm' AND (to_jsonb(r) ->> 'rngmultitypid')::oid = t.oid) m(type)
          JOIN pg_type mt ON mt.oid = m.type
         WHERE u.depth < 50 AND mt.typnamespace <> 'pg_catalog'::regnamespace)
      SELECT u.rel::bigint, u.type::bigint FROM used u JOIN pg_type t ON t.oid = u.type
       WHERE t.typtype <> 'm' AND NOT (t.typtype = 'b' AND t.typcategory = 'A')
       GROUP BY 1, 2 ORDER BY 1, max(u.depth) DESC, 2""";

  private static final String DEFINITIONS =
      """
      SELECT t.oid::bigint, n.nspname, t.typname, format_type(t.oid, NULL), coalesce(x.extname, ''),
        CASE WHEN x.extname IS NOT NULL THEN NULL
        WHEN t.typtype = 'e' THEN 'CREATE TYPE ' || format_type(t.oid, NULL) || ' AS ENUM ('
          || (SELECT coalesce(string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder), '')
                FROM pg_enum e WHERE e.enumtypid = t.oid) || ')'
        WHEN t.typtype = 'd' THEN 'CREATE DOMAIN ' || format_type(t.oid, NULL) || ' AS '
          || format_type(t.typbasetype, t.typtypmod)
          || coalesce((SELECT ' COLLATE ' || quote_ident(cn.nspname) || '.' || quote_ident(c.collname)
                FROM pg_collation c JOIN pg_namespace cn ON cn.oid = c.collnamespace
                JOIN pg_type b ON b.oid = t.typbasetype
               WHERE c.oid = t.typcollation AND t.typcollation <> b.typcollation), '')
          || coalesce(' DEFAULT ' || t.typdefault, '')
          || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
          || coalesce((SELECT string_agg(' CONSTRAINT ' || quote_ident(k.conname) || ' '
                 || regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', ''), '' ORDER BY k.conname)
                FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'), '')
        WHEN t.typtype = 'c' AND r.relkind = 'c' THEN 'CREATE TYPE ' || format_type(t.oid, NULL)
          || ' AS (' || (SELECT coalesce(string_agg(quote_ident(a.attname) || ' '
                 || format_type(a.atttypid, a.atttypmod)
                 || coalesce((SELECT ' COLLATE ' || quote_ident(cn.nspname) || '.' || quote_ident(c.collname)
                       FROM pg_collation c JOIN pg_namespace cn ON cn.oid = c.collnamespace
                       JOIN pg_type b ON b.oid = a.atttypid
                      WHERE c.oid = a.attcollation AND a.attcollation <> b.typcollation), ''),
                 ', ' ORDER BY a.attnum), '')
                FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0
                 AND NOT a.attisdropped) || ')'
        WHEN t.typtype = 'r' THEN (SELECT 'CREATE TYPE ' || format_type(t.oid, NULL)
          || ' AS RANGE (SUBTYPE = ' || format_type(g.rngsubtype, NULL)
          || CASE WHEN oc.opcdefault THEN '' ELSE ', SUBTYPE_OPCLASS = '
               || quote_ident(ocn.nspname) || '.' || quote_ident(oc.opcname) END
          || CASE WHEN g.rngcollation = 0 OR g.rngcollation = st.typcollation THEN ''
               ELSE ', COLLATION = ' || g.rngcollation::regcollation END
          || CASE WHEN g.rngcanonical = 0 THEN '' ELSE ', CANONICAL = ' || g.rngcanonical::regproc END
          || CASE WHEN g.rngsubdiff = 0 THEN '' ELSE ', SUBTYPE_DIFF = ' || g.rngsubdiff::regproc END
          || coalesce(', MULTIRANGE_TYPE_NAME = '
               || format_type((to_jsonb(g) ->> 'rngmultitypid')::oid, NULL), '') || ')'
          FROM pg_range g JOIN pg_opclass oc ON oc.oid = g.rngsubopc
          JOIN pg_namespace ocn ON ocn.oid = oc.opcnamespace
          JOIN pg_type st ON st.oid = g.rngsubtype WHERE g.rngtypid = t.oid)
        END
        FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        LEFT JOIN pg_class r ON r.oid = t.typrelid
        LEFT JOIN pg_depend d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid
          AND d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
        LEFT JOIN pg_extension x ON x.oid = d.refobjid
       WHERE %s""";

  private final CatalogQuery query;

  CatalogTypes(CatalogQuery query) {
    this.query = query;
  }

  /** The types that the columns of tables need, each behind those that it is made of. */
  Map<Long, List<NamedType>> read(Long[] tables) throws SQLException {
    record Use(long table, long type) {}
    List<Use> uses =
        query.list(USED, row -> new Use(row.getLong(1), row.getLong(2)), new Object[][] {tables});
    if (uses.isEmpty()) {
      return Map.of();
    }
    Long[] oids = uses.stream().map(Use::type).distinct().toArray(Long[]::new);
    Map<Long, NamedType> types = new HashMap<>();
    query.list(
        DEFINITIONS.formatted("t.oid = ANY (?::oid[])"),
        row -> types.put(row.getLong(1), type(row)),
        new Object[][] {oids});
    Map<Long, List<NamedType>> lists = new HashMap<>();
    for (Use use : uses) {
      NamedType type = types.get(use.type());
      if (type != null) {
        lists.computeIfAbsent(use.table(), _ -> new ArrayList<>()).add(type);
      }
    }
    return lists;
  }

  /** Types of these names, in their schemas or brought by extensions. */
  List<NamedType> named(Collection<NamedType> wanted) throws SQLException {
    return query.list(
        DEFINITIONS.formatted(
            "(n.nspname::text, t.typname::text) IN (SELECT * FROM unnest(?, ?))"
                + " OR (x.extname::text, t.typname::text) IN (SELECT * FROM unnest(?, ?))"),
        CatalogTypes::type,
        wanted.stream().map(NamedType::schema).toArray(String[]::new),
        wanted.stream().map(NamedType::name).toArray(String[]::new),
        wanted.stream().map(NamedType::extension).toArray(String[]::new),
        wanted.stream().map(NamedType::name).toArray(String[]::new));
  }

  private static NamedType type(ResultSet row) throws SQLException {
    String definition = row.getString(6);
    return new NamedType(
        PostgresEngine.ID,
        row.getString(2),
        row.getString(3),
        row.getString(4),
        definition == null ? "" : definition,
        row.getString(5));
  }
}
