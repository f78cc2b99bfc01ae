
-- function after_last
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

-- function guarded
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- function part_of
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

-- table word
-- Text: what is empty is NULL, positions are whole numbers.
CREATE TABLE word (
  id INTEGER PRIMARY KEY,
  name VARCHAR(20),
  note VARCHAR(20),
  born TIMESTAMP(0)
);

-- function after_last
CREATE OR REPLACE FUNCTION after_last(
  p_text VARCHAR,
  p_part VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN godwit_oracle.substr(p_text, CASE STRPOS(REVERSE(p_text), REVERSE(p_part)) WHEN 0 THEN 0 ELSE LENGTH(p_text) - LENGTH(p_part) + 2 - STRPOS(REVERSE(p_text),
            REVERSE(p_part)) END + 1);
END;
$$;

-- function cleaned
CREATE OR REPLACE FUNCTION cleaned(
  p_text VARCHAR,
  p_new VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN NULLIF(CONCAT(REGEXP_REPLACE(p_text, '[0-9]', CONCAT(p_new), 2, 0), REGEXP_REPLACE(p_text, 'A',
              CONCAT(p_new), 1, 1, 'i'), regexp_substr(p_text, '^b.*$', 1, 1, 'n')), '');
END;
$$;

-- view empties
CREATE OR REPLACE VIEW empties AS
SELECT
  id,
  NULLIF(TRIM(name), '') AS trimmed,
  NULLIF(SUBSTR(name, 3), '') AS rest,
  SUBSTR(name, 1, 2) AS start_of,
  NULLIF(REPLACE(name, 'a', ''), '') AS without_a,
  NULLIF(TRANSLATE(name, 'ab', 'x'), '') AS other
FROM word;

-- function guarded
CREATE OR REPLACE FUNCTION guarded(
  p_text VARCHAR,
  p_by NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  n NUMERIC;
BEGIN
  n := CAST(p_text AS NUMERIC) / p_by;
  RETURN CONCAT('n=', godwit_oracle.text_of(round(n, 1)));
EXCEPTION
  WHEN invalid_text_representation OR numeric_value_out_of_range OR string_data_right_truncation OR invalid_datetime_format OR datetime_field_overflow OR null_value_not_allowed THEN
    RETURN 'no number';
  WHEN division_by_zero THEN
    RETURN 'by zero';
END;
$$;

-- function is_blank
CREATE OR REPLACE FUNCTION is_blank(p_text VARCHAR)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF NULLIF(TRIM(p_text), '') IS NULL THEN
    RETURN 1;
  END IF;
  RETURN COALESCE(length(NULLIF(LTRIM(p_text), '')), 0);
END;
$$;

-- view masks
CREATE OR REPLACE VIEW masks AS
SELECT
  TO_CHAR(born, 'FMDay, FMDD FMMonth FMYYYY HH24:MI') AS long_one,
  TO_CHAR(born, 'FMMonth DD') AS short_one
FROM word;

-- function part_of
CREATE OR REPLACE FUNCTION part_of(
  p_text VARCHAR,
  p_from NUMERIC,
  p_count NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN NULLIF(CONCAT(LPAD(godwit_oracle.substr(p_text, p_from, p_count / 2.0), CAST(2 * p_count AS INTEGER),
              '.'), RPAD('x', CAST(p_from AS INTEGER)), CHR(CAST(64 + p_from AS INTEGER))), '');
END;
$$;

-- view patterns
CREATE OR REPLACE VIEW patterns AS
SELECT id
FROM word
WHERE name LIKE 'a\_%' ESCAPE ''
  OR name LIKE '%!_%' ESCAPE '!'
  OR name LIKE CONCAT(note, '%') ESCAPE '';

-- function rounded
CREATE OR REPLACE FUNCTION rounded(
  p NUMERIC,
  p_digits NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN round(p, CAST(p_digits AS INTEGER)) + trunc(p, CAST(p_digits AS INTEGER));
END;
$$;

-- function swapped
CREATE OR REPLACE FUNCTION swapped(
  p_text VARCHAR,
  p_old VARCHAR,
  p_new VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN NULLIF(REPLACE(p_text, CONCAT(p_old), CONCAT(p_new)), '');
END;
$$;
