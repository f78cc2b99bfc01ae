
-- package counter
CREATE SCHEMA IF NOT EXISTS counter;

-- package body counter
CREATE SCHEMA IF NOT EXISTS counter;
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- package lists
CREATE SCHEMA IF NOT EXISTS lists;

-- package body lists
CREATE SCHEMA IF NOT EXISTS lists;

-- sequence s_visit
CREATE SEQUENCE s_visit;

-- table visit
-- What a package keeps for a session.
CREATE TABLE visit (
  id INTEGER,
  at_time TIMESTAMP(0) DEFAULT CAST(DATE_TRUNC('second', CLOCK_TIMESTAMP()) AS TIMESTAMP(0)),
  note VARCHAR(30)
);

-- package counter
CREATE TYPE counter.t_state AS (
  hits NUMERIC,
  name VARCHAR(20),
  totals NUMERIC ARRAY
);

-- package lists
CREATE TYPE lists.t_row AS (
  id NUMERIC,
  label VARCHAR(20)
);

-- package counter
CREATE OR REPLACE FUNCTION counter.g_first()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('counter.g_first', TRUE);
  _first NUMERIC := NULL;
BEGIN
  CALL counter.package_init();
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  _first := NEXTVAL('s_visit');
  CALL counter.g_first(value => _first);
  RETURN _first;
END;
$$;
CREATE OR REPLACE PROCEDURE counter.g_first(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL counter.package_init();
  PERFORM SET_CONFIG('counter.g_first', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value),
            '') END, FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION counter.c_start()
RETURNS TIMESTAMP(0)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('counter.c_start', TRUE);
  _first TIMESTAMP(0) := NULL;
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  _first := CAST(DATE_TRUNC('second', CLOCK_TIMESTAMP()) AS TIMESTAMP(0));
  CALL counter.c_start(value => _first);
  RETURN _first;
END;
$$;
CREATE OR REPLACE PROCEDURE counter.c_start(value TIMESTAMP(0))
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _given TIMESTAMP(0) := value;
BEGIN
  PERFORM SET_CONFIG('counter.c_start', CASE WHEN _given IS NULL THEN '-' ELSE NULLIF(CONCAT('=', _given),
            '') END, FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION counter.g_state()
RETURNS counter.t_state
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('counter.g_state', TRUE);
BEGIN
  CALL counter.package_init();
  IF _kept LIKE '=%' THEN
    RETURN CAST(RIGHT(_kept, -1) AS counter.t_state);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE PROCEDURE counter.g_state(value counter.t_state)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL counter.package_init();
  PERFORM SET_CONFIG('counter.g_state', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value),
            '') END, FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION counter.g_totals()
RETURNS NUMERIC ARRAY
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('counter.g_totals', TRUE);
BEGIN
  CALL counter.package_init();
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE PROCEDURE counter.g_totals(value NUMERIC ARRAY)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL counter.package_init();
  PERFORM SET_CONFIG('counter.g_totals', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value),
            '') END, FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION counter.g_name()
RETURNS VARCHAR(20)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('counter.g_name', TRUE);
BEGIN
  CALL counter.package_init();
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE PROCEDURE counter.g_name(value VARCHAR(20))
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _given VARCHAR(20) := value;
BEGIN
  CALL counter.package_init();
  PERFORM SET_CONFIG('counter.g_name', CASE WHEN _given IS NULL THEN '-' ELSE NULLIF(CONCAT('=', _given),
            '') END, FALSE);
END;
$$;

