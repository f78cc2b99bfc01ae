
-- procedure furnish
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

-- package keyed
CREATE SCHEMA IF NOT EXISTS keyed;

-- package body keyed
CREATE SCHEMA IF NOT EXISTS keyed;
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
-- The same as text
CREATE OR REPLACE FUNCTION godwit_oracle.map_text(map jsonb, key text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF map -> key IS NULL THEN
    RAISE EXCEPTION 'no element has the index %', key USING ERRCODE = 'no_data_found';
  END IF;
  RETURN map ->> key;
END $$;
-- LAST of a collection that is indexed by text
CREATE OR REPLACE FUNCTION godwit_oracle.map_last(map jsonb)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT max(k COLLATE "C") FROM jsonb_object_keys(map) k
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
-- NEXT of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_next(map jsonb, index numeric)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT min(k::integer) FROM jsonb_object_keys(map) k WHERE k::integer > index
$$;
-- How many elements a collection has
CREATE OR REPLACE FUNCTION godwit_oracle.json_count(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT count(*)::integer FROM jsonb_object_keys(map)
$$;
-- a MULTISET EXCEPT b: an element as often as a has it more than b
CREATE OR REPLACE FUNCTION godwit_oracle.multiset_except(a anyarray, b anyarray)
RETURNS anyarray LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT ARRAY(SELECT e FROM (
  SELECT e, row_number() OVER (PARTITION BY e) FROM (SELECT a[i] AS e FROM generate_subscripts(a, 1) AS i) AS u
  EXCEPT
  SELECT e, row_number() OVER (PARTITION BY e) FROM (SELECT b[i] AS e FROM generate_subscripts(b, 1) AS i) AS v) AS q)
$$;
-- a = b: the same elements as often, in any order; NULL where only one that is NULL could tell
CREATE OR REPLACE FUNCTION godwit_oracle.multiset_equal(a anyarray, b anyarray)
RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE WHEN cardinality(a) <> cardinality(b) THEN false
  WHEN array_position(a, NULL) IS NULL AND array_position(b, NULL) IS NULL
  THEN cardinality(godwit_oracle.multiset_except(a, b)) = 0 END
$$;

-- package shelves
CREATE SCHEMA IF NOT EXISTS shelves;

-- package body shelves
CREATE SCHEMA IF NOT EXISTS shelves;
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;
-- An interval as text: +01-02, +00 00:00:01.500000
CREATE OR REPLACE FUNCTION godwit_oracle.interval_text(span interval, digits integer)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE WHEN extract(year FROM span) <> 0 OR extract(month FROM span) <> 0
  THEN CASE WHEN months < 0 THEN '-' ELSE '+' END || lpad((abs(months) / 12)::text, 2, '0')
    || '-' || lpad((abs(months) % 12)::text, 2, '0')
  ELSE CASE WHEN seconds < 0 THEN '-' ELSE '+' END
    || lpad(trunc(abs(seconds) / 86400)::text, greatest(digits, length(trunc(abs(seconds) / 86400)::text)), '0')
    || ' ' || to_char(make_interval(secs => mod(abs(seconds), 86400)::double precision), 'HH24:MI:SS.US') END
FROM (SELECT (extract(year FROM span) * 12 + extract(month FROM span))::integer AS months,
  extract(epoch FROM span) AS seconds) AS parts
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

-- table shelf
-- Collections with keys of their own, records in one expression, and what is equal in any order.
CREATE TABLE shelf (
  id INTEGER PRIMARY KEY,
  room VARCHAR(20),
  depth NUMERIC(5, 1)
);

-- package keyed
CREATE TYPE keyed.place AS (
  room VARCHAR(20),
  depth NUMERIC,
  wide BOOLEAN
);

-- procedure fill_shelf
CREATE OR REPLACE PROCEDURE fill_shelf(p_id NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  MERGE INTO shelf s
  USING (
    SELECT
      p_id AS id,
      'cellar' AS room) n
  ON s.id = n.id
  WHEN MATCHED THEN UPDATE SET room = n.room
  WHEN NOT MATCHED THEN INSERT (id, room) VALUES (n.id, n.room);
END;
$$;

-- procedure furnish
CREATE OR REPLACE PROCEDURE furnish()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_ids JSONB;
  l_depths JSONB;
  l_chosen INTEGER ARRAY := CAST(ARRAY[20, 30] AS INTEGER ARRAY);
BEGIN
  l_ids := godwit_oracle.json_set(l_ids, ARRAY[CAST(10 AS text)], TO_JSONB(CAST(110 AS NUMERIC)));
  l_ids := godwit_oracle.json_set(l_ids, ARRAY[CAST(20 AS text)], TO_JSONB(CAST(120 AS NUMERIC)));
  l_ids := godwit_oracle.json_set(l_ids, ARRAY[CAST(30 AS text)], TO_JSONB(CAST(130 AS NUMERIC)));
  l_ids := godwit_oracle.json_set(l_ids, ARRAY[CAST(40 AS text)], TO_JSONB(CAST(140 AS NUMERIC)));
  l_depths := godwit_oracle.json_set(l_depths, ARRAY[CAST(20 AS text)], TO_JSONB(CAST(2 AS NUMERIC)));
  l_depths := godwit_oracle.json_set(l_depths, ARRAY[CAST(30 AS text)], TO_JSONB(CAST(3.5 AS NUMERIC)));
  FOR i IN COALESCE(godwit_oracle.list_first(l_ids), 1) .. COALESCE(godwit_oracle.list_last(l_ids), 0) LOOP
    CONTINUE WHEN NOT COALESCE(JSONB_EXISTS(l_ids, CAST(i AS text)), FALSE);
    INSERT INTO shelf (id, room)
      VALUES (CAST(godwit_oracle.map_text(l_ids, CAST(i AS text)) AS NUMERIC), 'new');
  END LOOP;
  FOR i IN 15 .. 45 LOOP
    CONTINUE WHEN NOT COALESCE(JSONB_EXISTS(l_ids, CAST(i AS text)), FALSE);
    UPDATE shelf
    SET room = 'right'
    WHERE id = CAST(godwit_oracle.map_text(l_ids, CAST(i AS text)) AS NUMERIC);
  END LOOP;
  FOR i_at IN COALESCE(ARRAY_LOWER(l_chosen, 1), 1) .. COALESCE(ARRAY_UPPER(l_chosen, 1), 0) LOOP
    CONTINUE WHEN NOT COALESCE(i_at BETWEEN 1 AND CARDINALITY(l_chosen), FALSE);
    UPDATE shelf
    SET depth = CAST(godwit_oracle.map_text(l_depths, CAST(l_chosen[i_at] AS text)) AS NUMERIC)
    WHERE id = CAST(godwit_oracle.map_text(l_ids, CAST(l_chosen[i_at] AS text)) AS NUMERIC);
  END LOOP;
END;
$$;

-- package keyed
CREATE OR REPLACE FUNCTION keyed.g_since()
RETURNS TIMESTAMP(6)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('keyed.g_since', TRUE);
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
CREATE OR REPLACE PROCEDURE keyed.g_since(value TIMESTAMP(6))
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('keyed.g_since', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value),
            '') END, FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION keyed.g_code()
RETURNS VARCHAR(20)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('keyed.g_code', TRUE);
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
CREATE OR REPLACE PROCEDURE keyed.g_code(value VARCHAR(20))
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _given VARCHAR(20) := value;
BEGIN
  PERFORM SET_CONFIG('keyed.g_code', CASE WHEN _given IS NULL THEN '-' ELSE NULLIF(CONCAT('=', _given),
            '') END, FALSE);
END;
$$;

-- package body keyed
CREATE OR REPLACE FUNCTION keyed.far_apart()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_marks JSONB;
BEGIN
  l_marks := godwit_oracle.json_set(l_marks, ARRAY[CAST(-200 AS text)], TO_JSONB(CAST('low' AS VARCHAR(20))));
  l_marks := godwit_oracle.json_set(l_marks, ARRAY[CAST(1 AS text)], TO_JSONB(CAST('one' AS VARCHAR(20))));
  l_marks := godwit_oracle.json_set(l_marks, ARRAY[CAST(1000 AS text)], TO_JSONB(CAST('high' AS VARCHAR(20))));
  RETURN CONCAT(godwit_oracle.json_count(l_marks), ' ', godwit_oracle.list_first(l_marks), ' ', godwit_oracle.list_next(l_marks,
          1), ' ', CAST(godwit_oracle.map_text(l_marks, CAST(godwit_oracle.list_last(l_marks) AS text)) AS VARCHAR(20)));
END;
$$;
CREATE OR REPLACE FUNCTION keyed.by_places()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_counts JSONB := JSONB_BUILD_OBJECT(CAST(2 AS text), 20, CAST(1 AS text), 10, CAST(3 AS text), 30);
BEGIN
  RETURN CONCAT(godwit_oracle.text_of(CAST(godwit_oracle.map_text(l_counts, CAST(1 AS text)) AS NUMERIC)),
      ' ', godwit_oracle.text_of(CAST(godwit_oracle.map_text(l_counts, CAST(2 AS text)) AS NUMERIC)),
      ' ', godwit_oracle.text_of(CAST(godwit_oracle.map_text(l_counts, CAST(3 AS text)) AS NUMERIC)),
      ' ', godwit_oracle.json_count(l_counts));
END;
$$;
CREATE OR REPLACE FUNCTION keyed.by_far_places()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_marks JSONB := JSONB_BUILD_OBJECT(CAST(500 AS text), 'far', CAST(5 AS text), 'near');
BEGIN
  RETURN CONCAT(CAST(godwit_oracle.map_text(l_marks, CAST(5 AS text)) AS VARCHAR(20)), ' ', CAST(godwit_oracle.map_text(l_marks,
          CAST(500 AS text)) AS VARCHAR(20)), ' ', godwit_oracle.json_count(l_marks));
END;
$$;
CREATE OR REPLACE FUNCTION keyed.by_names()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_prices JSONB := JSONB_BUILD_OBJECT('tea', 2, 'milk', 1.5);
BEGIN
  RETURN CONCAT(godwit_oracle.text_of(CAST(godwit_oracle.map_text(l_prices, 'milk') AS NUMERIC)), ' ',
      godwit_oracle.map_last(l_prices), ' ', godwit_oracle.json_count(l_prices));
END;
$$;
CREATE OR REPLACE FUNCTION keyed.by_tens()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_counts JSONB;
  l_sum NUMERIC := 0;
  l_at INTEGER;
BEGIN
  FOR i IN 1 .. 3 LOOP
    l_counts := godwit_oracle.json_set(l_counts, ARRAY[CAST(i * 10 AS text)], TO_JSONB(CAST(i AS NUMERIC)));
  END LOOP;
  l_at := godwit_oracle.list_first(l_counts);
  WHILE l_at IS NOT NULL LOOP
    l_sum := l_sum + l_at;
    l_at := godwit_oracle.list_next(l_counts, l_at);
  END LOOP;
  RETURN CONCAT(godwit_oracle.text_of(l_sum), ' ', godwit_oracle.json_count(l_counts));
END;
$$;
CREATE OR REPLACE FUNCTION keyed.of_fields()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_place keyed.place := CAST(ROW('attic', 2.5, TRUE) AS keyed.place);
  l_other keyed.place := CAST(ROW('hall', 4, NULL) AS keyed.place);
BEGIN
  RETURN CONCAT(l_place.room, ' ', godwit_oracle.text_of(l_place.depth), ' ', l_other.room, ' ', godwit_oracle.text_of(l_other.depth),
      CASE WHEN l_other.wide IS NULL THEN ' unknown' END);
END;
$$;
CREATE OR REPLACE FUNCTION keyed.are_equal(
  p_one VARCHAR(10) ARRAY,
  p_other VARCHAR(10) ARRAY)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_is BOOLEAN := godwit_oracle.multiset_equal(p_one, p_other);
BEGIN
  RETURN CASE
    WHEN l_is IS NULL THEN 'unknown'
    WHEN l_is THEN 'equal'
    WHEN NOT godwit_oracle.multiset_equal(p_one, p_other) THEN 'not equal'
  END;
END;
$$;
CREATE OR REPLACE FUNCTION keyed.all_of_them()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(keyed.are_equal(CAST(ARRAY['a', 'b', 'a'] AS VARCHAR(10) ARRAY), CAST(ARRAY['b', 'a',
              'a'] AS VARCHAR(10) ARRAY)), ', ', keyed.are_equal(CAST(ARRAY['a'] AS VARCHAR(10) ARRAY),
          CAST(ARRAY['a', 'a'] AS VARCHAR(10) ARRAY)), ', ', keyed.are_equal(CAST(ARRAY['a', NULL] AS VARCHAR(10) ARRAY),
          CAST(ARRAY[NULL, 'a'] AS VARCHAR(10) ARRAY)), ', ', keyed.are_equal(CAST(ARRAY[] AS VARCHAR(10) ARRAY),
          CAST(ARRAY[] AS VARCHAR(10) ARRAY)));
END;
$$;
CREATE OR REPLACE PROCEDURE keyed.stamp()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL keyed.g_since(CAST(CLOCK_TIMESTAMP() AS TIMESTAMP(6)));
  CALL keyed.g_code(UPPER(ENCODE(DECODE('0aff', 'hex'), 'hex')));
END;
$$;
CREATE OR REPLACE PROCEDURE keyed.turned_turn(INOUT p_text VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  p_text := NULLIF(CONCAT(SUBSTR(p_text, 2), SUBSTR(p_text, 1, 1)), '');
END;
$$;
CREATE OR REPLACE PROCEDURE keyed.turned_turn_all_turn_one(
  INOUT p_items VARCHAR(10) ARRAY,
  p_at NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  p_items_element VARCHAR(10);
BEGIN
  p_at := ROUND(p_at);
  p_items_element := p_items[p_at];
  CALL keyed.turned_turn(p_items_element);
  p_items[p_at] := p_items_element;
END;
$$;
CREATE OR REPLACE PROCEDURE keyed.turned_turn_all(INOUT p_items VARCHAR(10) ARRAY)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  FOR i IN 1 .. COALESCE(CARDINALITY(p_items), 0) LOOP
    CALL keyed.turned_turn_all_turn_one(p_items, i);
  END LOOP;
END;
$$;
CREATE OR REPLACE FUNCTION keyed.turned(p_count NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_text VARCHAR(100) := 'abc';
  l_items VARCHAR(10) ARRAY := CAST(ARRAY['xyz', '12'] AS VARCHAR(10) ARRAY);
BEGIN
  FOR i IN 1 .. p_count LOOP
    CALL keyed.turned_turn(l_text);
    CALL keyed.turned_turn_all(l_items);
  END LOOP;
  RETURN NULLIF(CONCAT(l_text, l_items[1], l_items[2]), '');
END;
$$;

-- package body shelves
CREATE OR REPLACE FUNCTION shelves.deepest()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_depths JSONB;
  l_rooms JSONB;
BEGIN
  l_depths['hall'] := TO_JSONB(CAST(2.5 AS NUMERIC(5, 1)));
  l_rooms['x'] := TO_JSONB(CAST('hall' AS VARCHAR(20)));
  RETURN CONCAT(CAST(godwit_oracle.map_text(l_rooms, 'x') AS VARCHAR(20)), ' ', godwit_oracle.text_of(CAST(godwit_oracle.map_text(l_depths,
              CAST(CAST(godwit_oracle.map_text(l_rooms, 'x') AS VARCHAR(20)) AS text)) AS NUMERIC(5, 1))));
END;
$$;
CREATE OR REPLACE FUNCTION shelves.took(
  p_from TIMESTAMP(6),
  p_to TIMESTAMP(6))
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT('took ', godwit_oracle.interval_text(p_to - p_from, 9), REGEXP_SUBSTR(godwit_oracle.interval_text(p_to - p_from,
              9), ':[0-9]+\.'));
END;
$$;
CREATE OR REPLACE FUNCTION shelves.lasts(p_span INTERVAL DAY TO SECOND)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(godwit_oracle.interval_text(p_span, 2), '|', godwit_oracle.interval_text(p_span, 2));
END;
$$;

-- function stack_up
CREATE OR REPLACE FUNCTION stack_up(p_kind NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_ids NUMERIC ARRAY := CAST(ARRAY[1, 2, 1, 3, 2] AS NUMERIC ARRAY);
  l_text VARCHAR(4000);
  bulk_error_index INTEGER ARRAY := '{}';
  bulk_error_code text ARRAY := '{}';
  bulk_error_text text ARRAY := '{}';
  bulk_counter NUMERIC(38);
BEGIN
  DELETE FROM shelf;
  BEGIN
    BEGIN
      bulk_error_index := '{}';
      bulk_error_index := '{}';
      bulk_error_code := '{}';
      bulk_error_text := '{}';
      bulk_counter := 0;
      FOR i IN 1 .. COALESCE(CARDINALITY(l_ids), 0) LOOP
        BEGIN
          bulk_counter := bulk_counter + 1;
          BEGIN
            INSERT INTO shelf (id)
              VALUES (CAST(l_ids[i] AS NUMERIC) / CASE WHEN p_kind = 9 THEN 0 ELSE 1 END);
          EXCEPTION
            WHEN OTHERS THEN
              bulk_error_index := ARRAY_APPEND(bulk_error_index, bulk_counter);
              bulk_error_code := ARRAY_APPEND(bulk_error_code, SQLSTATE);
              bulk_error_text := ARRAY_APPEND(bulk_error_text, SQLERRM);
          END;
        END;
      END LOOP;
    EXCEPTION
      WHEN OTHERS THEN
        IF SQLSTATE = 'OR381' THEN
          FOR j IN 1 .. CARDINALITY(bulk_error_index) LOOP
            l_text := CONCAT(l_text, bulk_error_index[j], ' ', SUBSTR(bulk_error_text[j], 1, 13), ';');
          END LOOP;
          IF p_kind = 2 THEN
            RAISE EXCEPTION USING ERRCODE = 'OR005', MESSAGE = 'stopped';
          ELSIF p_kind = 3 THEN
            RAISE;
          END IF;
        ELSE
          RAISE;
        END IF;
    END;
    IF CARDINALITY(bulk_error_index) > 0 THEN
      IF -24381 = -24381 THEN
        FOR j IN 1 .. CARDINALITY(bulk_error_index) LOOP
          l_text := CONCAT(l_text, bulk_error_index[j], ' ', SUBSTR(bulk_error_text[j], 1, 13), ';');
        END LOOP;
        IF p_kind = 2 THEN
          RAISE EXCEPTION USING ERRCODE = 'OR005', MESSAGE = 'stopped';
        ELSIF p_kind = 3 THEN
          RAISE EXCEPTION USING ERRCODE = 'OR381', MESSAGE = 'error(s) in array DML';
        END IF;
      ELSE
        RAISE EXCEPTION USING ERRCODE = 'OR381', MESSAGE = 'error(s) in array DML';
      END IF;
    END IF;
  END;
  RETURN l_text;
EXCEPTION
  WHEN OTHERS THEN
    RETURN CONCAT('outside: ', sqlerrm);
END;
$$;
