
-- function brought_together
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- package counter
CREATE SCHEMA IF NOT EXISTS counter;

-- package body counter
CREATE SCHEMA IF NOT EXISTS counter;

-- function sets
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- a MULTISET UNION b: all elements of both; NULL where one is no collection
CREATE OR REPLACE FUNCTION godwit_oracle.multiset_union(a anyarray, b anyarray)
RETURNS anyarray LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT a || b
$$;
-- SET(a): each element once
CREATE OR REPLACE FUNCTION godwit_oracle.multiset_set(a anyarray)
RETURNS anyarray LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT ARRAY(SELECT e FROM (SELECT a[i] AS e, min(i) AS first FROM generate_subscripts(a, 1) AS i GROUP BY a[i]) AS q ORDER BY first)
$$;
-- a MULTISET INTERSECT b: an element as often as both have it
CREATE OR REPLACE FUNCTION godwit_oracle.multiset_intersect(a anyarray, b anyarray)
RETURNS anyarray LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT ARRAY(SELECT e FROM (
  SELECT e, row_number() OVER (PARTITION BY e) FROM (SELECT a[i] AS e FROM generate_subscripts(a, 1) AS i) AS u
  INTERSECT
  SELECT e, row_number() OVER (PARTITION BY e) FROM (SELECT b[i] AS e FROM generate_subscripts(b, 1) AS i) AS v) AS q)
$$;
-- a MULTISET EXCEPT b: an element as often as a has it more than b
CREATE OR REPLACE FUNCTION godwit_oracle.multiset_except(a anyarray, b anyarray)
RETURNS anyarray LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT ARRAY(SELECT e FROM (
  SELECT e, row_number() OVER (PARTITION BY e) FROM (SELECT a[i] AS e FROM generate_subscripts(a, 1) AS i) AS u
  EXCEPT
  SELECT e, row_number() OVER (PARTITION BY e) FROM (SELECT b[i] AS e FROM generate_subscripts(b, 1) AS i) AS v) AS q)
$$;
-- a SUBMULTISET OF b
CREATE OR REPLACE FUNCTION godwit_oracle.multiset_is_part(a anyarray, b anyarray)
RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT cardinality(godwit_oracle.multiset_except(a, b)) = 0
$$;

-- package sheets
CREATE SCHEMA IF NOT EXISTS sheets;

-- package body sheets
CREATE SCHEMA IF NOT EXISTS sheets;
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- The collection that such an object stands for, with its indexes
CREATE OR REPLACE FUNCTION godwit_oracle.array_of(model anyarray, elements jsonb)
RETURNS anyarray LANGUAGE plpgsql STABLE AS $$
DECLARE
  type_of text := regexp_replace(format_type(pg_typeof(model), NULL), '\[\]$', '');
  is_row boolean := (SELECT typtype = 'c' FROM pg_type WHERE oid = to_regtype(type_of));
  first integer;
  result text;
BEGIN
  IF elements IS NULL OR jsonb_typeof(elements) = 'null' THEN
    RETURN NULL;
  ELSIF elements = '{}' THEN
    RETURN '{}';
  END IF;
  SELECT min(key::integer) INTO first FROM jsonb_object_keys(elements) key;
  EXECUTE format(
      'SELECT array_agg(%s ORDER BY n)::text FROM generate_series($2,'
      || ' (SELECT max(key::integer) FROM jsonb_object_keys($1) key)) n',
      CASE
        WHEN is_row THEN format('CASE WHEN jsonb_typeof($1 -> n::text) = ''object'''
          || ' THEN jsonb_populate_record(NULL::%s, $1 -> n::text) END', type_of)
        WHEN type_of = 'jsonb' THEN '$1 -> n::text'
        ELSE format('($1 ->> n::text)::%s', type_of) END)
    INTO result USING elements, first;
  EXECUTE format('SELECT $1::%s', pg_typeof(model)) INTO model
    USING CASE WHEN first = 1 THEN '' ELSE format('[%s:%s]=', first, (SELECT max(key::integer) FROM jsonb_object_keys(elements) key)) END || result;
  RETURN model;
