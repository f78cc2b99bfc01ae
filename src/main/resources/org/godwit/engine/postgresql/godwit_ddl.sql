-- The owner of the schema or of the function could have everybody who alters a table run anything.
DO $owned$
DECLARE
  others text;
BEGIN
  IF to_regnamespace('godwit_ddl') IS NULL THEN
    CREATE SCHEMA godwit_ddl;
  END IF;
  SELECT string_agg(DISTINCT coalesce(r.rolname, 'PUBLIC'), ', ') INTO others
    FROM (SELECT n.nspowner FROM pg_namespace n WHERE n.nspname = 'godwit_ddl'
          UNION SELECT p.proowner FROM pg_proc p WHERE p.pronamespace = to_regnamespace('godwit_ddl')
          UNION SELECT acl.grantee FROM pg_namespace n, aclexplode(n.nspacl) AS acl
                 WHERE n.nspname = 'godwit_ddl' AND acl.privilege_type = 'CREATE') AS holder (oid)
    LEFT JOIN pg_roles r ON r.oid = holder.oid
   WHERE r.oid IS NULL
      OR NOT (r.rolsuper OR r.rolname = current_user
              OR EXISTS (SELECT FROM pg_roles h
                          WHERE h.rolname IN ('rds_superuser', 'cloudsqlsuperuser', 'alloydbsuperuser', 'azure_pg_admin')
                            AND pg_has_role(r.oid, h.oid, 'MEMBER')));
  IF others IS NOT NULL THEN
    RAISE EXCEPTION 'the schema godwit_ddl is there, and it, a function in it, or CREATE on it is held by %, who could have whoever alters a table run anything: look at it, drop it, then run this again', others
      USING ERRCODE = 'insufficient_privilege';
  END IF;
END
$owned$;

COMMENT ON SCHEMA godwit_ddl IS
  'Godwit: writes into the log what statements do to tables, for the tasks that follow it. DROP SCHEMA godwit_ddl CASCADE ends that.';

CREATE OR REPLACE FUNCTION godwit_ddl.log() RETURNS event_trigger
  LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $godwit$
-- Fails no statement: what goes wrong here is a warning. What it takes counts for the
-- statement_timeout of whoever alters a table, so it is kept short. Runs as whoever alters a table, and
-- reads the catalog alone. Messages are lines; the last ones are a table's form.
DECLARE
  before text;
  now text;
  touched oid[] := '{}';
  made oid[] := '{}';
  messages text[] := '{}';
