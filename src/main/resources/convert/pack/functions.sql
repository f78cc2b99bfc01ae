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

-- UTL_ENCODE.BASE64_ENCODE: lines of 64 characters that end with CR LF
CREATE OR REPLACE FUNCTION godwit_oracle.utl_encode_base64_encode(r bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT convert_to(
  regexp_replace(replace(encode(r, 'base64'), E'\n', ''), '(.{64})(?=.)', E'\\1\r\n', 'g'), 'UTF8')
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

-- TO_NUMBER with a mask: the text must have its form
CREATE OR REPLACE FUNCTION godwit_oracle.to_number(string text, mask text)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  digits text := regexp_replace(upper(mask), 'FM|MI|PR|[SBL$]', '', 'g');
  plain text := btrim(string);
  sign text := '';
  places integer := length(regexp_replace(regexp_replace(digits, '[D.].*', ''), '[^09]', '', 'g'));
  fraction integer := length(regexp_replace(regexp_replace(digits, '^[^D.]*', ''), '[^09]', '', 'g'));
BEGIN
  IF string = '' THEN
    RETURN NULL;
  ELSIF digits !~ '^[09GD.,]+$' THEN
    RETURN pg_catalog.to_number(string, mask);
  END IF;
  IF mask ~* '[L$]' THEN
    plain := replace(plain, '$', '');
  END IF;
  IF mask ~* 'PR$' AND plain ~ '^<.*>$' THEN
    plain := '-' || btrim(plain, '<>');
  ELSIF mask ~* '(MI|S)$' AND plain ~ '[-+]$' THEN
    plain := right(plain, 1) || left(plain, -1);
  END IF;
  IF plain ~ '^[-+]' THEN
    sign := left(plain, 1);
    plain := substr(plain, 2);
  END IF;
  IF digits ~ '[G,]' THEN
    plain := replace(plain, ',', '');
  END IF;
  IF plain !~ format('^[0-9]{0,%s}%s$', places, CASE WHEN digits ~ '[D.]' THEN format('([.][0-9]{0,%s})?', fraction) ELSE '' END)
      OR plain !~ '[0-9]' THEN
    RAISE EXCEPTION 'ORA-01722: invalid number: % for the format %', string, mask USING ERRCODE = 'invalid_text_representation';
  END IF;
  RETURN (sign || plain)::numeric;
END;
$$;

-- SQLCODE: Oracle's number of what PostgreSQL raises; 1 of an exception that a program declares, -600 of what Oracle has no number for.
CREATE OR REPLACE FUNCTION godwit_oracle.sqlcode(state text)
RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE
  WHEN state = 'OR381' THEN -24381
  WHEN state ~ '^OR[0-9]{3}$' THEN -20000 - substr(state, 3)::integer
  WHEN state ~ '^U[0-9A-Z]{4}$' THEN 1
  ELSE CASE state
    WHEN '00000' THEN 0 WHEN 'P0002' THEN 100 WHEN 'P0003' THEN -1422
    WHEN '23505' THEN -1 WHEN '23502' THEN -1400 WHEN '23503' THEN -2291 WHEN '23514' THEN -2290
    WHEN '22012' THEN -1476 WHEN '22P02' THEN -6502 WHEN '22001' THEN -6502 WHEN '22003' THEN -6502
    WHEN '22004' THEN -6502 WHEN '22000' THEN -6502 WHEN '22007' THEN -1861 WHEN '22008' THEN -1847
    WHEN '2202E' THEN -6533 WHEN '42804' THEN -6504 WHEN '20000' THEN -6592
    WHEN '42P03' THEN -6511 WHEN '34000' THEN -1001 WHEN '28P01' THEN -1017 WHEN '42501' THEN -1031
    WHEN '40P01' THEN -60 WHEN '55P03' THEN -54 WHEN '40001' THEN -8177 WHEN '57014' THEN -1013
    WHEN '42601' THEN -900 WHEN '42703' THEN -904 WHEN '42P01' THEN -942 WHEN '42P07' THEN -955
    WHEN '42883' THEN -904 WHEN '53200' THEN -4030 ELSE -600 END
END
$$;

-- COUNT(DISTINCT a) OVER (…), of the window's values.
CREATE OR REPLACE FUNCTION godwit_oracle.count_distinct(all_values anyarray)
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
SELECT count(DISTINCT one) FROM unnest(all_values) one
$$;

CREATE OR REPLACE FUNCTION godwit_oracle.first_of(one anyelement, other anyelement)
RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT one
$$;

CREATE OR REPLACE FUNCTION godwit_oracle.last_of(one anyelement, other anyelement)
RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT other
$$;

-- FIRST_VALUE(a IGNORE NULLS): being strict, its step passes over NULL.
CREATE OR REPLACE AGGREGATE godwit_oracle.first_not_null(anyelement)
  (SFUNC = godwit_oracle.first_of, STYPE = anyelement);

-- LAST_VALUE(a IGNORE NULLS)
CREATE OR REPLACE AGGREGATE godwit_oracle.last_not_null(anyelement)
  (SFUNC = godwit_oracle.last_of, STYPE = anyelement);

-- SUM(a) KEEP (DENSE_RANK FIRST …): of what has the key that comes first.
CREATE OR REPLACE FUNCTION godwit_oracle.kept_sum(all_values numeric[], keys text[], first_key text)
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
SELECT sum(one.v) FROM unnest(all_values, keys) one (v, k) WHERE one.k IS NOT DISTINCT FROM first_key
$$;

CREATE OR REPLACE FUNCTION godwit_oracle.kept_avg(all_values numeric[], keys text[], first_key text)
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
SELECT avg(one.v) FROM unnest(all_values, keys) one (v, k) WHERE one.k IS NOT DISTINCT FROM first_key
$$;

CREATE OR REPLACE FUNCTION godwit_oracle.kept_count(all_values numeric[], keys text[], first_key text)
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
SELECT count(one.v) FROM unnest(all_values, keys) one (v, k) WHERE one.k IS NOT DISTINCT FROM first_key
$$;

-- TRUNC of a date to a week that begins with a month, a year or on Sunday, and to the year of ISO weeks.
CREATE OR REPLACE FUNCTION godwit_oracle.trunc_date(day timestamp, unit text)
RETURNS timestamp(0) LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE unit
  WHEN 'sunday' THEN date_trunc('day', day) - extract(dow FROM day)::integer * interval '1 day'
  WHEN 'week of month' THEN date_trunc('day', day) - (extract(day FROM day)::integer - 1) % 7 * interval '1 day'
  WHEN 'week of year' THEN date_trunc('day', day) - (extract(doy FROM day)::integer - 1) % 7 * interval '1 day'
  WHEN 'iso year' THEN date_trunc('week', make_date(extract(isoyear FROM day)::integer, 1, 4)::timestamp) END
$$;

-- TO_CHAR with a mask of $ or EEEE: the sign stands in front of the $; what doesn't fit is a row of #.
CREATE OR REPLACE FUNCTION godwit_oracle.to_char_number(n numeric, mask text)
RETURNS text LANGUAGE sql STABLE STRICT AS $$
SELECT CASE
  WHEN upper(mask) LIKE '%EEEE' THEN
    CASE WHEN upper(mask) LIKE 'FM%' THEN upper(ltrim(to_char(n, plain)))
      ELSE lpad(upper(ltrim(to_char(n, plain))), length(plain) + 2) END
  WHEN body LIKE '%#%' THEN repeat('#', length(plain) + 2)
  WHEN upper(mask) LIKE 'FM%' THEN sign || '$' || body
  ELSE lpad(sign || '$' || body, length(plain) + 2) END
FROM (SELECT regexp_replace(replace(mask, '$', ''), '^FM', '', 'i') AS plain) p,
  LATERAL (SELECT CASE WHEN n < 0 THEN '-' ELSE '' END AS sign,
    ltrim(CASE WHEN upper(mask) LIKE '%EEEE' THEN ''
      ELSE to_char(abs(n), CASE WHEN upper(mask) LIKE 'FM%' THEN 'FM' ELSE '' END || plain) END) AS body) b
$$;

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

-- TZ_OFFSET of a zone's name, or of an offset
CREATE OR REPLACE FUNCTION godwit_oracle.tz_offset(zone text)
RETURNS text LANGUAGE sql STABLE STRICT AS $$
SELECT CASE WHEN zone ~ '^[+-]' THEN zone
  ELSE (SELECT CASE WHEN seconds < 0 THEN '-' ELSE '+' END
      || to_char(make_interval(secs => abs(seconds)), 'HH24:MI')
    FROM extract(epoch FROM now() AT TIME ZONE zone - now() AT TIME ZONE 'UTC') AS seconds) END
$$;

-- An interval as text: +01-02, +00 00:00:01.500000
CREATE OR REPLACE FUNCTION godwit_oracle.interval_text(span interval, digits integer)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE WHEN extract(year FROM span) <> 0 OR extract(month FROM span) <> 0
  THEN CASE WHEN months < 0 THEN '-' ELSE '+' END || lpad((abs(months) / 12)::text, 2, '0')
    || '-' || lpad((abs(months) % 12)::text, 2, '0')
  ELSE CASE WHEN seconds < 0 THEN '-' ELSE '+' END
    || lpad(trunc(abs(seconds) / 86400)::text, greatest(digits, length(trunc(abs(seconds) / 86400)::text)), '0')
    || ' ' || to_char(make_interval(secs => mod(abs(seconds), 86400)::double precision), 'HH24:MI:SS.US') END
FROM (SELECT (extract(year FROM span) * 12 + extract(month FROM span))::integer AS months,
  extract(epoch FROM span) AS seconds) AS parts
$$;