END $$;
-- A collection of collections with a part of it set, whatever the way to it lacks being made
CREATE OR REPLACE FUNCTION godwit_oracle.json_set(whole jsonb, keys text[], value jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN jsonb_typeof(whole) = 'object' THEN whole ELSE '{}' END
  || jsonb_build_object(keys[1], CASE WHEN cardinality(keys) = 1 THEN coalesce(value, 'null')
    ELSE godwit_oracle.json_set(CASE WHEN jsonb_typeof(whole) = 'object' THEN whole -> keys[1] END, keys[2:], value) END)
$$;
-- The element with that key of a collection that JSON stands for; there must be one.
CREATE OR REPLACE FUNCTION godwit_oracle.map_part(map jsonb, key text)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF map -> key IS NULL THEN
    RAISE EXCEPTION 'no element has the index %', key USING ERRCODE = 'no_data_found';
  END IF;
  RETURN map -> key;
END $$;
-- FIRST of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_first(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT min(k::integer) FROM jsonb_object_keys(map) k
$$;
-- LAST of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_last(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT max(k::integer) FROM jsonb_object_keys(map) k
$$;

-- type t_item
CREATE TYPE t_item AS (
  id INTEGER,
  name VARCHAR(10)
);

-- table word
CREATE TABLE word (
  id INTEGER PRIMARY KEY,
  name VARCHAR(10),
  code VARCHAR(10)
);

-- function rows_of
CREATE TYPE rows_of_t_row AS (
  id INTEGER,
  name VARCHAR(10)
);

-- package sheets
CREATE TYPE sheets.t_sheet AS (
  lines JSONB,
  notes VARCHAR(10) ARRAY
);

-- function brought_together
CREATE OR REPLACE FUNCTION brought_together(
  p_code VARCHAR,
  p_number NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_count INTEGER := 7;
BEGIN
  RETURN CONCAT(CASE WHEN CAST(p_code AS NUMERIC) = l_count THEN 'same' ELSE 'other' END, ' ', COALESCE(p_code,
          '0'), ' ', LPAD(godwit_oracle.text_of(p_number), 6, '0'), ' ', LENGTH(godwit_oracle.text_of(p_number)),
      ' ', SUBSTR(CAST(l_count AS text), 1, 1));
END;
$$;

-- package body counter
CREATE OR REPLACE FUNCTION counter.g_total()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('counter.g_total', TRUE);
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN 0;
END;
$$;
CREATE OR REPLACE PROCEDURE counter.g_total(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('counter.g_total', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value),
            '') END, FALSE);
END;
$$;
CREATE OR REPLACE PROCEDURE counter.add_proc(p_what VARCHAR DEFAULT 'x')
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL counter.g_total(counter.g_total() + 10);
END;
$$;
CREATE OR REPLACE FUNCTION counter.add(p_what VARCHAR DEFAULT 'x')
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL counter.add_proc();
  CALL counter.g_total(counter.g_total() + 1);
  RETURN counter.g_total();
END;
$$;
CREATE OR REPLACE FUNCTION counter.total()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL counter.add_proc('y');
  RETURN counter.add() + counter.add('z');
END;
$$;

-- function joined
CREATE OR REPLACE FUNCTION joined(p_words VARCHAR(10) ARRAY)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_text VARCHAR(400);
  one RECORD;
BEGIN
  FOR one IN (
    SELECT column_value AS word
    FROM UNNEST(p_words) rows_1 (column_value)
    ORDER BY 1) LOOP
    l_text := NULLIF(CONCAT(l_text, one.word), '');
  END LOOP;
  RETURN COALESCE(l_text, '-');
END;
$$;

-- procedure kept
CREATE OR REPLACE PROCEDURE kept(p_fails VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO word
    VALUES (100, 'before', NULL);
  BEGIN
    INSERT INTO word
      VALUES (101, 'within', NULL);
    IF p_fails = 'Y' THEN
      RAISE EXCEPTION USING ERRCODE = 'OR001', MESSAGE = 'failed';
    END IF;
  EXCEPTION
    WHEN OTHERS THEN
      INSERT INTO word
        VALUES (102, 'after', NULL);
  END;
END;
$$;

-- procedure kept_all
CREATE OR REPLACE PROCEDURE kept_all(p_fails VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO word
    VALUES (110, 'within', NULL);
  IF p_fails = 'Y' THEN
    RAISE no_data_found;
  END IF;
EXCEPTION
  WHEN no_data_found THEN
    INSERT INTO word
      VALUES (111, 'after', NULL);
END;
$$;

-- function listed
CREATE OR REPLACE FUNCTION listed()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_words VARCHAR(10) ARRAY;
  l_items t_item ARRAY;
BEGIN
  SELECT CAST(ARRAY((
        SELECT name
        FROM word
        ORDER BY id DESC)) AS VARCHAR(10) ARRAY)
  INTO STRICT l_words;
  l_items := ARRAY((
        SELECT CAST(ROW(id, name) AS t_item)
        FROM word
        ORDER BY id));
  RETURN NULLIF(CONCAT(l_words[1], COALESCE(CARDINALITY(l_words), 0), (l_items[2]).name), '');
END;
$$;

-- function of_oracle
CREATE OR REPLACE FUNCTION of_oracle(p_state VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RAISE no_data_found;
EXCEPTION
  WHEN OTHERS THEN
    IF SQLSTATE = 'ORA-29266' THEN
      RETURN 'body';
    ELSIF SQLSTATE <> 'ORA-31011'
      AND SQLSTATE = 'P0002' THEN
      RETURN 'none';
    END IF;
    RETURN 'other';
END;
$$;

-- function rows_of
CREATE OR REPLACE FUNCTION rows_of(p_where VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_rows rows_of_t_row ARRAY;
BEGIN
  EXECUTE CONCAT('SELECT ARRAY(SELECT CAST(ROW(q.*) AS rows_of_t_row) FROM (', CONCAT('select id, name from word where ',
          p_where, ' order by id'), ') q)') INTO STRICT l_rows;
  RETURN NULLIF(CONCAT(COALESCE(CARDINALITY(l_rows), 0), (l_rows[1]).name), '');
END;
$$;

-- function sets
CREATE OR REPLACE FUNCTION sets()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  a VARCHAR(10) ARRAY := CAST(ARRAY['a', 'b', 'b', 'c'] AS VARCHAR(10) ARRAY);
  b VARCHAR(10) ARRAY := CAST(ARRAY['b', 'c', 'd'] AS VARCHAR(10) ARRAY);
  n VARCHAR(10) ARRAY;
  l_text VARCHAR(400);
BEGIN
  l_text := CONCAT(joined(godwit_oracle.multiset_union(a, b)), ' ', joined(godwit_oracle.multiset_set(godwit_oracle.multiset_union(a,
                  b))), ' ', joined(godwit_oracle.multiset_intersect(a, b)), ' ', joined(godwit_oracle.multiset_set(godwit_oracle.multiset_intersect(a,
                  CAST(ARRAY['b', 'b', 'b'] AS VARCHAR(10) ARRAY)))), ' ', joined(godwit_oracle.multiset_except(a,
              b)), ' ', joined(godwit_oracle.multiset_except(godwit_oracle.multiset_set(a), b)), ' ',
      joined(godwit_oracle.multiset_set(a)), ' ', cardinality(a));
  IF CARDINALITY(a) = CARDINALITY(godwit_oracle.multiset_set(a))
    OR NOT CARDINALITY(b) = CARDINALITY(godwit_oracle.multiset_set(b)) THEN
    l_text := CONCAT(l_text, ' no');
  END IF;
  IF godwit_oracle.multiset_is_part(CAST(ARRAY['b', 'b'] AS VARCHAR(10) ARRAY), a)
    AND NOT godwit_oracle.multiset_is_part(CAST(ARRAY['d'] AS VARCHAR(10) ARRAY), a) THEN
    l_text := CONCAT(l_text, ' part');
  END IF;
  IF godwit_oracle.multiset_union(a, n) IS NULL THEN
    l_text := CONCAT(l_text, ' none');
  END IF;
  RETURN l_text;
END;
$$;

-- package body sheets
CREATE OR REPLACE FUNCTION sheets.book()
RETURNS sheets.t_sheet ARRAY
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('sheets.book', TRUE);
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
CREATE OR REPLACE PROCEDURE sheets.book(value sheets.t_sheet ARRAY)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('sheets.book', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value), '') END,
      FALSE);
END;
$$;
CREATE OR REPLACE PROCEDURE sheets.put(
  p_row NUMERIC,
  p_text VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  book_copy sheets.t_sheet ARRAY;
BEGIN
  p_row := ROUND(p_row);
  book_copy := sheets.book();
  book_copy[1].lines := godwit_oracle.json_set(((sheets.book())[1]).lines, ARRAY[CAST(p_row AS text),
          CAST(1 AS text)], TO_JSONB(CAST(p_text AS VARCHAR(10))));
  CALL sheets.book(value => book_copy);
  book_copy := sheets.book();
  book_copy[1].notes[COALESCE(CARDINALITY(((sheets.book())[1]).notes), 0) + 1] := CONCAT('n', p_text);
  CALL sheets.book(value => book_copy);
END;
$$;
CREATE OR REPLACE FUNCTION sheets.shown()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_row INTEGER := godwit_oracle.list_first(((sheets.book())[1]).lines);
BEGIN
  RETURN NULLIF(CONCAT(l_row, COALESCE(CARDINALITY(godwit_oracle.array_of(CAST(NULL AS VARCHAR(10) ARRAY),
                      godwit_oracle.map_part(((sheets.book())[1]).lines, CAST(l_row AS text)))), 0), godwit_oracle.list_last(((sheets.book())[1]).lines),
          (((sheets.book())[1]).notes)[2]), '');
END;
$$;
