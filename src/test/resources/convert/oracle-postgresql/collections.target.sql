
-- procedure add_box
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- function counts_of
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A collection of collections with a part of it set, whatever the way to it lacks being made
CREATE OR REPLACE FUNCTION godwit_oracle.json_set(whole jsonb, keys text[], value jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN jsonb_typeof(whole) = 'object' THEN whole ELSE '{}' END
  || jsonb_build_object(keys[1], CASE WHEN cardinality(keys) = 1 THEN coalesce(value, 'null')
    ELSE godwit_oracle.json_set(CASE WHEN jsonb_typeof(whole) = 'object' THEN whole -> keys[1] END, keys[2:], value) END)
$$;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
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
-- The same as text
CREATE OR REPLACE FUNCTION godwit_oracle.map_text(map jsonb, key text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF map -> key IS NULL THEN
    RAISE EXCEPTION 'no element has the index %', key USING ERRCODE = 'no_data_found';
  END IF;
  RETURN map ->> key;
END $$;
-- FIRST of a collection that is indexed by text, in the order of bytes
CREATE OR REPLACE FUNCTION godwit_oracle.map_first(map jsonb)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT min(k COLLATE "C") FROM jsonb_object_keys(map) k
$$;
-- LAST of a collection that is indexed by text
CREATE OR REPLACE FUNCTION godwit_oracle.map_last(map jsonb)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT max(k COLLATE "C") FROM jsonb_object_keys(map) k
$$;
-- NEXT of a collection that is indexed by text
CREATE OR REPLACE FUNCTION godwit_oracle.map_next(map jsonb, key text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT min(k COLLATE "C") FROM jsonb_object_keys(map) k WHERE k COLLATE "C" > key COLLATE "C"
$$;
-- How many elements a collection has
CREATE OR REPLACE FUNCTION godwit_oracle.json_count(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT count(*)::integer FROM jsonb_object_keys(map)
$$;

-- procedure halve_prices
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A collection of collections with a part of it set, whatever the way to it lacks being made
CREATE OR REPLACE FUNCTION godwit_oracle.json_set(whole jsonb, keys text[], value jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN jsonb_typeof(whole) = 'object' THEN whole ELSE '{}' END
  || jsonb_build_object(keys[1], CASE WHEN cardinality(keys) = 1 THEN coalesce(value, 'null')
    ELSE godwit_oracle.json_set(CASE WHEN jsonb_typeof(whole) = 'object' THEN whole -> keys[1] END, keys[2:], value) END)
$$;
-- The same as text
CREATE OR REPLACE FUNCTION godwit_oracle.map_text(map jsonb, key text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF map -> key IS NULL THEN
    RAISE EXCEPTION 'no element has the index %', key USING ERRCODE = 'no_data_found';
  END IF;
  RETURN map ->> key;
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

-- function listed
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- package pages
CREATE SCHEMA IF NOT EXISTS pages;

-- package body pages
CREATE SCHEMA IF NOT EXISTS pages;

-- package shelf
CREATE SCHEMA IF NOT EXISTS shelf;

-- package body shelf
CREATE SCHEMA IF NOT EXISTS shelf;
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- package sums
CREATE SCHEMA IF NOT EXISTS sums;

-- package body sums
CREATE SCHEMA IF NOT EXISTS sums;

-- type place
CREATE TYPE place AS (
  street VARCHAR(20),
  city VARCHAR(20)
);

-- type thing
CREATE TYPE thing AS (
  name VARCHAR(20)
);

-- table box
CREATE TABLE box (
  id INTEGER,
  place place,
  tags VARCHAR(10) ARRAY
);

-- table part
CREATE TABLE part (
  id INTEGER PRIMARY KEY,
  name VARCHAR(20),
  price NUMERIC(8, 2)
);

-- function counts_of
CREATE TYPE counts_of_t_entry AS (
  id NUMERIC,
  label VARCHAR(20)
);

-- function listed
CREATE TYPE listed_t_rows_row AS (
  id INTEGER,
  label VARCHAR(4000),
  twice NUMERIC
);

-- function pairs
CREATE TYPE pairs_t_pair AS (
  id INTEGER,
  name VARCHAR(20)
);

-- package body shelf
CREATE TYPE shelf.t_counted_row AS (
  name VARCHAR(20),
  n NUMERIC
);

-- procedure add_box
CREATE OR REPLACE PROCEDURE add_box(
  p_id NUMERIC,
  p_street VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_tags VARCHAR(10) ARRAY := CAST(ARRAY['a'] AS VARCHAR(10) ARRAY);
BEGIN
  l_tags := ARRAY_APPEND(l_tags, NULL);
  l_tags[2] := 'b';
  INSERT INTO box (id, place, tags)
    VALUES (p_id, CAST(ROW(CONCAT(p_street, ' ', godwit_oracle.text_of(p_id)), NULL) AS place), l_tags);
END;
$$;

-- procedure copy_parts
CREATE OR REPLACE PROCEDURE copy_parts(p_from NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l part ARRAY;
  bulk_error_index INTEGER ARRAY := '{}';
  bulk_error_code text ARRAY := '{}';
  bulk_error_text text ARRAY := '{}';
  bulk_counter NUMERIC(38);
BEGIN
  l := ARRAY((
        SELECT CAST(ROW(q.*) AS part)
        FROM (
          SELECT *
          FROM part
          WHERE id < p_from
          ORDER BY id) q));
  FOR i IN 1 .. COALESCE(CARDINALITY(l), 0) LOOP
    l[i].id := (l[i]).id + p_from;
  END LOOP;
  bulk_error_index := '{}';
  bulk_error_code := '{}';
  bulk_error_text := '{}';
  bulk_counter := 0;
  FOR i IN COALESCE(ARRAY_LOWER(l, 1), 1) .. COALESCE(ARRAY_UPPER(l, 1), 0) LOOP
    CONTINUE WHEN l[i] IS NULL;
    BEGIN
      bulk_counter := bulk_counter + 1;
      BEGIN
        INSERT INTO part
          VALUES ((l[i]).*);
      EXCEPTION
        WHEN OTHERS THEN
          bulk_error_index := ARRAY_APPEND(bulk_error_index, bulk_counter);
          bulk_error_code := ARRAY_APPEND(bulk_error_code, SQLSTATE);
          bulk_error_text := ARRAY_APPEND(bulk_error_text, SQLERRM);
      END;
    END;
  END LOOP;
  IF CARDINALITY(bulk_error_index) > 0 THEN
    RAISE EXCEPTION USING ERRCODE = 'OR381', MESSAGE = 'error(s) in array DML';
  END IF;
END;
$$;

-- function counts_of
CREATE OR REPLACE FUNCTION counts_of(p_words VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l JSONB;
  e JSONB;
  r counts_of_t_entry;
  k VARCHAR(20);
  v VARCHAR(200);
BEGIN
  FOR i IN 1 .. length(p_words) LOOP
    k := NULLIF(SUBSTR(p_words, CAST(i AS INTEGER), 1), '');
    IF COALESCE(JSONB_EXISTS(l, CAST(k AS text)), FALSE) THEN
      l := godwit_oracle.json_set(l, ARRAY[CAST(k AS text)], TO_JSONB(CAST(CAST(godwit_oracle.map_text(l,
                  CAST(k AS text)) AS NUMERIC) + 1 AS NUMERIC)));
    ELSE
      l := godwit_oracle.json_set(l, ARRAY[CAST(k AS text)], TO_JSONB(CAST(1 AS NUMERIC)));
    END IF;
  END LOOP;
  k := godwit_oracle.map_first(l);
  WHILE k IS NOT NULL LOOP
    v := NULLIF(CONCAT(v, k, godwit_oracle.text_of(CAST(godwit_oracle.map_text(l, CAST(k AS text)) AS NUMERIC))),
        '');
    k := godwit_oracle.map_next(l, CAST(k AS text));
  END LOOP;
  r.id := 7;
  r.label := 'seven';
  e['x'] := TO_JSONB(r);
  e['x']['id'] := TO_JSONB(CAST((JSONB_POPULATE_RECORD(CAST(NULL AS counts_of_t_entry), godwit_oracle.map_part(e,
                  'x'))).id + 1 AS NUMERIC));
  e['y']['label'] := TO_JSONB(CAST('why' AS VARCHAR(20)));
  l := l - 'a';
  v := CONCAT(v, ' ', (JSONB_POPULATE_RECORD(CAST(NULL AS counts_of_t_entry), godwit_oracle.map_part(e,
                  'x'))).label, godwit_oracle.text_of((JSONB_POPULATE_RECORD(CAST(NULL AS counts_of_t_entry),
                  godwit_oracle.map_part(e, 'x'))).id), (JSONB_POPULATE_RECORD(CAST(NULL AS counts_of_t_entry),
              godwit_oracle.map_part(e, 'y'))).label, godwit_oracle.json_count(l), godwit_oracle.map_last(e));
  l := '{}';
  RETURN NULLIF(CONCAT(v, godwit_oracle.json_count(l)), '');
END;
$$;

-- function dearest
CREATE OR REPLACE FUNCTION dearest()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l part ARRAY;
  l_most part%ROWTYPE;
BEGIN
  l := ARRAY((
        SELECT CAST(ROW(q.*) AS part)
        FROM (
          SELECT *
          FROM part) q));
  l_most := l[1];
  FOR i IN 1 .. COALESCE(CARDINALITY(l), 0) LOOP
    IF (l[i]).price > l_most.price THEN
      l_most := l[i];
    END IF;
  END LOOP;
  l[1].name := 'changed';
  RETURN l_most.name;
END;
$$;

-- procedure double_prices
CREATE OR REPLACE PROCEDURE double_prices()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_ids NUMERIC ARRAY;
  l_prices NUMERIC ARRAY;
BEGIN
  SELECT
    ARRAY_AGG(q.c1),
    ARRAY_AGG(q.c2)
  INTO STRICT l_ids, l_prices
  FROM (
    SELECT
      id,
      price
    FROM part) q (c1, c2);
  FOR i IN 1 .. COALESCE(CARDINALITY(l_ids), 0) LOOP
    UPDATE part
    SET price = l_prices[i] * 2
    WHERE id = l_ids[i];
  END LOOP;
END;
$$;

-- procedure halve_prices
CREATE OR REPLACE PROCEDURE halve_prices()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_ids JSONB;
BEGIN
  l_ids := godwit_oracle.json_set(l_ids, ARRAY[CAST(1 AS text)], TO_JSONB(CAST(1 AS NUMERIC)));
  l_ids := godwit_oracle.json_set(l_ids, ARRAY[CAST(3 AS text)], TO_JSONB(CAST(3 AS NUMERIC)));
  FOR i IN COALESCE(godwit_oracle.list_first(l_ids), 1) .. COALESCE(godwit_oracle.list_last(l_ids), 0) LOOP
    CONTINUE WHEN NOT COALESCE(JSONB_EXISTS(l_ids, CAST(i AS text)), FALSE);
    UPDATE part
    SET price = price / 2.0
    WHERE id = CAST(godwit_oracle.map_text(l_ids, CAST(i AS text)) AS NUMERIC);
  END LOOP;
END;
$$;

-- function listed
CREATE OR REPLACE FUNCTION listed(p_least NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c CURSOR FOR
    SELECT
      p.id,
      upper(p.name) AS label,
      p.price * 2 AS twice
    FROM part p
    WHERE p.price >= p_least
    ORDER BY p.id;
  l_rows listed_t_rows_row ARRAY;
  l_text VARCHAR(400);
  _c_found BOOLEAN;
  l_rows_one listed_t_rows_row;
BEGIN
  OPEN c;
  _c_found := NULL;
  LOOP
    l_rows := '{}';
    LOOP
      FETCH c INTO l_rows_one;
      EXIT WHEN NOT FOUND;
      l_rows := ARRAY_APPEND(l_rows, l_rows_one);
      EXIT WHEN CARDINALITY(l_rows) >= 2;
    END LOOP;
    _c_found := FOUND;
    FOR i IN 1 .. COALESCE(CARDINALITY(l_rows), 0) LOOP
      l_text := CONCAT(l_text, (l_rows[i]).id, (l_rows[i]).label, godwit_oracle.text_of((l_rows[i]).twice),
          ' ');
    END LOOP;
    EXIT WHEN NOT _c_found;
  END LOOP;
  CLOSE c;
  RETURN l_text;
END;
$$;

-- function names
CREATE OR REPLACE FUNCTION names()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_names VARCHAR(20) ARRAY;
  v VARCHAR(100);
BEGIN
  l_names := ARRAY((
        SELECT name
        FROM part
        ORDER BY id DESC));
  FOR i IN 1 .. COALESCE(CARDINALITY(l_names), 0) LOOP
    IF i > 1 THEN
      v := CONCAT(v, ',');
    END IF;
    v := NULLIF(CONCAT(v, l_names[i]), '');
  END LOOP;
  RETURN CONCAT(v, ' (', ARRAY_UPPER(l_names, 1), ')');
END;
$$;

-- package pages
CREATE OR REPLACE FUNCTION pages.g_pages()
RETURNS text ARRAY
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('pages.g_pages', TRUE);
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
CREATE OR REPLACE PROCEDURE pages.g_pages(value text ARRAY)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('pages.g_pages', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value),
            '') END, FALSE);
END;
$$;

-- package body pages
CREATE OR REPLACE FUNCTION pages.joined_marked(x VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT('<', x, '>');
END;
$$;
CREATE OR REPLACE FUNCTION pages.joined(p_text VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  g_pages_copy text ARRAY;
BEGIN
  g_pages_copy := pages.g_pages();
  g_pages_copy[1] := pages.joined_marked(p_text);
  CALL pages.g_pages(value => g_pages_copy);
  g_pages_copy := pages.g_pages();
  g_pages_copy[1] := NULLIF(CONCAT((pages.g_pages())[1], 'end'), '');
  CALL pages.g_pages(value => g_pages_copy);
  RETURN NULLIF(CONCAT((pages.g_pages())[1], COALESCE(CARDINALITY(pages.g_pages()), 0)), '');
END;
$$;
CREATE OR REPLACE FUNCTION pages.joined_2_marked(x VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT('[', x, ']');
END;
$$;
CREATE OR REPLACE FUNCTION pages.joined(p_number NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN pages.joined_2_marked(TO_CHAR(p_number, 'FM9'));
END;
$$;
CREATE OR REPLACE FUNCTION pages.failed()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN NULL;
END;
$$;

-- function pairs
CREATE OR REPLACE FUNCTION pairs()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c CURSOR FOR
    SELECT
      id,
      name
    FROM part
    ORDER BY id;
  l_pairs pairs_t_pair ARRAY;
  l_pairs_one pairs_t_pair;
BEGIN
  OPEN c;
  l_pairs := '{}';
  LOOP
    FETCH c INTO l_pairs_one;
    EXIT WHEN NOT FOUND;
    l_pairs := ARRAY_APPEND(l_pairs, l_pairs_one);
  END LOOP;
  CLOSE c;
  RETURN NULLIF(CONCAT((l_pairs[1]).name, COALESCE(CARDINALITY(l_pairs), 0)), '');
END;
$$;

-- package body shelf
CREATE OR REPLACE FUNCTION shelf.last_name()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c_all CURSOR FOR
    SELECT *
    FROM part
    ORDER BY id;
  c_counted CURSOR FOR
    SELECT
      name,
      count(*) AS n
    FROM part
    GROUP BY name;
  l part ARRAY;
  l_counted shelf.t_counted_row ARRAY;
  l_one part;
  l_counted_one shelf.t_counted_row;
BEGIN
  OPEN c_all;
  l := '{}';
  LOOP
    FETCH c_all INTO l_one;
    EXIT WHEN NOT FOUND;
    l := ARRAY_APPEND(l, l_one);
  END LOOP;
  CLOSE c_all;
  OPEN c_counted;
  l_counted := '{}';
  LOOP
    FETCH c_counted INTO l_counted_one;
    EXIT WHEN NOT FOUND;
    l_counted := ARRAY_APPEND(l_counted, l_counted_one);
  END LOOP;
  CLOSE c_counted;
  RETURN NULLIF(CONCAT((l[COALESCE(CARDINALITY(l), 0)]).name, COALESCE(CARDINALITY(l_counted), 0), godwit_oracle.text_of((l_counted[1]).n)),
      '');
END;
$$;

-- package body sums
CREATE OR REPLACE FUNCTION sums.of_all(p_list NUMERIC ARRAY)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  n NUMERIC := 0;
BEGIN
  FOR i IN 1 .. COALESCE(CARDINALITY(p_list), 0) LOOP
    n := n + p_list[i];
  END LOOP;
  RETURN n;
END;
$$;
CREATE OR REPLACE FUNCTION sums.twice(p_list NUMERIC ARRAY)
RETURNS NUMERIC ARRAY
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l NUMERIC ARRAY := CAST(ARRAY[] AS NUMERIC ARRAY);
BEGIN
  FOR i IN 1 .. COALESCE(CARDINALITY(p_list), 0) LOOP
    l := ARRAY_APPEND(l, NULL);
    l[ARRAY_UPPER(l, 1)] := p_list[i] * 2;
  END LOOP;
  RETURN l;
END;
$$;

-- function six
CREATE OR REPLACE FUNCTION six()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN sums.of_all(sums.twice(CAST(ARRAY[1, 2] AS NUMERIC ARRAY)));
END;
$$;

-- function squares
CREATE OR REPLACE FUNCTION squares(p_most NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l NUMERIC ARRAY;
  n NUMERIC := 0;
BEGIN
  FOR i IN 1 .. p_most LOOP
    l[i] := i * i;
  END LOOP;
  FOR i IN ARRAY_LOWER(l, 1) .. ARRAY_UPPER(l, 1) LOOP
    IF l[i] IS NOT NULL THEN
      n := n + l[i];
    END IF;
  END LOOP;
  l := '{}';
  RETURN n + COALESCE(CARDINALITY(l), 0);
END;
$$;
