package org.godwit.engine.postgresql;

import java.util.List;

/**
 * What a database is made of but for its tables, as statements: each query gives one column of
 * text. {@code ?} is an array of the schemas, and stands once in each.
 */
final class DumpQueries {
  /** Of what is in no schema, where all schemas are wanted. */
  static final List<String> OF_DATABASE =
      List.of(
          """
          SELECT format('CREATE CAST (%s AS %s) %s%s', format_type(castsource, NULL), format_type(casttarget, NULL),
            CASE castmethod WHEN 'f' THEN 'WITH FUNCTION ' || castfunc::regprocedure WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
            CASE castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END)
          FROM pg_cast c WHERE c.oid >= 16384 AND ? IS NOT NULL AND {own pg_cast c} ORDER BY 1
          """,
          """
          SELECT format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %s()', evtname, evtevent,
            E'\\n         WHEN TAG IN (' || (SELECT string_agg(quote_literal(tag), ', ') FROM unnest(evttags) tag) || ')', evtfoid::regproc)
            || CASE evtenabled WHEN 'O' THEN '' WHEN 'D' THEN format(E';\\nALTER EVENT TRIGGER %I DISABLE', evtname)
                 ELSE format(E';\\nALTER EVENT TRIGGER %I ENABLE %s', evtname, CASE evtenabled WHEN 'A' THEN 'ALWAYS' ELSE 'REPLICA' END) END
          FROM pg_event_trigger e WHERE ? IS NOT NULL AND {own pg_event_trigger e} ORDER BY evtname
          """,
          """
          SELECT format('CREATE FOREIGN DATA WRAPPER %I', fdwname) FROM pg_foreign_data_wrapper f
          WHERE ? IS NOT NULL AND {own pg_foreign_data_wrapper f} ORDER BY 1
          """,
          """
          SELECT format('CREATE SERVER %I FOREIGN DATA WRAPPER %I', srvname, fdwname)
          FROM pg_foreign_server s JOIN pg_foreign_data_wrapper f ON f.oid = srvfdw
          WHERE ? IS NOT NULL AND {own pg_foreign_server s} ORDER BY 1
          """,
          """
          SELECT format('CREATE USER MAPPING FOR %s SERVER %I', CASE umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(usename) END, srvname)
          FROM pg_user_mappings WHERE ? IS NOT NULL ORDER BY 1
          """,
          """
          SELECT format('CREATE PUBLICATION %I%s', pubname, CASE WHEN puballtables THEN ' FOR ALL TABLES' ELSE '' END)
          FROM pg_publication WHERE ? IS NOT NULL ORDER BY 1
          """);

