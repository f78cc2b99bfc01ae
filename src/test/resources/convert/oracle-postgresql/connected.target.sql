CREATE SCHEMA IF NOT EXISTS hr;
CREATE SCHEMA IF NOT EXISTS oe;

-- package hr.q
CREATE SCHEMA IF NOT EXISTS q;

-- package body hr.q
CREATE SCHEMA IF NOT EXISTS q;

-- sequence oe.s
CREATE SEQUENCE oe.s;

-- table hr.emp
CREATE TABLE hr.emp (
  id INTEGER,
  name VARCHAR(20),
  amount NUMERIC(5, -2)
);
COMMENT ON COLUMN hr.emp.name IS 'who';

-- table oe.emp
CREATE TABLE oe.emp (
  code VARCHAR(9) PRIMARY KEY,
  note VARCHAR(9)
);

-- table plain
CREATE TABLE plain (
  id INTEGER
);

-- table plain2
CREATE TABLE plain2 (
  id INTEGER
);

-- index hr.emp_i
CREATE INDEX emp_i ON hr.emp (name);

-- package body hr.q
CREATE OR REPLACE PROCEDURE q.clear()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  DELETE FROM hr.emp;
END;
$$;

-- procedure oe.p
CREATE OR REPLACE PROCEDURE oe.p()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL q.clear();
  INSERT INTO oe.emp (code)
    VALUES (NEXTVAL('oe.s'));
END;
$$;

-- view oe.v
CREATE OR REPLACE VIEW oe.v AS
SELECT
  code,
  note
FROM oe.emp;

-- synonym public.oe_emp
CREATE OR REPLACE VIEW public.oe_emp AS
SELECT *
FROM oe.emp;

-- trigger oe.tr
CREATE OR REPLACE FUNCTION oe.tr_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NEW.note := 'x';
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER tr
BEFORE INSERT ON oe.emp
FOR EACH ROW
EXECUTE FUNCTION oe.tr_fn();

-- table oe.emp
GRANT USAGE ON SCHEMA oe TO reader;
GRANT SELECT ON oe.emp TO reader;
