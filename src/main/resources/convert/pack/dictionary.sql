-- A name as Oracle's dictionary has it: in capitals unless it was made with quotes
CREATE OR REPLACE FUNCTION godwit_oracle.dictionary_name(name text)
RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN name = lower(name) THEN upper(name) ELSE name END::varchar
$$;

-- NLS_SESSION_PARAMETERS, as far as converted code can depend on it
CREATE OR REPLACE VIEW godwit_oracle.nls_session_parameters AS
SELECT parameter::varchar, value::varchar FROM (VALUES
  ('NLS_NUMERIC_CHARACTERS', '.,'), ('NLS_DATE_FORMAT', 'YYYY-MM-DD HH24:MI:SS'),
  ('NLS_TIMESTAMP_FORMAT', 'YYYY-MM-DD HH24:MI:SS.FF'), ('NLS_TIMESTAMP_TZ_FORMAT', 'YYYY-MM-DD HH24:MI:SS.FFTZH'),
  ('NLS_LENGTH_SEMANTICS', 'CHAR')) AS of_session(parameter, value);

-- NLS_DATABASE_PARAMETERS, likewise
CREATE OR REPLACE VIEW godwit_oracle.nls_database_parameters AS
SELECT parameter::varchar, value::varchar FROM (VALUES
  ('NLS_NUMERIC_CHARACTERS', '.,'), ('NLS_CHARACTERSET', CASE getdatabaseencoding() WHEN 'UTF8' THEN 'AL32UTF8' ELSE getdatabaseencoding() END),
  ('NLS_NCHAR_CHARACTERSET', 'AL16UTF16'), ('NLS_LENGTH_SEMANTICS', 'CHAR')) AS of_database(parameter, value);

-- V$VERSION
CREATE OR REPLACE VIEW godwit_oracle.v_version AS
SELECT version()::varchar AS banner;

-- V$PARAMETER: those that mean something on the target
CREATE OR REPLACE VIEW godwit_oracle.v_parameter AS
SELECT name::varchar, value::varchar, value::varchar AS display_value FROM (VALUES
  ('db_name', current_database()::text), ('db_unique_name', current_database()::text), ('instance_name', current_database()::text),
  ('service_names', current_database()::text), ('db_domain', NULL), ('processes', current_setting('max_connections')),
  ('sessions', current_setting('max_connections')), ('compatible', current_setting('server_version'))) AS of_server(name, value);

-- V$SYSTEM_PARAMETER
CREATE OR REPLACE VIEW godwit_oracle.v_system_parameter AS
SELECT name, value, display_value FROM godwit_oracle.v_parameter;

-- V$DATABASE
CREATE OR REPLACE VIEW godwit_oracle.v_database AS
SELECT oid::bigint::numeric AS dbid, godwit_oracle.dictionary_name(datname) AS name, godwit_oracle.dictionary_name(datname) AS db_unique_name,
  CASE WHEN pg_is_in_recovery() THEN 'READ ONLY' ELSE 'READ WRITE' END::varchar AS open_mode
FROM pg_database WHERE datname = current_database();

-- V$INSTANCE
CREATE OR REPLACE VIEW godwit_oracle.v_instance AS
SELECT 1::numeric AS instance_number, current_database()::varchar AS instance_name, coalesce(host(inet_server_addr()), 'localhost')::varchar AS host_name,
  current_setting('server_version')::varchar AS version, pg_postmaster_start_time()::timestamp(0) AS startup_time, 'OPEN'::varchar AS status;

-- ALL_USERS: a schema is a user
CREATE OR REPLACE VIEW godwit_oracle.all_users AS
SELECT godwit_oracle.dictionary_name(nspname) AS username, oid::bigint::numeric AS user_id
FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema';

-- ALL_TABLES
CREATE OR REPLACE VIEW godwit_oracle.all_tables AS
SELECT godwit_oracle.dictionary_name(n.nspname) AS owner, godwit_oracle.dictionary_name(c.relname) AS table_name,
  greatest(c.reltuples, 0)::numeric AS num_rows, CASE c.relpersistence WHEN 't' THEN 'Y' ELSE 'N' END::varchar AS temporary
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema';

-- USER_TABLES: those of the current schema
CREATE OR REPLACE VIEW godwit_oracle.user_tables AS
SELECT table_name, num_rows, temporary FROM godwit_oracle.all_tables
WHERE owner = godwit_oracle.dictionary_name(current_schema());

