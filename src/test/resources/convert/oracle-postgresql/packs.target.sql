
-- function blob_work
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
-- DBMS_LOB.INSTR of a CLOB
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_instr(
  lob_loc text, pattern text, "offset" numeric DEFAULT 1, nth numeric DEFAULT 1)
RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE WHEN "offset" >= 1 AND nth >= 1
  THEN godwit_oracle.instr(lob_loc, pattern, "offset", nth) END
$$;
-- DBMS_LOB.INSTR of a BLOB
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_instr(
  lob_loc bytea, pattern bytea, "offset" numeric DEFAULT 1, nth numeric DEFAULT 1)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  start integer := trunc("offset")::integer;
  found_at integer := 0;
BEGIN
  IF "offset" < 1 OR nth < 1 THEN
    RETURN NULL;
  END IF;
  FOR n IN 1 .. trunc(nth)::integer LOOP
    found_at := position(pattern IN substr(lob_loc, start));
    IF found_at = 0 THEN
      RETURN 0;
    END IF;
    start := start + found_at;
  END LOOP;
  RETURN start - 1;
END $$;
-- DBMS_LOB.COMPARE of CLOBs
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_compare(
  lob_1 text, lob_2 text, amount numeric DEFAULT 2147483647, offset_1 numeric DEFAULT 1, offset_2 numeric DEFAULT 1)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  one text;
  other text;
BEGIN
  IF amount < 1 OR offset_1 < 1 OR offset_2 < 1 THEN
    RETURN NULL;
  END IF;
  one := left(substr(lob_1, offset_1::integer), least(amount, 2147483647)::integer);
  other := left(substr(lob_2, offset_2::integer), least(amount, 2147483647)::integer);
  RETURN CASE WHEN one = other THEN 0 WHEN one COLLATE "C" < other COLLATE "C" THEN -1 ELSE 1 END;
END $$;
-- DBMS_LOB.COMPARE of BLOBs
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_compare(
  lob_1 bytea, lob_2 bytea, amount numeric DEFAULT 2147483647, offset_1 numeric DEFAULT 1, offset_2 numeric DEFAULT 1)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  one bytea;
  other bytea;
BEGIN
  IF amount < 1 OR offset_1 < 1 OR offset_2 < 1 THEN
    RETURN NULL;
  END IF;
  one := substr(substr(lob_1, offset_1::integer), 1, least(amount, 2147483647)::integer);
  other := substr(substr(lob_2, offset_2::integer), 1, least(amount, 2147483647)::integer);
  RETURN CASE WHEN one = other THEN 0 WHEN one < other THEN -1 ELSE 1 END;
END $$;
-- What DBMS_LOB.COPY and DBMS_LOB.WRITE make of a CLOB; a hole in front of what is written becomes blanks.
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_copy(
  dest_lob text, src_lob text, amount numeric, dest_offset numeric DEFAULT 1, src_offset numeric DEFAULT 1)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT rpad(left(dest_lob, dest_offset::integer - 1), dest_offset::integer - 1)
  || part || substr(dest_lob, dest_offset::integer + length(part))
FROM left(substr(src_lob, src_offset::integer), least(amount, 2147483647)::integer) part
$$;
-- What DBMS_LOB.COPY and DBMS_LOB.WRITE make of a BLOB; a hole in front of what is written becomes zeros.
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_copy(
  dest_lob bytea, src_lob bytea, amount numeric, dest_offset numeric DEFAULT 1, src_offset numeric DEFAULT 1)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT substr(dest_lob, 1, dest_offset::integer - 1)
  || decode(repeat('00', greatest(dest_offset::integer - 1 - length(dest_lob), 0)), 'hex')
  || part || substr(dest_lob, dest_offset::integer + length(part))
FROM substr(substr(src_lob, src_offset::integer), 1, least(amount, 2147483647)::integer) part
$$;
-- What DBMS_LOB.READ reads of a CLOB; behind the end there is no data.
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_read(lob_loc text, amount numeric, "offset" numeric)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF "offset" > length(lob_loc) THEN
    RAISE EXCEPTION 'DBMS_LOB.READ: no data found' USING ERRCODE = 'no_data_found';
  END IF;
  RETURN substr(lob_loc, "offset"::integer, amount::integer);
END $$;
-- What DBMS_LOB.READ reads of a BLOB; behind the end there is no data.
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_read(lob_loc bytea, amount numeric, "offset" numeric)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF "offset" > length(lob_loc) THEN
    RAISE EXCEPTION 'DBMS_LOB.READ: no data found' USING ERRCODE = 'no_data_found';
  END IF;
  RETURN substr(lob_loc, "offset"::integer, amount::integer);
END $$;

