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

-- EXISTSNODE
CREATE OR REPLACE FUNCTION godwit_oracle.xml_existsnode(document xml, path text, declared text DEFAULT NULL)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN xpath_exists(godwit_oracle.xml_path(path, declared), document, godwit_oracle.xml_namespaces(declared))
  THEN 1 ELSE 0 END
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

-- GETSTRINGVAL and GETCLOBVAL
CREATE OR REPLACE FUNCTION godwit_oracle.xml_text(document xml)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT nullif(document::text, '')
$$;