BEGIN
  IF tg_event = 'ddl_command_start' THEN
    SELECT jsonb_object_agg(tree.parent, tree.children)::text INTO now
      FROM (SELECT i.inhparent::bigint AS parent,
                   string_agg(i.inhrelid::text, ',' ORDER BY i.inhrelid) AS children
              FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent AND p.relkind = 'p'
             GROUP BY 1) AS tree;
    PERFORM set_config('godwit_ddl.partitions', coalesce(now, '{}'), true);

  ELSIF tg_event = 'table_rewrite' THEN
    -- USING may make other values of the same type. Within a function nobody sees the statement.
    IF (pg_event_trigger_table_rewrite_reason() & 4) <> 0
       AND NOT (current_query() ~* E'\\malter\\s+table\\M'
                AND current_query() !~* E'\\m(using|do|call|select|execute)\\M') THEN
      SELECT array_agg(concat_ws(E'\n', 'rewritten', tg_tag,
                 replace(replace(n.nspname, E'\\', E'\\\\'), E'\n', E'\\n'),
                 replace(replace(c.relname, E'\\', E'\\\\'), E'\n', E'\\n'), c.oid::bigint))
        INTO messages
        FROM (SELECT pg_event_trigger_table_rewrite_oid() AS oid) AS of
        JOIN pg_class c ON c.oid = coalesce(pg_partition_root(of.oid)::oid, of.oid)
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relpersistence <> 't';
    END IF;

  ELSIF tg_event = 'sql_drop' THEN
    SELECT coalesce(array_agg(concat_ws(E'\n', 'dropped', tg_tag,
               replace(replace(d.schema_name, E'\\', E'\\\\'), E'\n', E'\\n'),
               replace(replace(d.object_name, E'\\', E'\\\\'), E'\n', E'\\n'), d.objid::bigint))
             FILTER (WHERE d.object_type = 'table'), '{}'),
           coalesce(array_agg(d.objid)
             FILTER (WHERE d.object_type = 'table column' AND tg_tag <> 'ALTER TABLE'), '{}')
      INTO messages, touched
      FROM pg_event_trigger_dropped_objects() d
     WHERE d.classid = 'pg_class'::regclass AND NOT d.is_temporary;

  ELSE
    SELECT coalesce(array_agg(d.objid) FILTER (WHERE d.classid = 'pg_class'::regclass), '{}'),
           coalesce(array_agg(d.objid) FILTER (WHERE d.command_tag IN
             ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO')), '{}')
      INTO touched, made
      FROM pg_event_trigger_ddl_commands() d;
    IF tg_tag IN ('ALTER SCHEMA', 'ALTER TYPE') THEN
      SELECT coalesce(array_agg(DISTINCT of.oid), '{}') INTO touched
        FROM pg_event_trigger_ddl_commands() d
       CROSS JOIN LATERAL (
              SELECT c.oid FROM pg_class c
               WHERE d.classid = 'pg_namespace'::regclass AND c.relnamespace = d.objid
              UNION SELECT a.attrelid FROM pg_attribute a
               WHERE d.classid = 'pg_type'::regclass AND a.atttypid IN (
                     WITH RECURSIVE made (oid) AS (
                            SELECT d.objid
                            UNION SELECT t.oid FROM made
                              JOIN pg_type t ON made.oid IN (t.typelem, t.typbasetype))
                     SELECT oid FROM made)) AS of;
    END IF;
    IF tg_tag IN ('ALTER TABLE', 'DROP TABLE', 'DROP SCHEMA', 'DROP OWNED', 'DROP EXTENSION') THEN
      SELECT jsonb_object_agg(tree.parent, tree.children)::text INTO now
        FROM (SELECT i.inhparent::bigint AS parent,
                     string_agg(i.inhrelid::text, ',' ORDER BY i.inhrelid) AS children
                FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent AND p.relkind = 'p'
               GROUP BY 1) AS tree;
      now := coalesce(now, '{}');
      before := nullif(current_setting('godwit_ddl.partitions', true), '');
      IF before IS DISTINCT FROM now THEN
        SELECT coalesce(array_agg(DISTINCT concat_ws(E'\n', 'repartitioned', tg_tag,
                   replace(replace(n.nspname, E'\\', E'\\\\'), E'\n', E'\\n'),
                   replace(replace(c.relname, E'\\', E'\\\\'), E'\n', E'\\n'), c.oid::bigint)), '{}')
          INTO messages
          FROM (SELECT coalesce(was.key, is_now.key)::bigint::oid AS oid, was.value AS was, is_now.value AS is_now
                  FROM jsonb_each_text(coalesce(before, '{}')::jsonb) AS was
                  FULL JOIN jsonb_each_text(now::jsonb) AS is_now ON is_now.key = was.key
                 WHERE was.value IS DISTINCT FROM is_now.value) AS tree
          JOIN pg_class p ON p.oid = tree.oid AND p.relkind = 'p'
          JOIN pg_class c ON c.oid = coalesce(pg_partition_root(p.oid)::oid, p.oid)
          JOIN pg_namespace n ON n.oid = c.relnamespace
         -- ALTER TABLE changes the partitions of what it names; others are another session's.
         WHERE CASE WHEN before IS NULL THEN p.oid = ANY (touched)
               ELSE (tg_tag <> 'ALTER TABLE' OR p.oid = ANY (touched))
                    AND (EXISTS (
                           SELECT string_to_table(tree.was, ',')
                           EXCEPT SELECT string_to_table(tree.is_now, ','))
                         OR EXISTS (
                           SELECT FROM (
                                  SELECT string_to_table(tree.is_now, ',') AS oid
                                  EXCEPT SELECT string_to_table(tree.was, ',')) AS child
                            CROSS JOIN LATERAL pg_partition_tree(child.oid::oid::regclass) AS leaf
                            WHERE leaf.isleaf AND pg_relation_size(leaf.relid) > 0))
               END;
      END IF;
    END IF;
  END IF;

  IF cardinality(touched) > 0 THEN
    messages := messages || (
      SELECT coalesce(array_agg(concat_ws(E'\n', 'table', tg_tag,
                 replace(replace(n.nspname, E'\\', E'\\\\'), E'\n', E'\\n'),
                 replace(replace(c.relname, E'\\', E'\\\\'), E'\n', E'\\n'),
                 format('%s %s %s', (c.oid = ANY (made))::int, c.relispartition::int, c.relreplident),
                 concat_ws(' ', c.oid::bigint, c.relfilenode::bigint, coalesce(keyed.by, '-')),
                 formed.columns)), '{}')
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
       CROSS JOIN LATERAL (
              SELECT string_agg(k::text, ',' ORDER BY k) AS by
                FROM pg_constraint p, unnest(p.conkey) AS k
               WHERE p.conrelid = c.oid AND p.contype = 'p') AS keyed
       CROSS JOIN LATERAL (
              SELECT string_agg(concat_ws(' ', a.attnum, a.atttypid::bigint, a.atttypmod,
                       concat_ws(':', (a.attgenerated = '')::int,
                         (SELECT string_agg(e.oid::bigint || '=' || left(encode(sha256(
                                   convert_to(e.enumlabel, 'UTF8')), 'hex'), 16), ',' ORDER BY e.oid)
                            FROM pg_enum e
                           WHERE a.atttypid >= 16384 AND e.enumtypid IN (
                                 WITH RECURSIVE part (oid) AS (
                                        SELECT a.atttypid
                                        UNION SELECT of.oid FROM part JOIN pg_type t ON t.oid = part.oid
                                         CROSS JOIN LATERAL (VALUES (t.typelem), (t.typbasetype)) AS of (oid)
                                         WHERE of.oid <> 0)
                                 SELECT oid FROM part))),
                       replace(replace(a.attname, E'\\', E'\\\\'), E'\n', E'\\n')), E'\n'
                     ORDER BY a.attnum) AS columns
                FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS formed
       WHERE c.oid = ANY (touched) AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't');
  END IF;

  PERFORM pg_logical_emit_message(true, 'godwit_ddl', convert_to(message, 'UTF8'))
     FROM unnest(messages) AS message;
EXCEPTION WHEN OTHERS THEN
  RAISE WARNING 'godwit_ddl did not log this %, which itself is not touched by that: %', tg_tag, sqlerrm;
END
$godwit$;

DROP EVENT TRIGGER IF EXISTS godwit_ddl_start;
DROP EVENT TRIGGER IF EXISTS godwit_ddl_end;
DROP EVENT TRIGGER IF EXISTS godwit_ddl_drop;
DROP EVENT TRIGGER IF EXISTS godwit_ddl_rewrite;
CREATE EVENT TRIGGER godwit_ddl_start ON ddl_command_start
  WHEN TAG IN ('ALTER TABLE', 'DROP TABLE', 'DROP SCHEMA', 'DROP OWNED', 'DROP EXTENSION')
  EXECUTE FUNCTION godwit_ddl.log();
CREATE EVENT TRIGGER godwit_ddl_end ON ddl_command_end
  WHEN TAG IN ('ALTER TABLE', 'DROP TABLE', 'DROP SCHEMA', 'DROP OWNED', 'DROP EXTENSION',
    'CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'CREATE SCHEMA', 'ALTER SCHEMA', 'ALTER TYPE')
  EXECUTE FUNCTION godwit_ddl.log();
CREATE EVENT TRIGGER godwit_ddl_drop ON sql_drop EXECUTE FUNCTION godwit_ddl.log();
CREATE EVENT TRIGGER godwit_ddl_rewrite ON table_rewrite EXECUTE FUNCTION godwit_ddl.log()