  /** Of what stands in front of tables. */
  static final List<String> BEFORE =
      List.of(
          """
          SELECT format('CREATE SCHEMA %I', nspname) FROM pg_namespace
          WHERE nspname = ANY (?) AND nspname <> 'public' ORDER BY nspname
          """,
          """
          SELECT format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', extname, nspname)
          FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
          WHERE extname <> 'plpgsql' AND ? IS NOT NULL ORDER BY extname
          """,
          """
          SELECT format('CREATE COLLATION %I.%I (provider = %s%s, %s)', nspname, collname,
            CASE collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END, {deterministic}, {locale})
          FROM pg_collation c JOIN pg_namespace n ON n.oid = collnamespace
          WHERE nspname = ANY (?) AND {own pg_collation c} ORDER BY nspname, collname
          """,
          """
          SELECT format('CREATE TYPE %I.%I AS ENUM (%s)', nspname, typname,
            (SELECT string_agg(E'\\n    ' || quote_literal(enumlabel), ',' ORDER BY enumsortorder) || E'\\n' FROM pg_enum WHERE enumtypid = t.oid))
          FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
          WHERE typtype = 'e' AND nspname = ANY (?) AND {own pg_type t} ORDER BY nspname, typname
          """,
          """
          SELECT format('CREATE TYPE %I.%I AS (%s)', nspname, relname,
            (SELECT string_agg(E'\\n    ' || quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)
                || CASE WHEN attcollation <> typcollation THEN ' COLLATE ' || attcollation::regcollation ELSE '' END, ',' ORDER BY attnum) || E'\\n'
              FROM pg_attribute JOIN pg_type y ON y.oid = atttypid WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped))
          FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
          WHERE relkind = 'c' AND nspname = ANY (?) AND {own pg_type c.reltype} ORDER BY nspname, relname
          """,
          """
          SELECT format('CREATE DOMAIN %I.%I AS %s%s%s%s%s', nspname, typname, format_type(typbasetype, typtypmod),
            CASE WHEN typcollation <> (SELECT typcollation FROM pg_type WHERE oid = t.typbasetype) THEN ' COLLATE ' || typcollation::regcollation ELSE '' END,
            CASE WHEN typnotnull THEN ' NOT NULL' ELSE '' END, ' DEFAULT ' || typdefault,
            (SELECT string_agg(format(E'\\n    CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)), '' ORDER BY conname)
              FROM pg_constraint WHERE contypid = t.oid AND contype = 'c'))
          FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
          WHERE typtype = 'd' AND nspname = ANY (?) AND {own pg_type t} ORDER BY nspname, typname
          """,
          """
          SELECT format(E'CREATE TYPE %I.%I AS RANGE (\\n    subtype = %s%s%s%s%s%s\\n)', nspname, typname, format_type(rngsubtype, NULL),
            {multirange},
            (SELECT format(E',\\n    subtype_opclass = %I.%I', on_.nspname, opcname) FROM pg_opclass o JOIN pg_namespace on_ ON on_.oid = opcnamespace
              WHERE o.oid = rngsubopc AND NOT opcdefault),
            CASE WHEN rngcollation <> 0 AND rngcollation <> (SELECT typcollation FROM pg_type WHERE oid = rngsubtype)
              THEN E',\\n    collation = ' || rngcollation::regcollation END,
            CASE WHEN rngcanonical <> 0 THEN E',\\n    canonical = ' || rngcanonical END,
            CASE WHEN rngsubdiff <> 0 THEN E',\\n    subtype_diff = ' || rngsubdiff END)
          FROM pg_range JOIN pg_type t ON t.oid = rngtypid JOIN pg_namespace n ON n.oid = typnamespace
          WHERE nspname = ANY (?) AND {own pg_type t} ORDER BY nspname, typname
          """,
          """
          SELECT '\\echo NOT EXTRACTED: the base type ' || format('%I.%I', nspname, typname) || ', whose functions are not SQL'
          FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
          WHERE typtype = 'b' AND typcategory <> 'A' AND nspname = ANY (?) AND {own pg_type t} ORDER BY 1
          """,
          """
          SELECT pg_get_functiondef(p.oid)
          FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
          WHERE prokind IN ('f', 'p', 'w') AND nspname = ANY (?) AND {own pg_proc p}
          ORDER BY nspname, proname, pg_get_function_identity_arguments(p.oid)
          """,
          """
          SELECT format('CREATE AGGREGATE %I.%I(%s) (%s)', nspname, proname,
            CASE WHEN pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END,
            concat_ws(', ', 'SFUNC = ' || aggtransfn::regproc, 'STYPE = ' || format_type(aggtranstype, NULL),
              'SSPACE = ' || nullif(aggtransspace, 0), 'FINALFUNC = ' || nullif(aggfinalfn, 0)::regproc,
              CASE WHEN aggfinalextra THEN 'FINALFUNC_EXTRA' END, 'COMBINEFUNC = ' || nullif(aggcombinefn, 0)::regproc,
              'SERIALFUNC = ' || nullif(aggserialfn, 0)::regproc, 'DESERIALFUNC = ' || nullif(aggdeserialfn, 0)::regproc,
              'INITCOND = ' || quote_literal(agginitval), 'MSFUNC = ' || nullif(aggmtransfn, 0)::regproc,
              'MINVFUNC = ' || nullif(aggminvtransfn, 0)::regproc, 'MSTYPE = ' || format_type(nullif(aggmtranstype, 0), NULL),
              'MFINALFUNC = ' || nullif(aggmfinalfn, 0)::regproc, 'MINITCOND = ' || quote_literal(aggminitval),
              (SELECT format('SORTOP = OPERATOR(%I.%s)', s.nspname, oprname) FROM pg_operator o JOIN pg_namespace s ON s.oid = oprnamespace WHERE o.oid = aggsortop),
              CASE aggkind WHEN 'h' THEN 'HYPOTHETICAL' END, CASE proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END))
          FROM pg_aggregate a JOIN pg_proc p ON p.oid = aggfnoid JOIN pg_namespace n ON n.oid = pronamespace
          WHERE nspname = ANY (?) AND {own pg_proc p} ORDER BY nspname, proname, p.oid
          """,
          """
          SELECT format('CREATE OPERATOR %I.%s (%s)', nspname, oprname,
            concat_ws(', ', 'FUNCTION = ' || oprcode::regproc, 'LEFTARG = ' || format_type(nullif(oprleft, 0), NULL),
              'RIGHTARG = ' || format_type(nullif(oprright, 0), NULL),
              (SELECT format('COMMUTATOR = OPERATOR(%I.%s)', s.nspname, c.oprname) FROM pg_operator c JOIN pg_namespace s ON s.oid = c.oprnamespace WHERE c.oid = o.oprcom),
              (SELECT format('NEGATOR = OPERATOR(%I.%s)', s.nspname, c.oprname) FROM pg_operator c JOIN pg_namespace s ON s.oid = c.oprnamespace WHERE c.oid = o.oprnegate),
              CASE WHEN oprcanmerge THEN 'MERGES' END, CASE WHEN oprcanhash THEN 'HASHES' END,
              'RESTRICT = ' || nullif(oprrest, 0)::regproc, 'JOIN = ' || nullif(oprjoin, 0)::regproc))
          FROM pg_operator o JOIN pg_namespace n ON n.oid = oprnamespace
          WHERE nspname = ANY (?) AND oprcode <> 0 AND {own pg_operator o} ORDER BY nspname, oprname, o.oid
          """,
          """
          SELECT format(E'CREATE OPERATOR CLASS %I.%I\\n    %sFOR TYPE %s USING %I AS\\n    %s', nspname, opcname,
            CASE WHEN opcdefault THEN 'DEFAULT ' ELSE '' END, format_type(opcintype, NULL), amname,
            concat_ws(E',\\n    ', 'STORAGE ' || format_type(nullif(opckeytype, 0), NULL),
              (SELECT string_agg(format('OPERATOR %s %s', amopstrategy, amopopr::regoperator), E',\\n    ' ORDER BY amopstrategy)
                FROM pg_amop WHERE amopfamily = opcfamily AND amoplefttype = opcintype AND amoprighttype = opcintype),
              (SELECT string_agg(format('FUNCTION %s %s', amprocnum, amproc::regprocedure), E',\\n    ' ORDER BY amprocnum)
                FROM pg_amproc WHERE amprocfamily = opcfamily AND amproclefttype = opcintype AND amprocrighttype = opcintype)))
          FROM pg_opclass o JOIN pg_namespace n ON n.oid = opcnamespace JOIN pg_am a ON a.oid = opcmethod
          WHERE nspname = ANY (?) AND {own pg_opclass o} ORDER BY nspname, opcname
          """,
          """
          SELECT format('CREATE TEXT SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I%s)', n.nspname, dictname, tn.nspname, tmplname, ', ' || dictinitoption)
          FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = dictnamespace
            JOIN pg_ts_template t ON t.oid = dicttemplate JOIN pg_namespace tn ON tn.oid = tmplnamespace
          WHERE n.nspname = ANY (?) AND {own pg_ts_dict d} ORDER BY 1
          """,
          """
          SELECT format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, cfgname, pn.nspname, prsname)
            || coalesce((SELECT string_agg(format(E';\\nALTER TEXT SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %I WITH %s', n.nspname, cfgname, alias, dicts), '' ORDER BY tokid)
              FROM ts_token_type(cfgparser) JOIN LATERAL (
                SELECT string_agg(mapdict::regdictionary::text, ', ' ORDER BY mapseqno) AS dicts FROM pg_ts_config_map
                WHERE mapcfg = c.oid AND maptokentype = tokid) m ON dicts IS NOT NULL), '')
          FROM pg_ts_config c JOIN pg_namespace n ON n.oid = cfgnamespace
            JOIN pg_ts_parser p ON p.oid = cfgparser JOIN pg_namespace pn ON pn.oid = prsnamespace
          WHERE n.nspname = ANY (?) AND {own pg_ts_config c} ORDER BY 1
          """);

