
-- table Mixed Case
-- Names that PostgreSQL folds otherwise, reserves, or cuts.
CREATE TABLE "Mixed Case" (
  "Column A" INTEGER PRIMARY KEY,
  "user" VARCHAR(10),
  "limit" INTEGER,
  "order" INTEGER,
  "emp#" INTEGER
);

-- table a_table_with_a_name_that_is_longer_than_postgresql_kee_4aa088cd
CREATE TABLE a_table_with_a_name_that_is_longer_than_postgresql_kee_4aa088cd (
  id INTEGER CONSTRAINT a_constraint_with_a_name_that_is_longer_than_postgresq_8dbb5057 PRIMARY KEY
);

-- function between_values
CREATE OR REPLACE FUNCTION between_values(
  "position" NUMERIC,
  "time" TIMESTAMP(0),
  "overlay" VARCHAR,
  "least" NUMERIC DEFAULT 1)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  interval NUMERIC := least;
  greatest NUMERIC;
BEGIN
  greatest := position + interval;
  RETURN COALESCE(length(overlay), 0) + greatest * least + extract(day FROM time);
END;
$$;

-- function calls_by_name
CREATE OR REPLACE FUNCTION calls_by_name()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c CURSOR ("treat" NUMERIC) FOR
    SELECT treat + 1 AS overlay;
  total NUMERIC := 0;
BEGIN
  FOR precision IN c("treat" := 3) LOOP
    total := total + precision.overlay;
  END LOOP;
  RETURN total + between_values("position" => 2, "overlay" => 'abc', "time" => TIMESTAMP '2026-01-31 00:00:00');
END;
$$;

-- view limit
CREATE OR REPLACE VIEW "limit" AS
SELECT
  "limit",
  "user",
  UPPER(CAST(CURRENT_USER AS text)) AS who
FROM "Mixed Case";
