package org.godwit.engine.postgresql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Index;

/** The secondary indexes of tables, one row a member. */
final class CatalogIndexes {
  private static final String SQL =
      """
      SELECT i.indrelid::bigint, ic.relname, am.amname, i.indisunique,
             coalesce(pg_get_expr(i.indpred, i.indrelid), ''),
             coalesce(a.attname, ''),
             CASE WHEN a.attname IS NULL THEN pg_get_indexdef(i.indexrelid, k.n::int, false)
                  ELSE '' END,
             am.amname = 'btree' AND (i.indoption[k.n - 1] & 1) = 1,
             i.indexrelid::bigint,
             coalesce(whole.definition, ''), i.indisexclusion
        FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
        JOIN pg_am am ON am.oid = ic.relam
        JOIN pg_class tc ON tc.oid = i.indrelid JOIN pg_namespace tn ON tn.oid = tc.relnamespace
        LEFT JOIN pg_constraint con
          ON con.conindid = i.indexrelid AND con.conrelid = i.indrelid AND con.contype IN ('u', 'x')
       CROSS JOIN LATERAL unnest(i.indkey[0:i.indnkeyatts - 1]::int2[]) WITH ORDINALITY k(num, n)
        LEFT JOIN pg_attribute a
          ON a.attrelid = i.indrelid AND a.attnum = k.num AND k.num <> 0
       CROSS JOIN LATERAL (SELECT
               CASE WHEN i.indisexclusion OR con.condeferrable THEN pg_get_constraintdef(con.oid)
                 WHEN am.amname NOT IN ('btree', 'hash') OR i.indnatts > i.indnkeyatts
                   OR ic.reloptions IS NOT NULL
                   OR (to_jsonb(i) ->> 'indnullsnotdistinct')::boolean
                   OR EXISTS (SELECT FROM unnest(i.indclass::oid[]) o(id)
                                JOIN pg_opclass oc ON oc.oid = o.id WHERE NOT oc.opcdefault)
                   OR EXISTS (SELECT FROM unnest(i.indoption::int2[]) o(bits)
                               WHERE o.bits NOT IN (0, 3))
                   OR EXISTS (SELECT FROM unnest(i.indcollation::oid[], i.indkey[0:i.indnkeyatts - 1]::int2[])
                                          c(id, num)
                                JOIN pg_attribute ca ON ca.attrelid = i.indrelid AND ca.attnum = c.num
                               WHERE c.num <> 0 AND c.id <> 0 AND c.id <> ca.attcollation)
                 THEN substr(pg_get_indexdef(i.indexrelid),
                   length(format('CREATE %sINDEX %I ON %s%I.%I ',
                     CASE WHEN i.indisunique THEN 'UNIQUE ' END, ic.relname,
                     CASE WHEN ic.relkind = 'I' THEN 'ONLY ' END, tn.nspname, tc.relname)) + 1)
               END AS definition) whole
       WHERE NOT i.indisprimary AND i.indisvalid AND i.indrelid = ANY (?::oid[])
       ORDER BY i.indrelid, ic.relname, k.n""";

  private final CatalogQuery query;
  private final Map<Long, Map<Long, Index>> byTable = new LinkedHashMap<>();

  CatalogIndexes(CatalogQuery query) {
    this.query = query;
  }

  Map<Long, List<Index>> read(Long[] tables) throws SQLException {
    query.list(SQL, this::member, new Object[][] {tables});
    Map<Long, List<Index>> lists = new HashMap<>();
    byTable.forEach((table, indexes) -> lists.put(table, List.copyOf(indexes.values())));
    return lists;
  }

  private boolean member(ResultSet row) throws SQLException {
    Index.Part part =
        new Index.Part(row.getString(6), row.getString(7), DataType.UNBOUNDED, row.getBoolean(8));
    Index first =
        new Index(
            row.getString(2),
            row.getBoolean(11) ? Index.Kind.OTHER : kind(row.getString(3)),
            row.getBoolean(4),
            List.of(part),
            row.getString(5),
            row.getString(10));
    byTable
        .computeIfAbsent(row.getLong(1), _ -> new LinkedHashMap<>())
        .merge(row.getLong(9), first, CatalogIndexes::joined);
    return true;
  }

  private static Index joined(Index index, Index next) {
    List<Index.Part> parts = new ArrayList<>(index.parts());
    parts.addAll(next.parts());
    return new Index(
        index.name(), index.kind(), index.unique(), parts, index.predicate(), index.definition());
  }

  private static Index.Kind kind(String accessMethod) {
    return switch (accessMethod) {
      case "btree" -> Index.Kind.ORDERED;
      case "hash" -> Index.Kind.HASH;
      default -> Index.Kind.OTHER;
    };
  }
}
