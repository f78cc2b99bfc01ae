
-- function price_of
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
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
-- JSON_EXISTS: false where the document is no JSON
CREATE OR REPLACE FUNCTION godwit_oracle.json_exists(document text, path text)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN coalesce(jsonb_path_exists(document::jsonb, path::jsonpath), FALSE);
EXCEPTION
  WHEN data_exception THEN
    RETURN FALSE;
END $$;

-- view v_document
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
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
-- JSON_EXISTS: false where the document is no JSON
CREATE OR REPLACE FUNCTION godwit_oracle.json_exists(document text, path text)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN coalesce(jsonb_path_exists(document::jsonb, path::jsonpath), FALSE);
EXCEPTION
  WHEN data_exception THEN
    RETURN FALSE;
END $$;

-- view v_made
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- An array without the elements that are null
CREATE OR REPLACE FUNCTION godwit_oracle.json_without_nulls(elements json)
RETURNS json LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT coalesce(json_agg(e) FILTER (WHERE json_typeof(e) <> 'null'), '[]') FROM json_array_elements(elements) AS e
$$;

-- view v_reviews
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
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

-- view v_sold
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- An array without the elements that are null
CREATE OR REPLACE FUNCTION godwit_oracle.json_without_nulls(elements json)
RETURNS json LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT coalesce(json_agg(e) FILTER (WHERE json_typeof(e) <> 'null'), '[]') FROM json_array_elements(elements) AS e
$$;

-- view v_with_sold
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- An array without the elements that are null
CREATE OR REPLACE FUNCTION godwit_oracle.json_without_nulls(elements json)
RETURNS json LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT coalesce(json_agg(e) FILTER (WHERE json_typeof(e) <> 'null'), '[]') FROM json_array_elements(elements) AS e
$$;

-- table document
-- What is read from documents of JSON, and written to them.
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  content text,
  name VARCHAR(20),
  price NUMERIC(9, 2),
  sold TIMESTAMP(0)
);

-- table review
CREATE TABLE review (
  id INTEGER,
  content bytea
);

-- table sold
CREATE TABLE sold (
  id INTEGER,
  document_id INTEGER,
  what VARCHAR(20),
  price NUMERIC(9, 2)
);

-- function price_of
CREATE OR REPLACE FUNCTION price_of(p_content text)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_price NUMERIC := godwit_oracle.json_number(p_content, '$.price');
BEGIN
  IF godwit_oracle.json_exists(p_content, '$.rebate') THEN
    l_price := l_price - COALESCE(godwit_oracle.json_number(p_content, '$.rebate'), 1);
  END IF;
  RETURN l_price;
END;
$$;

-- view v_document
CREATE OR REPLACE VIEW v_document AS
SELECT
  id,
  godwit_oracle.json_value(content, '$.customer.name') AS customer,
  godwit_oracle.json_number(content, '$.items[1].count') AS second_count,
  COALESCE(godwit_oracle.json_value(content, '$.customer.town'), 'nowhere') AS town,
  godwit_oracle.json_value(content, '$.items') AS no_value,
  godwit_oracle.json_value(content, '$."first name"') AS first_name,
  godwit_oracle.json_query(content, '$.items[0]') AS first_item
FROM document
WHERE godwit_oracle.json_exists(content, '$.customer');

-- view v_made
CREATE OR REPLACE VIEW v_made AS
SELECT
  id,
  CAST(JSON_BUILD_OBJECT('name', name, 'price', price, 'sold', sold) AS text) AS plain,
  CAST(JSON_STRIP_NULLS(JSON_BUILD_OBJECT('id', id, 'name', name)) AS text) AS short,
  CAST(godwit_oracle.json_without_nulls(JSON_BUILD_ARRAY(name, price, 'x')) AS text) AS list,
  CAST(JSON_BUILD_ARRAY(name, price) AS text) AS nulls,
  CAST(JSON_BUILD_OBJECT('inner', godwit_oracle.json_without_nulls(JSON_BUILD_ARRAY(1, JSON_BUILD_OBJECT('a',
                  name))), 'text', CAST('[1]' AS JSON)) AS text) AS nested
FROM document;

-- view v_reviews
CREATE OR REPLACE VIEW v_reviews AS
SELECT
  r.id,
  j.nr,
  j.stars,
  j.words,
  j.has_author,
  round(avg(j.stars) OVER (PARTITION BY r.id), 2) AS mean
FROM
  review r,
  JSON_TABLE(godwit_oracle.json_document(r.content), '$' COLUMNS (title VARCHAR(40) PATH '$.title', NESTED PATH '$.reviews[*]' COLUMNS (nr FOR ORDINALITY, stars SMALLINT PATH '$.stars' DEFAULT 0 ON EMPTY, words VARCHAR(400) PATH '$."in words"', has_author VARCHAR(5) EXISTS PATH '$.author', rest VARCHAR(4000) FORMAT JSON PATH '$.rest'))) j;

-- view v_sold
CREATE OR REPLACE VIEW v_sold AS
SELECT
  document_id,
  CAST(godwit_oracle.json_without_nulls(JSON_AGG(what ORDER BY price DESC)) AS text) AS things,
  CAST(JSON_AGG(what ORDER BY id) AS text) AS nulls,
  CAST(JSON_OBJECT_AGG(CAST(id AS text), price) AS text) AS prices,
  CAST(JSON_STRIP_NULLS(JSON_OBJECT_AGG(CAST(id AS text), what)) AS text) AS named,
  CAST(godwit_oracle.json_without_nulls(JSON_AGG(JSON_BUILD_OBJECT('id', id, 'what', what) ORDER BY id)) AS text) AS rows_of
FROM sold
GROUP BY document_id;

-- view v_with_sold
CREATE OR REPLACE VIEW v_with_sold AS
SELECT
  id,
  CAST(JSON_BUILD_OBJECT('id', id, 'sold', CAST((
        SELECT CAST(godwit_oracle.json_without_nulls(JSON_AGG(s.what ORDER BY s.id)) AS text)
        FROM sold s
        WHERE s.document_id = d.id) AS JSON)) AS text) AS whole
FROM document d;
