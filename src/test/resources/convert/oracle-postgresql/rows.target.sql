
-- function in_pieces
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- function nested
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
-- PRIOR of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_prior(map jsonb, index numeric)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT max(k::integer) FROM jsonb_object_keys(map) k WHERE k::integer < index
$$;
-- A collection that JSON stands for, with n elements more, which are NULL or copies of one
CREATE OR REPLACE FUNCTION godwit_oracle.json_extend(map jsonb, n numeric DEFAULT 1, copied numeric DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  last_one integer := coalesce(godwit_oracle.list_last(map), 0);
BEGIN
  FOR i IN 1 .. trunc(n)::integer LOOP
    map := coalesce(map, '{}') || jsonb_build_object(last_one + i, map -> trunc(copied)::text);
  END LOOP;
  RETURN map;
END $$;
-- How many elements a collection has
CREATE OR REPLACE FUNCTION godwit_oracle.json_count(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT count(*)::integer FROM jsonb_object_keys(map)
$$;

-- table person
CREATE TABLE person (
  name VARCHAR(10),
  town VARCHAR(10)
);

-- table task
-- Rows that are fetched, counted and locked.
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  done SMALLINT,
  owner VARCHAR(10)
);

-- function nested
CREATE TYPE nested_t_page AS (
  title VARCHAR(20),
  lines JSONB
);

-- function counted
CREATE OR REPLACE FUNCTION counted()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c CURSOR FOR
    SELECT id
    FROM task
    ORDER BY id;
  n NUMERIC := 0;
  _c_rowcount INTEGER;
  _c_found BOOLEAN;
BEGIN
  _c_rowcount := 0;
  _c_found := NULL;
  FOR r IN c LOOP
    _c_found := TRUE;
    _c_rowcount := _c_rowcount + 1;
    IF _c_rowcount > 1
      AND _c_found THEN
      n := n + _c_rowcount;
    END IF;
  END LOOP;
  RETURN n;
END;
$$;

-- function finished
CREATE OR REPLACE FUNCTION finished()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l NUMERIC ARRAY := CAST(ARRAY[1, 2, 2] AS NUMERIC ARRAY);
  _sql_rowcount INTEGER;
  _sql_rowcount_of_one INTEGER;
BEGIN
  _sql_rowcount := 0;
  FOR i IN 1 .. COALESCE(CARDINALITY(l), 0) LOOP
    BEGIN
      UPDATE task
      SET done = COALESCE(done, 0) + 1
      WHERE id <= l[i];
      GET DIAGNOSTICS _sql_rowcount_of_one = ROW_COUNT;
      _sql_rowcount := _sql_rowcount + _sql_rowcount_of_one;
    END;
  END LOOP;
  RETURN _sql_rowcount;
END;
$$;

-- function in_pieces
CREATE OR REPLACE FUNCTION in_pieces(p_size NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c CURSOR FOR
    SELECT *
    FROM task
    ORDER BY id;
  d CURSOR FOR
    SELECT
      id,
      done
    FROM task
    ORDER BY id;
  l task ARRAY;
  l_ids NUMERIC ARRAY;
  l_done NUMERIC ARRAY;
  v VARCHAR(200);
  _c_rowcount INTEGER;
  _c_found BOOLEAN;
  l_one task;
  l_ids_one NUMERIC;
  l_done_one NUMERIC;
BEGIN
  OPEN c;
  _c_rowcount := 0;
  _c_found := NULL;
  LOOP
    l := '{}';
    LOOP
      FETCH c INTO l_one;
      EXIT WHEN NOT FOUND;
      l := ARRAY_APPEND(l, l_one);
      EXIT WHEN CARDINALITY(l) >= p_size;
    END LOOP;
    _c_found := FOUND;
    _c_rowcount := _c_rowcount + CARDINALITY(l);
    FOR i IN 1 .. COALESCE(CARDINALITY(l), 0) LOOP
      v := CONCAT(v, (l[i]).owner, ',');
    END LOOP;
    v := CONCAT(v, _c_rowcount, ';');
    EXIT WHEN NOT _c_found;
  END LOOP;
  CLOSE c;
  OPEN d;
  l_ids := '{}';
  l_done := '{}';
  LOOP
    FETCH d INTO l_ids_one, l_done_one;
    EXIT WHEN NOT FOUND;
    l_ids := ARRAY_APPEND(l_ids, l_ids_one);
    l_done := ARRAY_APPEND(l_done, l_done_one);
  END LOOP;
  CLOSE d;
  RETURN NULLIF(CONCAT(v, COALESCE(CARDINALITY(l_ids), 0), godwit_oracle.text_of(l_done[1])), '');
END;
$$;

-- function last_owner
CREATE OR REPLACE FUNCTION last_owner()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c CURSOR FOR
    SELECT owner
    FROM task
    ORDER BY id;
  v VARCHAR(10);
  v_before v%TYPE;
BEGIN
  OPEN c;
  LOOP
    v_before := v;
    FETCH c INTO v;
    IF NOT FOUND THEN
      v := v_before;
    END IF;
    EXIT WHEN NOT FOUND;
  END LOOP;
  CLOSE c;
  RETURN v;
END;
$$;

-- function nested
CREATE OR REPLACE FUNCTION nested()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  b nested_t_page ARRAY := CAST(ARRAY[] AS nested_t_page ARRAY);
  v VARCHAR(200);
  b_element VARCHAR(20);
BEGIN
  b[COALESCE(ARRAY_UPPER(b, 1), 0) + 2] := NULL;
  b[1].title := 'one';
  b[1].lines := JSONB_BUILD_OBJECT('1', 'a', '2', 'b');
  b[1].lines := godwit_oracle.json_set((b[1]).lines, ARRAY[CAST(2 AS text)], TO_JSONB(CAST('c' AS VARCHAR(20))));
  b[2].lines := JSONB_BUILD_OBJECT();
  b[2].lines := godwit_oracle.json_extend((b[2]).lines);
  b[2].lines := godwit_oracle.json_set((b[2]).lines, ARRAY[CAST(1 AS text)], TO_JSONB(CAST('d' AS VARCHAR(20))));
  SELECT owner
  INTO STRICT b_element
  FROM task
  WHERE id = 1;
  b[2].title := b_element;
  FOR i IN 1 .. COALESCE(CARDINALITY(b), 0) LOOP
    v := NULLIF(CONCAT(v, (b[i]).title, godwit_oracle.json_count((b[i]).lines)), '');
    FOR j IN 1 .. godwit_oracle.json_count((b[i]).lines) LOOP
      v := NULLIF(CONCAT(v, CAST(godwit_oracle.map_text((b[i]).lines, CAST(j AS text)) AS VARCHAR(20))),
          '');
    END LOOP;
  END LOOP;
  b[1].lines := (b[1]).lines - CAST(1 AS text);
  v := NULLIF(CONCAT(v, godwit_oracle.list_next((b[1]).lines, 0), COALESCE(TO_CHAR(godwit_oracle.list_prior((b[1]).lines,
                      2), 'FM9'), '-')), '');
  RETURN v;
END;
$$;

-- function owner_or
CREATE OR REPLACE FUNCTION owner_or(
  p_id NUMERIC,
  p_default VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c CURSOR FOR
    SELECT owner
    FROM task
    WHERE id = p_id;
  v VARCHAR(10) := p_default;
  v_before v%TYPE;
BEGIN
  OPEN c;
  v_before := v;
  FETCH c INTO v;
  IF NOT FOUND THEN
    v := v_before;
  END IF;
  CLOSE c;
  RETURN v;
END;
$$;

-- function owners
CREATE OR REPLACE FUNCTION owners()
RETURNS NUMERIC
LANGUAGE plpgsql
STABLE
AS $$
#variable_conflict use_column
DECLARE
  n NUMERIC;
BEGIN
  SELECT count(DISTINCT owner)
  INTO STRICT n
  FROM task;
  RETURN n;
END;
$$;

-- function seconds_passed
CREATE OR REPLACE FUNCTION seconds_passed()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v_start TIMESTAMP(0) := CAST(DATE_TRUNC('second', CLOCK_TIMESTAMP()) AS TIMESTAMP(0));
  n NUMERIC;
BEGIN
  SELECT count(*)
  INTO STRICT n
  FROM task
  WHERE CAST(DATE_TRUNC('second', (
        SELECT CLOCK_TIMESTAMP())) AS TIMESTAMP(0)) > v_start - 1 * INTERVAL '1' DAY;
  PERFORM PG_SLEEP(1.1);
  RETURN EXTRACT(EPOCH FROM CAST(DATE_TRUNC('second', CLOCK_TIMESTAMP()) AS TIMESTAMP(0)) - v_start) / 86400 * 86400;
END;
$$;

-- procedure take
CREATE OR REPLACE PROCEDURE take(p_most NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  r RECORD;
BEGIN
  FOR r IN (
    SELECT t.id
    FROM
      task t,
      person p
    WHERE t.owner = p.name
    FETCH NEXT CAST(GREATEST(FLOOR(p_most), 0) AS BIGINT) ROWS ONLY
    FOR UPDATE OF t) LOOP
    UPDATE task
    SET done = 1
    WHERE id = r.id;
  END LOOP;
  FOR r IN (
    SELECT id
    FROM task
    FOR UPDATE) LOOP
    NULL;
  END LOOP;
END;
$$;

-- view with_town
CREATE OR REPLACE VIEW with_town AS
SELECT
  t.id,
  p.town
FROM task t
  LEFT JOIN person p ON p.name = t.owner;

-- trigger task_off
CREATE OR REPLACE FUNCTION task_off_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NEW.done := 7;
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER task_off
BEFORE UPDATE ON task
FOR EACH ROW
EXECUTE FUNCTION task_off_fn();
ALTER TABLE task DISABLE TRIGGER task_off;
