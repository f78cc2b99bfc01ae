
-- function arrays_of_oracle
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- UTL_TCP.CONNECTION
DO $$ BEGIN
  CREATE TYPE godwit_oracle.utl_tcp_connection AS (remote_host varchar(255), remote_port integer, local_host varchar(255),
    local_port integer, charset varchar(30), newline varchar(2), tx_timeout integer, private_sd integer);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
-- UTL_HTTP.REQ
DO $$ BEGIN
  CREATE TYPE godwit_oracle.utl_http_req AS (url varchar, method varchar(64), http_version varchar(64), private_hndl integer);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
-- UTL_HTTP.RESP
DO $$ BEGIN
  CREATE TYPE godwit_oracle.utl_http_resp AS (
    status_code integer, reason_phrase varchar(256), http_version varchar(64), private_hndl integer);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

-- function call_stack
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- DBMS_UTILITY.FORMAT_CALL_STACK: a line for each routine that is running, the innermost first, laid out as Oracle does
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_utility_format_call_stack()
RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  stack text;
  frames text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  SELECT string_agg(
      rpad('0x0', 10) || lpad(coalesce(substring(frame FROM ' line (\d+)'), '1'), 10) || '  '
      || CASE WHEN frame LIKE 'PL/pgSQL function inline_code_block%' THEN 'anonymous block'
        ELSE 'function ' || upper(substring(frame FROM ' function "?([^(" ]+)')) END,
      E'\n' ORDER BY at)
    INTO frames
    FROM regexp_split_to_table(stack, E'\n') WITH ORDINALITY AS of_stack(frame, at)
    WHERE at > 1 AND frame LIKE 'PL/pgSQL function %';
  RETURN E'----- PL/SQL Call Stack -----\n  object      line  object\n  handle    number  name\n' || frames || E'\n';
END $$;

-- function encrypted
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- How pgcrypto names what DBMS_CRYPTO's number says: AES by CBC (256) or ECB (768), padded (4096) or not (8192).
CREATE OR REPLACE FUNCTION godwit_oracle.cipher(typ numeric)
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF typ::integer & 255 NOT IN (4, 6, 7, 8) OR typ::integer & 3840 NOT IN (256, 768) OR typ::integer & 61440 NOT IN (4096, 8192) THEN
    RAISE EXCEPTION 'DBMS_CRYPTO: pgcrypto has no cipher of type %', typ USING ERRCODE = 'feature_not_supported';
  END IF;
  RETURN CASE typ::integer & 3840 WHEN 256 THEN 'aes-cbc' ELSE 'aes-ecb' END
    || CASE typ::integer & 61440 WHEN 4096 THEN '/pad:pkcs' ELSE '/pad:none' END;
END $$;
-- DBMS_CRYPTO.ENCRYPT, which needs the extension pgcrypto
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_encrypt(src bytea, typ numeric, key bytea, iv bytea DEFAULT NULL)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  result bytea;
BEGIN
  EXECUTE 'SELECT encrypt_iv($1, $2, $3, $4)' INTO result
    USING src, key, coalesce(iv, decode(repeat('00', 16), 'hex')), godwit_oracle.cipher(typ);
  RETURN result;
