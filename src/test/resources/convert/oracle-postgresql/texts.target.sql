
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
  RETURN NULLIF(SUBSTR(p_text, CAST(CASE STRPOS(REVERSE(p_text), REVERSE(p_part)) WHEN 0 THEN 0 ELSE LENGTH(p_text) - LENGTH(p_part) + 2 - STRPOS(REVERSE(p_text),
                REVERSE(p_part)) END + 1 AS INTEGER)), '');
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
  RETURN CONCAT('n=', round(n, 1));
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
  RETURN NULLIF(CONCAT(LPAD(NULLIF(SUBSTR(p_text, CAST(p_from AS INTEGER), CAST(TRUNC(p_count / 2.0) AS INTEGER)),
                  ''), CAST(2 * p_count AS INTEGER), '.'), RPAD('x', CAST(p_from AS INTEGER)), CHR(CAST(64 + p_from AS INTEGER))),
      '');
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
