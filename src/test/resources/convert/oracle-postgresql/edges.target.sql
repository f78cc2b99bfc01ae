CREATE SCHEMA IF NOT EXISTS ora_pg_core;

-- package calls
CREATE SCHEMA IF NOT EXISTS calls;

-- function columns_of
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A name as Oracle's dictionary has it: in capitals unless it was made with quotes
CREATE OR REPLACE FUNCTION godwit_oracle.dictionary_name(name text)
RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN name = lower(name) THEN upper(name) ELSE name END::varchar
$$;
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

-- function number_of
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- TO_NUMBER with a mask: the text must have its form
CREATE OR REPLACE FUNCTION godwit_oracle.to_number(string text, mask text)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  digits text := regexp_replace(upper(mask), 'FM|MI|PR|[SBL$]', '', 'g');
  plain text := btrim(string);
  sign text := '';
  places integer := length(regexp_replace(regexp_replace(digits, '[D.].*', ''), '[^09]', '', 'g'));
  fraction integer := length(regexp_replace(regexp_replace(digits, '^[^D.]*', ''), '[^09]', '', 'g'));
BEGIN
  IF string = '' THEN
    RETURN NULL;
  ELSIF digits !~ '^[09GD.,]+$' THEN
    RETURN pg_catalog.to_number(string, mask);
  END IF;
  IF mask ~* '[L$]' THEN
    plain := replace(plain, '$', '');
  END IF;
  IF mask ~* 'PR$' AND plain ~ '^<.*>$' THEN
    plain := '-' || btrim(plain, '<>');
  ELSIF mask ~* '(MI|S)$' AND plain ~ '[-+]$' THEN
    plain := right(plain, 1) || left(plain, -1);
  END IF;
  IF plain ~ '^[-+]' THEN
    sign := left(plain, 1);
    plain := substr(plain, 2);
  END IF;
  IF digits ~ '[G,]' THEN
    plain := replace(plain, ',', '');
  END IF;
  IF plain !~ format('^[0-9]{0,%s}%s$', places, CASE WHEN digits ~ '[D.]' THEN format('([.][0-9]{0,%s})?', fraction) ELSE '' END)
      OR plain !~ '[0-9]' THEN
    RAISE EXCEPTION 'ORA-01722: invalid number: % for the format %', string, mask USING ERRCODE = 'invalid_text_representation';
  END IF;
  RETURN (sign || plain)::numeric;
END;
$$;

-- package ora_pg_util
CREATE SCHEMA IF NOT EXISTS ora_pg_util;

-- package body ora_pg_util
CREATE SCHEMA IF NOT EXISTS ora_pg_util;

-- function price
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- TO_NUMBER with a mask: the text must have its form
CREATE OR REPLACE FUNCTION godwit_oracle.to_number(string text, mask text)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  digits text := regexp_replace(upper(mask), 'FM|MI|PR|[SBL$]', '', 'g');
  plain text := btrim(string);
  sign text := '';
  places integer := length(regexp_replace(regexp_replace(digits, '[D.].*', ''), '[^09]', '', 'g'));
  fraction integer := length(regexp_replace(regexp_replace(digits, '^[^D.]*', ''), '[^09]', '', 'g'));
BEGIN
  IF string = '' THEN
    RETURN NULL;
  ELSIF digits !~ '^[09GD.,]+$' THEN
    RETURN pg_catalog.to_number(string, mask);
  END IF;
  IF mask ~* '[L$]' THEN
    plain := replace(plain, '$', '');
  END IF;
  IF mask ~* 'PR$' AND plain ~ '^<.*>$' THEN
    plain := '-' || btrim(plain, '<>');
  ELSIF mask ~* '(MI|S)$' AND plain ~ '[-+]$' THEN
    plain := right(plain, 1) || left(plain, -1);
  END IF;
  IF plain ~ '^[-+]' THEN
    sign := left(plain, 1);
    plain := substr(plain, 2);
  END IF;
  IF digits ~ '[G,]' THEN
    plain := replace(plain, ',', '');
  END IF;
  IF plain !~ format('^[0-9]{0,%s}%s$', places, CASE WHEN digits ~ '[D.]' THEN format('([.][0-9]{0,%s})?', fraction) ELSE '' END)
      OR plain !~ '[0-9]' THEN
    RAISE EXCEPTION 'ORA-01722: invalid number: % for the format %', string, mask USING ERRCODE = 'invalid_text_representation';
  END IF;
  RETURN (sign || plain)::numeric;
