
-- package m
CREATE SCHEMA IF NOT EXISTS m;

-- package body m
CREATE SCHEMA IF NOT EXISTS m;
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A collection within another one: an object with an entry for each index
CREATE OR REPLACE FUNCTION godwit_oracle.json_of(elements anyarray)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN elements IS NOT NULL
  THEN coalesce((SELECT jsonb_object_agg(n, to_jsonb(elements[n])) FROM generate_subscripts(elements, 1) n), '{}') END
$$;
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
-- A collection of collections without a part of it
CREATE OR REPLACE FUNCTION godwit_oracle.json_delete(whole jsonb, keys text[])
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT whole #- keys
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
-- FIRST of a collection that is indexed by text, in the order of bytes
CREATE OR REPLACE FUNCTION godwit_oracle.map_first(map jsonb)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT min(k COLLATE "C") FROM jsonb_object_keys(map) k
$$;
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
-- How many elements a collection has
CREATE OR REPLACE FUNCTION godwit_oracle.json_count(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT count(*)::integer FROM jsonb_object_keys(map)
$$;

-- package m
CREATE TYPE m.t_ann AS (
  name VARCHAR(20),
  text VARCHAR(40)
);
CREATE TYPE m.t_sheet AS (
  name VARCHAR(10),
  grid JSONB,
  cols VARCHAR(20) ARRAY
);
CREATE TYPE m.t_book AS (
  sheets JSONB,
  one m.t_sheet
);

-- package body m
CREATE OR REPLACE FUNCTION m.b()
RETURNS m.t_book
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('m.b', TRUE);
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN CAST(RIGHT(_kept, -1) AS m.t_book);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE PROCEDURE m.b(value m.t_book)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('m.b', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value), '') END,
      FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION m.f(n NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  a JSONB;
  l m.t_ann ARRAY;
  i INTEGER;
  r VARCHAR(200);
BEGIN
  a := godwit_oracle.json_set(a, ARRAY['x', CAST(7 AS text), 'name'], TO_JSONB(CAST('seven' AS VARCHAR(20))));
  a := godwit_oracle.json_set(a, ARRAY['x', CAST(3 AS text), 'name'], TO_JSONB(CAST('three' AS VARCHAR(20))));
  a := godwit_oracle.json_set(a, ARRAY['x', CAST(3 AS text), 'text'], TO_JSONB(CAST('drei' AS VARCHAR(40))));
  l[10].name := 'ten';
  l[12].text := 'zwölf';
  a['y'] := godwit_oracle.json_of(l);
  i := ARRAY_LOWER(godwit_oracle.array_of(CAST(NULL AS m.t_ann ARRAY), godwit_oracle.map_part(a, 'x')),
      1);
  WHILE i IS NOT NULL LOOP
    r := CONCAT(r, i, ((godwit_oracle.array_of(CAST(NULL AS m.t_ann ARRAY), godwit_oracle.map_part(a,
                'x')))[i]).name, ' ');
    i := (
      SELECT MIN(_index)
      FROM GENERATE_SUBSCRIPTS(godwit_oracle.array_of(CAST(NULL AS m.t_ann ARRAY), godwit_oracle.map_part(a,
                  'x')), 1) _index
      WHERE _index > i
        AND (godwit_oracle.array_of(CAST(NULL AS m.t_ann ARRAY), godwit_oracle.map_part(a, 'x')))[_index] IS DISTINCT FROM NULL);
  END LOOP;
  IF COALESCE(JSONB_EXISTS(a, 'y'), FALSE)
    AND COALESCE(CARDINALITY(godwit_oracle.array_of(CAST(NULL AS m.t_ann ARRAY), godwit_oracle.map_part(a,
                    'y'))), 0) > 1 THEN
    r := NULLIF(CONCAT(r, ARRAY_UPPER(godwit_oracle.array_of(CAST(NULL AS m.t_ann ARRAY), godwit_oracle.map_part(a,
                        'y')), 1), ((godwit_oracle.array_of(CAST(NULL AS m.t_ann ARRAY), godwit_oracle.map_part(a,
                    'y')))[12]).text), '');
  END IF;
  l := godwit_oracle.array_of(CAST(NULL AS m.t_ann ARRAY), godwit_oracle.map_part(a, 'x'));
  r := NULLIF(CONCAT(r, COALESCE(CARDINALITY(l), 0), (l[7]).name, godwit_oracle.json_count(a), godwit_oracle.map_first(a)),
      '');
  a := godwit_oracle.json_delete(a, ARRAY['x', CAST(3 AS text)]);
  a['y'] := CAST('{}' AS JSONB);
  RETURN CONCAT(r, ' ', ARRAY_LOWER(godwit_oracle.array_of(CAST(NULL AS m.t_ann ARRAY), godwit_oracle.map_part(a,
                  'x')), 1), COALESCE(COALESCE(CARDINALITY(godwit_oracle.array_of(CAST(NULL AS m.t_ann ARRAY),
                      godwit_oracle.map_part(a, 'y'))), 0), -1));
END;
$$;
CREATE OR REPLACE FUNCTION m.g()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  s m.t_sheet;
  r VARCHAR(200);
  books JSONB;
BEGIN
  s.grid := godwit_oracle.json_set(s.grid, ARRAY[CAST(2 AS text), CAST(5 AS text)], TO_JSONB(CAST('c25' AS VARCHAR(20))));
  s.grid := godwit_oracle.json_set(s.grid, ARRAY[CAST(2 AS text), CAST(6 AS text)], TO_JSONB(CAST('c26' AS VARCHAR(20))));
  s.grid := godwit_oracle.json_set(s.grid, ARRAY[CAST(10 AS text), CAST(1 AS text)], TO_JSONB(CAST('x' AS VARCHAR(20))));
  s.cols[1] := 'col';
  FOR i IN godwit_oracle.list_first(s.grid) .. godwit_oracle.list_last(s.grid) LOOP
    IF COALESCE(JSONB_EXISTS(s.grid, CAST(i AS text)), FALSE) THEN
      r := CONCAT(r, i, ':', COALESCE(CARDINALITY(godwit_oracle.array_of(CAST(NULL AS VARCHAR(20) ARRAY),
                      godwit_oracle.map_part(s.grid, CAST(i AS text)))), 0), ARRAY_LOWER(godwit_oracle.array_of(CAST(NULL AS VARCHAR(20) ARRAY),
                  godwit_oracle.map_part(s.grid, CAST(i AS text))), 1), (godwit_oracle.array_of(CAST(NULL AS VARCHAR(20) ARRAY),
              godwit_oracle.map_part(s.grid, CAST(i AS text))))[ARRAY_LOWER(godwit_oracle.array_of(CAST(NULL AS VARCHAR(20) ARRAY),
                  godwit_oracle.map_part(s.grid, CAST(i AS text))), 1)]);
    END IF;
  END LOOP;
  books := godwit_oracle.json_set(books, ARRAY[CAST(1 AS text)], godwit_oracle.json_of(godwit_oracle.array_of(CAST(NULL AS VARCHAR(20) ARRAY),
              godwit_oracle.map_part(s.grid, CAST(2 AS text)))));
  books := godwit_oracle.json_set(books, ARRAY[CAST(1 AS text), CAST(6 AS text)], TO_JSONB(CAST('new' AS VARCHAR(20))));
  s.grid := s.grid - CAST(2 AS text);
  RETURN NULLIF(CONCAT(r, (godwit_oracle.array_of(CAST(NULL AS VARCHAR(20) ARRAY), godwit_oracle.map_part(books,
                  CAST(1 AS text))))[6], godwit_oracle.json_count(s.grid), godwit_oracle.list_first(s.grid),
          s.cols[1]), '');
END;
$$;
CREATE OR REPLACE FUNCTION m.h()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  b_copy m.t_book;
BEGIN
  b_copy := m.b();
  b_copy.one.grid := godwit_oracle.json_set((m.b()).one.grid, ARRAY[CAST(1 AS text), CAST(2 AS text)],
      TO_JSONB(CAST('h' AS VARCHAR(20))));
  CALL m.b(b_copy);
  b_copy := m.b();
  b_copy.sheets := godwit_oracle.json_set((m.b()).sheets, ARRAY[CAST(3 AS text), CAST(1 AS text)], TO_JSONB(CAST('k' AS VARCHAR(20))));
  CALL m.b(b_copy);
  RETURN NULLIF(CONCAT((godwit_oracle.array_of(CAST(NULL AS VARCHAR(20) ARRAY), godwit_oracle.map_part((m.b()).one.grid,
                  CAST(1 AS text))))[2], (godwit_oracle.array_of(CAST(NULL AS VARCHAR(20) ARRAY), godwit_oracle.map_part((m.b()).sheets,
                  CAST(3 AS text))))[1], godwit_oracle.json_count((m.b()).sheets)), '');
END;
$$;
