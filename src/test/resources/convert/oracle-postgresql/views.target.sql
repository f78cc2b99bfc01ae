
-- view v_dates
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- ADD_MONTHS: the last day of a month becomes the last one of the other month.
CREATE OR REPLACE FUNCTION godwit_oracle.add_months(day timestamp, months numeric)
RETURNS timestamp(0) LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE
  WHEN date_trunc('month', day + interval '1 day') <> date_trunc('month', day)
  THEN date_trunc('month', day) + (trunc(months)::integer + 1) * interval '1 month' - interval '1 day'
    + (date_trunc('second', day) - date_trunc('day', day))
  ELSE date_trunc('second', day) + trunc(months)::integer * interval '1 month' END
$$;
-- TO_DATE, TO_TIMESTAMP: the text must have the mask's form; a year or month that isn't said is the current one.
-- Two digits of a year are by RR those of 1950 to 2049, by YY those of this century. The zone is given so that no
-- hour of the session's summer time is missing.
CREATE OR REPLACE FUNCTION godwit_oracle.to_moment(string text, mask text, pattern text, century text)
RETURNS timestamp LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  has_year boolean := mask ~* 'Y';
  has_month boolean := mask ~* 'MM|MON|DDD';
  result timestamp;
  years integer;
BEGIN
  IF string = '' THEN
    RETURN NULL;
  ELSIF string !~ pattern THEN
    RAISE EXCEPTION 'ORA-01861: % does not match the format %', string, mask USING ERRCODE = 'invalid_datetime_format';
  END IF;
  result := to_timestamp(
      '+00 ' || CASE WHEN has_year THEN '' ELSE to_char(clock_timestamp(), 'YYYY ') END
        || CASE WHEN has_month THEN '' ELSE to_char(clock_timestamp(), 'MM ') END || string,
      'TZH ' || CASE WHEN has_year THEN '' ELSE 'YYYY ' END
        || CASE WHEN has_month THEN '' ELSE 'MM ' END || mask) AT TIME ZONE 'UTC';
  years := extract(year FROM result);
  IF century = 'RRRR' AND years BETWEEN 0 AND 99 THEN
    result := result + CASE WHEN years < 50 THEN 2000 ELSE 1900 END * interval '1 year';
  ELSIF century = 'RR' AND string !~ '\d{4}' AND years >= 2050 THEN
    result := result - interval '100 years';
  ELSIF century = 'YY' AND string !~ '\d{4}' AND years < 2000 THEN
    result := result + interval '100 years';
  END IF;
  RETURN result;
END $$;

