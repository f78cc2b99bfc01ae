
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
  e.hired + 2 * INTERVAL '1' MONTH AS d6,
  e.hired + (DATE_TRUNC('month', e.hired) + INTERVAL '1' MONTH - INTERVAL '1' DAY - DATE_TRUNC('day',
      e.hired)) AS d7,
  TO_CHAR(e.hired, 'DD.MM.YYYY HH24:MI') AS d8,
  TIMESTAMP '2020-02-29 00:00:00' AS d9,
  CAST(TO_TIMESTAMP(e.name, 'DD-MON-YY') AS TIMESTAMP(0)) AS d10,
  STATEMENT_TIMESTAMP() AS d11,
  CAST(TO_TIMESTAMP('2020-02-29 12:30:00.5', 'YYYY-MM-DD HH24:MI:SS.US') AS TIMESTAMP(6)) AS d12,
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
  NULLIF(RIGHT(e.name, 3), '') AS n7,
  SUBSTR(e.name, 1, 2) AS n8,
  NULLIF(SUBSTR(e.name, LENGTH(e.name) + 1 - 3, 2), '') AS n9,
  STRPOS(e.name, 'a') AS n10,
  NULLIF(REPLACE(e.name, 'a', ''), '') AS n11,
  NULLIF(REPLACE(e.name, 'a', ''), '') AS n12,
  NULLIF(REGEXP_REPLACE(e.name, 'a+', '', 'g'), '') AS n13,
  CAST('1' AS NUMERIC) AS n14,
  greatest(e.pay, 1) AS n15,
  e.id / 2.0 AS n16,
  CAST(e.id AS NUMERIC) / e.dept AS n17,
  1.0 / e.id AS n18,
  mod(e.id, 2) AS n19,
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