END;
$$;

-- function seconds
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- table entry
CREATE TABLE entry (
  a INTEGER,
  c INTEGER,
  e VARCHAR(9),
  b INTEGER,
  d SMALLINT
);

-- table place
-- What both servers take and read otherwise.
CREATE TABLE place (
  region VARCHAR(9),
  code INTEGER,
  seen TIMESTAMP(0)
) PARTITION BY LIST (region);
CREATE TABLE place_p1 PARTITION OF place FOR VALUES IN ('N');
CREATE TABLE place_others PARTITION OF place DEFAULT;

-- table halves
CREATE TABLE halves (
  a NUMERIC,
  b NUMERIC
) PARTITION BY HASH (a);
CREATE TABLE halves_p0 PARTITION OF halves FOR VALUES WITH (MODULUS 2, REMAINDER 0) PARTITION BY HASH (b);
CREATE TABLE halves_p0_p0 PARTITION OF halves_p0 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE halves_p0_p1 PARTITION OF halves_p0 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE halves_p1 PARTITION OF halves FOR VALUES WITH (MODULUS 2, REMAINDER 1) PARTITION BY HASH (b);
CREATE TABLE halves_p1_p0 PARTITION OF halves_p1 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE halves_p1_p1 PARTITION OF halves_p1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);

-- table hundreds
CREATE TABLE hundreds (
  amount NUMERIC(5, -2)
);

-- table ora_pg_core.account
CREATE TABLE ora_pg_core.account (
  id INTEGER
);

-- table spread_out
CREATE TABLE spread_out (
  a NUMERIC,
  b NUMERIC
);

-- table tmp_entry
CREATE TABLE tmp_entry (
  a INTEGER
);

-- index entry_f
CREATE UNIQUE INDEX entry_f ON entry (upper(e), c);

-- index entry_u
CREATE UNIQUE INDEX entry_u ON entry (a, e) NULLS NOT DISTINCT WHERE NUM_NONNULLS(a, e) > 0;

-- package calls
CREATE OR REPLACE FUNCTION calls.g_calls()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('calls.g_calls', TRUE);
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE PROCEDURE calls.g_calls(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('calls.g_calls', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value),
            '') END, FALSE);
END;
$$;

-- view chosen
CREATE OR REPLACE VIEW chosen AS
WITH entry AS (
  SELECT *
  FROM entry
  WHERE a = 1)
SELECT
  a,
  c
FROM entry;

-- function columns_of
CREATE OR REPLACE FUNCTION columns_of(p_table VARCHAR)
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
      column_name,
      data_type,
      data_length,
      data_precision
    FROM godwit_oracle.user_tab_columns
    WHERE table_name = p_table
      AND data_type IN ('VARCHAR2', 'NUMBER', 'DATE')
    ORDER BY column_id) LOOP
    l_all := CONCAT(l_all, r.column_name, ' ', r.data_type, ' ', r.data_length, ' ', r.data_precision,
        ';');
  END LOOP;
  RETURN l_all;
END;
$$;

-- view counting
CREATE OR REPLACE VIEW counting AS
WITH RECURSIVE x (a) AS (
  SELECT 1
  UNION ALL
  SELECT a + 1
  FROM x
  WHERE a < 4)
SELECT sum(a) AS total
FROM x;