-- view v_functions
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- SUBSTR to the end: below 0 the position counts from the end, 0 is 1; nothing is NULL.
CREATE OR REPLACE FUNCTION godwit_oracle.substr(string text, first numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT nullif(CASE WHEN trunc(first) > 0 THEN substr(string, trunc(first)::integer)
  WHEN trunc(first) = 0 THEN string
  WHEN -trunc(first) <= length(string) THEN right(string, -trunc(first)::integer) END, '')
$$;
-- SUBSTR: a part of no length is NULL.
CREATE OR REPLACE FUNCTION godwit_oracle.substr(string text, first numeric, characters numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE WHEN trunc(characters) >= 1
  THEN left(godwit_oracle.substr(string, first), least(trunc(characters), 2147483647)::integer) END
$$;

-- table city
CREATE TABLE city (
  id INTEGER PRIMARY KEY,
  name VARCHAR(20)
);

-- table dept
CREATE TABLE dept (
  id INTEGER PRIMARY KEY,
  name VARCHAR(20),
  city INTEGER
);

-- table emp
-- Queries of views.
CREATE TABLE emp (
  id INTEGER PRIMARY KEY,
  name VARCHAR(20),
  dept INTEGER,
  hired TIMESTAMP(0),
  pay NUMERIC(9, 2),
  boss INTEGER
);

-- materialized view mv
CREATE MATERIALIZED VIEW mv AS
SELECT
  dept,
  avg(pay) AS a
FROM emp
GROUP BY dept
WITH NO DATA;

-- index mv_dept
CREATE INDEX mv_dept ON mv (dept);

-- view n_keep
CREATE OR REPLACE VIEW n_keep AS
SELECT (ARRAY_AGG(name ORDER BY pay, name DESC NULLS LAST))[1] AS k
FROM emp;

-- view n_of_n
CREATE OR REPLACE VIEW n_of_n AS
SELECT *
FROM n_rownum;

-- view n_pivot
CREATE OR REPLACE VIEW n_pivot AS
SELECT *
FROM (
  SELECT
    sum(CASE WHEN dept = 1 THEN pay END) AS "1",
    sum(CASE WHEN dept = 2 THEN pay END) AS "2"
  FROM (
    SELECT
      dept,
      pay
    FROM emp) source_rows) pivoted_1;

-- view n_tree
CREATE OR REPLACE VIEW n_tree AS
WITH RECURSIVE e_tree AS (
  SELECT
    e.*,
    e AS row_itself,
    1 AS level
  FROM emp e
  WHERE boss IS NULL
  UNION ALL
  SELECT
    e.*,
    e,
    e_tree.level + 1
  FROM e_tree
    JOIN emp e ON e_tree.id = e.boss) SEARCH DEPTH FIRST BY id SET tree_order
SELECT
  e.level AS l,
  (e.row_itself).*,
  CASE WHEN EXISTS (
      SELECT 1
      FROM emp e_child
      WHERE e.id = e_child.boss) THEN 0 ELSE 1 END AS leaf
FROM e_tree e
ORDER BY tree_order;

-- view v_apply
CREATE OR REPLACE VIEW v_apply AS
SELECT
  e.name,
  x.n
FROM emp e
  LEFT JOIN LATERAL (
    SELECT count(*) AS n
    FROM dept d
    WHERE d.id = e.dept) x ON TRUE;

-- view v_check
CREATE OR REPLACE VIEW v_check AS
SELECT
  id,
  name
FROM dept
WHERE city = 1
WITH CHECK OPTION;

-- view v_dates
CREATE OR REPLACE VIEW v_dates AS
SELECT
  e.hired + 1 * INTERVAL '1' DAY AS d1,
  e.hired - 1 / 24.0 * INTERVAL '1' DAY AS d2,
  EXTRACT(EPOCH FROM CAST(DATE_TRUNC('second', STATEMENT_TIMESTAMP()) AS TIMESTAMP(0)) - e.hired) / 86400 AS d3,
  DATE_TRUNC('day', e.hired) AS d4,
  DATE_TRUNC('month', e.hired) AS d5,
  godwit_oracle.add_months(e.hired, 2) AS d6,
  e.hired + (DATE_TRUNC('month', e.hired) + INTERVAL '1' MONTH - INTERVAL '1' DAY - DATE_TRUNC('day',
      e.hired)) AS d7,
  TO_CHAR(e.hired, 'DD.MM.YYYY HH24:MI') AS d8,
  TIMESTAMP '2020-02-29 00:00:00' AS d9,
  CAST(godwit_oracle.to_moment(e.name, 'DD-MON-YY', '^\s*\d{1,2}[^[:alnum:]]+[[:alpha:]]+\.?[^[:alnum:]]+\d{1,4}\s*$',
      'RR') AS TIMESTAMP(0)) AS d10,
  STATEMENT_TIMESTAMP() AS d11,
  CAST(godwit_oracle.to_moment('2020-02-29 12:30:00.5', 'YYYY-MM-DD HH24:MI:SS.US', '^\s*\d{1,4}[^[:alnum:]]+\d{1,2}[^[:alnum:]]+\d{1,2}([^[:alnum:]]+\d{1,2}([^[:alnum:]]+\d{1,2}([^[:alnum:]]+\d{1,2}([^[:alnum:]]+\d{1,9})?)?)?)?\s*$',
      '') AS TIMESTAMP(6)) AS d12,
  extract(year FROM e.hired) AS d13,
  e.hired + INTERVAL '3' DAY AS d14,
  TIMESTAMP '2000-01-01 00:00:00' AS d15,
  CAST('2000-01-01 00:00:00 +02:00' AS TIMESTAMP(6) WITH TIME ZONE) AS d16,
  INTERVAL '1' YEAR AS d17,
  TO_CHAR(e.pay, 'FM999G990D00') AS d18,
  e.hired + 2 * INTERVAL '1' HOUR AS d19
FROM emp e
WHERE e.hired BETWEEN TIMESTAMP '2020-01-01 00:00:00' AND CAST(DATE_TRUNC('second', STATEMENT_TIMESTAMP()) AS TIMESTAMP(0));

-- view v_functions
CREATE OR REPLACE VIEW v_functions AS
SELECT
  COALESCE(e.name, 'nobody') AS n1, -- who
  CASE WHEN e.boss IS NOT NULL THEN 'has' ELSE 'has not' END AS n2,
  CASE e.dept
    WHEN 1 THEN 'one'
    WHEN 2 THEN 'two'
    ELSE 'many'
  END AS n3,
  CASE
    WHEN e.boss IS NULL THEN 'top'
    WHEN e.boss = e.id OR e.boss IS NULL AND e.id IS NULL THEN 'own'
    ELSE 'below'
  END AS n4,
  CONCAT(e.name, ' of ', e.dept) AS n5,
  NULLIF(CONCAT(e.name, e.dept), '') AS n6,
  godwit_oracle.substr(e.name, -3) AS n7,
  SUBSTR(e.name, 1, 2) AS n8,
  godwit_oracle.substr(e.name, -3, 2) AS n9,
  STRPOS(e.name, 'a') AS n10,
  NULLIF(REPLACE(e.name, 'a', ''), '') AS n11,
  NULLIF(REPLACE(e.name, 'a', ''), '') AS n12,
  NULLIF(REGEXP_REPLACE(e.name, 'a+', '', 'g'), '') AS n13,
  CAST('1' AS NUMERIC) AS n14,
  CASE WHEN e.pay IS NULL THEN NULL ELSE greatest(e.pay, 1) END AS n15,
  e.id / 2.0 AS n16,
  CAST(e.id AS NUMERIC) / e.dept AS n17,
  1.0 / e.id AS n18,
  MOD(e.id, 2) AS n19,
  UPPER(ENCODE(UUID_SEND(GEN_RANDOM_UUID()), 'hex')) AS n20,
  1.5 AS n21,
  UPPER(CAST(CURRENT_USER AS text)) AS n22,
  coalesce(e.name, NULL) AS n23
FROM emp e;

-- view v_groups
CREATE OR REPLACE VIEW v_groups AS
SELECT
  dept,
  count(*) AS n,
  sum(pay) AS total,
  STRING_AGG(CAST(name AS text), ', ' ORDER BY name DESC) AS names,
  rank() OVER (PARTITION BY dept ORDER BY sum(pay) DESC) AS place
FROM emp
GROUP BY dept
HAVING count(DISTINCT name) > 1
ORDER BY total DESC;

-- view v_outer
CREATE OR REPLACE VIEW v_outer (who, what, "Where") AS
SELECT
  e.name,
  d.name,
  c.name
FROM emp e
  LEFT JOIN dept d ON e.dept = d.id
  LEFT JOIN city c ON d.city = c.id
    AND c.name <> 'x'
WHERE e.pay > 0;

-- view v_sub
CREATE OR REPLACE VIEW v_sub AS
SELECT name
FROM emp
WHERE dept IN (
  SELECT id
  FROM dept
  WHERE name <> NULL);

-- view v_over
CREATE OR REPLACE VIEW v_over AS
SELECT name
FROM v_sub
WHERE EXISTS (
  SELECT 1);

-- view v_page
CREATE OR REPLACE VIEW v_page AS
SELECT name
FROM (
  SELECT
    a.*,
    ROW_NUMBER() OVER () AS rn
  FROM (
    SELECT name
    FROM emp
    ORDER BY pay DESC, name) a
  FETCH NEXT 3 ROWS ONLY) q1
WHERE rn > 1;

-- view v_rownum
CREATE OR REPLACE VIEW v_rownum AS
SELECT
  ROW_NUMBER() OVER () AS pos,
  name
FROM emp
WHERE pay > 0
ORDER BY name;

-- view v_sets
CREATE OR REPLACE VIEW v_sets AS
SELECT id
FROM emp
EXCEPT
SELECT id
FROM dept
UNION ALL
SELECT DISTINCT 3;

-- view v_top
CREATE OR REPLACE VIEW v_top AS
SELECT *
FROM (
  SELECT
    name,
    pay
  FROM emp
  ORDER BY pay DESC) q1
FETCH NEXT 10 ROWS ONLY;

-- view v_tree
CREATE OR REPLACE VIEW v_tree AS
WITH RECURSIVE below (id, boss) AS (
  SELECT
    id,
    boss
  FROM emp
  WHERE boss IS NULL
  UNION ALL
  SELECT
    e.id,
    e.boss
  FROM
    emp e,
    below b
  WHERE e.boss = b.id)
SELECT *
FROM below;