END $$;
-- DBMS_CRYPTO.ENCRYPT of a BLOB
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_crypto_encrypt(
  INOUT dst bytea, src bytea, typ numeric, key bytea, iv bytea DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  dst := godwit_oracle.dbms_crypto_encrypt(src, typ, key, iv);
END $$;
-- DBMS_CRYPTO.DECRYPT, which needs the extension pgcrypto
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_decrypt(src bytea, typ numeric, key bytea, iv bytea DEFAULT NULL)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  result bytea;
BEGIN
  EXECUTE 'SELECT decrypt_iv($1, $2, $3, $4)' INTO result
    USING src, key, coalesce(iv, decode(repeat('00', 16), 'hex')), godwit_oracle.cipher(typ);
  RETURN result;
END $$;
-- DBMS_CRYPTO.DECRYPT of a BLOB
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_crypto_decrypt(
  INOUT dst bytea, src bytea, typ numeric, key bytea, iv bytea DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  dst := godwit_oracle.dbms_crypto_decrypt(src, typ, key, iv);
END $$;

-- function hashed
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
-- DBMS_CRYPTO.MAC of bytes: HMAC with MD5 (1), SHA-1 (2), SHA-256 (3), SHA-384 (4), SHA-512 (5).
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_mac(src bytea, typ numeric, key bytea)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  block integer := CASE WHEN typ >= 4 THEN 128 ELSE 64 END;
  whole bytea := CASE WHEN length(key) > block THEN godwit_oracle.dbms_crypto_hash(key, typ + 1) ELSE key END;
  inner_pad bytea;
  outer_pad bytea;
BEGIN
  whole := whole || decode(repeat('00', block - length(whole)), 'hex');
  inner_pad := whole;
  outer_pad := whole;
  FOR n IN 0 .. block - 1 LOOP
    inner_pad := set_byte(inner_pad, n, get_byte(whole, n) # 54);
    outer_pad := set_byte(outer_pad, n, get_byte(whole, n) # 92);
  END LOOP;
  RETURN godwit_oracle.dbms_crypto_hash(outer_pad || godwit_oracle.dbms_crypto_hash(inner_pad || src, typ + 1), typ + 1);
END $$;
-- DBMS_CRYPTO.MAC of text
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_mac(src text, typ numeric, key bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT godwit_oracle.dbms_crypto_mac(convert_to(src, 'UTF8'), typ, key)
$$;
-- DBMS_CRYPTO.RANDOMBYTES
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_randombytes(number_bytes numeric)
RETURNS bytea LANGUAGE sql VOLATILE STRICT AS $$
SELECT substr(string_agg(substr(uuid_send(gen_random_uuid()), 10, 7), ''::bytea), 1, number_bytes::integer)
FROM generate_series(1, (number_bytes::integer + 6) / 7)
$$;

-- function message_of
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- UTL_LMS.FORMAT_MESSAGE: %s and %d stand for the arguments one after the other, %% for a per cent sign
CREATE OR REPLACE FUNCTION godwit_oracle.utl_lms_format_message(format text, VARIADIC args text[] DEFAULT '{}')
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  result text := '';
  rest text := format;
  at integer;
  next integer := 1;
BEGIN
  LOOP
    at := strpos(rest, '%');
    EXIT WHEN coalesce(at, 0) = 0;
    result := result || left(rest, at - 1);
    IF substr(rest, at + 1, 1) IN ('s', 'd') THEN
      result := result || coalesce(args[next], '');
      next := next + 1;
    ELSE
      result := result || CASE WHEN substr(rest, at + 1, 1) = '%' THEN '%' ELSE '%' || substr(rest, at + 1, 1) END;
    END IF;
    rest := substr(rest, at + 2);
  END LOOP;
  RETURN nullif(result || rest, '');
END $$;

-- function read_file
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
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
-- Directories, which Oracle has as objects of their own: names as the dictionary has them, paths on the server
CREATE TABLE IF NOT EXISTS godwit_oracle.directories (name text PRIMARY KEY, path text NOT NULL);
-- Where a file is
CREATE OR REPLACE FUNCTION godwit_oracle.file_path(location text, filename text)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  folder text;
BEGIN
  SELECT path INTO folder FROM godwit_oracle.directories WHERE name = location;
  IF folder IS NULL THEN
    RAISE EXCEPTION 'ORA-29280: invalid directory object: % isn''t in godwit_oracle.directories', location
      USING ERRCODE = 'undefined_object';
  ELSIF coalesce(filename, '') = '' OR filename ~ '(^|[/\\])\.\.($|[/\\])' THEN
    RAISE EXCEPTION 'ORA-29288: invalid file name: %', filename USING ERRCODE = 'invalid_name';
  END IF;
  RETURN folder || '/' || filename;
END $$;
-- A whole file
CREATE OR REPLACE FUNCTION godwit_oracle.read_file(path text, missing_ok boolean)
RETURNS bytea LANGUAGE sql VOLATILE AS $$
SELECT pg_read_binary_file(path, 0, coalesce((pg_stat_file(path, missing_ok)).size, 0), missing_ok)
$$;
-- What BFILENAME's file holds, NULL where there is none
CREATE OR REPLACE FUNCTION godwit_oracle.bfilename(directory text, filename text)
RETURNS bytea LANGUAGE sql VOLATILE AS $$
SELECT godwit_oracle.read_file(godwit_oracle.file_path(directory, filename), true)
$$;
-- DBMS_LOB.FILEOPEN: what is in the file was read already
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_lob_fileopen(file_loc bytea, open_mode numeric DEFAULT 0)
LANGUAGE plpgsql AS $$
BEGIN
  IF file_loc IS NULL THEN
    RAISE EXCEPTION 'ORA-22288: file or LOB operation FILEOPEN failed: there is no such file' USING ERRCODE = 'undefined_file';
  END IF;
END $$;
-- DBMS_LOB.FILECLOSE
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_lob_fileclose(file_loc bytea)
LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END $$;
-- DBMS_LOB.FILEISOPEN
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_fileisopen(file_loc bytea)
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN file_loc IS NULL THEN 0 ELSE 1 END
$$;
-- DBMS_LOB.FILEEXISTS
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_fileexists(file_loc bytea)
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN file_loc IS NULL THEN 0 ELSE 1 END
$$;
-- DBMS_LOB.LOADFROMFILE into a BLOB
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_lob_loadfromfile(
  INOUT dest_lob bytea, src_lob bytea, amount numeric, dest_offset numeric DEFAULT 1, src_offset numeric DEFAULT 1)
LANGUAGE plpgsql AS $$
BEGIN
  dest_lob := godwit_oracle.dbms_lob_copy(coalesce(dest_lob, ''), src_lob, amount, dest_offset, src_offset);
END $$;
-- DBMS_LOB.LOADFROMFILE into a CLOB
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_lob_loadfromfile(
  INOUT dest_lob text, src_lob bytea, amount numeric, dest_offset numeric DEFAULT 1, src_offset numeric DEFAULT 1)
LANGUAGE plpgsql AS $$
DECLARE
  part text := convert_from(substr(substr(src_lob, src_offset::integer), 1, least(amount, 2147483647)::integer), 'UTF8');
BEGIN
  dest_lob := godwit_oracle.dbms_lob_copy(coalesce(dest_lob, ''), part, length(part), dest_offset);
END $$;

-- function recoded_bytes
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- The encoding that an Oracle character set's name means, also behind a language and a territory
CREATE OR REPLACE FUNCTION godwit_oracle.encoding_of(charset text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  name text := upper(regexp_replace(charset, '^.*\.', ''));
  found text := CASE coalesce(name, 'AL32UTF8')
    WHEN 'AL32UTF8' THEN 'UTF8' WHEN 'UTF8' THEN 'UTF8' WHEN 'AL16UTF16' THEN 'UTF16' WHEN 'AL16UTF16LE' THEN 'UTF16LE'
    WHEN 'WE8ISO8859P1' THEN 'LATIN1' WHEN 'EE8ISO8859P2' THEN 'LATIN2' WHEN 'WE8ISO8859P15' THEN 'LATIN9'
    WHEN 'WE8MSWIN1252' THEN 'WIN1252' WHEN 'EE8MSWIN1250' THEN 'WIN1250' WHEN 'CL8MSWIN1251' THEN 'WIN1251' END;
BEGIN
  IF found IS NULL THEN
    RAISE EXCEPTION 'ORA-12703: this character set conversion is not supported: %', charset
      USING ERRCODE = 'feature_not_supported';
  END IF;
  RETURN found;
END $$;
-- The encoding of NLS_CHARSET_ID's number, 0 being the database's
CREATE OR REPLACE FUNCTION godwit_oracle.encoding_of(csid numeric)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT godwit_oracle.encoding_of(CASE csid WHEN 0 THEN 'AL32UTF8' WHEN 873 THEN 'AL32UTF8' WHEN 871 THEN 'UTF8'
  WHEN 31 THEN 'WE8ISO8859P1' WHEN 46 THEN 'WE8ISO8859P15' WHEN 178 THEN 'WE8MSWIN1252' WHEN 170 THEN 'EE8MSWIN1250'
  WHEN 2000 THEN 'AL16UTF16' WHEN 2002 THEN 'AL16UTF16LE' ELSE csid::text END)
$$;
-- Text as bytes of an encoding, also of UTF-16, which PostgreSQL hasn't
CREATE OR REPLACE FUNCTION godwit_oracle.text_to_bytes(data text, encoding text)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  result bytea := '';
  code integer;
  units integer[];
  unit integer;
BEGIN
  IF encoding NOT LIKE 'UTF16%' THEN
    RETURN convert_to(data, encoding);
  END IF;
  FOR at IN 1 .. length(data) LOOP
    code := ascii(substr(data, at, 1));
    units := CASE WHEN code < 65536 THEN ARRAY[code]
      ELSE ARRAY[55296 + ((code - 65536) >> 10), 56320 + ((code - 65536) & 1023)] END;
    FOREACH unit IN ARRAY units LOOP
      result := result || CASE WHEN encoding = 'UTF16' THEN int2send((CASE WHEN unit > 32767 THEN unit - 65536 ELSE unit END)::smallint)
        ELSE set_byte(set_byte('\x0000'::bytea, 0, unit & 255), 1, unit >> 8) END;
    END LOOP;
  END LOOP;
  RETURN result;
END $$;
-- Bytes of an encoding as text, also of UTF-16
CREATE OR REPLACE FUNCTION godwit_oracle.bytes_to_text(data bytea, encoding text)
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  result text := '';
  high integer := CASE WHEN encoding = 'UTF16' THEN 0 ELSE 1 END;
  unit integer;
  first integer;
BEGIN
  IF encoding NOT LIKE 'UTF16%' THEN
    RETURN nullif(convert_from(data, encoding), '');
  END IF;
  FOR at IN 0 .. length(data) / 2 - 1 LOOP
    unit := get_byte(data, 2 * at + high) * 256 + get_byte(data, 2 * at + 1 - high);
    IF unit BETWEEN 55296 AND 56319 THEN
      first := unit;
    ELSIF unit BETWEEN 56320 AND 57343 THEN
      result := result || chr(65536 + ((first - 55296) << 10) + unit - 56320);
    ELSE
      result := result || chr(unit);
    END IF;
  END LOOP;
  RETURN nullif(result, '');
END $$;
-- UTL_RAW.CONVERT
CREATE OR REPLACE FUNCTION godwit_oracle.utl_raw_convert(r bytea, to_charset text, from_charset text)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT godwit_oracle.text_to_bytes(
  godwit_oracle.bytes_to_text(r, godwit_oracle.encoding_of(from_charset)), godwit_oracle.encoding_of(to_charset))
$$;
-- UTL_I18N.STRING_TO_RAW
CREATE OR REPLACE FUNCTION godwit_oracle.utl_i18n_string_to_raw(data text, dst_charset text DEFAULT NULL)
RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
SELECT godwit_oracle.text_to_bytes(data, godwit_oracle.encoding_of(dst_charset))
$$;
-- UTL_I18N.RAW_TO_CHAR
CREATE OR REPLACE FUNCTION godwit_oracle.utl_i18n_raw_to_char(data bytea, src_charset text DEFAULT NULL)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT godwit_oracle.bytes_to_text(data, godwit_oracle.encoding_of(src_charset))
$$;

-- function there_and_back
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
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
-- The encoding that an Oracle character set's name means, also behind a language and a territory
CREATE OR REPLACE FUNCTION godwit_oracle.encoding_of(charset text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  name text := upper(regexp_replace(charset, '^.*\.', ''));
  found text := CASE coalesce(name, 'AL32UTF8')
    WHEN 'AL32UTF8' THEN 'UTF8' WHEN 'UTF8' THEN 'UTF8' WHEN 'AL16UTF16' THEN 'UTF16' WHEN 'AL16UTF16LE' THEN 'UTF16LE'
    WHEN 'WE8ISO8859P1' THEN 'LATIN1' WHEN 'EE8ISO8859P2' THEN 'LATIN2' WHEN 'WE8ISO8859P15' THEN 'LATIN9'
    WHEN 'WE8MSWIN1252' THEN 'WIN1252' WHEN 'EE8MSWIN1250' THEN 'WIN1250' WHEN 'CL8MSWIN1251' THEN 'WIN1251' END;
BEGIN
  IF found IS NULL THEN
    RAISE EXCEPTION 'ORA-12703: this character set conversion is not supported: %', charset
      USING ERRCODE = 'feature_not_supported';
  END IF;
  RETURN found;
END $$;
-- The encoding of NLS_CHARSET_ID's number, 0 being the database's
CREATE OR REPLACE FUNCTION godwit_oracle.encoding_of(csid numeric)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT godwit_oracle.encoding_of(CASE csid WHEN 0 THEN 'AL32UTF8' WHEN 873 THEN 'AL32UTF8' WHEN 871 THEN 'UTF8'
  WHEN 31 THEN 'WE8ISO8859P1' WHEN 46 THEN 'WE8ISO8859P15' WHEN 178 THEN 'WE8MSWIN1252' WHEN 170 THEN 'EE8MSWIN1250'
  WHEN 2000 THEN 'AL16UTF16' WHEN 2002 THEN 'AL16UTF16LE' ELSE csid::text END)
$$;
-- Text as bytes of an encoding, also of UTF-16, which PostgreSQL hasn't
CREATE OR REPLACE FUNCTION godwit_oracle.text_to_bytes(data text, encoding text)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  result bytea := '';
  code integer;
  units integer[];
  unit integer;
BEGIN
  IF encoding NOT LIKE 'UTF16%' THEN
    RETURN convert_to(data, encoding);
  END IF;
  FOR at IN 1 .. length(data) LOOP
    code := ascii(substr(data, at, 1));
    units := CASE WHEN code < 65536 THEN ARRAY[code]
      ELSE ARRAY[55296 + ((code - 65536) >> 10), 56320 + ((code - 65536) & 1023)] END;
    FOREACH unit IN ARRAY units LOOP
      result := result || CASE WHEN encoding = 'UTF16' THEN int2send((CASE WHEN unit > 32767 THEN unit - 65536 ELSE unit END)::smallint)
        ELSE set_byte(set_byte('\x0000'::bytea, 0, unit & 255), 1, unit >> 8) END;
    END LOOP;
  END LOOP;
  RETURN result;
END $$;
-- Bytes of an encoding as text, also of UTF-16
CREATE OR REPLACE FUNCTION godwit_oracle.bytes_to_text(data bytea, encoding text)
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  result text := '';
  high integer := CASE WHEN encoding = 'UTF16' THEN 0 ELSE 1 END;
  unit integer;
  first integer;
BEGIN
  IF encoding NOT LIKE 'UTF16%' THEN
    RETURN nullif(convert_from(data, encoding), '');
  END IF;
  FOR at IN 0 .. length(data) / 2 - 1 LOOP
    unit := get_byte(data, 2 * at + high) * 256 + get_byte(data, 2 * at + 1 - high);
    IF unit BETWEEN 55296 AND 56319 THEN
      first := unit;
    ELSIF unit BETWEEN 56320 AND 57343 THEN
      result := result || chr(65536 + ((first - 55296) << 10) + unit - 56320);
    ELSE
      result := result || chr(unit);
    END IF;
  END LOOP;
  RETURN nullif(result, '');
END $$;
-- DBMS_LOB.CONVERTTOBLOB
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_lob_converttoblob(
  INOUT dest_lob bytea, src_clob text, amount numeric, INOUT dest_offset numeric, INOUT src_offset numeric,
  blob_csid numeric, INOUT lang_context numeric, INOUT warning numeric)
LANGUAGE plpgsql AS $$
DECLARE
  part text := left(substr(src_clob, src_offset::integer), least(amount, 2147483647)::integer);
  bytes bytea := godwit_oracle.text_to_bytes(part, godwit_oracle.encoding_of(blob_csid));
BEGIN
  dest_lob := godwit_oracle.dbms_lob_copy(coalesce(dest_lob, ''), bytes, length(bytes), dest_offset);
  dest_offset := dest_offset + length(bytes);
  src_offset := src_offset + length(part);
  warning := 0;
END $$;
-- DBMS_LOB.CONVERTTOCLOB
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_lob_converttoclob(
  INOUT dest_lob text, src_blob bytea, amount numeric, INOUT dest_offset numeric, INOUT src_offset numeric,
  blob_csid numeric, INOUT lang_context numeric, INOUT warning numeric)
LANGUAGE plpgsql AS $$
DECLARE
  part bytea := substr(substr(src_blob, src_offset::integer), 1, least(amount, 2147483647)::integer);
  text_of text := coalesce(godwit_oracle.bytes_to_text(part, godwit_oracle.encoding_of(blob_csid)), '');
BEGIN
  dest_lob := godwit_oracle.dbms_lob_copy(coalesce(dest_lob, ''), text_of, length(text_of), dest_offset);
  dest_offset := dest_offset + length(text_of);
  src_offset := src_offset + length(part);
  warning := 0;
END $$;
-- DBMS_LOB.GETCHUNKSIZE: what Oracle says of a LOB in blocks of 8 KB
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_getchunksize(lob_loc anyelement)
RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT 8132
$$;
-- DBMS_LOB.ISTEMPORARY: a variable holds the LOB itself, as it does a temporary one
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_istemporary(lob_loc anyelement)
RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT 1
$$;

-- function write_and_read
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;
-- Directories, which Oracle has as objects of their own: names as the dictionary has them, paths on the server
CREATE TABLE IF NOT EXISTS godwit_oracle.directories (name text PRIMARY KEY, path text NOT NULL);
-- Where a file is
CREATE OR REPLACE FUNCTION godwit_oracle.file_path(location text, filename text)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  folder text;
BEGIN
  SELECT path INTO folder FROM godwit_oracle.directories WHERE name = location;
  IF folder IS NULL THEN
    RAISE EXCEPTION 'ORA-29280: invalid directory object: % isn''t in godwit_oracle.directories', location
      USING ERRCODE = 'undefined_object';
  ELSIF coalesce(filename, '') = '' OR filename ~ '(^|[/\\])\.\.($|[/\\])' THEN
    RAISE EXCEPTION 'ORA-29288: invalid file name: %', filename USING ERRCODE = 'invalid_name';
  END IF;
  RETURN folder || '/' || filename;
END $$;
-- A whole file
CREATE OR REPLACE FUNCTION godwit_oracle.read_file(path text, missing_ok boolean)
RETURNS bytea LANGUAGE sql VOLATILE AS $$
SELECT pg_read_binary_file(path, 0, coalesce((pg_stat_file(path, missing_ok)).size, 0), missing_ok)
$$;
-- UTL_FILE.FILE_TYPE
DO $$ BEGIN
  CREATE TYPE godwit_oracle.utl_file_file_type AS (id integer, datatype integer, byte_mode boolean);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
-- The files that a session has open: what is written is in the file from FFLUSH or FCLOSE on
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_begin()
LANGUAGE plpgsql AS $$
BEGIN
  IF to_regclass('pg_temp.godwit_files') IS NULL THEN
    CREATE TEMPORARY TABLE godwit_files (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, path text NOT NULL, mode text NOT NULL,
      content bytea NOT NULL, read_to integer NOT NULL DEFAULT 0);
  END IF;
END $$;
-- UTL_FILE.FOPEN: r, w, a, and rb, wb, ab
CREATE OR REPLACE FUNCTION godwit_oracle.utl_file_fopen(
  location text, filename text, open_mode text, max_linesize numeric DEFAULT 1024)
RETURNS godwit_oracle.utl_file_file_type LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  path_of text := godwit_oracle.file_path(location, filename);
  mode_of text := lower(left(open_mode, 1));
  content_of bytea := '';
  file godwit_oracle.utl_file_file_type;
BEGIN
  IF lower(open_mode) NOT IN ('r', 'w', 'a', 'rb', 'wb', 'ab') THEN
    RAISE EXCEPTION 'ORA-29281: invalid mode: %', open_mode USING ERRCODE = 'invalid_parameter_value';
  END IF;
  CALL godwit_oracle.utl_file_begin();
  IF mode_of IN ('r', 'a') THEN
    content_of := coalesce(godwit_oracle.read_file(path_of, mode_of = 'a'), '');
  END IF;
  INSERT INTO pg_temp.godwit_files (path, mode, content) VALUES (path_of, mode_of, content_of) RETURNING id INTO file.id;
  file.datatype := 1;
  file.byte_mode := lower(open_mode) LIKE '%b';
  IF mode_of = 'w' THEN
    CALL godwit_oracle.utl_file_fflush(file);
  END IF;
  RETURN file;
END $$;
-- UTL_FILE.FOPEN_NCHAR
CREATE OR REPLACE FUNCTION godwit_oracle.utl_file_fopen_nchar(
  location text, filename text, open_mode text, max_linesize numeric DEFAULT 1024)
RETURNS godwit_oracle.utl_file_file_type LANGUAGE sql VOLATILE AS $$
SELECT godwit_oracle.utl_file_fopen(location, filename, open_mode, max_linesize)
$$;
-- UTL_FILE.IS_OPEN
CREATE OR REPLACE FUNCTION godwit_oracle.utl_file_is_open(file godwit_oracle.utl_file_file_type)
RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  CALL godwit_oracle.utl_file_begin();
  RETURN EXISTS (SELECT FROM pg_temp.godwit_files WHERE id = file.id);
END $$;
-- UTL_FILE.FFLUSH
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_fflush(file godwit_oracle.utl_file_file_type)
LANGUAGE plpgsql AS $$
DECLARE
  open_file record;
  written oid;
BEGIN
  CALL godwit_oracle.utl_file_begin();
  SELECT * INTO open_file FROM pg_temp.godwit_files WHERE id = file.id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ORA-29282: invalid file ID' USING ERRCODE = 'invalid_parameter_value';
  ELSIF open_file.mode <> 'r' THEN
    written := lo_from_bytea(0, open_file.content);
    PERFORM lo_export(written, open_file.path);
    PERFORM lo_unlink(written);
  END IF;
END $$;
-- UTL_FILE.FCLOSE
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_fclose(INOUT file godwit_oracle.utl_file_file_type)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.utl_file_fflush(file);
  DELETE FROM pg_temp.godwit_files WHERE id = file.id;
  file := NULL;
END $$;
-- UTL_FILE.FCLOSE_ALL
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_fclose_all()
LANGUAGE plpgsql AS $$
DECLARE
  file godwit_oracle.utl_file_file_type;
BEGIN
  CALL godwit_oracle.utl_file_begin();
  FOR file.id IN SELECT id FROM pg_temp.godwit_files LOOP
    CALL godwit_oracle.utl_file_fflush(file);
  END LOOP;
  DELETE FROM pg_temp.godwit_files;
END $$;
-- UTL_FILE.PUT_RAW
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_put_raw(
  file godwit_oracle.utl_file_file_type, buffer bytea, autoflush boolean DEFAULT FALSE)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.utl_file_begin();
  UPDATE pg_temp.godwit_files SET content = content || coalesce(buffer, '') WHERE id = file.id AND mode <> 'r';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ORA-29282: invalid file ID, or one that is open to be read' USING ERRCODE = 'invalid_parameter_value';
  ELSIF autoflush THEN
    CALL godwit_oracle.utl_file_fflush(file);
  END IF;
END $$;
-- UTL_FILE.PUT
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_put(file godwit_oracle.utl_file_file_type, buffer text)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.utl_file_put_raw(file, convert_to(buffer, 'UTF8'));
END $$;
-- UTL_FILE.PUT_LINE
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_put_line(
  file godwit_oracle.utl_file_file_type, buffer text, autoflush boolean DEFAULT FALSE)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.utl_file_put_raw(file, convert_to(concat(buffer, E'\n'), 'UTF8'), autoflush);
END $$;
-- UTL_FILE.NEW_LINE
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_new_line(file godwit_oracle.utl_file_file_type, lines numeric DEFAULT 1)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.utl_file_put_raw(file, convert_to(repeat(E'\n', lines::integer), 'UTF8'));
END $$;
-- UTL_FILE.GET_LINE: NO_DATA_FOUND behind the end
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_get_line(
  file godwit_oracle.utl_file_file_type, INOUT buffer varchar, len numeric DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  open_file record;
  rest bytea;
  line bytea;
BEGIN
  CALL godwit_oracle.utl_file_begin();
  SELECT * INTO open_file FROM pg_temp.godwit_files WHERE id = file.id AND mode = 'r';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ORA-29282: invalid file ID, or one that is open to be written' USING ERRCODE = 'invalid_parameter_value';
  ELSIF open_file.read_to >= length(open_file.content) THEN
    RAISE EXCEPTION 'ORA-01403: no data found' USING ERRCODE = 'no_data_found';
  END IF;
  rest := substr(open_file.content, open_file.read_to + 1);
  line := CASE WHEN position('\x0a'::bytea IN rest) > 0 THEN substr(rest, 1, position('\x0a'::bytea IN rest) - 1) ELSE rest END;
  UPDATE pg_temp.godwit_files SET read_to = read_to + length(line) + 1 WHERE id = file.id;
  buffer := nullif(rtrim(convert_from(line, 'UTF8'), E'\r'), '');
END $$;
-- UTL_FILE.GET_RAW: NO_DATA_FOUND behind the end
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_get_raw(
  file godwit_oracle.utl_file_file_type, INOUT buffer bytea, len numeric DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  open_file record;
BEGIN
  CALL godwit_oracle.utl_file_begin();
  SELECT * INTO open_file FROM pg_temp.godwit_files WHERE id = file.id AND mode = 'r';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ORA-29282: invalid file ID, or one that is open to be written' USING ERRCODE = 'invalid_parameter_value';
  ELSIF open_file.read_to >= length(open_file.content) THEN
    RAISE EXCEPTION 'ORA-01403: no data found' USING ERRCODE = 'no_data_found';
  END IF;
  buffer := substr(open_file.content, open_file.read_to + 1, coalesce(len, 32767)::integer);
  UPDATE pg_temp.godwit_files SET read_to = read_to + length(buffer) WHERE id = file.id;
END $$;
-- UTL_FILE.FGETATTR
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_fgetattr(
  location text, filename text, INOUT fexists boolean, INOUT file_length numeric, INOUT block_size numeric)
LANGUAGE plpgsql AS $$
BEGIN
  file_length := (pg_stat_file(godwit_oracle.file_path(location, filename), true)).size;
  fexists := file_length IS NOT NULL;
  block_size := CASE WHEN fexists THEN 4096 END;
END $$;

-- procedure write_page
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
-- HTP.PRINT
CREATE OR REPLACE PROCEDURE godwit_oracle.htp_print(cbuf text DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.htp_prn(concat(cbuf, E'\n'));
END $$;
-- HTP.INIT: a new page
CREATE OR REPLACE PROCEDURE godwit_oracle.htp_init()
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('godwit_oracle.page', '', false);
END $$;
-- OWA_UTIL.GET_CGI_ENV: what calls the database for a web server sets cgi.name before
CREATE OR REPLACE FUNCTION godwit_oracle.owa_util_get_cgi_env(param_name text)
RETURNS text LANGUAGE sql STABLE AS $$
SELECT nullif(current_setting('cgi.' || lower(param_name), true), '')
$$;
-- OWA_UTIL.MIME_HEADER
CREATE OR REPLACE PROCEDURE godwit_oracle.owa_util_mime_header(
  ccontent_type text DEFAULT 'text/html', bclose_header boolean DEFAULT TRUE, ccharset text DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.htp_prn(
    concat('Content-type: ', ccontent_type, '; charset=' || ccharset, E'\n', CASE WHEN bclose_header THEN E'\n' END));
END $$;
-- OWA_UTIL.HTTP_HEADER_CLOSE
CREATE OR REPLACE PROCEDURE godwit_oracle.owa_util_http_header_close()
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.htp_prn(E'\n');
END $$;

-- function arrays_of_oracle
CREATE OR REPLACE FUNCTION arrays_of_oracle()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_names VARCHAR(4000) ARRAY;
  l_list VARCHAR(4000) ARRAY := CAST(ARRAY['x', 'y'] AS VARCHAR(4000) ARRAY);
  l_connection godwit_oracle.utl_tcp_connection;
  l_request godwit_oracle.utl_http_req;
  l_response godwit_oracle.utl_http_resp;
  l_when TIMESTAMP(6) := TIMESTAMP '2020-01-02 03:04:05.0';
BEGIN
  l_names[1] := 'a';
  l_names[2] := 'b';
  l_connection.remote_host := 'host';
  l_request.method := 'GET';
  l_response.status_code := 404;
  RETURN NULLIF(CONCAT(l_names[2], l_list[1], COALESCE(CARDINALITY(l_list), 0), l_connection.remote_host,
          l_request.method, l_response.status_code, TO_CHAR(l_when, 'YYYY')), '');
END;
$$;

-- function call_stack
CREATE OR REPLACE FUNCTION call_stack()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN godwit_oracle.dbms_utility_format_call_stack();
END;
$$;

-- function encrypted
CREATE OR REPLACE FUNCTION encrypted(
  p_text VARCHAR,
  p_key bytea)
RETURNS bytea
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_type INTEGER := 8 + 256 + 4096;
BEGIN
  RETURN godwit_oracle.dbms_crypto_decrypt(godwit_oracle.dbms_crypto_encrypt(CONVERT_TO(p_text, 'UTF8'),
          l_type, p_key), l_type, p_key);
END;
$$;

-- function hashed
CREATE OR REPLACE FUNCTION hashed(p_text VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_raw bytea := CONVERT_TO(p_text, 'UTF8');
BEGIN
  RETURN CONCAT(UPPER(ENCODE(godwit_oracle.dbms_crypto_hash(l_raw, 3), 'hex')), ' ', UPPER(ENCODE(godwit_oracle.dbms_crypto_mac(l_raw,
                  3, CONVERT_TO('key', 'UTF8')), 'hex')), ' ', UPPER(ENCODE(godwit_oracle.dbms_crypto_mac(l_raw,
                  1, CONVERT_TO('key', 'UTF8')), 'hex')), ' ', LENGTH(godwit_oracle.dbms_crypto_randombytes(20)));
END;
$$;

-- function message_of
CREATE OR REPLACE FUNCTION message_of(p_name VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN godwit_oracle.utl_lms_format_message('%s has %s of 100%%', p_name, '5');
END;
$$;

-- function read_file
CREATE OR REPLACE FUNCTION read_file(
  p_directory VARCHAR,
  p_name VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_file bytea := godwit_oracle.bfilename(p_directory, p_name);
  l_blob bytea;
  l_clob text;
BEGIN
  IF godwit_oracle.dbms_lob_fileexists(l_file) = 0 THEN
    RETURN 'none';
  END IF;
  l_blob := CAST('' AS bytea);
  l_clob := '';
  CALL godwit_oracle.dbms_lob_fileopen(l_file, 0);
  CALL godwit_oracle.dbms_lob_loadfromfile(l_blob, l_file, LENGTH(l_file));
  CALL godwit_oracle.dbms_lob_loadfromfile(l_clob, l_file, LENGTH(l_file));
  IF godwit_oracle.dbms_lob_fileisopen(l_file) = 1 THEN
    CALL godwit_oracle.dbms_lob_fileclose(l_file);
  END IF;
  RETURN NULLIF(CONCAT(LENGTH(l_blob), l_clob), '');
END;
$$;

-- function recoded_bytes
CREATE OR REPLACE FUNCTION recoded_bytes(
  p_text VARCHAR,
  p_charset VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_bytes bytea := godwit_oracle.utl_i18n_string_to_raw(p_text, p_charset);
BEGIN
  RETURN CONCAT(UPPER(ENCODE(l_bytes, 'hex')), ' ', godwit_oracle.utl_i18n_raw_to_char(l_bytes, p_charset),
      ' ', UPPER(ENCODE(godwit_oracle.utl_raw_convert(l_bytes, 'AMERICAN_AMERICA.AL16UTF16', CONCAT('AMERICAN_AMERICA.',
                      p_charset)), 'hex')));
END;
$$;

-- function there_and_back
CREATE OR REPLACE FUNCTION there_and_back(p_text text)
RETURNS text
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_blob bytea;
  l_clob text;
  l_to NUMERIC(38) := 1;
  l_from NUMERIC(38) := 1;
  l_context NUMERIC(38) := 0;
  l_warning NUMERIC(38);
BEGIN
  l_blob := CAST('' AS bytea);
  l_clob := '';
  CALL godwit_oracle.dbms_lob_converttoblob(l_blob, p_text, 18446744073709551615, l_to, l_from, 0, l_context,
      l_warning);
  l_to := 1;
  l_from := 1;
  CALL godwit_oracle.dbms_lob_converttoclob(l_clob, l_blob, 18446744073709551615, l_to, l_from, 0, l_context,
      l_warning);
  IF l_warning = 0
    AND godwit_oracle.dbms_lob_istemporary(l_blob) = 1
    AND godwit_oracle.dbms_lob_getchunksize(l_blob) > 0 THEN
    RETURN CONCAT(l_clob, ' ', l_from, ' ', l_to);
  END IF;
  RETURN NULL;
END;
$$;

-- function write_and_read
CREATE OR REPLACE FUNCTION write_and_read(
  p_directory VARCHAR,
  p_text VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_file godwit_oracle.utl_file_file_type;
  l_line VARCHAR(2000);
  l_raw bytea;
  l_exists BOOLEAN;
  l_length NUMERIC;
  l_block INTEGER;
  l_all VARCHAR(4000);
  l_block_out NUMERIC;
BEGIN
  l_file := godwit_oracle.utl_file_fopen(p_directory, 'a.txt', 'w');
  CALL godwit_oracle.utl_file_put_line(l_file, p_text);
  CALL godwit_oracle.utl_file_put(l_file, 'second');
  CALL godwit_oracle.utl_file_new_line(l_file);
  CALL godwit_oracle.utl_file_fflush(l_file);
  CALL godwit_oracle.utl_file_put_raw(l_file, CONVERT_TO('raw', 'UTF8'));
  IF godwit_oracle.utl_file_is_open(l_file) THEN
    CALL godwit_oracle.utl_file_fclose(l_file);
  END IF;
  l_file := godwit_oracle.utl_file_fopen_nchar(p_directory, 'a.txt', 'r');
  BEGIN
    LOOP
      CALL godwit_oracle.utl_file_get_line(l_file, l_line);
      l_all := CONCAT(l_all, '[', l_line, ']');
    END LOOP;
  EXCEPTION
    WHEN no_data_found THEN
      CALL godwit_oracle.utl_file_fclose(l_file);
  END;
  l_file := godwit_oracle.utl_file_fopen(p_directory, 'a.txt', 'rb');
  CALL godwit_oracle.utl_file_get_raw(l_file, l_raw, 3);
  CALL godwit_oracle.utl_file_fclose_all();
  l_block_out := l_block;
  CALL godwit_oracle.utl_file_fgetattr(p_directory, 'a.txt', l_exists, l_length, l_block_out);
  l_block := l_block_out;
  IF l_exists THEN
    l_all := CONCAT(l_all, ' ', godwit_oracle.text_of(l_length));
  END IF;
  RETURN CONCAT(l_all, ' ', CONVERT_FROM(l_raw, 'UTF8'));
END;
$$;

-- procedure write_page
CREATE OR REPLACE PROCEDURE write_page(p_text VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL godwit_oracle.htp_init();
  CALL godwit_oracle.owa_util_mime_header('text/plain', FALSE, 'utf-8');
  CALL godwit_oracle.owa_util_http_header_close();
  CALL godwit_oracle.htp_p(p_text);
  CALL godwit_oracle.htp_prn(godwit_oracle.owa_util_get_cgi_env('REMOTE_USER'));
  CALL godwit_oracle.htp_print('end');
END;
$$;
