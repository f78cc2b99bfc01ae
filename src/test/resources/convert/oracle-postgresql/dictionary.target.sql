
-- function decimal_sign
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- NLS_SESSION_PARAMETERS, as far as converted code can depend on it
CREATE OR REPLACE VIEW godwit_oracle.nls_session_parameters AS
SELECT parameter::varchar, value::varchar FROM (VALUES
  ('NLS_NUMERIC_CHARACTERS', '.,'), ('NLS_DATE_FORMAT', 'YYYY-MM-DD HH24:MI:SS'),
  ('NLS_TIMESTAMP_FORMAT', 'YYYY-MM-DD HH24:MI:SS.FF'), ('NLS_TIMESTAMP_TZ_FORMAT', 'YYYY-MM-DD HH24:MI:SS.FFTZH'),
  ('NLS_LENGTH_SEMANTICS', 'CHAR')) AS of_session(parameter, value);

-- function facts
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;
-- A name as Oracle's dictionary has it: in capitals unless it was made with quotes
CREATE OR REPLACE FUNCTION godwit_oracle.dictionary_name(name text)
RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN name = lower(name) THEN upper(name) ELSE name END::varchar
$$;
-- NLS_DATABASE_PARAMETERS, likewise
CREATE OR REPLACE VIEW godwit_oracle.nls_database_parameters AS
SELECT parameter::varchar, value::varchar FROM (VALUES
  ('NLS_NUMERIC_CHARACTERS', '.,'), ('NLS_CHARACTERSET', CASE getdatabaseencoding() WHEN 'UTF8' THEN 'AL32UTF8' ELSE getdatabaseencoding() END),
  ('NLS_NCHAR_CHARACTERSET', 'AL16UTF16'), ('NLS_LENGTH_SEMANTICS', 'CHAR')) AS of_database(parameter, value);
-- V$VERSION
CREATE OR REPLACE VIEW godwit_oracle.v_version AS
SELECT version()::varchar AS banner;
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

-- function kinds
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A name as Oracle's dictionary has it: in capitals unless it was made with quotes
CREATE OR REPLACE FUNCTION godwit_oracle.dictionary_name(name text)
RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN name = lower(name) THEN upper(name) ELSE name END::varchar
$$;
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