  /** Of what describes objects, or says who may use them. */
  static final List<String> BEHIND =
      List.of(
          """
          SELECT format('COMMENT ON %s %s IS %L',
            CASE WHEN i.type LIKE '%% column' THEN 'COLUMN' WHEN i.type LIKE '%% constraint' THEN 'CONSTRAINT'
              WHEN i.type = 'composite type' THEN 'TYPE' WHEN i.type = 'statistics object' THEN 'STATISTICS' ELSE upper(i.type) END,
            CASE i.type WHEN 'domain constraint' THEN regexp_replace(i.identity, ' on ', ' ON DOMAIN ') WHEN 'schema' THEN i.name ELSE i.identity END,
            d.description)
          FROM pg_description d
          CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i
          CROSS JOIN (SELECT ?::text[] AS names) s
          WHERE d.classoid NOT IN ('pg_database'::regclass, 'pg_extension'::regclass, 'pg_language'::regclass)
            AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
            AND d.objoid >= 16384 AND coalesce(i.schema, CASE d.classoid
              WHEN 'pg_namespace'::regclass THEN (SELECT nspname FROM pg_namespace WHERE oid = d.objoid)
              WHEN 'pg_constraint'::regclass THEN (SELECT nspname FROM pg_constraint k JOIN pg_namespace n ON n.oid = connamespace WHERE k.oid = d.objoid)
              WHEN 'pg_trigger'::regclass THEN (SELECT nspname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid JOIN pg_namespace n ON n.oid = relnamespace WHERE t.oid = d.objoid)
              WHEN 'pg_policy'::regclass THEN (SELECT nspname FROM pg_policy t JOIN pg_class c ON c.oid = polrelid JOIN pg_namespace n ON n.oid = relnamespace WHERE t.oid = d.objoid)
              WHEN 'pg_rewrite'::regclass THEN (SELECT nspname FROM pg_rewrite t JOIN pg_class c ON c.oid = ev_class JOIN pg_namespace n ON n.oid = relnamespace WHERE t.oid = d.objoid)
              END, s.names[1]) = ANY (s.names)
          ORDER BY 1
          """,
          """
          WITH things AS (
            SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS word, format('%I.%I', nspname, relname) AS name, relowner AS owner, relacl AS acl,
              acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner) AS standard, relnamespace AS namespace, '' AS columns
            FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relacl IS NOT NULL AND {own pg_class c}
            UNION ALL
            SELECT CASE prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, format('%I.%I(%s)', nspname, proname, pg_get_function_identity_arguments(p.oid)),
              proowner, proacl, acldefault('f', proowner), pronamespace, ''
            FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE proacl IS NOT NULL AND {own pg_proc p}
            UNION ALL
            SELECT 'TYPE', format('%I.%I', nspname, typname), typowner, typacl, acldefault('T', typowner), typnamespace, ''
            FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace WHERE typacl IS NOT NULL AND {own pg_type t}
            UNION ALL
            SELECT 'SCHEMA', quote_ident(nspname), nspowner, nspacl, coalesce((SELECT initprivs FROM pg_init_privs
              WHERE objoid = n.oid AND classoid = 'pg_namespace'::regclass), acldefault('n', nspowner)), oid, ''
            FROM pg_namespace n WHERE nspacl IS NOT NULL
            UNION ALL
            SELECT 'TABLE', format('%I.%I', nspname, relname), relowner, attacl, acldefault('c', relowner), relnamespace, ' (' || quote_ident(attname) || ')'
            FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
            WHERE attacl IS NOT NULL AND NOT attisdropped AND {own pg_class c}),
          given AS (
            SELECT word, name, columns, namespace, owner, x.grantee, x.privilege_type AS privilege, x.is_grantable FROM things, aclexplode(acl) x),
          usual AS (
            SELECT word, name, columns, namespace, owner, x.grantee, x.privilege_type AS privilege, x.is_grantable FROM things, aclexplode(standard) x),
          changes AS (
            SELECT 1 AS at, 'REVOKE' AS verb, 'FROM' AS direction, * FROM (SELECT * FROM usual EXCEPT SELECT * FROM given) r
            UNION ALL
            SELECT 2, 'GRANT', 'TO', * FROM (SELECT * FROM given EXCEPT SELECT * FROM usual) g)
          SELECT format('%s %s ON %s %s %s %s%s', verb, string_agg(privilege || columns, ', ' ORDER BY privilege), word, name, direction,
            CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
            CASE WHEN is_grantable AND verb = 'GRANT' THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM changes JOIN pg_namespace n ON n.oid = namespace
          WHERE grantee <> owner AND n.nspname = ANY (?)
          GROUP BY at, verb, word, name, columns, direction, grantee, is_grantable ORDER BY at, word, name, columns, grantee
          """,
          """
          WITH things AS (
            SELECT defaclrole AS role, n.nspname, CASE defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' ELSE 'SCHEMAS' END AS word,
              defaclacl AS acl, CASE WHEN defaclnamespace = 0 THEN acldefault(CASE defaclobjtype WHEN 'S' THEN 's' ELSE defaclobjtype END::"char", defaclrole) ELSE acldefault('c', defaclrole) END AS standard
            FROM pg_default_acl LEFT JOIN pg_namespace n ON n.oid = defaclnamespace),
          given AS (SELECT role, nspname, word, x.grantee, x.privilege_type AS privilege, x.is_grantable FROM things, aclexplode(acl) x),
          usual AS (SELECT role, nspname, word, x.grantee, x.privilege_type AS privilege, x.is_grantable FROM things, aclexplode(standard) x),
          changes AS (
            SELECT 'REVOKE' AS verb, 'FROM' AS direction, * FROM (SELECT * FROM usual EXCEPT SELECT * FROM given) r
            UNION ALL
            SELECT 'GRANT', 'TO', * FROM (SELECT * FROM given EXCEPT SELECT * FROM usual) g)
          SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s %s %s ON %s %s %s%s', pg_get_userbyid(role), ' IN SCHEMA ' || quote_ident(nspname), verb,
            string_agg(privilege, ', ' ORDER BY privilege), word, direction,
            CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
            CASE WHEN is_grantable AND verb = 'GRANT' THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM changes CROSS JOIN (SELECT ?::text[] AS names) s
          WHERE coalesce(nspname, s.names[1]) = ANY (s.names) AND grantee <> role
          GROUP BY verb, role, nspname, word, direction, grantee, is_grantable ORDER BY verb DESC, 1
          """);

  private DumpQueries() {}
}
