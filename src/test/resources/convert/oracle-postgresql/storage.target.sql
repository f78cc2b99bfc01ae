
-- trigger sale_audit
CREATE SCHEMA IF NOT EXISTS sale_audit;
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- type t_point
CREATE TYPE t_point AS (
  x INTEGER,
  y INTEGER
);

-- table by_other_key
CREATE TABLE by_other_key (
  id INTEGER PRIMARY KEY,
  d TIMESTAMP(0)
);

-- table customer
CREATE TABLE customer (
  id INTEGER,
  region VARCHAR(10),
  kind SMALLINT
) PARTITION BY LIST (region);
CREATE TABLE customer_p_north PARTITION OF customer FOR VALUES IN ('N', 'NE') PARTITION BY HASH (id);
CREATE TABLE customer_p_north_p0 PARTITION OF customer_p_north FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE customer_p_north_p1 PARTITION OF customer_p_north FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE customer_p_south PARTITION OF customer FOR VALUES IN ('S') PARTITION BY HASH (id);
CREATE TABLE customer_p_south_p0 PARTITION OF customer_p_south FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE customer_p_south_p1 PARTITION OF customer_p_south FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE customer_p_other PARTITION OF customer DEFAULT PARTITION BY HASH (id);
CREATE TABLE customer_p_other_p0 PARTITION OF customer_p_other FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE customer_p_other_p1 PARTITION OF customer_p_other FOR VALUES WITH (MODULUS 2, REMAINDER 1);

-- table point
CREATE TABLE point (
  x INTEGER,
  y INTEGER,
  PRIMARY KEY (x)
);

-- table sale
-- Tables in parts and of kinds, and triggers of several moments.
CREATE TABLE sale (
  id INTEGER NOT NULL,
  sold TIMESTAMP(0) NOT NULL,
  region VARCHAR(10),
  CONSTRAINT sale_pk PRIMARY KEY (id, sold)
) PARTITION BY RANGE (sold);
CREATE TABLE sale_p2023 PARTITION OF sale FOR VALUES FROM (MINVALUE) TO (TIMESTAMP '2024-01-01 00:00:00');
CREATE TABLE sale_p2024 PARTITION OF sale FOR VALUES FROM (TIMESTAMP '2024-01-01 00:00:00') TO (TIMESTAMP '2025-01-01 00:00:00');
CREATE TABLE sale_p_rest PARTITION OF sale FOR VALUES FROM (TIMESTAMP '2025-01-01 00:00:00') TO (maxvalue);
CREATE TABLE sale_others PARTITION OF sale DEFAULT;

-- table sale_log
CREATE TABLE sale_log (
  text VARCHAR(100)
);

-- table spread
CREATE TABLE spread (
  id INTEGER PRIMARY KEY
) PARTITION BY HASH (id);
CREATE TABLE spread_p0 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE spread_p1 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE spread_p2 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 2);

-- table visit
CREATE TABLE visit (
  id INTEGER,
  seen TIMESTAMP(0)
) PARTITION BY RANGE (seen);
CREATE TABLE visit_p0 PARTITION OF visit FOR VALUES FROM (MINVALUE) TO (TIMESTAMP '2024-01-01 00:00:00');
CREATE TABLE visit_others PARTITION OF visit DEFAULT;

-- table work_list
CREATE TABLE work_list (
  id INTEGER,
  note VARCHAR(20)
);

-- trigger sale_audit
CREATE OR REPLACE FUNCTION sale_audit.g_ids()
RETURNS NUMERIC ARRAY
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('sale_audit.g_ids', TRUE);
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE PROCEDURE sale_audit.g_ids(value NUMERIC ARRAY)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('sale_audit.g_ids', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value),
            '') END, FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION sale_audit.g_rows()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('sale_audit.g_rows', TRUE);
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN 0;
END;
$$;
CREATE OR REPLACE PROCEDURE sale_audit.g_rows(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('sale_audit.g_rows', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value),
            '') END, FALSE);
END;
$$;

-- trigger sale_audit
CREATE OR REPLACE FUNCTION sale_audit_bs_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL sale_audit.g_ids(value => NULL);
  CALL sale_audit.g_rows(0);
  RETURN NULL;
END;
$$;
CREATE OR REPLACE TRIGGER sale_audit_bs
BEFORE INSERT OR UPDATE ON sale
FOR EACH STATEMENT
EXECUTE FUNCTION sale_audit_bs_fn();
CREATE OR REPLACE FUNCTION sale_audit_br_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF NEW.region IS NULL THEN
    NEW.region := 'none';
  END IF;
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER sale_audit_br
BEFORE INSERT OR UPDATE ON sale
FOR EACH ROW
EXECUTE FUNCTION sale_audit_br_fn();
CREATE OR REPLACE FUNCTION sale_audit_ar_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  g_ids_copy NUMERIC ARRAY;
BEGIN
  CALL sale_audit.g_rows(sale_audit.g_rows() + 1);
  g_ids_copy := sale_audit.g_ids();
  g_ids_copy[sale_audit.g_rows()] := NEW.id;
  CALL sale_audit.g_ids(value => g_ids_copy);
  RETURN NULL;
END;
$$;
CREATE OR REPLACE TRIGGER sale_audit_ar
AFTER INSERT OR UPDATE ON sale
FOR EACH ROW
EXECUTE FUNCTION sale_audit_ar_fn();
CREATE OR REPLACE FUNCTION sale_audit_as_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO sale_log (text)
    VALUES (CONCAT(sale_audit.g_rows(), ' rows, last ', godwit_oracle.text_of((sale_audit.g_ids())[sale_audit.g_rows()])));
  RETURN NULL;
END;
$$;
CREATE OR REPLACE TRIGGER sale_audit_as
AFTER INSERT OR UPDATE ON sale
FOR EACH STATEMENT
EXECUTE FUNCTION sale_audit_as_fn();