-- function server_summary
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- The encoding that an Oracle character set's name means, also behind a language and a territory
CREATE OR REPLACE FUNCTION godwit_oracle.encoding_of(charset text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  name text := upper(regexp_replace(charset, '^.*\.', ''));
  found text := CASE coalesce(name, 'AL32UTF8')
    WHEN 'AL32UTF8' THEN 'UTF8' WHEN 'UTF8' THEN 'UTF8' WHEN 'AL16UTF16' THEN 'UTF16' WHEN 'AL16UTF16LE' THEN 'UTF16LE'
    WHEN 'WE8ISO8859P1' THEN 'LATIN1' WHEN 'EE8ISO8859P2' THEN 'LATIN2' WHEN 'WE8ISO8859P15' THEN 'LATIN9'
    WHEN 'WE8MSWIN1252' THEN 'WIN1252' WHEN 'EE8MSWIN1250' THEN 'WIN1250' WHEN 'CL8MSWIN1251' THEN 'WIN1251' END;
BEGIN
  IF found IS NULL THEN
    RAISE EXCEPTION 'ORA-12703: this character set conversion is not supported: %', charset
      USING ERRCODE = 'feature_not_supported';
  END IF;
  RETURN found;
END $$;
-- The encoding of NLS_CHARSET_ID's number, 0 being the database's
CREATE OR REPLACE FUNCTION godwit_oracle.encoding_of(csid numeric)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT godwit_oracle.encoding_of(CASE csid WHEN 0 THEN 'AL32UTF8' WHEN 873 THEN 'AL32UTF8' WHEN 871 THEN 'UTF8'
  WHEN 31 THEN 'WE8ISO8859P1' WHEN 46 THEN 'WE8ISO8859P15' WHEN 178 THEN 'WE8MSWIN1252' WHEN 170 THEN 'EE8MSWIN1250'
  WHEN 2000 THEN 'AL16UTF16' WHEN 2002 THEN 'AL16UTF16LE' ELSE csid::text END)
$$;
-- Bytes of an encoding as text, also of UTF-16
CREATE OR REPLACE FUNCTION godwit_oracle.bytes_to_text(data bytea, encoding text)
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  result text := '';
  high integer := CASE WHEN encoding = 'UTF16' THEN 0 ELSE 1 END;
  unit integer;
  first integer;
BEGIN
  IF encoding NOT LIKE 'UTF16%' THEN
    RETURN nullif(convert_from(data, encoding), '');
  END IF;
  FOR at IN 0 .. length(data) / 2 - 1 LOOP
    unit := get_byte(data, 2 * at + high) * 256 + get_byte(data, 2 * at + 1 - high);
    IF unit BETWEEN 55296 AND 56319 THEN
      first := unit;
    ELSIF unit BETWEEN 56320 AND 57343 THEN
      result := result || chr(65536 + ((first - 55296) << 10) + unit - 56320);
    ELSE
      result := result || chr(unit);
    END IF;
  END LOOP;
  RETURN nullif(result, '');
END $$;
-- XMLTYPE of text: a document
CREATE OR REPLACE FUNCTION godwit_oracle.xmltype(document text)
RETURNS xml LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT xmlparse(DOCUMENT document)
$$;
-- XMLTYPE of bytes
CREATE OR REPLACE FUNCTION godwit_oracle.xmltype(document bytea, csid numeric DEFAULT 873)
RETURNS xml LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT xmlparse(DOCUMENT godwit_oracle.bytes_to_text(document, godwit_oracle.encoding_of(csid)))
$$;

-- view v_server
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A name as Oracle's dictionary has it: in capitals unless it was made with quotes
CREATE OR REPLACE FUNCTION godwit_oracle.dictionary_name(name text)
RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN name = lower(name) THEN upper(name) ELSE name END::varchar
$$;
-- NLS_DATABASE_PARAMETERS, likewise
CREATE OR REPLACE VIEW godwit_oracle.nls_database_parameters AS
SELECT parameter::varchar, value::varchar FROM (VALUES
  ('NLS_NUMERIC_CHARACTERS', '.,'), ('NLS_CHARACTERSET', CASE getdatabaseencoding() WHEN 'UTF8' THEN 'AL32UTF8' ELSE getdatabaseencoding() END),
  ('NLS_NCHAR_CHARACTERSET', 'AL16UTF16'), ('NLS_LENGTH_SEMANTICS', 'CHAR')) AS of_database(parameter, value);
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

-- table asked
CREATE TABLE asked (
  id INTEGER NOT NULL,
  name VARCHAR(10)
);

-- function decimal_sign
CREATE OR REPLACE FUNCTION decimal_sign()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_value godwit_oracle.nls_session_parameters.value%TYPE;
BEGIN
  SELECT SUBSTR(value, 1, 1)
  INTO STRICT l_value
  FROM godwit_oracle.nls_session_parameters
  WHERE parameter = 'NLS_NUMERIC_CHARACTERS';
  RETURN l_value;
END;
$$;

-- function facts
CREATE OR REPLACE FUNCTION facts(p_table VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_columns NUMERIC;
  l_tables NUMERIC;
  l_users NUMERIC;
  l_own NUMERIC;
  l_banner VARCHAR(400);
  l_charset VARCHAR(30);
  l_all NUMERIC;
BEGIN
  SELECT count(*)
  INTO STRICT l_columns
  FROM godwit_oracle.user_tab_columns
  WHERE table_name = upper(p_table)
    AND nullable = 'N';
  SELECT count(*)
  INTO STRICT l_all
  FROM godwit_oracle.all_tab_columns
  WHERE table_name = upper(p_table);
  SELECT count(*)
  INTO STRICT l_tables
  FROM godwit_oracle.user_tables
  WHERE table_name = upper(p_table);
  SELECT count(*)
  INTO STRICT l_own
  FROM godwit_oracle.user_objects
  WHERE object_name = upper(p_table)
    AND object_type = 'TABLE';
  SELECT count(*)
  INTO STRICT l_users
  FROM godwit_oracle.all_users
  WHERE username = 'PUBLIC';
  SELECT banner
  INTO STRICT l_banner
  FROM godwit_oracle.v_version
  FETCH NEXT 1 ROWS ONLY;
  SELECT value
  INTO STRICT l_charset
  FROM godwit_oracle.nls_database_parameters
  WHERE parameter = 'NLS_CHARACTERSET';
  RETURN CONCAT(godwit_oracle.text_of(l_columns), ' ', godwit_oracle.text_of(l_all), ' ', godwit_oracle.text_of(l_tables),
      ' ', godwit_oracle.text_of(l_own), ' ', godwit_oracle.text_of(l_users), ' ', SUBSTR(l_banner, 1,
          10), ' ', l_charset);
END;
$$;

-- function kinds
CREATE OR REPLACE FUNCTION kinds(
  p_owner VARCHAR,
  p_name godwit_oracle.all_objects.object_name%TYPE)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_all VARCHAR(400);
  r RECORD;
BEGIN
  FOR r IN (
    SELECT
      object_type,
      status
    FROM godwit_oracle.all_objects
    WHERE owner = upper(p_owner)
      AND object_name = upper(p_name)
    ORDER BY object_type) LOOP
    l_all := CONCAT(l_all, r.object_type, ' ', r.status, ';');
  END LOOP;
  RETURN l_all;
END;
$$;

-- function server_summary
CREATE OR REPLACE FUNCTION server_summary()
RETURNS XML
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN godwit_oracle.xmltype('<server/>');
END;
$$;

-- view v_summary
CREATE OR REPLACE VIEW v_summary (object_value) AS
SELECT server_summary();

-- view v_server
CREATE OR REPLACE VIEW v_server AS
SELECT
  d.name,
  p.value AS service_name,
  i.host_name,
  n.value AS db_characterset
FROM
  godwit_oracle.v_system_parameter p,
  godwit_oracle.v_database d,
  godwit_oracle.v_instance i,
  godwit_oracle.nls_database_parameters n
WHERE p.name = 'service_names'
  AND n.parameter = 'NLS_CHARACTERSET';

-- trigger no_changes
CREATE OR REPLACE FUNCTION no_changes_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NULL;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER no_changes
INSTEAD OF INSERT OR UPDATE OR DELETE ON v_summary
FOR EACH ROW
EXECUTE FUNCTION no_changes_fn();
