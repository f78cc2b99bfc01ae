CREATE SCHEMA IF NOT EXISTS app;
CREATE SCHEMA IF NOT EXISTS hr;

-- table hr.t
CREATE TABLE hr.t (
  id INTEGER PRIMARY KEY,
  name VARCHAR(10)
);
COMMENT ON TABLE hr.t IS 'it''s a table';
COMMENT ON COLUMN hr.t.name IS 'who';

-- synonym app.t
CREATE OR REPLACE VIEW app.t AS
SELECT *
FROM hr.t;

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

-- table hr.t
GRANT SELECT, INSERT (ID, NAME), UPDATE ON hr.t TO reader, writer WITH GRANT OPTION;

-- view hr.v
GRANT SELECT ON hr.v TO public;
