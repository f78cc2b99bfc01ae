
-- function by_key
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A collection of collections with a part of it set, whatever the way to it lacks being made
CREATE OR REPLACE FUNCTION godwit_oracle.json_set(whole jsonb, keys text[], value jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN jsonb_typeof(whole) = 'object' THEN whole ELSE '{}' END
  || jsonb_build_object(keys[1], CASE WHEN cardinality(keys) = 1 THEN coalesce(value, 'null')
    ELSE godwit_oracle.json_set(CASE WHEN jsonb_typeof(whole) = 'object' THEN whole -> keys[1] END, keys[2:], value) END)
$$;
-- The same as text
CREATE OR REPLACE FUNCTION godwit_oracle.map_text(map jsonb, key text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF map -> key IS NULL THEN
    RAISE EXCEPTION 'no element has the index %', key USING ERRCODE = 'no_data_found';
  END IF;
  RETURN map ->> key;
END $$;
-- FIRST of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_first(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT min(k::integer) FROM jsonb_object_keys(map) k
$$;
-- LAST of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_last(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT max(k::integer) FROM jsonb_object_keys(map) k
$$;
-- How many elements a collection has
CREATE OR REPLACE FUNCTION godwit_oracle.json_count(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT count(*)::integer FROM jsonb_object_keys(map)
$$;

-- function empties
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- DBMS_LOB.SUBSTR of a CLOB: behind its end there is nothing.
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_substr(lob_loc text, amount numeric, "offset" numeric DEFAULT 1)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE WHEN amount >= 1 AND "offset" >= 1
  THEN nullif(substr(lob_loc, trunc("offset")::integer, trunc(amount)::integer), '') END
$$;
-- DBMS_LOB.SUBSTR of a BLOB
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_substr(lob_loc bytea, amount numeric, "offset" numeric DEFAULT 1)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE WHEN amount >= 1 AND "offset" >= 1
  THEN nullif(substr(lob_loc, trunc("offset")::integer, trunc(amount)::integer), '') END
$$;

-- function encoded
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- UTL_ENCODE.BASE64_ENCODE: lines of 64 characters that end with CR LF
CREATE OR REPLACE FUNCTION godwit_oracle.utl_encode_base64_encode(r bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT convert_to(
  regexp_replace(replace(encode(r, 'base64'), E'\n', ''), '(.{64})(?=.)', E'\\1\r\n', 'g'), 'UTF8')
$$;

-- package held
CREATE SCHEMA IF NOT EXISTS held;

-- package body held
CREATE SCHEMA IF NOT EXISTS held;

-- function looked
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- function numbers
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- function parts
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

-- function places
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- INSTR: below 0 the position counts from the end, and the text is looked for backwards from there.
CREATE OR REPLACE FUNCTION godwit_oracle.instr(
  string text, part text, first numeric DEFAULT 1, occurrence numeric DEFAULT 1)
RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  start integer := trunc(first)::integer;
  seen integer := 0;
  found_at integer;
BEGIN
  IF trunc(occurrence) < 1 THEN
    RAISE EXCEPTION 'INSTR looks for occurrence 1 or a later one, not for %', occurrence
      USING ERRCODE = 'numeric_value_out_of_range';
  END IF;
  IF string = '' OR part = '' THEN
    RETURN NULL;
  ELSIF start > 0 THEN
    LOOP
      found_at := strpos(substr(string, start), part);
      EXIT WHEN found_at = 0;
      seen := seen + 1;
      IF seen >= trunc(occurrence) THEN
        RETURN start + found_at - 1;
      END IF;
      start := start + found_at;
    END LOOP;
  ELSIF start < 0 THEN
    FOR at IN REVERSE least(length(string) + start, length(string) - length(part)) + 1 .. 1 LOOP
      IF substr(string, at, length(part)) = part THEN
        seen := seen + 1;
        IF seen >= trunc(occurrence) THEN
          RETURN at;
        END IF;
      END IF;
    END LOOP;
  END IF;
  RETURN 0;
END $$;

-- function raws
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- HEXTORAW: an odd digit stands alone in the first byte.
CREATE OR REPLACE FUNCTION godwit_oracle.hextoraw(digits text)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF digits = '' THEN
    RETURN NULL;
  ELSIF digits !~ '^[0-9A-Fa-f]+$' THEN
    RAISE EXCEPTION 'ORA-01465: invalid hex number' USING ERRCODE = 'invalid_text_representation';
  END IF;
  RETURN decode(CASE WHEN length(digits) % 2 = 1 THEN '0' || digits ELSE digits END, 'hex');
END $$;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- function read_date
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

-- trigger reading_state
CREATE SCHEMA IF NOT EXISTS reading_state;

-- view v_days
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
-- ROUND of a date to the nearer day, month, and so on; half of one is the later one.
CREATE OR REPLACE FUNCTION godwit_oracle.round_date(day timestamp, unit text)
RETURNS timestamp(0) LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE unit
  WHEN 'day' THEN date_trunc('day', day + interval '12 hours')
  WHEN 'hour' THEN date_trunc('hour', day + interval '30 minutes')
  WHEN 'minute' THEN date_trunc('minute', day + interval '30 seconds')
  WHEN 'month' THEN date_trunc('month', day)
    + CASE WHEN extract(day FROM day) >= 16 THEN interval '1 month' ELSE interval '0' END
  WHEN 'quarter' THEN date_trunc('quarter', day)
    + CASE WHEN day >= date_trunc('quarter', day) + interval '1 month 15 days'
      THEN interval '3 months' ELSE interval '0' END
  WHEN 'year' THEN date_trunc('year', day)
    + CASE WHEN extract(month FROM day) >= 7 THEN interval '1 year' ELSE interval '0' END END
$$;

-- view v_spread
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

-- view v_windows
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

-- function walked
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A collection within another one: an object with an entry for each index
CREATE OR REPLACE FUNCTION godwit_oracle.json_of(elements anyarray)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN elements IS NOT NULL
  THEN coalesce((SELECT jsonb_object_agg(n, to_jsonb(elements[n])) FROM generate_subscripts(elements, 1) n), '{}') END
$$;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;
-- The same as text
CREATE OR REPLACE FUNCTION godwit_oracle.map_text(map jsonb, key text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF map -> key IS NULL THEN
    RAISE EXCEPTION 'no element has the index %', key USING ERRCODE = 'no_data_found';
  END IF;
  RETURN map ->> key;
END $$;
-- FIRST of a collection that is indexed by text, in the order of bytes
CREATE OR REPLACE FUNCTION godwit_oracle.map_first(map jsonb)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT min(k COLLATE "C") FROM jsonb_object_keys(map) k
$$;
-- LAST of a collection that is indexed by text
CREATE OR REPLACE FUNCTION godwit_oracle.map_last(map jsonb)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT max(k COLLATE "C") FROM jsonb_object_keys(map) k
$$;
-- NEXT of a collection that is indexed by text
CREATE OR REPLACE FUNCTION godwit_oracle.map_next(map jsonb, key text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT min(k COLLATE "C") FROM jsonb_object_keys(map) k WHERE k COLLATE "C" > key COLLATE "C"
$$;
-- PRIOR of a collection that is indexed by text
CREATE OR REPLACE FUNCTION godwit_oracle.map_prior(map jsonb, key text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT max(k COLLATE "C") FROM jsonb_object_keys(map) k WHERE k COLLATE "C" < key COLLATE "C"
$$;
-- FIRST of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_first(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT min(k::integer) FROM jsonb_object_keys(map) k
$$;
-- LAST of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_last(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT max(k::integer) FROM jsonb_object_keys(map) k
$$;
-- NEXT of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_next(map jsonb, index numeric)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT min(k::integer) FROM jsonb_object_keys(map) k WHERE k::integer > index
$$;
-- PRIOR of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_prior(map jsonb, index numeric)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT max(k::integer) FROM jsonb_object_keys(map) k WHERE k::integer < index
$$;
-- A collection that JSON stands for, with n elements more, which are NULL or copies of one
CREATE OR REPLACE FUNCTION godwit_oracle.json_extend(map jsonb, n numeric DEFAULT 1, copied numeric DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  last_one integer := coalesce(godwit_oracle.list_last(map), 0);
BEGIN
  FOR i IN 1 .. trunc(n)::integer LOOP
    map := coalesce(map, '{}') || jsonb_build_object(last_one + i, map -> trunc(copied)::text);
  END LOOP;
  RETURN map;
END $$;
-- The same without its last n elements
CREATE OR REPLACE FUNCTION godwit_oracle.json_trim(map jsonb, n numeric DEFAULT 1)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  last_one integer;
BEGIN
  FOR i IN 1 .. trunc(n)::integer LOOP
    last_one := godwit_oracle.list_last(map);
    IF last_one IS NULL THEN
      RAISE EXCEPTION 'ORA-06533: subscript beyond count' USING ERRCODE = 'array_subscript_error';
    END IF;
    map := map - last_one::text;
  END LOOP;
  RETURN map;
END $$;
-- The same without the elements of these indexes
CREATE OR REPLACE FUNCTION godwit_oracle.json_delete_range(map jsonb, first numeric, last numeric)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN first IS NULL OR last IS NULL THEN map
  ELSE map - coalesce((SELECT array_agg(k) FROM jsonb_object_keys(map) k WHERE k::numeric BETWEEN first AND last), '{}') END
$$;
-- The same of a collection that is indexed by text
CREATE OR REPLACE FUNCTION godwit_oracle.json_delete_range(map jsonb, first text, last text)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN first IS NULL OR last IS NULL THEN map
  ELSE map - coalesce((SELECT array_agg(k) FROM jsonb_object_keys(map) k
    WHERE k COLLATE "C" >= first COLLATE "C" AND k COLLATE "C" <= last COLLATE "C"), '{}') END
$$;
-- An array with n elements more, which are NULL or copies of one
CREATE OR REPLACE FUNCTION godwit_oracle.array_extend(elements anyarray, n numeric, copied numeric DEFAULT NULL)
RETURNS anyarray LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  one CONSTANT integer := trunc(copied)::integer;
  result elements%TYPE := elements;
BEGIN
  FOR i IN 1 .. trunc(n)::integer LOOP
    result := array_append(result, elements[one]);
  END LOOP;
  RETURN result;
END $$;
-- How many elements a collection has
CREATE OR REPLACE FUNCTION godwit_oracle.json_count(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT count(*)::integer FROM jsonb_object_keys(map)
$$;

-- function zones
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- NEW_TIME: the time in one of these zones when it is that time in another
CREATE OR REPLACE FUNCTION godwit_oracle.new_time(day timestamp, zone_1 text, zone_2 text)
RETURNS timestamp(0) LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  hours jsonb := '{"AST": -4, "ADT": -3, "BST": -11, "BDT": -10, "CST": -6, "CDT": -5, "EST": -5, "EDT": -4,
    "GMT": 0, "HST": -10, "HDT": -9, "MST": -7, "MDT": -6, "NST": -3.5, "PST": -8, "PDT": -7, "YST": -9, "YDT": -8}';
BEGIN
  IF NOT hours ? upper(zone_1) OR NOT hours ? upper(zone_2) THEN
    RAISE EXCEPTION 'ORA-01857: not a valid time zone' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN day + ((hours ->> upper(zone_2))::numeric - (hours ->> upper(zone_1))::numeric) * interval '1 hour';
END $$;

-- table reading
-- What loads on both, and gave another result.
CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  region VARCHAR(9),
  amount NUMERIC(9, 2),
  taken TIMESTAMP(0),
  seen TIMESTAMP(6),
  token bytea
);

-- table copied
CREATE TABLE copied AS
SELECT id
FROM reading;
ALTER TABLE copied
  ADD note VARCHAR(20);

-- table noted
CREATE TABLE noted (
  id INTEGER,
  note VARCHAR(40)
);

-- table pair
CREATE TABLE pair (
  a INTEGER,
  b INTEGER,
  c CHAR(10),
  CONSTRAINT pair_u UNIQUE (a, b)
);

-- function by_key
CREATE OR REPLACE FUNCTION by_key(p_key NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  cache JSONB;
  v VARCHAR(40);
  r RECORD;
BEGIN
  FOR r IN (
    SELECT
      id,
      region
    FROM reading
    ORDER BY id) LOOP
    cache := godwit_oracle.json_set(cache, ARRAY[CAST(r.id * 10 AS text)], TO_JSONB(CAST(r.region AS VARCHAR(10))));
  END LOOP;
  cache := godwit_oracle.json_set(cache, ARRAY[CAST(p_key AS text)], CAST('null' AS JSONB));
  v := NULLIF(CONCAT(godwit_oracle.json_count(cache), godwit_oracle.list_first(cache), godwit_oracle.list_last(cache),
          CASE WHEN COALESCE(JSONB_EXISTS(cache, CAST(15 AS text)), FALSE) THEN 'there' ELSE 'gone' END),
      '');
  BEGIN
    v := NULLIF(CONCAT(v, CAST(godwit_oracle.map_text(cache, CAST(15 AS text)) AS VARCHAR(10))), '');
  EXCEPTION
    WHEN no_data_found THEN
      v := CONCAT(v, ' none');
  END;
  RETURN v;
END;
$$;

-- function chained
CREATE OR REPLACE FUNCTION chained(p VARCHAR)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN length(NULLIF(CONCAT(CONCAT(p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p,
                  p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p,
                  p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p,
                  p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p), CONCAT(p, p, p, p,
                  p, p, p, p, p, p, p, p)), ''));
END;
$$;

-- function counted_cursor
CREATE OR REPLACE FUNCTION counted_cursor(p_most NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c CURSOR (p_from NUMERIC) FOR
    SELECT id
    FROM reading
    WHERE id >= p_from
    ORDER BY id;
  n NUMERIC := 0;
  _c_rowcount INTEGER;
BEGIN
  _c_rowcount := 0;
  <<each>>
  FOR r IN c(1) LOOP
    _c_rowcount := _c_rowcount + 1;
    EXIT each WHEN _c_rowcount > p_most;
    n := n + r.id;
  END LOOP;
  RETURN n;
END;
$$;

-- function counted_rows
CREATE OR REPLACE FUNCTION counted_rows()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  ids NUMERIC ARRAY;
  gone NUMERIC ARRAY := CAST(ARRAY[7] AS NUMERIC ARRAY);
  v NUMERIC;
  r VARCHAR(100);
  _sql_rowcount INTEGER;
  _sql_rowcount_of_one INTEGER;
  ids_one NUMERIC;
  gone_one NUMERIC;
BEGIN
  DELETE FROM noted;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  _sql_rowcount := 0;
  ids := ARRAY((
        SELECT id
        FROM reading));
  _sql_rowcount := COALESCE(CARDINALITY(ids), 0);
  r := CONCAT(_sql_rowcount, ' ');
  _sql_rowcount := 0;
  DECLARE
    source_row RECORD;
  BEGIN
    FOR source_row IN (
      SELECT id AS n
      FROM reading) LOOP
      INSERT INTO noted (id)
        VALUES (source_row.n);
      GET DIAGNOSTICS _sql_rowcount_of_one = ROW_COUNT;
      _sql_rowcount := _sql_rowcount + _sql_rowcount_of_one;
      INSERT INTO noted (id)
        VALUES (source_row.n + 10);
      GET DIAGNOSTICS _sql_rowcount_of_one = ROW_COUNT;
      _sql_rowcount := _sql_rowcount + _sql_rowcount_of_one;
    END LOOP;
  END;
  r := CONCAT(r, _sql_rowcount, ' ');
  ids := '{}';
  FOR ids_one IN
  UPDATE noted
  SET note = 'x'
  WHERE id > 10
  RETURNING id
  LOOP
    ids := ARRAY_APPEND(ids, ids_one);
  END LOOP;
  _sql_rowcount := COALESCE(CARDINALITY(ids), 0);
  r := CONCAT(r, _sql_rowcount, ' ');
  _sql_rowcount := 0;
  FOR i IN 1 .. COALESCE(CARDINALITY(ids), 0) LOOP
    BEGIN
      UPDATE noted
      SET note = 'y'
      WHERE id <= ids[i];
      GET DIAGNOSTICS _sql_rowcount_of_one = ROW_COUNT;
      _sql_rowcount := _sql_rowcount + _sql_rowcount_of_one;
    END;
  END LOOP;
  r := CONCAT(r, _sql_rowcount, ' ');
  gone := '{}';
  FOR i IN 1 .. COALESCE(CARDINALITY(ids), 0) LOOP
    FOR gone_one IN
    DELETE FROM noted
    WHERE id = ids[i]
    RETURNING id
    LOOP
      gone := ARRAY_APPEND(gone, gone_one);
    END LOOP;
  END LOOP;
  _sql_rowcount := COALESCE(CARDINALITY(gone), 0);
  r := CONCAT(r, _sql_rowcount, ' ');
  DELETE FROM noted;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  r := CONCAT(r, _sql_rowcount, ' ');
  BEGIN
    _sql_rowcount := 0;
    SELECT id
    INTO STRICT v
    FROM noted;
    GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  EXCEPTION
    WHEN no_data_found THEN
      r := NULLIF(CONCAT(r, _sql_rowcount, CASE WHEN NOT _sql_rowcount > 0 THEN 'no' END), '');
  END;
  RETURN NULLIF(CONCAT(r, CASE WHEN FALSE THEN 'open' END), '');
END;
$$;

-- function empties
CREATE OR REPLACE FUNCTION empties(p_text VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN NULLIF(CONCAT(COALESCE(NULLIF(regexp_substr(p_text, '[^,]*', 3), ''), 'null'), COALESCE(NULLIF(CONCAT(NULL,
                      NULL), ''), 'null'), COALESCE(NULLIF(LPAD('x', length(p_text) - 3), ''), 'null'),
          COALESCE(godwit_oracle.dbms_lob_substr(CAST(p_text AS text), 10, 9), 'null')), '');
END;
$$;

-- function encoded
CREATE OR REPLACE FUNCTION encoded(p_raw bytea)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN STRPOS(CONVERT_FROM(godwit_oracle.utl_encode_base64_encode(p_raw), 'UTF8'), NULLIF(CONCAT(CHR(13),
              CHR(10)), ''));
END;
$$;

-- package held
CREATE OR REPLACE FUNCTION held.g_rate()
RETURNS NUMERIC(5, 2)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('held.g_rate', TRUE);
  _first NUMERIC(5, 2) := 1.239;
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN _first;
END;
$$;
CREATE OR REPLACE PROCEDURE held.g_rate(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _given NUMERIC(5, 2) := value;
BEGIN
  PERFORM SET_CONFIG('held.g_rate', CASE WHEN _given IS NULL THEN '-' ELSE NULLIF(CONCAT('=', _given),
            '') END, FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION held.g_name()
RETURNS VARCHAR(5)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('held.g_name', TRUE);
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE PROCEDURE held.g_name(value VARCHAR(5))
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _given VARCHAR(5) := value;
BEGIN
  PERFORM SET_CONFIG('held.g_name', CASE WHEN _given IS NULL THEN '-' ELSE NULLIF(CONCAT('=', _given),
            '') END, FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION held.g_count()
RETURNS INTEGER
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('held.g_count', TRUE);
  _first INTEGER := 0;
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN _first;
END;
$$;
CREATE OR REPLACE PROCEDURE held.g_count(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _given INTEGER NOT NULL := value;
BEGIN
  PERFORM SET_CONFIG('held.g_count', CASE WHEN _given IS NULL THEN '-' ELSE NULLIF(CONCAT('=', _given),
            '') END, FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION held.c_small()
RETURNS NUMERIC(4, 1)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _first NUMERIC(4, 1) := 2.26;
BEGIN
  RETURN _first;
END;
$$;

-- package body held
CREATE OR REPLACE FUNCTION held.first()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('held.first', TRUE);
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN 7;
END;
$$;
CREATE OR REPLACE PROCEDURE held.first(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('held.first', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value), '') END,
      FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION held.second()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('held.second', TRUE);
  _first NUMERIC := NULL;
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  _first := held.first() + 1;
  CALL held.second(value => _first);
  RETURN _first;
END;
$$;
CREATE OR REPLACE PROCEDURE held.second(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('held.second', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value), '') END,
      FALSE);
END;
$$;
CREATE OR REPLACE PROCEDURE held.take(
  p_rate NUMERIC,
  p_name VARCHAR,
  p_count NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL held.g_rate(p_rate);
  CALL held.g_name(p_name);
  CALL held.g_count(p_count);
END;
$$;

-- procedure inner_bad
CREATE OR REPLACE PROCEDURE inner_bad()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'U25GW', MESSAGE = 'e_bad';
END;
$$;

-- function kept_back
CREATE OR REPLACE FUNCTION kept_back(p_text VARCHAR)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO noted (id, note)
    VALUES (1, 'one');
  INSERT INTO noted (id, note)
    VALUES (CAST(p_text AS NUMERIC), 'two');
  RETURN 1;
EXCEPTION
  WHEN OTHERS THEN
    RETURN 0;
END;
$$;

-- procedure last_amount
CREATE OR REPLACE PROCEDURE last_amount(
  OUT p NUMERIC,
  OUT q NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c CURSOR FOR
    SELECT
      id,
      amount
    FROM reading
    ORDER BY id;
  q_before q%TYPE;
  p_before p%TYPE;
BEGIN
  OPEN c;
  LOOP
    q_before := q;
    p_before := p;
    FETCH c INTO q, p;
    IF NOT FOUND THEN
      q := q_before;
      p := p_before;
    END IF;
    EXIT WHEN NOT FOUND;
  END LOOP;
  CLOSE c;
END;
$$;

-- function looked
CREATE OR REPLACE FUNCTION looked(found VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _found VARCHAR := $1;
  c CURSOR FOR
    SELECT id
    FROM reading
    ORDER BY id;
  v NUMERIC;
  _sqlstate VARCHAR(5) := 'mine';
  _c_found BOOLEAN;
BEGIN
  OPEN c;
  _c_found := NULL;
  FETCH c INTO v;
  _c_found := FOUND;
  IF _c_found THEN
    CLOSE c;
    RETURN NULLIF(CONCAT(_found, _sqlstate, godwit_oracle.text_of(v)), '');
  END IF;
  CLOSE c;
  RETURN 'none';
END;
$$;

-- function not_kept_back
CREATE OR REPLACE FUNCTION not_kept_back(p_id NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO noted (id, note)
    VALUES (p_id, 'one');
  RETURN 1;
EXCEPTION
  WHEN unique_violation THEN
    UPDATE noted
    SET note = 'again'
    WHERE id = p_id;
    RETURN 0;
END;
$$;

-- function numbers
CREATE OR REPLACE FUNCTION numbers(p_number NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v VARCHAR(20) := godwit_oracle.text_of(p_number / 4.0);
  w VARCHAR(20);
BEGIN
  w := godwit_oracle.text_of(-p_number / 8.0);
  RETURN CONCAT(godwit_oracle.text_of(p_number), ' ', v, ' ', w, ' ', godwit_oracle.text_of(p_number / 2.0),
      ' ', godwit_oracle.text_of(CASE 0 WHEN 0 THEN p_number ELSE MOD(p_number, 0) END), ' ', godwit_oracle.text_of(CASE WHEN p_number IS NULL OR NULL IS NULL THEN NULL ELSE greatest(p_number,
                NULL) END), least(1, 2));
END;
$$;

-- function parts
CREATE OR REPLACE FUNCTION parts(
  p_text VARCHAR,
  p_from NUMERIC,
  p_count NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT('[', godwit_oracle.substr(p_text, p_from), '|', godwit_oracle.substr(p_text, p_from, p_count),
      '|', godwit_oracle.substr(p_text, -5), '|', SUBSTR(p_text, 1, GREATEST(CAST(TRUNC(p_count) AS INTEGER),
              0)), '|', SUBSTR(TRIM(p_text), 1, 2), '|', COALESCE(NULLIF(SUBSTR(TRIM('  '), 1, 2), ''),
          'none'), ']');
END;
$$;

-- function places
CREATE OR REPLACE FUNCTION places(
  p_text VARCHAR,
  p_part VARCHAR,
  p_from NUMERIC,
  p_which NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(godwit_oracle.instr(p_text, p_part, p_from, p_which), ' ', godwit_oracle.instr(p_text,
          p_part, 1, 2), ' ', godwit_oracle.instr(p_text, 'a', -1, 2), ' ', COALESCE(CAST(godwit_oracle.instr(p_text,
              p_part, 2) AS text), '-'));
END;
$$;

-- function raws
CREATE OR REPLACE FUNCTION raws(p_digits VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v bytea := godwit_oracle.hextoraw(p_digits);
  t VARCHAR(40);
  n NUMERIC;
BEGIN
  t := UPPER(ENCODE(v, 'hex'));
  INSERT INTO reading (id, token)
    VALUES (99, DECODE('AB01', 'hex'));
  SELECT count(*)
  INTO STRICT n
  FROM reading
  WHERE token = DECODE('ab01', 'hex')
    AND token IN (DECODE('AB01', 'hex'), DECODE('ff', 'hex'));
  DELETE FROM reading
  WHERE id = 99;
  RETURN CONCAT(t, ' ', SUBSTR(UPPER(ENCODE(v, 'hex')), 1, 2), ' ', LENGTH(UPPER(ENCODE(v, 'hex'))), ' ',
      UPPER(ENCODE(v, 'hex')), ' ', godwit_oracle.text_of(n), ' ', CASE WHEN v = DECODE('0ABC', 'hex') THEN 'same' END,
      ' ', UPPER(ENCODE(godwit_oracle.hextoraw('abc'), 'hex')));
END;
$$;

-- function read_date
CREATE OR REPLACE FUNCTION read_date_is_date(p VARCHAR)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  d TIMESTAMP(0);
BEGIN
  d := CAST(godwit_oracle.to_moment(p, 'YYYY-MM-DD', '^\s*\d{1,4}[^[:alnum:]]+\d{1,2}[^[:alnum:]]+\d{1,2}\s*$',
      '') AS TIMESTAMP(0));
  RETURN 1;
EXCEPTION
  WHEN OTHERS THEN
    RETURN 0;
END;
$$;
CREATE OR REPLACE FUNCTION read_date(p_text VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(TO_CHAR(CAST(godwit_oracle.to_moment(p_text, 'DD-MM-YYYY', '^\s*\d{1,2}[^[:alnum:]]+\d{1,2}[^[:alnum:]]+\d{1,4}\s*$',
              'RRRR') AS TIMESTAMP(0)), 'YYYY'), TO_CHAR(CAST(godwit_oracle.to_moment('31-12-50', 'DD-MM-YY',
              '^\s*\d{1,2}[^[:alnum:]]+\d{1,2}[^[:alnum:]]+\d{1,4}\s*$', 'RR') AS TIMESTAMP(0)), ' YYYY'),
      TO_CHAR(CAST(godwit_oracle.to_moment('31-12-99', 'DD-MM-YY', '^\s*\d{1,2}[^[:alnum:]]+\d{1,2}[^[:alnum:]]+\d{1,4}\s*$',
              'YY') AS TIMESTAMP(0)), ' YYYY'), ' ', read_date_is_date('2024-01-01 rubbish'), read_date_is_date('2024'),
      read_date_is_date('2024-1-9'), TO_CHAR(CAST(godwit_oracle.to_moment(SUBSTR(p_text, 1, 2), 'HH24',
              '^\s*\d{1,2}\s*$', '') AS TIMESTAMP(0)), ' HH24:MI'), CASE WHEN CAST(godwit_oracle.to_moment('2024',
            'YYYY', '^\s*\d{1,4}\s*$', '') AS TIMESTAMP(0)) = godwit_oracle.add_months(DATE_TRUNC('year',
                CAST(godwit_oracle.to_moment('2024', 'YYYY', '^\s*\d{1,4}\s*$', '') AS TIMESTAMP(0))),
            CAST(TO_CHAR(CAST(DATE_TRUNC('second', CLOCK_TIMESTAMP()) AS TIMESTAMP(0)), 'MM') AS NUMERIC) - 1) THEN ' same' END,
      TO_CHAR(CAST(godwit_oracle.to_moment(CONCAT('2024-03-10 02:30:00.25', SUBSTR(p_text, 1, GREATEST(0,
                          0))), 'YYYY-MM-DD HH24:MI:SS.US', '^\s*\d{1,4}[^[:alnum:]]+\d{1,2}[^[:alnum:]]+\d{1,2}([^[:alnum:]]+\d{1,2}([^[:alnum:]]+\d{1,2}([^[:alnum:]]+\d{1,2}([^[:alnum:]]+\d{1,9})?)?)?)?\s*$',
              '') AS TIMESTAMP(6)), ' HH24:MI:SS'));
END;
$$;

-- trigger reading_state
CREATE OR REPLACE FUNCTION reading_state.v_before()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('reading_state.v_before', TRUE);
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE PROCEDURE reading_state.v_before(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('reading_state.v_before', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=',
                value), '') END, FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION reading_state.v_rows()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('reading_state.v_rows', TRUE);
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN 0;
END;
$$;
CREATE OR REPLACE PROCEDURE reading_state.v_rows(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('reading_state.v_rows', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=',
                value), '') END, FALSE);
END;
$$;

-- function series
CREATE OR REPLACE FUNCTION series(p_most NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v VARCHAR(100);
  r RECORD;
BEGIN
  FOR r IN (
    SELECT series.level AS n
    FROM GENERATE_SERIES(1, GREATEST(CAST(FLOOR(p_most) AS INTEGER), 1)) series (level)
    ORDER BY series.level) LOOP
    v := NULLIF(CONCAT(v, r.n), '');
  END LOOP;
  FOR r IN (
    SELECT series.level AS n
    FROM GENERATE_SERIES(1, GREATEST(CAST(FLOOR(CEIL(p_most) - 1) AS INTEGER), 1)) series (level)) LOOP
    v := CONCAT(v, '-', r.n);
  END LOOP;
  RETURN v;
END;
$$;

-- function shadowed
CREATE OR REPLACE FUNCTION shadowed()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v VARCHAR(100);
BEGIN
  DECLARE
    r RECORD;
  BEGIN
    FOR r IN (
      SELECT id
      FROM reading
      ORDER BY id) LOOP
      DECLARE
        r RECORD;
      BEGIN
        FOR r IN (
          SELECT 7 AS id) LOOP
          v := NULLIF(CONCAT(v, r.id), '');
        END LOOP;
      END;
      v := CONCAT(v, r.id, ' ');
    END LOOP;
  END;
  RETURN v;
END;
$$;

-- function token
CREATE OR REPLACE FUNCTION token()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN UPPER(ENCODE(UUID_SEND(GEN_RANDOM_UUID()), 'hex'));
END;
$$;

-- view v_days
CREATE OR REPLACE VIEW v_days AS
SELECT
  id,
  EXTRACT(EPOCH FROM CAST(DATE_TRUNC('day', seen) AS TIMESTAMP(0)) - taken) / 86400 AS days,
  CAST(DATE_TRUNC('second', seen) AS TIMESTAMP(0)) + 1 * INTERVAL '1' DAY AS later,
  EXTRACT(EPOCH FROM CAST(DATE_TRUNC('second', STATEMENT_TIMESTAMP()) AS TIMESTAMP(0)) - taken) / 86400 AS age,
  extract(day FROM seen - TIMESTAMP '2024-01-01 00:00:00.0') AS fields,
  godwit_oracle.round_date(taken, 'month') AS month,
  godwit_oracle.round_date(taken, 'day') AS day,
  godwit_oracle.add_months(taken, 1) AS next,
  CASE WHEN taken IS NULL OR seen IS NULL THEN NULL ELSE greatest(taken, seen) END AS last
FROM reading;

-- view v_numbered
CREATE OR REPLACE VIEW v_numbered AS
SELECT
  ROW_NUMBER() OVER () AS pos,
  id
FROM (
  SELECT id
  FROM reading
  ORDER BY amount DESC) q1;

-- view v_second
CREATE OR REPLACE VIEW v_second AS
SELECT id
FROM (
  SELECT
    a.*,
    ROW_NUMBER() OVER () AS rn
  FROM (
    SELECT id
    FROM reading
    ORDER BY amount DESC) a
  FETCH NEXT 2 ROWS ONLY) q1
WHERE rn > 1;

-- view v_spread
CREATE OR REPLACE VIEW v_spread AS
SELECT
  region,
  godwit_oracle.median(ARRAY_AGG(amount)) AS middle,
  CASE WHEN COUNT(amount) = 1 THEN 0 ELSE stddev(amount) END AS deviation,
  stddev_samp(amount) AS sample,
  CASE WHEN COUNT(amount) = 1 THEN 0 ELSE variance(amount) END AS variance,
  godwit_oracle.median(ARRAY_AGG(taken)) AS day
FROM reading
GROUP BY region;

-- view v_windows
CREATE OR REPLACE VIEW v_windows AS
SELECT
  id,
  godwit_oracle.median(ARRAY_AGG(amount) OVER (PARTITION BY region)) AS middle,
  CASE WHEN COUNT(amount) OVER (PARTITION BY region) = 1 THEN 0 ELSE stddev(amount) OVER (PARTITION BY region) END AS deviation
FROM reading;

-- function walked
CREATE OR REPLACE FUNCTION walked(p_from NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c VARCHAR(10) ARRAY := CAST(ARRAY['a', 'b', NULL, 'd'] AS VARCHAR(10) ARRAY);
  h JSONB := JSONB_BUILD_OBJECT('1', 'a', '2', 'b', '3', NULL, '4', 'd');
  m JSONB;
  n INTEGER := p_from;
  key VARCHAR(10) := 'b';
  v VARCHAR(200);
BEGIN
  n := (
    SELECT MIN(_index)
    FROM GENERATE_SUBSCRIPTS(c, 1) _index
    WHERE _index > n);
  v := NULLIF(CONCAT(n, COALESCE(CARDINALITY(c), 0), CASE WHEN COALESCE(3 BETWEEN 1 AND CARDINALITY(c),
                FALSE) THEN 'there' ELSE 'gone' END, CASE WHEN COALESCE(5 BETWEEN 1 AND CARDINALITY(c),
                FALSE) THEN 'there' ELSE 'gone' END), '');
  c := godwit_oracle.array_extend(c, 0);
  c := godwit_oracle.array_extend(c, p_from);
  v := NULLIF(CONCAT(v, COALESCE(CARDINALITY(c), 0)), '');
  c := godwit_oracle.array_extend(c, 2, 1);
  v := NULLIF(CONCAT(v, c[ARRAY_UPPER(c, 1)], COALESCE(CARDINALITY(c), 0)), '');
  m['B'] := TO_JSONB(CAST(1 AS NUMERIC));
  m['a'] := TO_JSONB(CAST(2 AS NUMERIC));
  m['b'] := TO_JSONB(CAST(3 AS NUMERIC));
  m['C'] := TO_JSONB(CAST(4 AS NUMERIC));
  v := CONCAT(v, ' ', godwit_oracle.map_first(m), godwit_oracle.map_last(m), godwit_oracle.map_next(m,
          CAST(key AS text)), godwit_oracle.map_next(m, 'B'), godwit_oracle.map_prior(m, 'a'));
  h := h - CAST(2 AS text);
  h := h - CAST(4 AS text);
  v := CONCAT(v, ' ', godwit_oracle.json_count(h), godwit_oracle.list_first(h), godwit_oracle.list_last(h),
      godwit_oracle.list_next(h, 1), COALESCE(godwit_oracle.list_prior(h, 3), 0), CASE WHEN COALESCE(JSONB_EXISTS(h,
                CAST(2 AS text)), FALSE) THEN 'there' ELSE 'gone' END, CASE WHEN COALESCE(JSONB_EXISTS(h,
                CAST(3 AS text)), FALSE) THEN 'there' ELSE 'gone' END);
  h := godwit_oracle.json_extend(h);
  h := godwit_oracle.json_trim(h);
  h := godwit_oracle.json_delete_range(h, 1, 1);
  v := NULLIF(CONCAT(v, godwit_oracle.json_count(h)), '');
  BEGIN
    v := NULLIF(CONCAT(v, CAST(godwit_oracle.map_text(h, CAST(2 AS text)) AS VARCHAR(10))), '');
  EXCEPTION
    WHEN no_data_found THEN
      v := CONCAT(v, ' no');
  END;
  BEGIN
    v := NULLIF(CONCAT(v, godwit_oracle.text_of(CAST(godwit_oracle.map_text(m, 'zz') AS NUMERIC))), '');
  EXCEPTION
    WHEN no_data_found THEN
      v := CONCAT(v, ' none');
  END;
  m := godwit_oracle.json_delete_range(m, 'B', 'a');
  h := godwit_oracle.json_of(ARRAY((
            SELECT region
            FROM reading
            ORDER BY id)));
  RETURN CONCAT(v, ' ', godwit_oracle.json_count(m), godwit_oracle.json_count(h), CAST(godwit_oracle.map_text(h,
          CAST(1 AS text)) AS VARCHAR(10)));
END;
$$;

-- function whose
CREATE OR REPLACE FUNCTION whose()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL inner_bad();
  RETURN 'none';
EXCEPTION
  WHEN SQLSTATE 'UXS2M' THEN
    RETURN 'mine';
  WHEN OTHERS THEN
    RETURN 'other';
END;
$$;

-- function zones
CREATE OR REPLACE FUNCTION zones()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v_day TIMESTAMP(0) := TIMESTAMP '2024-06-01 00:00:00' + 10 / 24.0 * INTERVAL '1' DAY;
  v_at TIMESTAMP(6) WITH TIME ZONE := TIMEZONE('UTC', CAST(v_day AS TIMESTAMP(6)));
BEGIN
  RETURN CONCAT(TO_CHAR(TIMEZONE('Europe/Berlin', TIMEZONE('UTC', CAST(v_day AS TIMESTAMP(6)))), 'HH24:MI'),
      ' ', TO_CHAR(CAST(DATE_TRUNC('second', TIMESTAMP '2024-06-01 23:30:00.9') AS TIMESTAMP(0)), 'DD HH24:MI:SS'),
      ' ', extract(hour FROM TIMEZONE('UTC', CAST('2024-06-01 12:00:00 +02:00' AS TIMESTAMP(6) WITH TIME ZONE))),
      ' ', TO_CHAR(godwit_oracle.new_time(v_day, 'EST', 'PST'), 'HH24:MI'), ' ', TO_CHAR(TIMEZONE('Asia/Tokyo',
              v_at), 'HH24'), ' ', TO_CHAR(CAST(DATE_TRUNC('second', CAST(v_day AS TIMESTAMP(6))) AS TIMESTAMP(0)) + 1 * INTERVAL '1' DAY,
          'DD HH24'));
END;
$$;

-- trigger reading_state
CREATE OR REPLACE FUNCTION reading_state_bs_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL reading_state.v_before(NULL);
  CALL reading_state.v_rows(0);
  RETURN NULL;
END;
$$;
CREATE OR REPLACE TRIGGER reading_state_bs
BEFORE INSERT ON reading
FOR EACH STATEMENT
EXECUTE FUNCTION reading_state_bs_fn();
CREATE OR REPLACE FUNCTION reading_state_br_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL reading_state.v_before(NEW.amount);
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER reading_state_br
BEFORE INSERT ON reading
FOR EACH ROW
EXECUTE FUNCTION reading_state_br_fn();
CREATE OR REPLACE FUNCTION reading_state_ar_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL reading_state.v_rows(reading_state.v_rows() + 1);
  IF reading_state.v_before() > 100 THEN
    INSERT INTO noted (id, note)
      VALUES (NEW.id, 'large');
  END IF;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE TRIGGER reading_state_ar
AFTER INSERT ON reading
FOR EACH ROW
EXECUTE FUNCTION reading_state_ar_fn();
CREATE OR REPLACE FUNCTION reading_state_as_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO noted (id, note)
    VALUES (reading_state.v_rows(), 'rows');
  RETURN NULL;
END;
$$;
CREATE OR REPLACE TRIGGER reading_state_as
AFTER INSERT ON reading
FOR EACH STATEMENT
EXECUTE FUNCTION reading_state_as_fn();
