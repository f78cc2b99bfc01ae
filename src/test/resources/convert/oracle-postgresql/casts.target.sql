
-- package casts
CREATE SCHEMA IF NOT EXISTS casts;

-- package body casts
CREATE SCHEMA IF NOT EXISTS casts;
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- package casts
CREATE OR REPLACE FUNCTION casts.k()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN 5;
END;
$$;

-- package body casts
CREATE OR REPLACE FUNCTION casts.t(
  a VARCHAR,
  b VARCHAR DEFAULT NULL)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(a, '/', b);
END;
$$;
CREATE OR REPLACE FUNCTION casts.n(a NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN a + 1;
END;
$$;
CREATE OR REPLACE FUNCTION casts.r()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_n NUMERIC := 7;
  l_t VARCHAR(10) := '41';
  l_r bytea := DECODE('ab', 'hex');
BEGIN
  RETURN NULLIF(CONCAT(casts.t(CAST(1 AS VARCHAR), CAST(casts.k() AS VARCHAR)), casts.t(CAST(l_n AS VARCHAR),
              UPPER(ENCODE(l_r, 'hex'))), godwit_oracle.text_of(casts.n(CAST(l_t AS NUMERIC))), casts.t(b => CAST(l_n AS VARCHAR),
              a => 'x')), '');
END;
$$;
