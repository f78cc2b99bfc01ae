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
