
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
  lines VARCHAR(20) ARRAY
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
  c_rowcount INTEGER;
  c_found BOOLEAN;
BEGIN
  c_rowcount := 0;
  c_found := NULL;
  FOR r IN c LOOP
    c_found := TRUE;
    c_rowcount := c_rowcount + 1;
    IF c_rowcount > 1
      AND c_found THEN
      n := n + c_rowcount;
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
  sql_rowcount INTEGER;
  sql_rowcount_of_one INTEGER;
BEGIN
  sql_rowcount := 0;
  FOR i IN 1 .. COALESCE(CARDINALITY(l), 0) LOOP
    BEGIN
      UPDATE task
      SET done = COALESCE(done, 0) + 1
      WHERE id <= l[i];
      GET DIAGNOSTICS sql_rowcount_of_one = ROW_COUNT;
      sql_rowcount := sql_rowcount + sql_rowcount_of_one;
    END;
  END LOOP;
  RETURN sql_rowcount;
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
  c_rowcount INTEGER;
  c_found BOOLEAN;
  l_one task;
  l_ids_one NUMERIC;
  l_done_one NUMERIC;
BEGIN
  OPEN c;
  c_rowcount := 0;
  c_found := NULL;
  LOOP
    l := '{}';
    LOOP
      FETCH c INTO l_one;
      EXIT WHEN NOT FOUND;
      l := ARRAY_APPEND(l, l_one);
      EXIT WHEN CARDINALITY(l) >= p_size;
    END LOOP;
    c_found := FOUND;
    c_rowcount := c_rowcount + CARDINALITY(l);
    FOR i IN 1 .. COALESCE(CARDINALITY(l), 0) LOOP
      v := CONCAT(v, (l[i]).owner, ',');
    END LOOP;
    v := CONCAT(v, c_rowcount, ';');
    EXIT WHEN NOT c_found;
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
  RETURN NULLIF(CONCAT(v, COALESCE(CARDINALITY(l_ids), 0), l_done[1]), '');
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
  b[1].lines := CAST(ARRAY['a', 'b'] AS VARCHAR(20) ARRAY);
  b[1].lines[2] := 'c';
  b[2].lines := CAST(ARRAY[] AS VARCHAR(20) ARRAY);
  b[2].lines := ARRAY_APPEND((b[2]).lines, NULL);
  b[2].lines[1] := 'd';
  SELECT owner
  INTO STRICT b_element
  FROM task
  WHERE id = 1;
  b[2].title := b_element;
  FOR i IN 1 .. COALESCE(CARDINALITY(b), 0) LOOP
    v := NULLIF(CONCAT(v, (b[i]).title, COALESCE(CARDINALITY((b[i]).lines), 0)), '');
    FOR j IN 1 .. COALESCE(CARDINALITY((b[i]).lines), 0) LOOP
      v := NULLIF(CONCAT(v, ((b[i]).lines)[j]), '');
    END LOOP;
  END LOOP;
  b[1].lines[1] := NULL;
  v := NULLIF(CONCAT(v, (
            SELECT MIN(n)
            FROM GENERATE_SUBSCRIPTS((b[1]).lines, 1) n
            WHERE n > 0
              AND ((b[1]).lines)[n] IS NOT NULL), COALESCE(TO_CHAR((
                    SELECT MAX(n)
                    FROM GENERATE_SUBSCRIPTS((b[1]).lines, 1) n
                    WHERE n < 2
                      AND ((b[1]).lines)[n] IS NOT NULL), 'FM9'), '-')), '');
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