-- function checked_name
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- DBMS_ASSERT.SIMPLE_SQL_NAME: the name, if it is one
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_assert_simple_sql_name(str text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF coalesce(str, '') !~ '^\s*([[:alpha:]][[:alnum:]_$#]*|"[^"]+")\s*$' THEN
    RAISE EXCEPTION 'ORA-44003: invalid SQL name' USING ERRCODE = 'invalid_name';
  END IF;
  RETURN btrim(str);
END $$;
-- DBMS_ASSERT.QUALIFIED_SQL_NAME: the name with its qualifiers and link, if it is one
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_assert_qualified_sql_name(str text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF coalesce(str, '') !~ ('^\s*([[:alpha:]][[:alnum:]_$#]*|"[^"]+")(\s*\.\s*([[:alpha:]][[:alnum:]_$#]*|"[^"]+"))*'
      || '(@[[:alpha:]][[:alnum:]_$#.]*)?\s*$') THEN
    RAISE EXCEPTION 'ORA-44004: invalid qualified SQL name' USING ERRCODE = 'invalid_name';
  END IF;
  RETURN btrim(str);
END $$;

-- function clob_work
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
-- DBMS_LOB.INSTR of a CLOB
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_instr(
  lob_loc text, pattern text, "offset" numeric DEFAULT 1, nth numeric DEFAULT 1)
RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE WHEN "offset" >= 1 AND nth >= 1
  THEN godwit_oracle.instr(lob_loc, pattern, "offset", nth) END
$$;
-- DBMS_LOB.INSTR of a BLOB
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_instr(
  lob_loc bytea, pattern bytea, "offset" numeric DEFAULT 1, nth numeric DEFAULT 1)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  start integer := trunc("offset")::integer;
  found_at integer := 0;
BEGIN
  IF "offset" < 1 OR nth < 1 THEN
    RETURN NULL;
  END IF;
  FOR n IN 1 .. trunc(nth)::integer LOOP
    found_at := position(pattern IN substr(lob_loc, start));
    IF found_at = 0 THEN
      RETURN 0;
    END IF;
    start := start + found_at;
  END LOOP;
  RETURN start - 1;
END $$;
-- DBMS_LOB.COMPARE of CLOBs
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_compare(
  lob_1 text, lob_2 text, amount numeric DEFAULT 2147483647, offset_1 numeric DEFAULT 1, offset_2 numeric DEFAULT 1)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  one text;
  other text;
BEGIN
  IF amount < 1 OR offset_1 < 1 OR offset_2 < 1 THEN
    RETURN NULL;
  END IF;
  one := left(substr(lob_1, offset_1::integer), least(amount, 2147483647)::integer);
  other := left(substr(lob_2, offset_2::integer), least(amount, 2147483647)::integer);
  RETURN CASE WHEN one = other THEN 0 WHEN one COLLATE "C" < other COLLATE "C" THEN -1 ELSE 1 END;
END $$;
-- DBMS_LOB.COMPARE of BLOBs
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_compare(
  lob_1 bytea, lob_2 bytea, amount numeric DEFAULT 2147483647, offset_1 numeric DEFAULT 1, offset_2 numeric DEFAULT 1)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  one bytea;
  other bytea;
BEGIN
  IF amount < 1 OR offset_1 < 1 OR offset_2 < 1 THEN
    RETURN NULL;
  END IF;
  one := substr(substr(lob_1, offset_1::integer), 1, least(amount, 2147483647)::integer);
  other := substr(substr(lob_2, offset_2::integer), 1, least(amount, 2147483647)::integer);
  RETURN CASE WHEN one = other THEN 0 WHEN one < other THEN -1 ELSE 1 END;
END $$;
-- What DBMS_LOB.COPY and DBMS_LOB.WRITE make of a CLOB; a hole in front of what is written becomes blanks.
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_copy(
  dest_lob text, src_lob text, amount numeric, dest_offset numeric DEFAULT 1, src_offset numeric DEFAULT 1)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT rpad(left(dest_lob, dest_offset::integer - 1), dest_offset::integer - 1)
  || part || substr(dest_lob, dest_offset::integer + length(part))
FROM left(substr(src_lob, src_offset::integer), least(amount, 2147483647)::integer) part
$$;
-- What DBMS_LOB.COPY and DBMS_LOB.WRITE make of a BLOB; a hole in front of what is written becomes zeros.
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_copy(
  dest_lob bytea, src_lob bytea, amount numeric, dest_offset numeric DEFAULT 1, src_offset numeric DEFAULT 1)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT substr(dest_lob, 1, dest_offset::integer - 1)
  || decode(repeat('00', greatest(dest_offset::integer - 1 - length(dest_lob), 0)), 'hex')
  || part || substr(dest_lob, dest_offset::integer + length(part))
FROM substr(substr(src_lob, src_offset::integer), 1, least(amount, 2147483647)::integer) part
$$;
-- What DBMS_LOB.READ reads of a CLOB; behind the end there is no data.
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_read(lob_loc text, amount numeric, "offset" numeric)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF "offset" > length(lob_loc) THEN
    RAISE EXCEPTION 'DBMS_LOB.READ: no data found' USING ERRCODE = 'no_data_found';
  END IF;
  RETURN substr(lob_loc, "offset"::integer, amount::integer);
END $$;
-- What DBMS_LOB.READ reads of a BLOB; behind the end there is no data.
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_read(lob_loc bytea, amount numeric, "offset" numeric)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF "offset" > length(lob_loc) THEN
    RAISE EXCEPTION 'DBMS_LOB.READ: no data found' USING ERRCODE = 'no_data_found';
  END IF;
  RETURN substr(lob_loc, "offset"::integer, amount::integer);
END $$;
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

-- function escapes
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- UTL_URL.ESCAPE: of the URL's bytes all but letters, digits and signs that are allowed become %xx.
CREATE OR REPLACE FUNCTION godwit_oracle.utl_url_escape(
  url text, escape_reserved_chars boolean DEFAULT FALSE, url_charset text DEFAULT 'ISO-8859-1')
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  allowed text := 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*''()'
    || CASE WHEN escape_reserved_chars THEN '' ELSE ';/?:@&=+$,' END;
  encoding text := CASE
    WHEN url_charset IS NULL OR upper(url_charset) IN ('UTF8', 'UTF-8', 'AL32UTF8') THEN 'UTF8'
    WHEN upper(url_charset) = 'WE8ISO8859P1' THEN 'ISO-8859-1'
    ELSE url_charset END;
  result text := '';
  one text;
  bytes bytea;
BEGIN
  FOR at IN 1 .. length(url) LOOP
    one := substr(url, at, 1);
    IF strpos(allowed, one) > 0 THEN
      result := result || one;
    ELSE
      bytes := convert_to(one, encoding);
      FOR n IN 0 .. length(bytes) - 1 LOOP
        result := result || '%' || upper(lpad(to_hex(get_byte(bytes, n)), 2, '0'));
      END LOOP;
    END IF;
  END LOOP;
  RETURN nullif(result, '');
END $$;
-- DBMS_XMLGEN.CONVERT: 0 writes signs of XML as entities, 1 reads them.
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_xmlgen_convert(xmldata text, flag numeric DEFAULT 0)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN flag = 1
  THEN replace(replace(replace(replace(replace(
    xmldata, '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&apos;', ''''), '&amp;', '&')
  ELSE replace(replace(replace(replace(replace(
    xmldata, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&apos;') END
$$;
-- HTF.ESCAPE_SC
CREATE OR REPLACE FUNCTION godwit_oracle.htf_escape_sc(ctext text)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT replace(replace(replace(replace(ctext, '&', '&amp;'), '"', '&quot;'), '<', '&lt;'), '>', '&gt;')
$$;
-- ASCIISTR: what isn't ASCII becomes \xxxx by its UTF-16, as the backslash does
CREATE OR REPLACE FUNCTION godwit_oracle.asciistr("char" text)
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  result text := '';
  code integer;
BEGIN
  FOR at IN 1 .. length("char") LOOP
    code := ascii(substr("char", at, 1));
    result := result || CASE
      WHEN code = 92 THEN '\005C'
      WHEN code < 128 THEN chr(code)
      WHEN code < 65536 THEN '\' || upper(lpad(to_hex(code), 4, '0'))
      ELSE '\' || upper(to_hex(55296 + ((code - 65536) >> 10)))
        || '\' || upper(to_hex(56320 + ((code - 65536) & 1023))) END;
  END LOOP;
  RETURN result;
END $$;

-- function hash_of
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- SHA-1, which PostgreSQL hasn't built in
CREATE OR REPLACE FUNCTION godwit_oracle.sha1(src bytea)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  bits bigint := length(src)::bigint * 8;
  padded bytea := src || '\x80'::bytea || decode(repeat('00', (119 - length(src) % 64) % 64), 'hex') || int8send(bits);
  mask bigint := 4294967295;
  h bigint[] := ARRAY[1732584193, 4023233417, 2562383102, 271733878, 3285377520];
  w bigint[];
  a bigint; b bigint; c bigint; d bigint; e bigint; f bigint; k bigint; t bigint;
BEGIN
  FOR block IN 0 .. length(padded) / 64 - 1 LOOP
    FOR n IN 0 .. 15 LOOP
      w[n] := ('x' || encode(substr(padded, block * 64 + n * 4 + 1, 4), 'hex'))::bit(32)::bigint & mask;
    END LOOP;
    FOR n IN 16 .. 79 LOOP
      t := w[n - 3] # w[n - 8] # w[n - 14] # w[n - 16];
      w[n] := ((t << 1) | (t >> 31)) & mask;
    END LOOP;
    a := h[1]; b := h[2]; c := h[3]; d := h[4]; e := h[5];
    FOR n IN 0 .. 79 LOOP
      IF n < 20 THEN
        f := (b & c) | ((~b) & mask & d); k := 1518500249;
      ELSIF n < 40 THEN
        f := b # c # d; k := 1859775393;
      ELSIF n < 60 THEN
        f := (b & c) | (b & d) | (c & d); k := 2400959708;
      ELSE
        f := b # c # d; k := 3395469782;
      END IF;
      t := ((((a << 5) | (a >> 27)) & mask) + f + e + k + w[n]) & mask;
      e := d; d := c; c := ((b << 30) | (b >> 2)) & mask; b := a; a := t;
    END LOOP;
    h := ARRAY[(h[1] + a) & mask, (h[2] + b) & mask, (h[3] + c) & mask, (h[4] + d) & mask, (h[5] + e) & mask];
  END LOOP;
  RETURN decode((SELECT string_agg(lpad(to_hex(one), 8, '0'), '' ORDER BY at) FROM unnest(h) WITH ORDINALITY AS of(one, at)), 'hex');
END $$;
-- DBMS_CRYPTO.HASH of bytes: MD5 (2), SHA-1 (3), SHA-256 (4), SHA-384 (5), SHA-512 (6).
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_hash(src bytea, typ numeric)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  CASE typ
    WHEN 2 THEN RETURN decode(md5(src), 'hex');
    WHEN 3 THEN RETURN godwit_oracle.sha1(src);
    WHEN 4 THEN RETURN sha256(src);
    WHEN 5 THEN RETURN sha384(src);
    WHEN 6 THEN RETURN sha512(src);
    ELSE RAISE EXCEPTION 'DBMS_CRYPTO.HASH of type % is not built into PostgreSQL; pgcrypto has digest()', typ
      USING ERRCODE = 'feature_not_supported';
  END CASE;
END $$;
-- DBMS_CRYPTO.HASH of text
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_hash(src text, typ numeric)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT godwit_oracle.dbms_crypto_hash(convert_to(src, 'UTF8'), typ)
$$;

-- function hashes
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- SHA-1, which PostgreSQL hasn't built in
CREATE OR REPLACE FUNCTION godwit_oracle.sha1(src bytea)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  bits bigint := length(src)::bigint * 8;
  padded bytea := src || '\x80'::bytea || decode(repeat('00', (119 - length(src) % 64) % 64), 'hex') || int8send(bits);
  mask bigint := 4294967295;
  h bigint[] := ARRAY[1732584193, 4023233417, 2562383102, 271733878, 3285377520];
  w bigint[];
  a bigint; b bigint; c bigint; d bigint; e bigint; f bigint; k bigint; t bigint;
BEGIN
  FOR block IN 0 .. length(padded) / 64 - 1 LOOP
    FOR n IN 0 .. 15 LOOP
      w[n] := ('x' || encode(substr(padded, block * 64 + n * 4 + 1, 4), 'hex'))::bit(32)::bigint & mask;
    END LOOP;
    FOR n IN 16 .. 79 LOOP
      t := w[n - 3] # w[n - 8] # w[n - 14] # w[n - 16];
      w[n] := ((t << 1) | (t >> 31)) & mask;
    END LOOP;
    a := h[1]; b := h[2]; c := h[3]; d := h[4]; e := h[5];
    FOR n IN 0 .. 79 LOOP
      IF n < 20 THEN
        f := (b & c) | ((~b) & mask & d); k := 1518500249;
      ELSIF n < 40 THEN
        f := b # c # d; k := 1859775393;
      ELSIF n < 60 THEN
        f := (b & c) | (b & d) | (c & d); k := 2400959708;
      ELSE
        f := b # c # d; k := 3395469782;
      END IF;
      t := ((((a << 5) | (a >> 27)) & mask) + f + e + k + w[n]) & mask;
      e := d; d := c; c := ((b << 30) | (b >> 2)) & mask; b := a; a := t;
    END LOOP;
    h := ARRAY[(h[1] + a) & mask, (h[2] + b) & mask, (h[3] + c) & mask, (h[4] + d) & mask, (h[5] + e) & mask];
  END LOOP;
  RETURN decode((SELECT string_agg(lpad(to_hex(one), 8, '0'), '' ORDER BY at) FROM unnest(h) WITH ORDINALITY AS of(one, at)), 'hex');
END $$;
-- DBMS_CRYPTO.HASH of bytes: MD5 (2), SHA-1 (3), SHA-256 (4), SHA-384 (5), SHA-512 (6).
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_hash(src bytea, typ numeric)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  CASE typ
    WHEN 2 THEN RETURN decode(md5(src), 'hex');
    WHEN 3 THEN RETURN godwit_oracle.sha1(src);
    WHEN 4 THEN RETURN sha256(src);
    WHEN 5 THEN RETURN sha384(src);
    WHEN 6 THEN RETURN sha512(src);
    ELSE RAISE EXCEPTION 'DBMS_CRYPTO.HASH of type % is not built into PostgreSQL; pgcrypto has digest()', typ
      USING ERRCODE = 'feature_not_supported';
  END CASE;
END $$;
-- DBMS_CRYPTO.HASH of text
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_hash(src text, typ numeric)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT godwit_oracle.dbms_crypto_hash(convert_to(src, 'UTF8'), typ)
$$;

-- function hexadecimal
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- TO_CHAR of a number with a mask of X: hexadecimal, with a blank for the sign; ### where it has more digits or is below 0
CREATE OR REPLACE FUNCTION godwit_oracle.to_char_hex(n numeric, mask text)
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  is_filled boolean := upper(mask) LIKE 'FM%';
  digits text := regexp_replace(mask, '^FM', '', 'i');
  width integer := length(digits);
  result text := to_hex(round(n)::bigint);
BEGIN
  IF n < 0 OR length(result) > width THEN
    RETURN repeat('#', CASE WHEN is_filled THEN width ELSE width + 1 END);
  END IF;
  IF strpos(digits, 'X') > 0 THEN
    result := upper(result);
  END IF;
  IF digits LIKE '0%' THEN
    result := lpad(result, width, '0');
  END IF;
  RETURN CASE WHEN is_filled THEN result ELSE lpad(result, width + 1) END;
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

-- function members
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A collection within another one: an object with an entry for each index
CREATE OR REPLACE FUNCTION godwit_oracle.json_of(elements anyarray)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN elements IS NOT NULL
  THEN coalesce((SELECT jsonb_object_agg(n, to_jsonb(elements[n])) FROM generate_subscripts(elements, 1) n), '{}') END
$$;
-- The collection that such an object stands for, with its indexes
CREATE OR REPLACE FUNCTION godwit_oracle.array_of(model anyarray, elements jsonb)
RETURNS anyarray LANGUAGE plpgsql STABLE AS $$
DECLARE
  type_of text := regexp_replace(format_type(pg_typeof(model), NULL), '\[\]$', '');
  is_row boolean := (SELECT typtype = 'c' FROM pg_type WHERE oid = to_regtype(type_of));
  first integer;
  result text;
BEGIN
  IF elements IS NULL OR jsonb_typeof(elements) = 'null' THEN
    RETURN NULL;
  ELSIF elements = '{}' THEN
    RETURN '{}';
  END IF;
  SELECT min(key::integer) INTO first FROM jsonb_object_keys(elements) key;
  EXECUTE format(
      'SELECT array_agg(%s ORDER BY n)::text FROM generate_series($2,'
      || ' (SELECT max(key::integer) FROM jsonb_object_keys($1) key)) n',
      CASE
        WHEN is_row THEN format('CASE WHEN jsonb_typeof($1 -> n::text) = ''object'''
          || ' THEN jsonb_populate_record(NULL::%s, $1 -> n::text) END', type_of)
        WHEN type_of = 'jsonb' THEN '$1 -> n::text'
        ELSE format('($1 ->> n::text)::%s', type_of) END)
    INTO result USING elements, first;
  EXECUTE format('SELECT $1::%s', pg_typeof(model)) INTO model
    USING CASE WHEN first = 1 THEN '' ELSE format('[%s:%s]=', first, (SELECT max(key::integer) FROM jsonb_object_keys(elements) key)) END || result;
  RETURN model;
END $$;
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
-- How many elements a collection has
CREATE OR REPLACE FUNCTION godwit_oracle.json_count(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT count(*)::integer FROM jsonb_object_keys(map)
$$;

-- function positions
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

-- function random_text
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- DBMS_RANDOM.STRING: capital letters (U), small ones (L), both (A), capital letters and digits (X), all that is printed (P)
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_random_string(opt text, len numeric)
RETURNS text LANGUAGE plpgsql VOLATILE STRICT AS $$
DECLARE
  signs text := CASE lower(opt)
    WHEN 'l' THEN 'abcdefghijklmnopqrstuvwxyz'
    WHEN 'a' THEN 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
    WHEN 'x' THEN 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
    WHEN 'p' THEN (SELECT string_agg(chr(n), '') FROM generate_series(32, 126) n)
    ELSE 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' END;
  result text := '';
BEGIN
  FOR n IN 1 .. trunc(len)::integer LOOP
    result := result || substr(signs, 1 + floor(random() * length(signs))::integer, 1);
  END LOOP;
  RETURN nullif(result, '');
END $$;

-- function raw_bits
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- UTL_RAW.BIT_AND: what the longer one has more stays as it is.
CREATE OR REPLACE FUNCTION godwit_oracle.utl_raw_bit_and(r1 bytea, r2 bytea)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  result bytea := CASE WHEN length(r1) >= length(r2) THEN r1 ELSE r2 END;
BEGIN
  FOR n IN 0 .. least(length(r1), length(r2)) - 1 LOOP
    result := set_byte(result, n, get_byte(r1, n) & get_byte(r2, n));
  END LOOP;
  RETURN result;
END $$;
-- UTL_RAW.BIT_OR: what the longer one has more stays as it is.
CREATE OR REPLACE FUNCTION godwit_oracle.utl_raw_bit_or(r1 bytea, r2 bytea)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  result bytea := CASE WHEN length(r1) >= length(r2) THEN r1 ELSE r2 END;
BEGIN
  FOR n IN 0 .. least(length(r1), length(r2)) - 1 LOOP
    result := set_byte(result, n, get_byte(r1, n) | get_byte(r2, n));
  END LOOP;
  RETURN result;
END $$;
-- UTL_RAW.BIT_XOR: what the longer one has more stays as it is.
CREATE OR REPLACE FUNCTION godwit_oracle.utl_raw_bit_xor(r1 bytea, r2 bytea)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  result bytea := CASE WHEN length(r1) >= length(r2) THEN r1 ELSE r2 END;
BEGIN
  FOR n IN 0 .. least(length(r1), length(r2)) - 1 LOOP
    result := set_byte(result, n, get_byte(r1, n) # get_byte(r2, n));
  END LOOP;
  RETURN result;
END $$;
-- UTL_RAW.BIT_COMPLEMENT
CREATE OR REPLACE FUNCTION godwit_oracle.utl_raw_bit_complement(r bytea)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  result bytea := r;
BEGIN
  FOR n IN 0 .. length(r) - 1 LOOP
    result := set_byte(result, n, 255 - get_byte(r, n));
  END LOOP;
  RETURN result;
END $$;
-- UTL_RAW.REVERSE
CREATE OR REPLACE FUNCTION godwit_oracle.utl_raw_reverse(r bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT string_agg(substr(r, n, 1), ''::bytea ORDER BY n DESC) FROM generate_series(1, length(r)) n
$$;
-- UTL_RAW.COPIES
CREATE OR REPLACE FUNCTION godwit_oracle.utl_raw_copies(r bytea, n numeric)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT decode(repeat(encode(r, 'hex'), n::integer), 'hex')
$$;
-- UTL_RAW.COMPARE: 0, or the place of the first byte that differs; the shorter one is continued with pad.
CREATE OR REPLACE FUNCTION godwit_oracle.utl_raw_compare(r1 bytea, r2 bytea, pad bytea DEFAULT NULL)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  one bytea := coalesce(r1, '');
  other bytea := coalesce(r2, '');
  filler integer := CASE WHEN length(pad) > 0 THEN get_byte(pad, 0) ELSE 0 END;
BEGIN
  FOR n IN 0 .. greatest(length(one), length(other)) - 1 LOOP
    IF (CASE WHEN n < length(one) THEN get_byte(one, n) ELSE filler END
      <> CASE WHEN n < length(other) THEN get_byte(other, n) ELSE filler END) THEN
      RETURN n + 1;
    END IF;
  END LOOP;
  RETURN 0;
END $$;

-- function raw_numbers
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- UTL_RAW.REVERSE
CREATE OR REPLACE FUNCTION godwit_oracle.utl_raw_reverse(r bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT string_agg(substr(r, n, 1), ''::bytea ORDER BY n DESC) FROM generate_series(1, length(r)) n
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
-- UTL_RAW.CAST_FROM_BINARY_INTEGER: 1 is big endian; others are those of the machines that PostgreSQL runs on.
CREATE OR REPLACE FUNCTION godwit_oracle.utl_raw_cast_from_binary_integer(n numeric, endianess numeric DEFAULT 1)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE WHEN endianess = 1 THEN int4send(n::integer)
  ELSE godwit_oracle.utl_raw_reverse(int4send(n::integer)) END
$$;

-- table numbers_of
-- What comes with Oracle in packages, and has a function of the extension pack.
CREATE TABLE numbers_of (
  n INTEGER PRIMARY KEY,
  t VARCHAR(10)
);

-- function blob_work
CREATE OR REPLACE FUNCTION blob_work(p_bytes bytea)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l bytea := p_bytes;
  l_part bytea;
  l_amount NUMERIC(38) := 2;
BEGIN
  l := godwit_oracle.dbms_lob_copy(l, p_bytes, 1, 4, 1);
  BEGIN
    l_part := godwit_oracle.dbms_lob_read(l, l_amount, 2);
    l_amount := LENGTH(l_part);
  END;
  RETURN CONCAT(UPPER(ENCODE(l, 'hex')), '|', UPPER(ENCODE(l_part, 'hex')), '|', l_amount, '|', godwit_oracle.dbms_lob_instr(l,
          p_bytes, 1, 1), '|', godwit_oracle.dbms_lob_compare(l, p_bytes));
END;
$$;

-- function checked_name
CREATE OR REPLACE FUNCTION checked_name(p_name VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(godwit_oracle.dbms_assert_simple_sql_name(p_name), ' ', godwit_oracle.dbms_assert_qualified_sql_name(CONCAT(p_name,
              '.b@c')));
END;
$$;

-- function clob_work
CREATE OR REPLACE FUNCTION clob_work(
  p_text text,
  p_from NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l text;
  l_part VARCHAR(100);
  l_amount NUMERIC(38) := 4;
BEGIN
  l := '';
  l := NULLIF(CONCAT(l, p_text), '');
  l := godwit_oracle.dbms_lob_copy(l, p_text, 3, 8, 2);
  l := godwit_oracle.dbms_lob_copy(l, 'XY', 2, 1);
  BEGIN
    l_part := godwit_oracle.dbms_lob_read(l, l_amount, p_from);
    l_amount := LENGTH(l_part);
  END;
  RETURN CONCAT(l, '|', l_part, '|', l_amount, '|', godwit_oracle.dbms_lob_instr(l, 'c', 1, 2), '|', godwit_oracle.dbms_lob_instr(lob_loc => l,
          pattern => 'c', "offset" => 4), '|', godwit_oracle.dbms_lob_compare(l, p_text), godwit_oracle.dbms_lob_compare(p_text,
          p_text), '|', godwit_oracle.dbms_lob_substr(l, 2, 1));
EXCEPTION
  WHEN no_data_found THEN
    RETURN 'behind the end';
END;
$$;

-- function escapes
CREATE OR REPLACE FUNCTION escapes(p_text VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(godwit_oracle.utl_url_escape(p_text), ' ', godwit_oracle.utl_url_escape(p_text, escape_reserved_chars => TRUE,
          url_charset => 'UTF8'), ' ', godwit_oracle.dbms_xmlgen_convert(p_text), ' ', godwit_oracle.dbms_xmlgen_convert(godwit_oracle.dbms_xmlgen_convert(p_text,
              0), 1), ' ', godwit_oracle.htf_escape_sc(p_text), ' ', godwit_oracle.asciistr(p_text), ' ',
      unistr('\00e4'));
END;
$$;

-- function hash_of
CREATE OR REPLACE FUNCTION hash_of(
  p_text text,
  p_type NUMERIC)
RETURNS bytea
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN godwit_oracle.dbms_crypto_hash(p_text, p_type);
END;
$$;

-- function hashes
CREATE OR REPLACE FUNCTION hashes(p_text text)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l bytea := CONVERT_TO(p_text, 'UTF8');
BEGIN
  RETURN CONCAT(UPPER(ENCODE(godwit_oracle.dbms_crypto_hash(l, 2), 'hex')), ' ', UPPER(ENCODE(godwit_oracle.dbms_crypto_hash(p_text,
                  4), 'hex')), ' ', SUBSTR(UPPER(ENCODE(godwit_oracle.dbms_crypto_hash(l, 5), 'hex')),
          1, 16), ' ', SUBSTR(UPPER(ENCODE(godwit_oracle.dbms_crypto_hash(l, 6), 'hex')), 1, 16));
END;
$$;

-- function hexadecimal
CREATE OR REPLACE FUNCTION hexadecimal(p_number NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(godwit_oracle.to_char_hex(p_number, 'XXXX'), '|', godwit_oracle.to_char_hex(p_number,
          'fm0XXX'), '|', godwit_oracle.to_char_hex(p_number, 'fmxx'), '|', godwit_oracle.to_number_hex('ff',
          'XX'), '|', godwit_oracle.to_number_hex('7FFF', 'xxxx'));
END;
$$;

-- function matches
CREATE OR REPLACE FUNCTION matches(p_text VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(regexp_instr(p_text, 'b+', 1, 2, 1), ' ', REGEXP_REPLACE(p_text, 'b', 'x', 1, 2), ' ',
      REGEXP_REPLACE(p_text, 'B', 'x', 1, 0, 'i'));
END;
$$;

-- function members
CREATE OR REPLACE FUNCTION members(p_number NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_numbers JSONB := JSONB_BUILD_OBJECT('1', 1, '2', 2, '3', 3);
  l_none JSONB := JSONB_BUILD_OBJECT();
  l_texts VARCHAR(10) ARRAY;
  l_result VARCHAR(100);
BEGIN
  IF l_none = CAST('{}' AS JSONB)
    AND NOT l_numbers = CAST('{}' AS JSONB) THEN
    l_result := 'empty';
  END IF;
  l_numbers := l_numbers - CAST(2 AS text);
  l_result := NULLIF(CONCAT(l_result, CASE WHEN p_number = ANY (
              SELECT UNNEST(ARRAY_REMOVE(godwit_oracle.array_of(CAST(NULL AS NUMERIC ARRAY), l_numbers),
                      NULL))) THEN ' in' ELSE ' not in' END, CASE WHEN NOT p_number = ANY (
              SELECT UNNEST(ARRAY_REMOVE(godwit_oracle.array_of(CAST(NULL AS NUMERIC ARRAY), l_none),
                      NULL))) THEN ' none' END), '');
  EXECUTE 'SELECT godwit_oracle.json_of(ARRAY(' || 'select n from numbers_of where n > $1 order by n' || '))' INTO STRICT l_numbers USING p_number;
  l_result := CONCAT(l_result, ' ', godwit_oracle.json_count(l_numbers));
  EXECUTE 'SELECT godwit_oracle.json_of(ARRAY_AGG(c1)), ARRAY_AGG(c2) FROM (' || 'select n, t from numbers_of where n > 1 order by n desc' || ') q (c1, c2)' INTO STRICT l_numbers,
      l_texts;
  RETURN CONCAT(l_result, ' ', godwit_oracle.text_of(CAST(godwit_oracle.map_text(l_numbers, CAST(1 AS text)) AS NUMERIC)),
      l_texts[1], l_texts[2]);
END;
$$;

-- function positions
CREATE OR REPLACE FUNCTION positions(
  p_text VARCHAR,
  p_part VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(godwit_oracle.instr(p_text, p_part, -3, 2), ' ', godwit_oracle.instr(p_text, p_part, -1,
          1), ' ', godwit_oracle.instr(p_text, p_part, -15, 1));
END;
$$;

-- function random_text
CREATE OR REPLACE FUNCTION random_text()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN NULLIF(CONCAT(CASE WHEN regexp_like(godwit_oracle.dbms_random_string('U', 20), '^[A-Z]{20}$') THEN 'U' END,
          CASE WHEN regexp_like(godwit_oracle.dbms_random_string('l', 3), '^[a-z]{3}$') THEN 'l' END,
          CASE WHEN regexp_like(godwit_oracle.dbms_random_string(opt => 'x', len => 30), '^[A-Z0-9]{30}$') THEN 'x' END,
          length(godwit_oracle.dbms_random_string('p', 12))), '');
END;
$$;

-- function raw_bits
CREATE OR REPLACE FUNCTION raw_bits(
  p_a bytea,
  p_b bytea)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(UPPER(ENCODE(godwit_oracle.utl_raw_bit_and(p_a, p_b), 'hex')), ' ', UPPER(ENCODE(godwit_oracle.utl_raw_bit_or(p_a,
                  p_b), 'hex')), ' ', UPPER(ENCODE(godwit_oracle.utl_raw_bit_xor(p_a, p_b), 'hex')), ' ',
      UPPER(ENCODE(godwit_oracle.utl_raw_bit_complement(p_a), 'hex')), ' ', UPPER(ENCODE(godwit_oracle.utl_raw_reverse(p_a),
              'hex')), ' ', UPPER(ENCODE(godwit_oracle.utl_raw_copies(p_a, 2), 'hex')), ' ', godwit_oracle.utl_raw_compare(p_a,
          p_b), ' ', godwit_oracle.utl_raw_compare(p_a, p_a, DECODE('20', 'hex')), ' ', UPPER(ENCODE(BYTEACAT(BYTEACAT(BYTEACAT(BYTEACAT(BYTEACAT(BYTEACAT(COALESCE(p_a,
                                          CAST('' AS bytea)), COALESCE(p_b, CAST('' AS bytea))), COALESCE(p_a,
                                      CAST('' AS bytea))), COALESCE(p_b, CAST('' AS bytea))), COALESCE(p_a,
                              CAST('' AS bytea))), COALESCE(p_b, CAST('' AS bytea))), COALESCE(p_a, CAST('' AS bytea))),
              'hex')));
END;
$$;

-- function raw_numbers
CREATE OR REPLACE FUNCTION raw_numbers(p_number NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(UPPER(ENCODE(INT4SEND(CAST(p_number AS INTEGER)), 'hex')), ' ', UPPER(ENCODE(godwit_oracle.utl_raw_cast_from_binary_integer(p_number,
                  2), 'hex')), ' ', godwit_oracle.utl_raw_cast_to_binary_integer(INT4SEND(CAST(p_number AS INTEGER))),
      ' ', godwit_oracle.utl_raw_cast_to_binary_integer(DECODE('0100', 'hex'), endianess => 2));
END;
$$;

-- function recoded
CREATE OR REPLACE FUNCTION recoded(p_text VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(UPPER(ENCODE(CONVERT_TO(p_text, 'LATIN1'), 'hex')), ' ', CONVERT_FROM(CONVERT_TO(p_text,
              'UTF8'), 'UTF8'), ' ', TO_CHAR(TIMEZONE('UTC', CAST(CAST('2024-05-05 12:00:00 +02:00' AS TIMESTAMP(6) WITH TIME ZONE) AS TIMESTAMP(6) WITH TIME ZONE)),
          'HH24:MI'));
END;
$$;
