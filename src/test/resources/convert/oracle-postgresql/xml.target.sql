
-- function first_title
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- DBMS_XMLGEN.CONVERT: 0 writes signs of XML as entities, 1 reads them.
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_xmlgen_convert(xmldata text, flag numeric DEFAULT 0)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN flag = 1
  THEN replace(replace(replace(replace(replace(
    xmldata, '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&apos;', ''''), '&amp;', '&')
  ELSE replace(replace(replace(replace(replace(
    xmldata, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&apos;') END
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
-- XMLTYPE of text: a document
CREATE OR REPLACE FUNCTION godwit_oracle.xmltype(document text)
RETURNS xml LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT xmlparse(DOCUMENT document)
$$;
-- XMLTYPE of bytes
CREATE OR REPLACE FUNCTION godwit_oracle.xmltype(document bytea, csid numeric DEFAULT 873)
RETURNS xml LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT xmlparse(DOCUMENT godwit_oracle.bytes_to_text(document, godwit_oracle.encoding_of(csid)))
$$;
-- The namespaces that a text such as xmlns:a="http://a" xmlns="http://b" names; the one without a prefix is called godwit
CREATE OR REPLACE FUNCTION godwit_oracle.xml_namespaces(declared text)
RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
SELECT coalesce(array_agg(ARRAY[coalesce(found[2], 'godwit'), found[4]]), '{}')
FROM regexp_matches(declared, 'xmlns(:([[:alnum:]_.-]+))?\s*=\s*(["''])(.*?)\3', 'g') found
$$;
-- The path with a prefix for its names that have none, where a namespace without a prefix is declared; texts in it stay
CREATE OR REPLACE FUNCTION godwit_oracle.xml_path(path text, declared text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN coalesce(declared, '') !~ 'xmlns\s*=' THEN path ELSE (
  SELECT string_agg(CASE WHEN part[1] IS NOT NULL THEN part[1] ELSE regexp_replace(part[2],
    '(^|[/[(|=<>,]|::|\s)(?!(?:and|or|div|mod)\s)([[:alpha:]_][[:alnum:]_.-]*)(?![[:alnum:]_.:-]|\s*\()', '\1godwit:\2', 'g') END, '' ORDER BY at)
  FROM regexp_matches(path, '("[^"]*"|''[^'']*'')|([^"'']+)', 'g') WITH ORDINALITY AS of_path(part, at)) END
$$;
-- EXTRACTVALUE: the text of the one node
CREATE OR REPLACE FUNCTION godwit_oracle.extractvalue(document xml, path text, declared text DEFAULT NULL)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  way text := godwit_oracle.xml_path(path, declared);
  namespaces text[] := godwit_oracle.xml_namespaces(declared);
  nodes xml[] := xpath(way, document, namespaces);
BEGIN
  IF cardinality(nodes) > 1 THEN
    RAISE EXCEPTION 'ORA-19025: EXTRACTVALUE returns value of only one node' USING ERRCODE = 'cardinality_violation';
  ELSIF coalesce(cardinality(nodes), 0) = 0 THEN
    RETURN NULL;
  END IF;
  RETURN nullif(godwit_oracle.dbms_xmlgen_convert((xpath('string(' || way || ')', document, namespaces))[1]::text, 1), '');
END $$;

-- function node_text
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- The namespaces that a text such as xmlns:a="http://a" xmlns="http://b" names; the one without a prefix is called godwit
CREATE OR REPLACE FUNCTION godwit_oracle.xml_namespaces(declared text)
RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
SELECT coalesce(array_agg(ARRAY[coalesce(found[2], 'godwit'), found[4]]), '{}')
FROM regexp_matches(declared, 'xmlns(:([[:alnum:]_.-]+))?\s*=\s*(["''])(.*?)\3', 'g') found
$$;
-- The path with a prefix for its names that have none, where a namespace without a prefix is declared; texts in it stay
CREATE OR REPLACE FUNCTION godwit_oracle.xml_path(path text, declared text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN coalesce(declared, '') !~ 'xmlns\s*=' THEN path ELSE (
  SELECT string_agg(CASE WHEN part[1] IS NOT NULL THEN part[1] ELSE regexp_replace(part[2],
    '(^|[/[(|=<>,]|::|\s)(?!(?:and|or|div|mod)\s)([[:alpha:]_][[:alnum:]_.-]*)(?![[:alnum:]_.:-]|\s*\()', '\1godwit:\2', 'g') END, '' ORDER BY at)
  FROM regexp_matches(path, '("[^"]*"|''[^'']*'')|([^"'']+)', 'g') WITH ORDINALITY AS of_path(part, at)) END
$$;
-- EXTRACT of XML: the nodes one after the other
CREATE OR REPLACE FUNCTION godwit_oracle.xml_extract(document xml, path text, declared text DEFAULT NULL)
RETURNS xml LANGUAGE sql IMMUTABLE AS $$
SELECT xmlagg(node ORDER BY at) FROM unnest(xpath(
  CASE WHEN document IS DOCUMENT THEN godwit_oracle.xml_path(path, declared)
    ELSE regexp_replace(godwit_oracle.xml_path(path, declared), '^/(?!/)', '/fragment/') END,
  CASE WHEN document IS DOCUMENT THEN document ELSE xmlelement(NAME fragment, document) END,
  godwit_oracle.xml_namespaces(declared))) WITH ORDINALITY AS of_document(node, at)
$$;
-- EXISTSNODE
CREATE OR REPLACE FUNCTION godwit_oracle.xml_existsnode(document xml, path text, declared text DEFAULT NULL)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN xpath_exists(godwit_oracle.xml_path(path, declared), document, godwit_oracle.xml_namespaces(declared))
  THEN 1 ELSE 0 END
$$;
-- GETSTRINGVAL and GETCLOBVAL
CREATE OR REPLACE FUNCTION godwit_oracle.xml_text(document xml)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT nullif(document::text, '')
$$;

-- function number_of
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
-- XMLTYPE of text: a document
CREATE OR REPLACE FUNCTION godwit_oracle.xmltype(document text)
RETURNS xml LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT xmlparse(DOCUMENT document)
$$;
-- XMLTYPE of bytes
CREATE OR REPLACE FUNCTION godwit_oracle.xmltype(document bytea, csid numeric DEFAULT 873)
RETURNS xml LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT xmlparse(DOCUMENT godwit_oracle.bytes_to_text(document, godwit_oracle.encoding_of(csid)))
$$;
-- The namespaces that a text such as xmlns:a="http://a" xmlns="http://b" names; the one without a prefix is called godwit
CREATE OR REPLACE FUNCTION godwit_oracle.xml_namespaces(declared text)
RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
SELECT coalesce(array_agg(ARRAY[coalesce(found[2], 'godwit'), found[4]]), '{}')
FROM regexp_matches(declared, 'xmlns(:([[:alnum:]_.-]+))?\s*=\s*(["''])(.*?)\3', 'g') found
$$;
-- The path with a prefix for its names that have none, where a namespace without a prefix is declared; texts in it stay
CREATE OR REPLACE FUNCTION godwit_oracle.xml_path(path text, declared text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN coalesce(declared, '') !~ 'xmlns\s*=' THEN path ELSE (
  SELECT string_agg(CASE WHEN part[1] IS NOT NULL THEN part[1] ELSE regexp_replace(part[2],
    '(^|[/[(|=<>,]|::|\s)(?!(?:and|or|div|mod)\s)([[:alpha:]_][[:alnum:]_.-]*)(?![[:alnum:]_.:-]|\s*\()', '\1godwit:\2', 'g') END, '' ORDER BY at)
  FROM regexp_matches(path, '("[^"]*"|''[^'']*'')|([^"'']+)', 'g') WITH ORDINALITY AS of_path(part, at)) END
$$;
-- EXTRACT of XML: the nodes one after the other
CREATE OR REPLACE FUNCTION godwit_oracle.xml_extract(document xml, path text, declared text DEFAULT NULL)
RETURNS xml LANGUAGE sql IMMUTABLE AS $$
SELECT xmlagg(node ORDER BY at) FROM unnest(xpath(
  CASE WHEN document IS DOCUMENT THEN godwit_oracle.xml_path(path, declared)
    ELSE regexp_replace(godwit_oracle.xml_path(path, declared), '^/(?!/)', '/fragment/') END,
  CASE WHEN document IS DOCUMENT THEN document ELSE xmlelement(NAME fragment, document) END,
  godwit_oracle.xml_namespaces(declared))) WITH ORDINALITY AS of_document(node, at)
$$;
-- GETSTRINGVAL and GETCLOBVAL
CREATE OR REPLACE FUNCTION godwit_oracle.xml_text(document xml)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT nullif(document::text, '')
$$;

-- function titles
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- DBMS_XMLGEN.CONVERT: 0 writes signs of XML as entities, 1 reads them.
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_xmlgen_convert(xmldata text, flag numeric DEFAULT 0)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN flag = 1
  THEN replace(replace(replace(replace(replace(
    xmldata, '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&apos;', ''''), '&amp;', '&')
  ELSE replace(replace(replace(replace(replace(
    xmldata, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&apos;') END
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
-- XMLTYPE of text: a document
CREATE OR REPLACE FUNCTION godwit_oracle.xmltype(document text)
RETURNS xml LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT xmlparse(DOCUMENT document)
$$;
-- XMLTYPE of bytes
CREATE OR REPLACE FUNCTION godwit_oracle.xmltype(document bytea, csid numeric DEFAULT 873)
RETURNS xml LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT xmlparse(DOCUMENT godwit_oracle.bytes_to_text(document, godwit_oracle.encoding_of(csid)))
$$;
-- The namespaces that a text such as xmlns:a="http://a" xmlns="http://b" names; the one without a prefix is called godwit
CREATE OR REPLACE FUNCTION godwit_oracle.xml_namespaces(declared text)
RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
SELECT coalesce(array_agg(ARRAY[coalesce(found[2], 'godwit'), found[4]]), '{}')
FROM regexp_matches(declared, 'xmlns(:([[:alnum:]_.-]+))?\s*=\s*(["''])(.*?)\3', 'g') found
$$;
-- The path with a prefix for its names that have none, where a namespace without a prefix is declared; texts in it stay
CREATE OR REPLACE FUNCTION godwit_oracle.xml_path(path text, declared text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN coalesce(declared, '') !~ 'xmlns\s*=' THEN path ELSE (
  SELECT string_agg(CASE WHEN part[1] IS NOT NULL THEN part[1] ELSE regexp_replace(part[2],
    '(^|[/[(|=<>,]|::|\s)(?!(?:and|or|div|mod)\s)([[:alpha:]_][[:alnum:]_.-]*)(?![[:alnum:]_.:-]|\s*\()', '\1godwit:\2', 'g') END, '' ORDER BY at)
  FROM regexp_matches(path, '("[^"]*"|''[^'']*'')|([^"'']+)', 'g') WITH ORDINALITY AS of_path(part, at)) END
$$;
-- EXTRACT of XML: the nodes one after the other
CREATE OR REPLACE FUNCTION godwit_oracle.xml_extract(document xml, path text, declared text DEFAULT NULL)
RETURNS xml LANGUAGE sql IMMUTABLE AS $$
SELECT xmlagg(node ORDER BY at) FROM unnest(xpath(
  CASE WHEN document IS DOCUMENT THEN godwit_oracle.xml_path(path, declared)
    ELSE regexp_replace(godwit_oracle.xml_path(path, declared), '^/(?!/)', '/fragment/') END,
  CASE WHEN document IS DOCUMENT THEN document ELSE xmlelement(NAME fragment, document) END,
  godwit_oracle.xml_namespaces(declared))) WITH ORDINALITY AS of_document(node, at)
$$;
-- EXTRACTVALUE: the text of the one node
CREATE OR REPLACE FUNCTION godwit_oracle.extractvalue(document xml, path text, declared text DEFAULT NULL)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  way text := godwit_oracle.xml_path(path, declared);
  namespaces text[] := godwit_oracle.xml_namespaces(declared);
  nodes xml[] := xpath(way, document, namespaces);
BEGIN
  IF cardinality(nodes) > 1 THEN
    RAISE EXCEPTION 'ORA-19025: EXTRACTVALUE returns value of only one node' USING ERRCODE = 'cardinality_violation';
  ELSIF coalesce(cardinality(nodes), 0) = 0 THEN
    RETURN NULL;
  END IF;
  RETURN nullif(godwit_oracle.dbms_xmlgen_convert((xpath('string(' || way || ')', document, namespaces))[1]::text, 1), '');
END $$;
-- XMLSEQUENCE: a row for each node
CREATE OR REPLACE FUNCTION godwit_oracle.xmlsequence(nodes xml)
RETURNS SETOF xml LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT unnest(xpath('/nodes/node()', xmlparse(DOCUMENT '<nodes>' || regexp_replace(nodes::text, '^\s*<\?xml.*?\?>', '') || '</nodes>')))
$$;

-- function whole
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- GETSTRINGVAL and GETCLOBVAL
CREATE OR REPLACE FUNCTION godwit_oracle.xml_text(document xml)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT nullif(document::text, '')
$$;

-- function first_title
CREATE OR REPLACE FUNCTION first_title(p_text text)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_xml XML := godwit_oracle.xmltype(p_text);
  l_value VARCHAR(200);
BEGIN
  SELECT godwit_oracle.extractvalue(l_xml, '/list/item[@id="b c"]/title')
  INTO STRICT l_value;
  RETURN l_value;
END;
$$;

-- function node_text
CREATE OR REPLACE FUNCTION node_text(
  p_xml XML,
  p_path VARCHAR)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF godwit_oracle.xml_existsnode(p_xml, p_path) = 1 THEN
    RETURN godwit_oracle.xml_text(godwit_oracle.xml_extract(p_xml, p_path));
  END IF;
  RETURN 'none';
END;
$$;

-- function number_of
CREATE OR REPLACE FUNCTION number_of(p_text VARCHAR)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CAST(godwit_oracle.xml_text(godwit_oracle.xml_extract(godwit_oracle.xmltype(p_text), '/a/text()')) AS NUMERIC) + 1;
END;
$$;

-- function titles
CREATE OR REPLACE FUNCTION titles(p_text text)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_all VARCHAR(4000);
  r RECORD;
BEGIN
  FOR r IN (
    SELECT
      godwit_oracle.extractvalue(t.column_value, '/item/title', 'xmlns="http://a"') AS title,
      godwit_oracle.extractvalue(t.column_value, '*/@id') AS id
    FROM godwit_oracle.xmlsequence(godwit_oracle.xml_extract(godwit_oracle.xmltype(p_text), '/list/item',
            'xmlns="http://a"')) t (column_value)) LOOP
    l_all := CONCAT(l_all, r.id, '=', r.title, ';');
  END LOOP;
  RETURN l_all;
END;
$$;

-- function whole
CREATE OR REPLACE FUNCTION whole(p_xml XML)
RETURNS text
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN godwit_oracle.xml_text(p_xml);
END;
$$;
