
-- view v_review
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

-- user or role auditor
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'auditor') THEN
    CREATE ROLE auditor;
  END IF;
END $role$;

-- user or role seller
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'seller') THEN
    CREATE ROLE seller;
  END IF;
END $role$;

-- user or role clerk
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'clerk') THEN
    CREATE ROLE clerk LOGIN;
  END IF;
END $role$;

-- table price
CREATE TABLE price (
  id INTEGER PRIMARY KEY,
  code VARCHAR(10),
  area VARCHAR(10),
  amount NUMERIC(8, 2),
  rounded NUMERIC(5, -2)
);

-- table review
-- What versions of PostgreSQL before 17 lack, each thing once.
CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  content text
);

-- index price_code
CREATE UNIQUE INDEX price_code ON price (code, area) NULLS NOT DISTINCT WHERE NUM_NONNULLS(code, area) > 0;

-- procedure add_prices
CREATE OR REPLACE PROCEDURE add_prices(OUT p_count NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _sql_rowcount INTEGER;
BEGIN
  MERGE INTO price p
  USING (
    SELECT
      id,
      CONCAT('r', id) AS code
    FROM review) d
  ON p.id = d.id
  WHEN NOT MATCHED AND d.id < 100 THEN INSERT (id, code, amount) VALUES (d.id, d.code, 1);
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  p_count := _sql_rowcount;
END;
$$;

-- procedure drop_prices
CREATE OR REPLACE PROCEDURE drop_prices()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  MERGE INTO price
  USING (
    SELECT 'X' AS dummy) dual
  ON price.id < 4
  WHEN MATCHED AND amount < 100 THEN DELETE
  WHEN MATCHED THEN UPDATE SET code = 'z';
END;
$$;

-- procedure keep_prices
CREATE OR REPLACE PROCEDURE keep_prices()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  MERGE INTO price p
  USING review r
  ON p.id = r.id
  WHEN MATCHED THEN UPDATE SET area = 'x'
  WHEN NOT MATCHED THEN INSERT (id, area) VALUES (r.id, 'y');
END;
$$;

-- procedure raise_prices
CREATE OR REPLACE PROCEDURE raise_prices(
  p_area VARCHAR,
  OUT p_count NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _sql_rowcount INTEGER;
BEGIN
  MERGE INTO price p
  USING (
    SELECT
      id,
      amount * 2 AS twice
    FROM price
    WHERE area = p_area) d
  ON p.id = d.id
  WHEN MATCHED AND d.twice < 100 THEN UPDATE SET amount = d.twice;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  p_count := _sql_rowcount;
END;
$$;

-- procedure renew_prices
CREATE OR REPLACE PROCEDURE renew_prices(
  p_limit NUMERIC,
  OUT p_count NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _sql_rowcount INTEGER;
BEGIN
  MERGE INTO price p
  USING (
    SELECT
      id,
      CONCAT('r', id) AS code,
      id * 20 AS amount
    FROM review
    UNION ALL
    SELECT
      7,
      'a',
      7
    WHERE p_limit > 0) d
  ON p.id = d.id
  WHEN MATCHED AND p.id <> 6 AND p.amount + d.amount >= p_limit THEN DELETE
  WHEN MATCHED AND p.id <> 6 THEN UPDATE SET
    amount = p.amount + d.amount,
    area = NULL
  WHEN NOT MATCHED AND d.id <> 5 THEN INSERT (id, code, area, amount) VALUES (d.id, d.code, DEFAULT, d.amount);
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  p_count := _sql_rowcount;
  IF NOT _sql_rowcount > 0 THEN
    p_count := -1;
  END IF;
END;
$$;

-- view v_letters
CREATE OR REPLACE VIEW v_letters AS
SELECT
  id,
  regexp_count(code, '[a-z]') AS letters
FROM price;

-- view v_review
CREATE OR REPLACE VIEW v_review AS
SELECT
  r.id,
  j.title,
  j.nr,
  j.stars,
  j.words,
  j.has_author,
  j.rest
FROM
  review r,
  LATERAL (
    SELECT
      CAST(godwit_oracle.json_column(json_row.item, '$.title', CAST(NULL AS VARCHAR), 10) AS VARCHAR(10)) AS title,
      json_rows_within_2.nr AS nr,
      json_rows_within_2.stars AS stars,
      json_rows_within_2.words AS words,
      json_rows_within_2.has_author AS has_author,
      json_rows_within_2.rest AS rest
    FROM JSONB_PATH_QUERY(godwit_oracle.json_document(r.content), '$') json_row (item)
      LEFT JOIN LATERAL (
        SELECT
          ROW_NUMBER() OVER () AS nr,
          CASE WHEN godwit_oracle.json_exists(CAST(json_row_2.item AS text), '$.stars') THEN CAST(godwit_oracle.json_column(json_row_2.item,
                '$.stars', CAST(NULL AS SMALLINT)) AS SMALLINT) ELSE CAST(0 AS SMALLINT) END AS stars,
          CAST(godwit_oracle.json_column(json_row_2.item, '$."in words"', CAST(NULL AS VARCHAR), 400) AS VARCHAR(400)) AS words,
          CAST(godwit_oracle.json_exists(CAST(json_row_2.item AS text), '$.author') AS VARCHAR(5)) AS has_author,
          CAST(godwit_oracle.json_query(CAST(json_row_2.item AS text), '$.rest') AS VARCHAR(4000)) AS rest
        FROM JSONB_PATH_QUERY(json_row.item, '$.reviews[*]') json_row_2 (item)) json_rows_within_2 ON TRUE) j;

-- user or role clerk
GRANT seller TO clerk;
GRANT auditor TO clerk WITH ADMIN OPTION;
