
-- package bytes
CREATE SCHEMA IF NOT EXISTS bytes;

-- package body bytes
CREATE SCHEMA IF NOT EXISTS bytes;
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- UTL_RAW.COPIES
CREATE OR REPLACE FUNCTION godwit_oracle.utl_raw_copies(r bytea, n numeric)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT decode(repeat(encode(r, 'hex'), n::integer), 'hex')
$$;
-- UTL_RAW.CAST_TO_BINARY_INTEGER: 1 is big endian; others are those of the machines that PostgreSQL runs on.
CREATE OR REPLACE FUNCTION godwit_oracle.utl_raw_cast_to_binary_integer(r bytea, endianess numeric DEFAULT 1)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  bytes integer := length(r);
  number bigint := 0;
BEGIN
  IF bytes = 0 THEN
    RETURN NULL;
  ELSIF bytes > 4 THEN
    RAISE EXCEPTION 'UTL_RAW.CAST_TO_BINARY_INTEGER takes 4 bytes at most, not %', bytes
      USING ERRCODE = 'numeric_value_out_of_range';
  END IF;
  FOR n IN 0 .. bytes - 1 LOOP
    number := number * 256 + get_byte(r, CASE WHEN endianess = 1 THEN n ELSE bytes - 1 - n END);
  END LOOP;
  RETURN CASE WHEN number >= 2147483648 THEN number - 4294967296 ELSE number END;
END $$;
-- TO_NUMBER of hexadecimal digits, of which there may be as many as the mask has
CREATE OR REPLACE FUNCTION godwit_oracle.to_number_hex(digits text, mask text)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  result numeric := 0;
BEGIN
  IF digits = '' THEN
    RETURN NULL;
  ELSIF digits !~ '^[0-9A-Fa-f]+$' OR length(digits) > length(regexp_replace(mask, '^FM', '', 'i')) THEN
    RAISE EXCEPTION 'ORA-01722: invalid number: % for the format %', digits, mask
      USING ERRCODE = 'invalid_text_representation';
  END IF;
  FOR at IN 1 .. length(digits) LOOP
    result := result * 16 + strpos('123456789abcdef', lower(substr(digits, at, 1)));
  END LOOP;
  RETURN result;
END $$;
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

-- package counted
CREATE SCHEMA IF NOT EXISTS counted;

-- package body counted
CREATE SCHEMA IF NOT EXISTS counted;

-- function kinds_of_double
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- function lengths
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- LENGTH2 counts as UTF-16 does: a character beyond U+FFFF is two
CREATE OR REPLACE FUNCTION godwit_oracle.length2(string text)
RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT length(string) + length(regexp_replace(string, '[^\U00010000-\U0010FFFF]', '', 'g'))
$$;
-- INSTRB: the byte that the part begins with
CREATE OR REPLACE FUNCTION godwit_oracle.instrb(string text, part text)
RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT position(convert_to(part, 'UTF8') IN convert_to(string, 'UTF8'))
$$;

-- function offset_of
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- TZ_OFFSET of a zone's name, or of an offset
CREATE OR REPLACE FUNCTION godwit_oracle.tz_offset(zone text)
RETURNS text LANGUAGE sql STABLE STRICT AS $$
SELECT CASE WHEN zone ~ '^[+-]' THEN zone
  ELSE (SELECT CASE WHEN seconds < 0 THEN '-' ELSE '+' END
      || to_char(make_interval(secs => abs(seconds)), 'HH24:MI')
    FROM extract(epoch FROM now() AT TIME ZONE zone - now() AT TIME ZONE 'UTC') AS seconds) END
$$;

