
-- procedure made_xml
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- GETSTRINGVAL and GETCLOBVAL
CREATE OR REPLACE FUNCTION godwit_oracle.xml_text(document xml)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT nullif(document::text, '')
$$;

-- procedure places
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- view v_elements
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- view v_lists
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
-- GETSTRINGVAL and GETCLOBVAL
CREATE OR REPLACE FUNCTION godwit_oracle.xml_text(document xml)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT nullif(document::text, '')
$$;

-- view v_masks
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
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

-- view v_units
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- TRUNC of a date to a week that begins with a month, a year or on Sunday, and to the year of ISO weeks.
CREATE OR REPLACE FUNCTION godwit_oracle.trunc_date(day timestamp, unit text)
RETURNS timestamp(0) LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE unit
  WHEN 'sunday' THEN date_trunc('day', day) - extract(dow FROM day)::integer * interval '1 day'
  WHEN 'week of month' THEN date_trunc('day', day) - (extract(day FROM day)::integer - 1) % 7 * interval '1 day'
  WHEN 'week of year' THEN date_trunc('day', day) - (extract(doy FROM day)::integer - 1) % 7 * interval '1 day'
  WHEN 'iso year' THEN date_trunc('week', make_date(extract(isoyear FROM day)::integer, 1, 4)::timestamp) END
$$;

-- table kind
CREATE TABLE kind (
  id SMALLINT PRIMARY KEY,
  name VARCHAR(20)
);

-- table node
-- Hierarchies of joins, queries and whole rows; dates by their units, numbers by their masks; places of rows.
CREATE TABLE node (
  id INTEGER PRIMARY KEY,
  parent INTEGER,
  name VARCHAR(20),
  kind SMALLINT,
  made TIMESTAMP(0),
  cost NUMERIC(9, 2)
);

-- procedure jobs
CREATE OR REPLACE PROCEDURE jobs()
LANGUAGE plpgsql
AS $body1$
#variable_conflict use_column
DECLARE
  n NUMERIC;
BEGIN
  -- | dbms_job.submit(n, 'traced;', sysdate, 'sysdate + 1/24')
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'not converted: dbms_job.submit: the target has no clock of its own; with pg_cron SELECT cron.schedule(''a name'', ''0 * * * *'', $$CALL traced()$$)';
  -- | dbms_scheduler.create_job(job_name => 'NIGHTLY', job_type => 'PLSQL_BLOCK', job_action => 'begin traced; end;', repeat_interval => 'FREQ=WEEKLY;BYDAY=MON,FRI;BYHOUR=2;BYMINUTE=30', enabled => true)
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'not converted: dbms_scheduler.create_job: the target has no clock of its own; with pg_cron SELECT cron.schedule(''nightly'', ''30 2 * * 1,5'', $$CALL traced()$$)';
  -- | dbms_scheduler.drop_job('NIGHTLY')
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'not converted: dbms_scheduler.drop_job: the target has no clock of its own; with pg_cron cron.unschedule, cron.alter_job or a row of cron.job';
END;
$body1$;

-- procedure made_by_name
CREATE OR REPLACE PROCEDURE made_by_name(
  p_name VARCHAR,
  OUT p_out text)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  -- | select xmlserialize(xmlelement(evalname p_name, 1) as clob) into p_out from dual
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'not converted: the function xmlelement is not supported';
END;
$$;

-- procedure made_xml
CREATE OR REPLACE PROCEDURE made_xml(OUT p_out text)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  x XML;
  c CHAR(4) := 'ab';
BEGIN
  SELECT xmlelement(NAME "r", xmlagg(xmlelement(NAME "e", xmlforest(id AS "id", name AS "NAME")) ORDER BY id))
  INTO STRICT x
  FROM node
  WHERE id < 3;
  p_out := godwit_oracle.xml_text(x);
END;
$$;

