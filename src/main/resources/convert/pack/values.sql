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

-- A collection of collections with a part of it set, whatever the way to it lacks being made
CREATE OR REPLACE FUNCTION godwit_oracle.json_set(whole jsonb, keys text[], value jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN jsonb_typeof(whole) = 'object' THEN whole ELSE '{}' END
  || jsonb_build_object(keys[1], CASE WHEN cardinality(keys) = 1 THEN coalesce(value, 'null')
    ELSE godwit_oracle.json_set(CASE WHEN jsonb_typeof(whole) = 'object' THEN whole -> keys[1] END, keys[2:], value) END)
$$;

-- A collection of collections without a part of it
CREATE OR REPLACE FUNCTION godwit_oracle.json_delete(whole jsonb, keys text[])
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT whole #- keys
$$;

-- JSON_VALUE: the one value at the path; NULL where there is none, an object, or no JSON at all
CREATE OR REPLACE FUNCTION godwit_oracle.json_value(document text, path text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  found jsonb;
BEGIN
  found := jsonb_path_query_array(document::jsonb, path::jsonpath);
  RETURN CASE WHEN jsonb_array_length(found) = 1 AND jsonb_typeof(found -> 0) NOT IN ('object', 'array') THEN nullif(found ->> 0, '') END;
EXCEPTION
  WHEN data_exception THEN
    RETURN NULL;
END $$;

-- JSON_VALUE … RETURNING NUMBER: NULL also where the value is no number
CREATE OR REPLACE FUNCTION godwit_oracle.json_number(document text, path text)
RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN godwit_oracle.json_value(document, path)::numeric;
EXCEPTION
  WHEN data_exception THEN
    RETURN NULL;
END $$;

-- JSON_QUERY: the one object or array at the path
CREATE OR REPLACE FUNCTION godwit_oracle.json_query(document text, path text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  found jsonb;
BEGIN
  found := jsonb_path_query_array(document::jsonb, path::jsonpath);
  RETURN CASE WHEN jsonb_array_length(found) = 1 AND jsonb_typeof(found -> 0) IN ('object', 'array') THEN (found -> 0)::text END;
EXCEPTION
  WHEN data_exception THEN
    RETURN NULL;
END $$;

-- The document of JSON_TABLE, which has no rows where it is no JSON
CREATE OR REPLACE FUNCTION godwit_oracle.json_document(document text)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN document::jsonb;
EXCEPTION
  WHEN data_exception THEN
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION godwit_oracle.json_document(document bytea)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN convert_from(document, 'UTF8')::jsonb;
EXCEPTION
  WHEN data_exception THEN
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION godwit_oracle.json_document(document jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT document
$$;

-- JSON_EXISTS: false where the document is no JSON
CREATE OR REPLACE FUNCTION godwit_oracle.json_exists(document text, path text)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN coalesce(jsonb_path_exists(document::jsonb, path::jsonpath), FALSE);
EXCEPTION
  WHEN data_exception THEN
    RETURN FALSE;
END $$;

-- An array without the elements that are null
CREATE OR REPLACE FUNCTION godwit_oracle.json_without_nulls(elements json)
RETURNS json LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT coalesce(json_agg(e) FILTER (WHERE json_typeof(e) <> 'null'), '[]') FROM json_array_elements(elements) AS e
$$;

-- A column of JSON_TABLE: NULL where there is no value at the path, several, or one that the type doesn't take
CREATE OR REPLACE FUNCTION godwit_oracle.json_column(document jsonb, path text, kind anyelement, longest integer DEFAULT NULL)
RETURNS anyelement LANGUAGE plpgsql STABLE AS $$
DECLARE
  found text := godwit_oracle.json_value(document::text, path);
  result kind%TYPE;
BEGIN
  IF length(found) > longest THEN
    RETURN NULL;
  END IF;
  result := found;
  RETURN result;
EXCEPTION
  WHEN data_exception THEN
    RETURN NULL;
END $$;
