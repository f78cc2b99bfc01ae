
-- view first_takings
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- MEDIAN of numbers: the one in the middle, or half of the two that are.
CREATE OR REPLACE FUNCTION godwit_oracle.median(elements numeric[])
RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT trim_scale((s[(cardinality(s) + 1) / 2] + s[cardinality(s) / 2 + 1]) / 2)
FROM (SELECT array_agg(e ORDER BY e) s FROM unnest(elements) e WHERE e IS NOT NULL) sorted
$$;
-- MEDIAN of dates
CREATE OR REPLACE FUNCTION godwit_oracle.median(elements timestamp[])
RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT s[(cardinality(s) + 1) / 2] + (s[cardinality(s) / 2 + 1] - s[(cardinality(s) + 1) / 2]) / 2
FROM (SELECT array_agg(e ORDER BY e) s FROM unnest(elements) e WHERE e IS NOT NULL) sorted
$$;

-- table takings
-- Queries that turn rows and columns, and what is computed of dates and sessions.
CREATE TABLE takings (
  region VARCHAR(10),
  quarter VARCHAR(2),
  amount NUMERIC(9, 2),
  taken TIMESTAMP(0)
);

-- table plan
CREATE TABLE plan (
  region VARCHAR(10),
  q1 NUMERIC(9, 2),
  q2 NUMERIC(9, 2)
);

-- view by_quarter
CREATE OR REPLACE VIEW by_quarter AS
SELECT *
FROM (
  SELECT
    source_rows.region,
    sum(CASE WHEN quarter = 'Q1' THEN amount END) AS q1_total,
    count(CASE WHEN quarter = 'Q1' THEN 1 END) AS q1_n,
    sum(CASE WHEN quarter = 'Q2' THEN amount END) AS q2_total,
    count(CASE WHEN quarter = 'Q2' THEN 1 END) AS q2_n
  FROM (
    SELECT
      region,
      quarter,
      amount
    FROM takings) source_rows
  GROUP BY source_rows.region) pivoted_1;

-- view first_takings
CREATE OR REPLACE VIEW first_takings AS
SELECT
  region,
  (ARRAY_AGG(amount ORDER BY taken, amount DESC NULLS LAST))[1] AS first_amount,
  (ARRAY_AGG(amount ORDER BY taken DESC, amount ASC NULLS LAST))[1] AS last_amount,
  godwit_oracle.median(ARRAY_AGG(amount)) AS middle
FROM takings
GROUP BY region;

-- function following_monday
CREATE OR REPLACE FUNCTION following_monday(d TIMESTAMP(0))
RETURNS TIMESTAMP(0)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN d + (MOD(1 - EXTRACT(ISODOW FROM CAST(d AS TIMESTAMP(0))) + 6, 7) + 1) * INTERVAL '1' DAY;
END;
$$;

-- function months
CREATE OR REPLACE FUNCTION months(
  a TIMESTAMP(0),
  b TIMESTAMP(0))
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN (EXTRACT(YEAR FROM CAST(a AS TIMESTAMP(0))) - EXTRACT(YEAR FROM CAST(b AS TIMESTAMP(0)))) * 12 + (EXTRACT(MONTH FROM CAST(a AS TIMESTAMP(0))) - EXTRACT(MONTH FROM CAST(b AS TIMESTAMP(0)))) + CASE WHEN EXTRACT(DAY FROM CAST(a AS TIMESTAMP(0))) = EXTRACT(DAY FROM CAST(b AS TIMESTAMP(0))) OR EXTRACT(MONTH FROM CAST(a AS TIMESTAMP(0)) + INTERVAL '1' DAY) <> EXTRACT(MONTH FROM CAST(a AS TIMESTAMP(0))) AND EXTRACT(MONTH FROM CAST(b AS TIMESTAMP(0)) + INTERVAL '1' DAY) <> EXTRACT(MONTH FROM CAST(b AS TIMESTAMP(0))) THEN 0 ELSE (EXTRACT(DAY FROM CAST(a AS TIMESTAMP(0))) - EXTRACT(DAY FROM CAST(b AS TIMESTAMP(0))) + (EXTRACT(HOUR FROM CAST(a AS TIMESTAMP(0))) * 3600 + EXTRACT(MINUTE FROM CAST(a AS TIMESTAMP(0))) * 60 + EXTRACT(SECOND FROM CAST(a AS TIMESTAMP(0))) - (EXTRACT(HOUR FROM CAST(b AS TIMESTAMP(0))) * 3600 + EXTRACT(MINUTE FROM CAST(b AS TIMESTAMP(0))) * 60 + EXTRACT(SECOND FROM CAST(b AS TIMESTAMP(0))))) / 86400.0) / 31.0 END;
END;
$$;

-- view plan_rows
CREATE OR REPLACE VIEW plan_rows AS
SELECT
  region,
  quarter,
  amount
FROM (
  SELECT
    source_rows.region,
    parts.quarter,
    parts.amount
  FROM plan source_rows
    CROSS JOIN LATERAL (
      VALUES ('Q1', source_rows.q1), ('Q2', source_rows.q2)) parts (quarter, amount)
  WHERE parts.amount IS NOT NULL) pivoted_1;

-- function who
CREATE OR REPLACE FUNCTION who()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('userenv.client_identifier', COALESCE(CAST('ann' AS text), ''), FALSE);
  BEGIN
    PERFORM SET_CONFIG('userenv.module', COALESCE(CAST('billing' AS text), ''), FALSE);
    PERFORM SET_CONFIG('userenv.action', COALESCE(CAST(NULL AS text), ''), FALSE);
  END;
  PERFORM SET_CONFIG('app_ctx.tenant', COALESCE(CAST(7 AS text), ''), FALSE);
  RETURN CONCAT(CURRENT_SETTING('userenv.client_identifier', TRUE), ' ', CURRENT_SETTING('userenv.module',
          TRUE), ' ', CURRENT_SETTING('app_ctx.tenant', TRUE), COALESCE(NULLIF(CURRENT_SETTING('app_ctx.other',
                  TRUE), ''), '-'));
END;
$$;
