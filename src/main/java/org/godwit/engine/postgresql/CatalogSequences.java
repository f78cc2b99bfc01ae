package org.godwit.engine.postgresql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.Sequence;
import org.godwit.catalog.TableName;

/** The sequences that defaults ask, beside those that belong to their column. */
final class CatalogSequences {
  /** A sequence belongs to a column where it is a serial's or an identity's. */
  private static final String SQL =
      """
      SELECT f.adrelid::bigint, n.nspname, c.relname,
             format('nextval(%L::regclass)', s.seqrelid::regclass::text),
             format('AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s%s',
               format_type(s.seqtypid, NULL), s.seqincrement, s.seqmin, s.seqmax, s.seqstart,
               s.seqcache, CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END),
             s.seqincrement < 0, s.seqcycle,
             CASE WHEN s.seqincrement < 0 THEN s.seqmin ELSE s.seqmax END,
             CASE WHEN may.be_read THEN pg_sequence_last_value(s.seqrelid) END,
             CASE WHEN NOT may.be_read THEN format(
                 'the value of its sequence %I.%I can''t be read: GRANT SELECT ON SEQUENCE %1$I.%2$I TO %I',
                 n.nspname, c.relname, current_user)
               WHEN o.attname IS NOT NULL THEN format(
                 'its sequence %s.%s belongs to column %s of %s, which counts by itself on the target',
                 n.nspname, c.relname, o.attname, o.attrelid::regclass) ELSE '' END
        FROM pg_attrdef f
        JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid
         AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'n'
        JOIN pg_sequence s ON s.seqrelid = d.refobjid
        JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       CROSS JOIN LATERAL (SELECT has_sequence_privilege(s.seqrelid, 'SELECT,USAGE')) may(be_read)
        LEFT JOIN pg_depend p ON p.classid = 'pg_class'::regclass AND p.objid = s.seqrelid
         AND p.refclassid = 'pg_class'::regclass AND p.refobjsubid > 0 AND p.deptype IN ('a', 'i')
        LEFT JOIN pg_attribute o ON o.attrelid = p.refobjid AND o.attnum = p.refobjsubid
         AND NOT (o.attrelid = f.adrelid AND o.attnum = f.adnum)
       WHERE f.adrelid = ANY (?::oid[])
       ORDER BY 1, 2, 3""";

  private final CatalogQuery query;

  CatalogSequences(CatalogQuery query) {
    this.query = query;
  }

  /** By table, in order of name. */
  Map<Long, List<Sequence>> read(Long[] tables) throws SQLException {
    Map<Long, List<Sequence>> lists = new HashMap<>();
    query.list(
        SQL,
        row -> lists.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>()).add(sequence(row)),
        new Object[][] {tables});
    return lists;
  }

  private static Sequence sequence(ResultSet row) throws SQLException {
    long last = row.getLong(9);
    boolean hasCounted = !row.wasNull();
    return new Sequence(
        new TableName(row.getString(2), row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getBoolean(6),
        row.getBoolean(7),
        row.getLong(8),
        hasCounted ? Optional.of(last) : Optional.empty(),
        row.getString(10));
  }
}
