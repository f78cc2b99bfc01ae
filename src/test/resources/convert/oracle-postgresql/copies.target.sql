
-- table t
-- Tables that queries make, with what is said of them behind that.
CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  note VARCHAR(10),
  total NUMERIC(8, 2),
  d TIMESTAMP(0)
);

-- table ctas
CREATE TABLE ctas AS
SELECT *
FROM t;
ALTER TABLE ctas
  RENAME COLUMN total TO sum_total;
ALTER TABLE ctas
  ALTER COLUMN note TYPE VARCHAR(30) USING CAST(note AS VARCHAR(30)), ALTER COLUMN note SET NOT NULL;
ALTER TABLE ctas
  ALTER COLUMN sum_total SET DEFAULT 0;
ALTER TABLE ctas
  ALTER COLUMN note DROP NOT NULL;
ALTER TABLE ctas
  DROP COLUMN d CASCADE;
ALTER TABLE ctas
  ADD CONSTRAINT ctas_pk PRIMARY KEY (id);
ALTER TABLE ctas
  ADD x SMALLINT DEFAULT 5;
ALTER TABLE ctas
  ADD y TIMESTAMP(0) DEFAULT CAST(DATE_TRUNC('second', CLOCK_TIMESTAMP()) AS TIMESTAMP(0)) NOT NULL;
ALTER TABLE ctas
  ADD CONSTRAINT ctas_x CHECK (x > 0);
COMMENT ON COLUMN ctas.x IS 'x';

-- table ctas2
CREATE TABLE ctas2 (a, b, c) AS
SELECT
  id,
  note,
  total
FROM t;
ALTER TABLE ctas2
  ALTER COLUMN b SET NOT NULL;
ALTER TABLE ctas2
  ALTER COLUMN c SET DEFAULT 5;
ALTER TABLE ctas2
  ADD CHECK (c > 1);
ALTER TABLE ctas2
  ADD CONSTRAINT ctas2_pk PRIMARY KEY (a);

-- table ctas3
CREATE TABLE ctas3 AS
SELECT
  id,
  note AS n
FROM t
WHERE 1 = 0;
ALTER TABLE ctas3
  ADD PRIMARY KEY (id);

-- index ctas_ix
CREATE INDEX ctas_ix ON ctas (sum_total, x);

-- table ctas
ALTER TABLE ctas
  ADD FOREIGN KEY (id) REFERENCES t (id);