-- procedure page
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- HTP.PRN: the page that a session writes is its setting godwit_oracle.page
CREATE OR REPLACE PROCEDURE godwit_oracle.htp_prn(cbuf text DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('godwit_oracle.page', concat(current_setting('godwit_oracle.page', true), cbuf), false);
END $$;
-- HTP.P
CREATE OR REPLACE PROCEDURE godwit_oracle.htp_p(cbuf text DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.htp_prn(concat(cbuf, E'\n'));
END $$;

-- function part_in_bytes
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- SUBSTRB: of a character that is cut each byte is a blank
CREATE OR REPLACE FUNCTION godwit_oracle.substrb(string text, first numeric, bytes numeric DEFAULT 2147483647)
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  _all bytea := convert_to(string, 'UTF8');
  _from integer := CASE WHEN trunc(first) < 0 THEN length(_all) + trunc(first) + 1
    ELSE greatest(trunc(first), 1) END;
  _part bytea;
  _at integer := 0;
  _width integer;
BEGIN
  IF _from < 1 OR _from > length(_all) OR trunc(bytes) < 1 THEN
    RETURN NULL;
  END IF;
  _part := substr(_all, _from, least(trunc(bytes), length(_all))::integer);
  WHILE _at < length(_part) AND get_byte(_part, _at) BETWEEN 128 AND 191 LOOP
    _part := set_byte(_part, _at, 32);
    _at := _at + 1;
  END LOOP;
  _at := length(_part) - 1;
  WHILE _at >= 0 AND get_byte(_part, _at) BETWEEN 128 AND 191 LOOP
    _at := _at - 1;
  END LOOP;
  IF _at >= 0 THEN
    _width := CASE WHEN get_byte(_part, _at) >= 240 THEN 4 WHEN get_byte(_part, _at) >= 224 THEN 3
      WHEN get_byte(_part, _at) >= 192 THEN 2 ELSE 1 END;
    IF _at + _width > length(_part) THEN
      FOR _i IN _at .. length(_part) - 1 LOOP
        _part := set_byte(_part, _i, 32);
      END LOOP;
    END IF;
  END IF;
  RETURN convert_from(_part, 'UTF8');
END $$;

-- package post
CREATE SCHEMA IF NOT EXISTS post;

-- package body post
CREATE SCHEMA IF NOT EXISTS post;

-- type body stamp_t
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- type stamp_t
CREATE TYPE stamp_t AS (
  price NUMERIC,
  country VARCHAR(2)
);

-- table parcel
-- What names and arguments mean where several are there: columns before variables, the later of two units, the routine that fits.
CREATE TABLE parcel (
  id INTEGER PRIMARY KEY,
  weight NUMERIC(6, 2),
  label VARCHAR(40)
);

-- package post
CREATE TYPE post.sheet AS (
  heading VARCHAR(40),
  lines VARCHAR(40) ARRAY
);

-- package body bytes
CREATE OR REPLACE FUNCTION bytes.to_char(p_number NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT('<', godwit_oracle.text_of(p_number), '>', INT8AND(CAST(6 AS BIGINT), CAST(p_number AS BIGINT)));
END;
$$;
CREATE OR REPLACE FUNCTION bytes.checksum(p_data bytea)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN godwit_oracle.to_number_hex(UPPER(ENCODE(SUBSTR(p_data, 1, 1), 'hex')), 'XX') + godwit_oracle.to_number_hex(UPPER(ENCODE(DECODE('0A',
                  'hex'), 'hex')), 'XX');
END;
$$;
CREATE OR REPLACE FUNCTION bytes.of_text(p_hex VARCHAR)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN bytes.checksum(godwit_oracle.hextoraw(p_hex)) + godwit_oracle.utl_raw_cast_to_binary_integer(DECODE('0000000F',
          'hex'));
END;
$$;
CREATE OR REPLACE FUNCTION bytes.wrapped(p_count NUMERIC)
RETURNS bytea
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN BYTEACAT(BYTEACAT(COALESCE(DECODE('AB', 'hex'), CAST('' AS bytea)), COALESCE(godwit_oracle.utl_raw_copies(DECODE('00',
                      'hex'), p_count), CAST('' AS bytea))), COALESCE(DECODE('CD', 'hex'), CAST('' AS bytea)));
END;
$$;
CREATE OR REPLACE FUNCTION bytes.seen_on(p_day TIMESTAMP(0))
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN TO_CHAR(p_day, 'YYYY-MM-DD');
END;
$$;
CREATE OR REPLACE FUNCTION bytes.since(p_then TIMESTAMP(6))
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CASE WHEN p_then <= CLOCK_TIMESTAMP() THEN 'past' ELSE 'future' END;
END;
$$;
CREATE OR REPLACE FUNCTION bytes.now_since()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN NULLIF(CONCAT(bytes.since(CAST(CLOCK_TIMESTAMP() AS TIMESTAMP(6))), CASE WHEN bytes.seen_on(CAST(DATE_TRUNC('second',
                    CLOCK_TIMESTAMP()) AS TIMESTAMP(0))) = TO_CHAR(CAST(DATE_TRUNC('second', CLOCK_TIMESTAMP()) AS TIMESTAMP(0)),
                'YYYY-MM-DD') THEN ' today' END), '');
END;
$$;

-- package body counted
CREATE OR REPLACE FUNCTION counted.split(
  INOUT p_text VARCHAR,
  OUT return_value NUMERIC ARRAY)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  all_of NUMERIC ARRAY := CAST(ARRAY[] AS NUMERIC ARRAY);
BEGIN
  WHILE p_text IS NOT NULL LOOP
    all_of := ARRAY_APPEND(all_of, NULL);
    all_of[ARRAY_UPPER(all_of, 1)] := CAST(SUBSTR(p_text, 1, 1) AS NUMERIC);
    p_text := NULLIF(SUBSTR(p_text, 2), '');
  END LOOP;
  return_value := all_of;
  RETURN;
END;
$$;
CREATE OR REPLACE FUNCTION counted.split_2(
  p_text VARCHAR,
  OUT p_rest VARCHAR,
  OUT p_more NUMERIC,
  OUT return_value NUMERIC ARRAY)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  p_rest := NULLIF(SUBSTR(p_text, 2), '');
  p_more := 1;
  return_value := CAST(ARRAY[CAST(SUBSTR(p_text, 1, 1) AS NUMERIC)] AS NUMERIC ARRAY);
  RETURN;
END;
$$;
CREATE OR REPLACE FUNCTION counted.sum_of(p_text VARCHAR)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  left_over VARCHAR(100) := p_text;
  all_of NUMERIC ARRAY;
  total NUMERIC := 0;
  result_of_call_1 RECORD;
BEGIN
  SELECT r.*
  INTO STRICT result_of_call_1
  FROM counted.split(left_over) r;
  left_over := result_of_call_1.p_text;
  all_of := result_of_call_1.return_value;
  FOR i IN 1 .. COALESCE(CARDINALITY(all_of), 0) LOOP
    IF (CASE COALESCE(CARDINALITY(all_of), 0) WHEN 0 THEN i ELSE MOD(i, COALESCE(CARDINALITY(all_of),
                  0)) END <> 0 OR CASE WHEN total > 0 THEN 1 ELSE 0 END = 1) THEN
      total := total + all_of[i];
    ELSIF (CASE STRPOS(REVERSE(p_text), REVERSE('2')) WHEN 0 THEN 0 ELSE LENGTH(p_text) - LENGTH('2') + 2 - STRPOS(REVERSE(p_text),
              REVERSE('2')) END = length(p_text)) THEN
      total := total + 100;
    END IF;
  END LOOP;
  RETURN total;
END;
$$;
CREATE OR REPLACE PROCEDURE counted.add_to(
  INOUT p_buffer VARCHAR,
  p_line VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  p_buffer := NULLIF(CONCAT(p_buffer, p_line), '');
END;
$$;
CREATE OR REPLACE PROCEDURE counted.add_to(
  INOUT p_buffer text,
  p_line VARCHAR,
  INOUT p_rest VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  p_rest := NULLIF(CONCAT(p_rest, p_line), '');
END;
$$;
CREATE OR REPLACE FUNCTION counted.joined()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  buffer VARCHAR(100);
BEGIN
  CALL counted.add_to(buffer, 'a');
  CALL counted.add_to(buffer, 'b');
  RETURN buffer;
END;
$$;

-- function kinds_of_double
CREATE OR REPLACE FUNCTION kinds_of_double(p_number DOUBLE PRECISION)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF p_number = CAST('NaN' AS DOUBLE PRECISION) THEN
    RETURN 'no number';
  ELSIF p_number IN (CAST('Infinity' AS DOUBLE PRECISION), CAST('-Infinity' AS DOUBLE PRECISION)) THEN
    RETURN CASE WHEN p_number = CAST('Infinity' AS DOUBLE PRECISION) THEN 'endless' ELSE 'endless below' END;
  END IF;
  RETURN NULLIF(CONCAT(godwit_oracle.text_of(CAST(p_number AS NUMERIC)), CASE WHEN CASE WHEN p_number = CAST('NaN' AS DOUBLE PRECISION) THEN 1 ELSE p_number END = 1 THEN ' one' END),
      '');
END;
$$;

-- function lengths
CREATE OR REPLACE FUNCTION lengths(p_text VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(godwit_oracle.length2(p_text), ' ', LENGTH(p_text), ' ', OCTET_LENGTH(p_text), ' ', godwit_oracle.instrb(p_text,
          'b'), ' ', LENGTH(p_text), ' ', (1 * 2 + 0) * 2 + 1);
END;
$$;

-- function offset_of
CREATE OR REPLACE FUNCTION offset_of(p_zone VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN NULLIF(CONCAT(godwit_oracle.tz_offset(p_zone), godwit_oracle.tz_offset(CURRENT_SETTING('TimeZone'))),
      '');
END;
$$;

-- procedure page
CREATE OR REPLACE PROCEDURE page(p_name VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL godwit_oracle.htp_prn(CONCAT('<p>', p_name));
  CALL godwit_oracle.htp_p('</p>');
END;
$$;

-- function part_in_bytes
CREATE OR REPLACE FUNCTION part_in_bytes(
  p_text VARCHAR,
  p_from NUMERIC,
  p_bytes NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT('[', godwit_oracle.substrb(p_text, p_from, p_bytes), ']', SUBSTR(p_text, 1, 1));
END;
$$;

-- package post
CREATE OR REPLACE FUNCTION post.id()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('post.id', TRUE);
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN 77;
END;
$$;
CREATE OR REPLACE PROCEDURE post.id(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('post.id', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value), '') END,
      FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION post.weight()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('post.weight', TRUE);
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN 99;
END;
$$;
CREATE OR REPLACE PROCEDURE post.weight(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('post.weight', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value), '') END,
      FALSE);
END;
$$;

-- package body post
CREATE OR REPLACE FUNCTION post.heaviest()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  result NUMERIC;
BEGIN
  SELECT max(weight)
  INTO STRICT result
  FROM parcel
  WHERE id > 0;
  RETURN result;
END;
$$;
CREATE OR REPLACE FUNCTION post.described(p_id NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  one post.sheet;
BEGIN
  SELECT label
  INTO STRICT one.heading
  FROM parcel
  WHERE id = p_id;
  one.lines[1] := CONCAT(one.heading, ' ', post.id());
  RETURN one.lines[1];
END;
$$;
CREATE OR REPLACE FUNCTION post.lowest(p_limit NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  result NUMERIC;
  one RECORD;
BEGIN
  FOR one IN (
    SELECT
      id,
      weight
    FROM parcel
    WHERE weight < p_limit
    UNION
    SELECT
      0 AS id,
      post.weight() AS weight
    ORDER BY id DESC) LOOP
    result := one.weight;
  END LOOP;
  RETURN result;
END;
$$;
CREATE OR REPLACE PROCEDURE post.lighten(p_by NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  UPDATE parcel
  SET weight = weight - p_by
  WHERE id IN (
    SELECT id
    FROM parcel
    WHERE weight > p_by);
END;
$$;

-- type body stamp_t
CREATE SCHEMA IF NOT EXISTS stamp_t;
CREATE OR REPLACE FUNCTION stamp_t.shown(self stamp_t)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(self.country, ' ', godwit_oracle.text_of(self.price));
END;
$$;