-- package body counter
CREATE OR REPLACE PROCEDURE counter.hit(p_by NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  g_state_copy counter.t_state;
  g_totals_copy NUMERIC ARRAY;
BEGIN
  CALL counter.package_init();
  g_state_copy := counter.g_state();
  g_state_copy.hits := (counter.g_state()).hits + p_by;
  CALL counter.g_state(g_state_copy);
  g_state_copy := counter.g_state();
  g_state_copy.totals[1] := p_by;
  CALL counter.g_state(g_state_copy);
  g_totals_copy := counter.g_totals();
  g_totals_copy[2] := COALESCE(((counter.g_state()).totals)[1], 0) + 1;
  CALL counter.g_totals(value => g_totals_copy);
END;
$$;
CREATE OR REPLACE PROCEDURE counter.load()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  g_name_copy VARCHAR(20);
  g_state_copy counter.t_state;
  g_totals_copy NUMERIC ARRAY;
BEGIN
  CALL counter.package_init();
  g_state_copy := counter.g_state();
  SELECT
    note,
    id
  INTO STRICT g_name_copy, g_state_copy.hits
  FROM visit
  WHERE id = 1;
  CALL counter.g_name(g_name_copy);
  CALL counter.g_state(g_state_copy);
  g_totals_copy := ARRAY((
        SELECT id
        FROM visit
        ORDER BY id));
  CALL counter.g_totals(value => g_totals_copy);
END;
$$;
CREATE OR REPLACE PROCEDURE counter.grow(INOUT p_list NUMERIC ARRAY)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL counter.package_init();
  p_list[COALESCE(CARDINALITY(p_list), 0) + 1] := 9;
END;
$$;
CREATE OR REPLACE PROCEDURE counter.grow_own()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  g_totals_copy NUMERIC ARRAY;
BEGIN
  CALL counter.package_init();
  g_totals_copy := counter.g_totals();
  CALL counter.grow(g_totals_copy);
  CALL counter.g_totals(value => g_totals_copy);
END;
$$;
CREATE OR REPLACE FUNCTION counter.report()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL counter.package_init();
  RETURN CONCAT((counter.g_state()).name, ':', godwit_oracle.text_of((counter.g_state()).hits), ':', COALESCE(CARDINALITY(counter.g_totals()),
          0), ':', godwit_oracle.text_of((counter.g_totals())[2]), ':', counter.g_name());
END;
$$;
CREATE OR REPLACE PROCEDURE counter.package_init()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  g_state_copy counter.t_state;
BEGIN
  IF CURRENT_SETTING('counter.package_init', TRUE) = 'done' THEN
    RETURN;
  END IF;
  PERFORM SET_CONFIG('counter.package_init', 'done', FALSE);
  BEGIN
    g_state_copy := counter.g_state();
    g_state_copy.hits := 100;
    CALL counter.g_state(g_state_copy);
    g_state_copy := counter.g_state();
    g_state_copy.name := 'all';
    CALL counter.g_state(g_state_copy);
  END;
END;
$$;

-- procedure flagged
CREATE OR REPLACE PROCEDURE flagged()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RAISE NOTICE '%', 'new ' || 'FLAGGED';
END;
$$;

-- package body lists
CREATE OR REPLACE FUNCTION lists.up_to(n NUMERIC)
RETURNS SETOF NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  FOR i IN 1 .. n LOOP
    RETURN NEXT i * 10;
  END LOOP;
  RETURN;
END;
$$;
CREATE OR REPLACE FUNCTION lists.labels(n NUMERIC)
RETURNS SETOF lists.t_row
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  r lists.t_row;
BEGIN
  FOR i IN 1 .. n LOOP
    r.id := i;
    r.label := CONCAT('no ', i);
    RETURN NEXT r;
  END LOOP;
END;
$$;
CREATE OR REPLACE FUNCTION lists.broken()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  <<there>>
  BEGIN
    EXIT there;
  END;
  RETURN 1;
END;
$$;

-- view named
CREATE OR REPLACE VIEW named AS
SELECT l.label
FROM lists.labels(2) l
WHERE l.id > 1;

-- function summed
CREATE OR REPLACE FUNCTION summed()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v NUMERIC ARRAY := CAST(ARRAY[1, 2, 3] AS NUMERIC ARRAY);
  n NUMERIC;
BEGIN
  SELECT sum(column_value)
  INTO STRICT n
  FROM UNNEST(v) rows_1 (column_value);
  RETURN n;
END;
$$;

-- view tens
CREATE OR REPLACE VIEW tens AS
SELECT column_value AS ten
FROM lists.up_to(3) rows_1 (column_value);

-- function uses_broken
CREATE OR REPLACE FUNCTION uses_broken()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN lists.broken() + 1;
END;
$$;