-- procedure places
CREATE OR REPLACE PROCEDURE places(OUT p_out VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v_row VARCHAR(18);
  n NUMERIC;
  _sql_rowcount INTEGER;
  r RECORD;
BEGIN
  DELETE FROM node
  WHERE ctid NOT IN (
    SELECT min(ctid)
    FROM node
    GROUP BY name);
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  p_out := CONCAT(_sql_rowcount, ' ');
  FOR r IN (
    SELECT
      ctid AS place,
      n.*
    FROM node n
    FOR UPDATE) LOOP
    UPDATE node
    SET cost = cost + 1
    WHERE ctid = CAST(r.place AS TID);
    GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  END LOOP;
  INSERT INTO node (id, name, cost)
    VALUES (99, 'new', 5)
  RETURNING ctid INTO v_row;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  UPDATE node
  SET cost = 6
  WHERE ctid = CAST(v_row AS TID)
  RETURNING cost INTO n;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  p_out := NULLIF(CONCAT(p_out, godwit_oracle.text_of(n)), '');
END;
$$;

-- procedure traced
CREATE OR REPLACE PROCEDURE traced(OUT p_out VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NULL;
  EXECUTE 'truncate table kind';
  NULL;
  RAISE EXCEPTION USING ERRCODE = 'OR001', MESSAGE = 'mine';
EXCEPTION
  WHEN OTHERS THEN
    DECLARE
      _error_context text;
    BEGIN
      GET STACKED DIAGNOSTICS _error_context = PG_EXCEPTION_CONTEXT;
      p_out := CONCAT(SQLERRM, ' ', CASE WHEN _error_context LIKE '%traced%' THEN 'traced' END);
    END;
END;
$$;

-- view v_comma
CREATE OR REPLACE VIEW v_comma AS
WITH RECURSIVE joined_rows AS (
  SELECT
    n.id AS id,
    k.name AS name,
    n.name AS name_2,
    n.parent AS parent
  FROM
    node n,
    kind k
  WHERE k.id = n.kind),
joined_tree AS (
  SELECT
    joined.*,
    1 AS level,
    CONCAT('/', joined.name_2) AS path_1
  FROM joined_rows joined
  WHERE joined.parent IS NULL
  UNION ALL
  SELECT
    joined.*,
    joined_tree.level + 1,
    CONCAT(joined_tree.path_1, '/', joined.name_2)
  FROM joined_tree
    JOIN joined_rows joined ON joined_tree.id = joined.parent) SEARCH DEPTH FIRST BY name_2, id SET tree_order
SELECT
  joined.id,
  joined.name,
  joined.path_1 AS path
FROM joined_tree joined
WHERE joined.name <> 'leaf'
ORDER BY tree_order;

-- view v_elements
-- XML that queries make.
CREATE OR REPLACE VIEW v_elements AS
SELECT
  n.id,
  xmlelement(NAME "node", xmlattributes(n.id AS "id", n.name AS "NAME"), xmlforest(godwit_oracle.text_of(n.cost) AS "cost", TO_CHAR(n.made,
      'YYYY-MM-DD') AS "MADE"), xmlelement(NAME "empty")) AS element
FROM node n;

-- view v_joined
CREATE OR REPLACE VIEW v_joined AS
WITH RECURSIVE joined_rows AS (
  SELECT
    n.name AS name,
    k.name AS name_2,
    n.parent AS parent,
    n.id AS id,
    n.cost AS cost
  FROM node n
    JOIN kind k ON k.id = n.kind),
joined_tree AS (
  SELECT
    joined.*,
    1 AS level
  FROM joined_rows joined
  WHERE joined.parent IS NULL
  UNION ALL
  SELECT
    joined.*,
    joined_tree.level + 1
  FROM joined_tree
    JOIN joined_rows joined ON joined_tree.id = joined.parent) SEARCH DEPTH FIRST BY id SET tree_order
SELECT
  joined.name,
  joined.name_2 AS kind,
  joined.level AS depth
FROM joined_tree joined
WHERE joined.cost > 0
ORDER BY tree_order;

-- view v_lists
CREATE OR REPLACE VIEW v_lists AS
SELECT
  godwit_oracle.xml_text(xmlelement(NAME "all", xmlagg(xmlelement(NAME "N", name) ORDER BY name))) AS names,
  NULLIF(RTRIM(godwit_oracle.xml_text(godwit_oracle.xml_extract(xmlagg(xmlelement(NAME "E", CONCAT(name,
                          ',')) ORDER BY name), '//text()')), ','), '') AS words,
  xmlserialize(CONTENT xmlconcat(xmlelement(NAME "a", 1), xmlelement(NAME "b", 'x<y')) AS text) AS parts
FROM node
WHERE id < 4;

-- view v_masks
CREATE OR REPLACE VIEW v_masks AS
SELECT
  id,
  godwit_oracle.to_char_number(cost, '$9,990.00') AS money,
  godwit_oracle.to_char_number(-cost, 'FM$9,990.00') AS less,
  godwit_oracle.text_of(cost) AS plain,
  godwit_oracle.to_char_number(cost, 'FM9.99EEEE') AS power,
  godwit_oracle.to_char_number(cost * 1000000, '$9,990.00') AS much,
  TO_CHAR(id, 'FMRN') AS roman
FROM node;

-- view v_of_query
CREATE OR REPLACE VIEW v_of_query AS
WITH RECURSIVE q_rows AS (
  SELECT
    id,
    parent,
    upper(name) AS name
  FROM node
  WHERE cost >= 10),
q_tree AS (
  SELECT
    q.*,
    1 AS level,
    q.name AS root_1
  FROM q_rows q
  WHERE q.parent IS NULL
  UNION ALL
  SELECT
    q.*,
    q_tree.level + 1,
    q_tree.root_1
  FROM q_tree
    JOIN q_rows q ON q_tree.id = q.parent) SEARCH DEPTH FIRST BY id SET tree_order
SELECT
  q.name,
  q.root_1 AS top,
  q.level AS depth
FROM q_tree q
ORDER BY tree_order;

-- view v_units
CREATE OR REPLACE VIEW v_units AS
SELECT
  id,
  godwit_oracle.trunc_date(made, 'sunday') AS sunday,
  godwit_oracle.trunc_date(made, 'week of month') AS of_month,
  godwit_oracle.trunc_date(made, 'week of year') AS of_year,
  DATE_TRUNC('week', made) AS monday,
  DATE_TRUNC('quarter', made) AS quarter,
  DATE_TRUNC('century', made) AS century,
  godwit_oracle.trunc_date(made, 'iso year') AS iso,
  godwit_oracle.trunc_date(made, 'sunday') AS day,
  DATE_TRUNC('month', made) AS month,
  DATE_TRUNC('hour', made) AS hour
FROM node;

-- view v_whole
CREATE OR REPLACE VIEW v_whole AS
WITH RECURSIVE n_tree AS (
  SELECT
    n.*,
    n AS row_itself,
    1 AS level
  FROM node n
  WHERE parent IS NULL
  UNION ALL
  SELECT
    n.*,
    n,
    n_tree.level + 1
  FROM n_tree
    JOIN node n ON n_tree.id = n.parent) SEARCH DEPTH FIRST BY id SET tree_order
SELECT
  (n.row_itself).*,
  n.level AS depth,
  CASE WHEN EXISTS (
      SELECT 1
      FROM node n_child
      WHERE n.id = n_child.parent) THEN 0 ELSE 1 END AS is_leaf
FROM n_tree n
ORDER BY tree_order;

-- view v_words
CREATE OR REPLACE VIEW v_words AS
WITH RECURSIVE series (level) AS (
  SELECT 1
  UNION ALL
  SELECT series.level + 1
  FROM series
  WHERE NULLIF(regexp_substr('a,bc,d', '[^,]+', 1, CAST(series.level + 1 AS INTEGER)), '') IS NOT NULL)
SELECT
  NULLIF(regexp_substr('a,bc,d', '[^,]+', 1, CAST(series.level AS INTEGER)), '') AS word,
  series.level AS place
FROM series;
