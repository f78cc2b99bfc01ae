
-- procedure firsts
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- procedure spans
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- view v_kept
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- SUM(a) KEEP (DENSE_RANK FIRST …): of what has the key that comes first.
CREATE OR REPLACE FUNCTION godwit_oracle.kept_sum(all_values numeric[], keys text[], first_key text)
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
SELECT sum(one.v) FROM unnest(all_values, keys) one (v, k) WHERE one.k IS NOT DISTINCT FROM first_key
$$;
CREATE OR REPLACE FUNCTION godwit_oracle.kept_avg(all_values numeric[], keys text[], first_key text)
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
SELECT avg(one.v) FROM unnest(all_values, keys) one (v, k) WHERE one.k IS NOT DISTINCT FROM first_key
$$;
CREATE OR REPLACE FUNCTION godwit_oracle.kept_count(all_values numeric[], keys text[], first_key text)
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
SELECT count(one.v) FROM unnest(all_values, keys) one (v, k) WHERE one.k IS NOT DISTINCT FROM first_key
$$;

-- view v_known
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
CREATE OR REPLACE FUNCTION godwit_oracle.first_of(one anyelement, other anyelement)
RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT one
$$;
CREATE OR REPLACE FUNCTION godwit_oracle.last_of(one anyelement, other anyelement)
RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT other
$$;
-- FIRST_VALUE(a IGNORE NULLS): being strict, its step passes over NULL.
CREATE OR REPLACE AGGREGATE godwit_oracle.first_not_null(anyelement)
  (SFUNC = godwit_oracle.first_of, STYPE = anyelement);
-- LAST_VALUE(a IGNORE NULLS)
CREATE OR REPLACE AGGREGATE godwit_oracle.last_not_null(anyelement)
  (SFUNC = godwit_oracle.last_of, STYPE = anyelement);

-- view v_over
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- COUNT(DISTINCT a) OVER (…), of the window's values.
CREATE OR REPLACE FUNCTION godwit_oracle.count_distinct(all_values anyarray)
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
SELECT count(DISTINCT one) FROM unnest(all_values) one
$$;

-- procedure whole_rows
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- table division
CREATE TABLE division (
  id SMALLINT PRIMARY KEY,
  name VARCHAR(20)
);

-- table worker
-- What queries name, count and look for in windows, and what code does with it.
CREATE TABLE worker (
  id INTEGER PRIMARY KEY,
  name VARCHAR(20),
  job VARCHAR(9),
  boss INTEGER,
  hired TIMESTAMP(0),
  sal NUMERIC(9, 2),
  comm NUMERIC(9, 2),
  dept SMALLINT,
  code VARCHAR(9),
  yearly NUMERIC GENERATED ALWAYS AS (sal * 12) STORED
);

-- table noted
CREATE TABLE noted (
  id INTEGER,
  what VARCHAR(200)
);

