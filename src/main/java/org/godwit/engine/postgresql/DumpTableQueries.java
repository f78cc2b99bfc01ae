package org.godwit.engine.postgresql;

import java.util.List;

/** What tables and views are made of, as {@link DumpQueries}. */
final class DumpTableQueries {
  private static final String COLUMN =
      """
      quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)
        || CASE WHEN attcollation <> typcollation THEN ' COLLATE ' || attcollation::regcollation ELSE '' END
        || CASE WHEN attidentity <> '' AND NOT relispartition THEN (SELECT format(
             ' GENERATED %s AS IDENTITY (SEQUENCE NAME %s START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s%s)',
             CASE attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, seqrelid::regclass, seqstart, seqincrement, seqmin, seqmax, seqcache,
             CASE WHEN seqcycle THEN ' CYCLE' ELSE '' END)
             FROM pg_depend JOIN pg_sequence ON seqrelid = objid
             WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND refobjid = c.oid AND refobjsubid = attnum AND deptype = 'i')
           ELSE '' END
        || coalesce((SELECT CASE {generated} WHEN '' THEN ' DEFAULT ' ELSE ' GENERATED ALWAYS AS (' END || pg_get_expr(adbin, adrelid)
             || CASE {generated} WHEN 's' THEN ') STORED' WHEN 'v' THEN ') VIRTUAL' ELSE '' END
             FROM pg_attrdef WHERE adrelid = c.oid AND adnum = attnum), '')
        || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
      """;

  private static final String OPTIONS =
      """
      (SELECT E'\\nWITH (' || string_agg(option, ', ') || ')' FROM (
        SELECT unnest(c.reloptions) AS option
        UNION ALL SELECT 'toast.' || unnest(t.reloptions) FROM pg_class t WHERE t.oid = c.reltoastrelid) o)
      """;

  private static final String FROM_RELATIONS =
      "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace\n";

