CREATE SCHEMA IF NOT EXISTS app;
CREATE SCHEMA IF NOT EXISTS hr;

-- user or role reader
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'reader') THEN
    CREATE ROLE reader;
  END IF;
END $role$;

-- type hr.address
CREATE TYPE hr.address AS (
  street VARCHAR(10)
);

-- table hr.t
CREATE TABLE hr.t (
  id INTEGER PRIMARY KEY,
  name VARCHAR(10)
);
COMMENT ON TABLE hr.t IS 'it''s a table';
COMMENT ON COLUMN hr.t.name IS 'who';

-- table box
CREATE TABLE box (
  id INTEGER,
  n NUMERIC
);
COMMENT ON COLUMN box.id IS 'in a schema of its own';

-- table staff_list
CREATE TABLE staff_list (
  id INTEGER
);
COMMENT ON TABLE staff_list IS 'who works here';

-- index box_i
CREATE INDEX box_i ON box (n);

-- synonym app.t
CREATE OR REPLACE VIEW app.t AS
SELECT *
FROM hr.t;

-- procedure hr.p
CREATE OR REPLACE PROCEDURE hr.p()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NULL;
END;
$$;

-- view hr.v
CREATE OR REPLACE VIEW hr.v AS
SELECT
  id,
  name
FROM hr.t;
COMMENT ON VIEW hr.v IS 'a view';
COMMENT ON COLUMN hr.v.id IS 'the key';

-- synonym public.staff
CREATE OR REPLACE VIEW public.staff AS
SELECT *
FROM hr.v;

-- trigger hr.trg
CREATE OR REPLACE FUNCTION hr.trg_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NEW.name := 'x';
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER trg
BEFORE INSERT ON hr.t
FOR EACH ROW
EXECUTE FUNCTION hr.trg_fn();

-- table hr.t
GRANT USAGE ON SCHEMA hr TO reader, writer;
GRANT SELECT, INSERT (ID, NAME), UPDATE ON hr.t TO reader, writer WITH GRANT OPTION;

-- procedure hr.p
GRANT USAGE ON SCHEMA hr TO reader;
GRANT EXECUTE ON ROUTINE hr.p TO reader;

-- table box
GRANT SELECT ON box TO reader;

-- view hr.v
GRANT USAGE ON SCHEMA hr TO public;
GRANT SELECT ON hr.v TO public;