-- procedure enter
CREATE OR REPLACE PROCEDURE enter(
  p_a NUMERIC,
  INOUT p_c NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c CURSOR FOR
    SELECT e.a
    FROM entry e
      JOIN place d ON d.code = e.a
    FOR UPDATE OF e;
  c2 CURSOR FOR
    SELECT e.a
    FROM entry e
      LEFT JOIN place d ON d.code = e.a
    FOR UPDATE OF e;
  c3 CURSOR FOR
    SELECT e.a
    FROM entry e
      JOIN place d ON d.code = e.a
    FOR UPDATE;
BEGIN
  p_a := ROUND(p_a);
  p_c := ROUND(p_c);
  INSERT INTO entry
    VALUES (p_a, p_c, CONCAT('x', p_a));
  FOR r IN c2 LOOP
    NULL;
  END LOOP;
END;
$$;

-- function found
CREATE OR REPLACE FUNCTION found(p_text VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN NULLIF(CONCAT(REGEXP_SUBSTR(p_text, 'k+?=.*'), REGEXP_SUBSTR(p_text, '[\d]+'), REGEXP_SUBSTR(p_text,
              '\ya'), regexp_substr(p_text, '(.*?)(,|$)', 1, 2, '', 1), REGEXP_REPLACE(p_text, '[^,]+\.?[[:alpha:]]*',
              '', 'g')), '');
END;
$$;

-- view grouped
CREATE OR REPLACE VIEW grouped AS
SELECT
  a,
  c,
  count(*) AS n
FROM entry
GROUP BY GROUPING SETS((a, c), a, ());

-- function number_of
CREATE OR REPLACE FUNCTION number_of(
  p_text VARCHAR,
  p_mask VARCHAR)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN godwit_oracle.to_number(p_text, p_mask);
EXCEPTION
  WHEN OTHERS THEN
    RETURN -999;
END;
$$;

-- package body ora_pg_util
CREATE OR REPLACE PROCEDURE ora_pg_util.open_account(p_id NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO ora_pg_core.account (id)
    VALUES (p_id);
END;
$$;

-- function price
CREATE OR REPLACE FUNCTION price(p_text VARCHAR)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN godwit_oracle.to_number(p_text, '9G999D99');
END;
$$;

-- procedure rebuild
CREATE OR REPLACE PROCEDURE rebuild()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL ora_pg_util.open_account(7);
  EXECUTE 'CREATE MATERIALIZED VIEW accounts AS SELECT id FROM ora_pg_core.account';
END;
$$;

-- function region_of
CREATE OR REPLACE FUNCTION region_of(p_code NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_region place.region%TYPE;
BEGIN
  SELECT region
  INTO STRICT l_region
  FROM place
  WHERE code = p_code;
  RETURN l_region;
END;
$$;

-- function region_or_none
CREATE OR REPLACE FUNCTION region_or_none(p_code NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_region place.region%TYPE;
BEGIN
  BEGIN
    SELECT region
    INTO STRICT l_region
    FROM place
    WHERE code = p_code;
  EXCEPTION
    WHEN no_data_found THEN
      NULL;
  END;
  SELECT max(region)
  INTO STRICT l_region
  FROM place;
  RETURN l_region;
END;
$$;

-- view regions
CREATE OR REPLACE VIEW regions AS
SELECT
  region_of(a) AS one,
  region_or_none(a) AS other
FROM entry;

-- function seconds
CREATE OR REPLACE FUNCTION seconds()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  a INTERVAL DAY TO SECOND := INTERVAL '30.12345' SECOND(4);
  b INTERVAL DAY TO SECOND := INTERVAL '30.5' SECOND;
  c INTERVAL DAY TO SECOND := INTERVAL '0 0:0:4.12345' DAY TO SECOND(3);
BEGIN
  RETURN CONCAT(godwit_oracle.text_of(extract(second FROM a)), ' ', godwit_oracle.text_of(extract(second FROM b)),
      ' ', godwit_oracle.text_of(extract(second FROM c)));
END;
$$;

-- procedure stepwise
CREATE OR REPLACE PROCEDURE stepwise_load_rates(
  INOUT l_other NUMERIC,
  INOUT l_step VARCHAR(20))
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  l_step := 'rates';
  l_other := 1;
  RAISE no_data_found;
END;
$$;
CREATE OR REPLACE PROCEDURE stepwise(OUT p_error VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_step VARCHAR(20);
  l_number SMALLINT;
  l_other NUMERIC;
BEGIN
  l_number := 200;
  CALL stepwise_load_rates(l_other, l_step);
EXCEPTION
  WHEN invalid_text_representation OR numeric_value_out_of_range OR string_data_right_truncation OR invalid_datetime_format OR datetime_field_overflow OR null_value_not_allowed THEN
    p_error := 'bound';
  WHEN OTHERS THEN
    p_error := l_step;
END;
$$;