-- procedure firsts
CREATE OR REPLACE PROCEDURE firsts(OUT p_out VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  n NUMERIC;
  _sql_rowcount INTEGER;
BEGIN
  SELECT count(*)
  INTO STRICT n
  FROM (
    SELECT *
    FROM worker
    WHERE dept = 10
    FETCH NEXT 2 ROWS ONLY) worker;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  p_out := CONCAT(godwit_oracle.text_of(n), ' ');
  UPDATE worker
  SET comm = 1
  WHERE ctid IN (
    SELECT ctid
    FROM worker
    WHERE comm IS NULL
    FETCH NEXT 2 ROWS ONLY);
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  p_out := CONCAT(p_out, _sql_rowcount, ' ');
  UPDATE worker
  SET code = limited.row_number * 10
  FROM (
    SELECT
      tableoid AS row_table,
      ctid AS row_place,
      ROW_NUMBER() OVER () AS row_number
    FROM worker
    WHERE dept = 10) limited
  WHERE worker.tableoid = limited.row_table
    AND worker.ctid = limited.row_place;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  DELETE FROM worker
  WHERE ctid IN (
    SELECT ctid
    FROM worker
    WHERE dept = 20
    FETCH NEXT 1 ROWS ONLY);
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  p_out := CONCAT(p_out, _sql_rowcount, ' ');
  SELECT count(*)
  INTO STRICT n
  FROM (
    SELECT 1
    FROM
      worker w,
      division d
    WHERE w.dept = d.id
    FETCH NEXT 1 ROWS ONLY) limited;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  p_out := NULLIF(CONCAT(p_out, godwit_oracle.text_of(n)), '');
END;
$$;

-- view v_worker
CREATE OR REPLACE VIEW v_worker AS
SELECT
  w.id,
  w.hired AS since,
  w.sal * 12 AS annual,
  CAST(w.id AS text) AS badge,
  d.name AS division,
  DATE_TRUNC('day', w.hired) AS day
FROM worker w
  JOIN division d ON d.id = w.dept;

-- procedure spans
CREATE OR REPLACE PROCEDURE spans(OUT p_out VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c CURSOR FOR
    SELECT
      w.id,
      DATE_TRUNC('day', w.hired) AS day,
      w.sal * 2 AS twice,
      (
        SELECT max(d.name)
        FROM division d
        WHERE d.id = w.dept) AS division,
      CAST(w.id AS text) AS badge
    FROM worker w
    ORDER BY w.id;
  r RECORD;
  n NUMERIC;
  x RECORD;
BEGIN
  OPEN c;
  FETCH c INTO r;
  CLOSE c;
  n := EXTRACT(EPOCH FROM TIMESTAMP '2024-03-01 00:00:00' - r.day) / 86400;
  p_out := CONCAT(godwit_oracle.text_of(n), ' ');
  IF CAST(r.badge AS NUMERIC) = 1 THEN
    p_out := CONCAT(p_out, 'first ');
  END IF;
  FOR x IN (
    SELECT
      max(since) AS latest,
      min(badge) AS badge
    FROM v_worker) LOOP
    p_out := CONCAT(p_out, round(EXTRACT(EPOCH FROM x.latest - TIMESTAMP '2024-01-01 00:00:00') / 86400),
        ' ');
    IF CAST(x.badge AS NUMERIC) < 5 THEN
      p_out := CONCAT(p_out, 'less ');
    END IF;
  END LOOP;
  WITH w AS (
    SELECT hired AS moment
    FROM worker)
  SELECT EXTRACT(EPOCH FROM max(moment) - min(moment)) / 86400
  INTO STRICT n
  FROM w;
  p_out := NULLIF(CONCAT(p_out, godwit_oracle.text_of(n)), '');
END;
$$;

-- view v_age
CREATE OR REPLACE VIEW v_age AS
SELECT
  v.badge,
  EXTRACT(EPOCH FROM TIMESTAMP '2024-03-01 00:00:00' - v.since) / 86400 AS days,
  v.since + 30 * INTERVAL '1' DAY AS due,
  q.span
FROM
  v_worker v,
  (
    SELECT
      division,
      EXTRACT(EPOCH FROM max(since) - min(since)) / 86400 AS span
    FROM v_worker
    GROUP BY division) q
WHERE q.division = v.division
  AND CAST(v.badge AS NUMERIC) > 1;

-- view v_days
CREATE OR REPLACE VIEW v_days AS
SELECT
  id,
  sum(sal) OVER (ORDER BY hired RANGE BETWEEN 7 * INTERVAL '1' DAY PRECEDING AND CURRENT ROW) AS week,
  count(*) OVER (ORDER BY hired RANGE BETWEEN INTERVAL '1' MONTH PRECEDING AND 1 * INTERVAL '1' DAY FOLLOWING) AS month
FROM worker;

-- view v_first_distinct
CREATE OR REPLACE VIEW v_first_distinct AS
SELECT DISTINCT job
FROM (
  SELECT *
  FROM worker
  FETCH NEXT 3 ROWS ONLY) worker;

-- view v_first_joined
CREATE OR REPLACE VIEW v_first_joined AS
SELECT
  limited.name,
  limited.name_2 AS division,
  limited.sal
FROM (
  SELECT
    w.name AS name,
    d.name AS name_2,
    w.sal AS sal
  FROM worker w
    JOIN division d ON d.id = w.dept
  WHERE w.sal > 0
  FETCH NEXT 3 ROWS ONLY) limited
ORDER BY limited.name_2, limited.sal;

-- view v_first_of_group
CREATE OR REPLACE VIEW v_first_of_group AS
SELECT
  dept,
  count(*) AS n,
  sum(sal) AS total
FROM (
  SELECT *
  FROM worker
  FETCH NEXT 3 ROWS ONLY) worker
GROUP BY dept;

-- view v_first_sorted
CREATE OR REPLACE VIEW v_first_sorted AS
SELECT
  name,
  sal
FROM (
  SELECT *
  FROM worker
  FETCH NEXT 3 ROWS ONLY) worker
ORDER BY sal DESC, name;

-- view v_kept
CREATE OR REPLACE VIEW v_kept AS
SELECT
  dept,
  (ARRAY_AGG(sal ORDER BY hired, sal DESC NULLS LAST))[1] AS most,
  (ARRAY_AGG(name ORDER BY hired DESC, name ASC NULLS LAST))[1] AS least,
  godwit_oracle.kept_sum(ARRAY_AGG(CAST(sal AS NUMERIC)), ARRAY_AGG(CAST(hired AS text)), (ARRAY_AGG(CAST(hired AS text) ORDER BY hired))[1]) AS total,
  godwit_oracle.kept_count(ARRAY_AGG(CAST(1 AS NUMERIC)), ARRAY_AGG(CAST(ROW(CAST(job AS text), CAST(hired AS text)) AS text)),
      (ARRAY_AGG(CAST(ROW(CAST(job AS text), CAST(hired AS text)) AS text) ORDER BY job ASC, hired DESC))[1]) AS n,
  godwit_oracle.kept_count(ARRAY_AGG(CAST(CASE WHEN comm IS NULL THEN NULL ELSE 1 END AS NUMERIC)), ARRAY_AGG(CAST(hired AS text)),
      (ARRAY_AGG(CAST(hired AS text) ORDER BY hired))[1]) AS known,
  godwit_oracle.kept_avg(ARRAY_AGG(CAST(sal AS NUMERIC)), ARRAY_AGG(CAST(hired AS text)), (ARRAY_AGG(CAST(hired AS text) ORDER BY hired DESC))[1]) AS middle
FROM worker
GROUP BY dept;

-- view v_known
CREATE OR REPLACE VIEW v_known AS
SELECT
  id,
  godwit_oracle.last_not_null(comm) OVER (ORDER BY id) AS latest,
  godwit_oracle.first_not_null(comm) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS earliest,
  godwit_oracle.last_not_null(comm) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before,
  COALESCE(godwit_oracle.first_not_null(comm) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING),
      -1) AS behind,
  lag(comm, 1) OVER (ORDER BY id) AS beside
FROM worker;

-- view v_over
CREATE OR REPLACE VIEW v_over AS
SELECT
  id,
  STRING_AGG(CAST(name AS text), ',') OVER (PARTITION BY dept ORDER BY name DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS names,
  FIRST_VALUE(sal) OVER (PARTITION BY dept ORDER BY hired, sal DESC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS first_sal,
  godwit_oracle.count_distinct(ARRAY_AGG(job) OVER (PARTITION BY dept)) AS jobs,
  CAST(sal AS NUMERIC) / NULLIF(SUM(sal) OVER (PARTITION BY dept), 0) AS share
FROM worker;

-- view v_page
CREATE OR REPLACE VIEW v_page AS
SELECT *
FROM (
  SELECT
    q.*,
    ROW_NUMBER() OVER () AS place
  FROM (
    SELECT
      name,
      sal
    FROM worker
    ORDER BY sal DESC) q
  FETCH NEXT 4 ROWS ONLY) q1
WHERE place > 2;

-- procedure whole_rows
CREATE OR REPLACE PROCEDURE whole_rows(OUT p_out VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  r worker%ROWTYPE;
  l worker ARRAY;
  x RECORD;
BEGIN
  SELECT *
  INTO STRICT r
  FROM worker
  WHERE id = 1;
  r.name := 'whole';
  UPDATE worker
  SET
    id = r.id,
    name = r.name,
    job = r.job,
    boss = r.boss,
    hired = r.hired,
    sal = r.sal,
    comm = r.comm,
    dept = r.dept,
    code = r.code
  WHERE id = r.id;
  r.id := 100;
  INSERT INTO worker (id, name, job, boss, hired, sal, comm, dept, code)
    VALUES (r.id, r.name, r.job, r.boss, r.hired, r.sal, r.comm, r.dept, r.code);
  l[1] := r;
  l[1].name := 'element';
  UPDATE worker
  SET
    id = (l[1]).id,
    name = (l[1]).name,
    job = (l[1]).job,
    boss = (l[1]).boss,
    hired = (l[1]).hired,
    sal = (l[1]).sal,
    comm = (l[1]).comm,
    dept = (l[1]).dept,
    code = (l[1]).code
  WHERE id = (l[1]).id;
  FOR x IN (
    SELECT
      id + 900 AS id,
      name
    FROM worker
    WHERE id = 1) LOOP
    INSERT INTO noted (id, what)
      VALUES (x.id, x.name);
  END LOOP;
  SELECT CONCAT(name, ' ', godwit_oracle.text_of(yearly))
  INTO STRICT p_out
  FROM worker
  WHERE id = 100;
END;
$$;
