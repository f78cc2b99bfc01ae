
-- table t23
-- What Oracle 23 knows besides.
CREATE TABLE t23 (
  id NUMERIC,
  is_on BOOLEAN DEFAULT TRUE NOT NULL,
  email VARCHAR(100),
  dd NUMERIC DEFAULT 5 NOT NULL,
  note VARCHAR(10),
  total NUMERIC,
  CONSTRAINT t23_pk PRIMARY KEY (id),
  c10 NUMERIC
);

-- index i23
CREATE INDEX i23 ON t23 (total);

-- procedure p23
CREATE OR REPLACE PROCEDURE p23()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_b BOOLEAN;
  n NUMERIC;
BEGIN
  INSERT INTO t23 (total, note)
    VALUES (1, 'a'), (2, 'b'), (3, 'c');
  SELECT 1
  INTO STRICT n;
  UPDATE t23 t
  SET total = s.total
  FROM t23 s
  WHERE t.id = s.id + 1;
  DELETE FROM t23 t
  WHERE EXISTS (
    SELECT 1
    FROM t23 s
    WHERE t.id = s.id
      AND s.total > 5);
  DELETE FROM t23 t
  WHERE EXISTS (
    SELECT 1
    FROM t23 s
    WHERE t.id = s.id);
  UPDATE t23
  SET is_on = TRUE
  WHERE is_on IS NOT TRUE;
  UPDATE t23
  SET total = 1
  WHERE is_on;
  INSERT INTO t23 (total, note)
    VALUES (5, 'x');
  INSERT INTO t23 (total, note)
    VALUES (DEFAULT, 'x')
  RETURNING total INTO n;
END;
$$;

-- view v23
CREATE OR REPLACE VIEW v23 (a, b) AS
SELECT
  id,
  is_on
FROM t23;

-- view vb
CREATE OR REPLACE VIEW vb AS
SELECT id
FROM t23
WHERE is_on;

-- view vg
CREATE OR REPLACE VIEW vg AS
SELECT
  extract(year FROM CAST(DATE_TRUNC('second', STATEMENT_TIMESTAMP()) AS TIMESTAMP(0))) AS y,
  note AS nn,
  count(*) AS c
FROM t23
GROUP BY y, nn;

-- view vg2
CREATE OR REPLACE VIEW vg2 AS
SELECT
  note,
  count(*) AS c
FROM t23
GROUP BY 1;

-- view vv
CREATE OR REPLACE VIEW vv AS
SELECT *
FROM (
  VALUES (1, 'a'), (2, 'b')) x (n, t);