-- ALL_TAB_COLUMNS: types by the names that they have on Oracle, with its lengths and digits
CREATE OR REPLACE VIEW godwit_oracle.all_tab_columns AS
SELECT godwit_oracle.dictionary_name(table_schema) AS owner, godwit_oracle.dictionary_name(table_name) AS table_name,
  godwit_oracle.dictionary_name(column_name) AS column_name, CASE data_type
    WHEN 'character varying' THEN 'VARCHAR2' WHEN 'character' THEN 'CHAR' WHEN 'text' THEN 'CLOB' WHEN 'bytea' THEN 'BLOB'
    WHEN 'smallint' THEN 'NUMBER' WHEN 'integer' THEN 'NUMBER' WHEN 'bigint' THEN 'NUMBER' WHEN 'numeric' THEN 'NUMBER'
    WHEN 'real' THEN 'BINARY_FLOAT' WHEN 'double precision' THEN 'BINARY_DOUBLE' WHEN 'xml' THEN 'XMLTYPE'
    WHEN 'timestamp without time zone' THEN CASE datetime_precision WHEN 0 THEN 'DATE' ELSE format('TIMESTAMP(%s)', datetime_precision) END
    WHEN 'timestamp with time zone' THEN format('TIMESTAMP(%s) WITH TIME ZONE', datetime_precision)
    WHEN 'interval' THEN CASE WHEN interval_type ~ 'MONTH' THEN 'INTERVAL YEAR(2) TO MONTH' ELSE format('INTERVAL DAY(2) TO SECOND(%s)', datetime_precision) END
    ELSE upper(data_type) END::varchar AS data_type,
  coalesce(character_maximum_length, CASE WHEN data_type IN ('smallint', 'integer', 'bigint', 'numeric') THEN 22
    WHEN data_type IN ('text', 'bytea') THEN 4000 WHEN data_type = 'timestamp with time zone' THEN 13
    WHEN data_type = 'timestamp without time zone' THEN CASE datetime_precision WHEN 0 THEN 7 ELSE 11 END
    WHEN data_type = 'real' THEN 4 WHEN data_type = 'double precision' THEN 8 WHEN data_type = 'interval' THEN 11 END)::numeric AS data_length,
  CASE data_type WHEN 'smallint' THEN 4 WHEN 'integer' THEN 9 WHEN 'bigint' THEN 18 WHEN 'numeric' THEN numeric_precision END::numeric AS data_precision,
  CASE WHEN data_type IN ('smallint', 'integer', 'bigint', 'numeric') THEN numeric_scale END::numeric AS data_scale, CASE is_nullable WHEN 'YES' THEN 'Y' ELSE 'N' END::varchar AS nullable,
  ordinal_position::numeric AS column_id, column_default::varchar AS data_default
FROM information_schema.columns WHERE table_schema NOT LIKE 'pg\_%' AND table_schema <> 'information_schema';

-- USER_TAB_COLUMNS
CREATE OR REPLACE VIEW godwit_oracle.user_tab_columns AS
SELECT table_name, column_name, data_type, data_length, data_precision, data_scale, nullable, column_id, data_default
FROM godwit_oracle.all_tab_columns WHERE owner = godwit_oracle.dictionary_name(current_schema());

-- ALL_OBJECTS: a schema with routines is a package too, as packages become schemas; all that is there is valid
CREATE OR REPLACE VIEW godwit_oracle.all_objects AS
SELECT godwit_oracle.dictionary_name(n.nspname) AS owner, godwit_oracle.dictionary_name(c.relname) AS object_name,
  CASE c.relkind WHEN 'r' THEN 'TABLE' WHEN 'p' THEN 'TABLE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
    WHEN 'S' THEN 'SEQUENCE' WHEN 'i' THEN 'INDEX' ELSE 'TYPE' END::varchar AS object_type,
  c.oid::bigint::numeric AS object_id, 'VALID'::varchar AS status
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'i', 'c') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
UNION ALL
SELECT DISTINCT ON (n.nspname, p.proname, p.prokind) godwit_oracle.dictionary_name(n.nspname),
  godwit_oracle.dictionary_name(p.proname), CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END::varchar,
  p.oid::bigint::numeric, 'VALID'::varchar
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
UNION ALL
SELECT godwit_oracle.dictionary_name(n.nspname), godwit_oracle.dictionary_name(t.tgname), 'TRIGGER'::varchar, t.oid::bigint::numeric, 'VALID'::varchar
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
UNION ALL
SELECT godwit_oracle.dictionary_name(current_schema()), godwit_oracle.dictionary_name(n.nspname), 'PACKAGE'::varchar, n.oid::bigint::numeric, 'VALID'::varchar
FROM pg_namespace n WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
  AND EXISTS (SELECT FROM pg_proc p WHERE p.pronamespace = n.oid);

-- USER_OBJECTS
CREATE OR REPLACE VIEW godwit_oracle.user_objects AS
SELECT object_name, object_type, object_id, status FROM godwit_oracle.all_objects
WHERE owner = godwit_oracle.dictionary_name(current_schema());