  /** In the order in which they are written. */
  static final List<String> ALL =
      List.of(
          """
          SELECT format('CREATE %sSEQUENCE %I.%I AS %s START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s%s',
            CASE relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END, nspname, relname, format_type(seqtypid, NULL), seqstart, seqincrement, seqmin, seqmax, seqcache,
            CASE WHEN seqcycle THEN ' CYCLE' ELSE '' END)
          """
              + FROM_RELATIONS
              + """
              JOIN pg_sequence ON seqrelid = c.oid
              WHERE nspname = ANY (?) AND {own pg_class c}
                AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'i') ORDER BY nspname, relname
              """,
          """
          SELECT format('CREATE %sTABLE %I.%I %s%s%s%s%s', CASE relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END, nspname, relname,
            CASE WHEN reloftype <> 0 THEN 'OF ' || format_type(reloftype, NULL) || ' ' ELSE '' END,
            (SELECT CASE WHEN c.reloftype <> 0 AND count(*) = 0 THEN '' ELSE '(' || coalesce(string_agg(E'\\n    ' || one, ',' ORDER BY at), '') || E'\\n)' END FROM (
              SELECT attnum::integer AS at,
          """
              + COLUMN
              + """
                AS one
              FROM pg_attribute JOIN pg_type y ON y.oid = atttypid
              WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND (attislocal OR relispartition) AND c.reloftype = 0
              UNION ALL
              SELECT 10000 + row_number() OVER (ORDER BY conname)::integer, format('CONSTRAINT %I %s', conname, pg_get_constraintdef(oid))
              FROM pg_constraint WHERE conrelid = c.oid AND contype = 'c' AND convalidated AND (conislocal OR relispartition)) columns),
            CASE WHEN NOT relispartition THEN (SELECT E'\\nINHERITS (' || string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) || ')'
              FROM pg_inherits WHERE inhrelid = c.oid) END,
            E'\\nPARTITION BY ' || pg_get_partkeydef(c.oid),
          """
              + OPTIONS
              + ")\n"
              + FROM_RELATIONS
              + "WHERE relkind IN ('r', 'p') AND nspname = ANY (?) AND {own pg_class c} ORDER BY nspname, relname\n",
          """
          SELECT format('CREATE FOREIGN TABLE %I.%I (%s) SERVER %I', nspname, relname,
            (SELECT string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
              FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped), srvname)
          """
              + FROM_RELATIONS
              + """
              JOIN pg_foreign_table f ON ftrelid = c.oid JOIN pg_foreign_server s ON s.oid = ftserver
              WHERE nspname = ANY (?) AND {own pg_class c} ORDER BY nspname, relname
              """,
          // What of its columns a table doesn't say where it is made.
          """
          SELECT format('ALTER TABLE ONLY %I.%I ALTER COLUMN %I %s', nspname, relname, attname, change)
          """
              + FROM_RELATIONS
              + """
              JOIN pg_attribute a ON attrelid = c.oid JOIN pg_type y ON y.oid = atttypid
              CROSS JOIN LATERAL (
                SELECT 'SET STATISTICS ' || attstattarget AS change WHERE attstattarget >= 0
                UNION ALL SELECT 'SET STORAGE ' || CASE attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END WHERE attstorage <> typstorage
                UNION ALL SELECT 'SET (' || array_to_string(attoptions, ', ') || ')' WHERE attoptions IS NOT NULL
                UNION ALL SELECT 'SET COMPRESSION ' || CASE {compression} WHEN 'l' THEN 'lz4' ELSE 'pglz' END WHERE {compression} <> ''
                UNION ALL SELECT 'SET NOT NULL' WHERE attnotnull AND reloftype <> 0
                UNION ALL SELECT 'SET DEFAULT ' || pg_get_expr(adbin, adrelid) FROM pg_attrdef
                  WHERE adrelid = c.oid AND adnum = attnum AND {generated} = '' AND (reloftype <> 0 OR NOT (attislocal OR relispartition))) more
              WHERE relkind IN ('r', 'p', 'm') AND attnum > 0 AND NOT attisdropped AND nspname = ANY (?) AND {own pg_class c} ORDER BY nspname, relname, attnum, change
              """,
          """
          SELECT format('ALTER SEQUENCE %s OWNED BY %s.%I', d.objid::regclass, c.oid::regclass, attname)
          """
              + FROM_RELATIONS
              + """
              JOIN pg_depend d ON refclassid = 'pg_class'::regclass AND refobjid = c.oid AND classid = 'pg_class'::regclass AND deptype = 'a' AND refobjsubid > 0
              JOIN pg_sequence ON seqrelid = d.objid JOIN pg_attribute ON attrelid = c.oid AND attnum = refobjsubid
              WHERE nspname = ANY (?) ORDER BY 1
              """,
          """
          SELECT format(E'CREATE VIEW %I.%I%s AS\\n%s', nspname, relname, ' WITH (' || array_to_string(reloptions, ', ') || ')', rtrim(pg_get_viewdef(c.oid), ';'))
            || coalesce((SELECT string_agg(format(E';\\nALTER VIEW %I.%I ALTER COLUMN %I SET DEFAULT %s', nspname, relname, attname, pg_get_expr(adbin, adrelid)), '' ORDER BY attnum)
              FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum WHERE adrelid = c.oid), '')
          """
              + FROM_RELATIONS
              + "WHERE relkind = 'v' AND nspname = ANY (?) AND {own pg_class c} ORDER BY c.oid\n",
          """
          SELECT format(E'CREATE MATERIALIZED VIEW %I.%I%s AS\\n%s', nspname, relname, ' WITH (' || array_to_string(reloptions, ', ') || ')', rtrim(pg_get_viewdef(c.oid), ';'))
          """
              + FROM_RELATIONS
              + "WHERE relkind = 'm' AND nspname = ANY (?) AND {own pg_class c} ORDER BY c.oid\n",
          """
          SELECT format('ALTER TABLE %s%I.%I ADD CONSTRAINT %I %s', CASE WHEN contype = 'c' OR (contype = 'f' AND relkind = 'p') THEN '' ELSE 'ONLY ' END,
            nspname, relname, conname, pg_get_constraintdef(k.oid))
          """
              + FROM_RELATIONS
              + """
              JOIN pg_constraint k ON conrelid = c.oid
              WHERE nspname = ANY (?) AND {own pg_class c} AND (contype IN ('p', 'u', 'x') OR (contype = 'f' AND conparentid = 0) OR (contype = 'c' AND NOT convalidated AND conislocal))
              ORDER BY contype = 'f', nspname, relname, conname
              """,
          """
          SELECT format('ALTER TABLE ONLY %s ATTACH PARTITION %s %s', inhparent::regclass, c.oid::regclass, pg_get_expr(relpartbound, c.oid))
          """
              + FROM_RELATIONS
              + "JOIN pg_inherits ON inhrelid = c.oid WHERE relispartition AND relkind IN ('r', 'p') AND nspname = ANY (?) ORDER BY c.oid\n",
          """
          SELECT pg_get_indexdef(c.oid)
          """
              + FROM_RELATIONS
              + """
              JOIN pg_index ON indexrelid = c.oid
              WHERE nspname = ANY (?) AND {own pg_class c} AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = c.oid AND conrelid = indrelid AND contype IN ('p', 'u', 'x'))
              ORDER BY nspname, relname
              """,
          """
          SELECT format('ALTER INDEX %s ATTACH PARTITION %s', inhparent::regclass, c.oid::regclass)
          """
              + FROM_RELATIONS
              + "JOIN pg_inherits ON inhrelid = c.oid WHERE relispartition AND relkind IN ('i', 'I') AND nspname = ANY (?) ORDER BY c.oid\n",
          """
          SELECT format('ALTER TABLE ONLY %I.%I %s', nspname, relname, change)
          """
              + FROM_RELATIONS
              + """
              CROSS JOIN LATERAL (
                SELECT 'REPLICA IDENTITY ' || CASE relreplident WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL' ELSE 'USING INDEX '
                  || (SELECT quote_ident(i.relname) FROM pg_index JOIN pg_class i ON i.oid = indexrelid WHERE indrelid = c.oid AND indisreplident) END AS change
                WHERE relreplident <> 'd' AND relkind IN ('r', 'p')
                UNION ALL SELECT 'CLUSTER ON ' || quote_ident(i.relname) FROM pg_index JOIN pg_class i ON i.oid = indexrelid WHERE indrelid = c.oid AND indisclustered
                UNION ALL SELECT 'ENABLE ROW LEVEL SECURITY' WHERE relrowsecurity
                UNION ALL SELECT 'FORCE ROW LEVEL SECURITY' WHERE relforcerowsecurity) more
              WHERE nspname = ANY (?) AND change IS NOT NULL AND {own pg_class c} ORDER BY nspname, relname, change
              """,
          """
          SELECT pg_get_statisticsobjdef(s.oid) || CASE WHEN {statistics target} IS NULL THEN '' ELSE format(E';\\nALTER STATISTICS %I.%I SET STATISTICS %s', nspname, stxname, {statistics target}) END
          FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = stxnamespace WHERE nspname = ANY (?) ORDER BY 1
          """,
          """
          SELECT rtrim(pg_get_ruledef(r.oid), ';')
            || CASE ev_enabled WHEN 'O' THEN '' ELSE format(E';\\nALTER TABLE %I.%I %s RULE %I', nspname, relname,
                 CASE ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END, rulename) END
          """
              + FROM_RELATIONS
              + "JOIN pg_rewrite r ON ev_class = c.oid WHERE rulename <> '_RETURN' AND nspname = ANY (?) AND {own pg_class c} ORDER BY nspname, relname, rulename\n",
          """
          SELECT pg_get_triggerdef(t.oid)
            || CASE tgenabled WHEN 'O' THEN '' ELSE format(E';\\nALTER TABLE %I.%I %s TRIGGER %I', nspname, relname,
                 CASE tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END, tgname) END
          """
              + FROM_RELATIONS
              + "JOIN pg_trigger t ON tgrelid = c.oid WHERE NOT tgisinternal AND {trigger parent} = 0 AND nspname = ANY (?) AND {own pg_class c} ORDER BY nspname, relname, tgname\n",
          """
          SELECT format('CREATE POLICY %I ON %I.%I%s%s%s%s%s', polname, nspname, relname, CASE WHEN polpermissive THEN '' ELSE ' AS RESTRICTIVE' END,
            CASE polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END,
            CASE WHEN polroles = '{0}' THEN '' ELSE ' TO ' || (SELECT string_agg(quote_ident(pg_get_userbyid(role)), ', ') FROM unnest(polroles) role) END,
            ' USING (' || pg_get_expr(polqual, polrelid) || ')', ' WITH CHECK (' || pg_get_expr(polwithcheck, polrelid) || ')')
          """
              + FROM_RELATIONS
              + "JOIN pg_policy p ON polrelid = c.oid WHERE nspname = ANY (?) AND {own pg_class c} ORDER BY nspname, relname, polname\n");

  private DumpTableQueries() {}
}
