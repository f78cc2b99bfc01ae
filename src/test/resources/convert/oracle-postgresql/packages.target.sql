CREATE SCHEMA IF NOT EXISTS hr;

-- package hr.people
CREATE SCHEMA IF NOT EXISTS people;

-- package body hr.people
CREATE SCHEMA IF NOT EXISTS people;

-- package marks
CREATE SCHEMA IF NOT EXISTS marks;

-- package body marks
CREATE SCHEMA IF NOT EXISTS marks;

-- table hr.staff
-- Packages.
CREATE TABLE hr.staff (
  id INTEGER PRIMARY KEY,
  name VARCHAR(30),
  boss INTEGER
);

-- table marked
-- A column that has the name of a function.
CREATE TABLE marked (
  id NUMERIC PRIMARY KEY,
  label VARCHAR(20),
  tag VARCHAR(20)
);

-- package hr.people
CREATE TYPE people.t_person AS (
  id INTEGER,
  name VARCHAR(30)
);

-- package hr.people
CREATE OR REPLACE FUNCTION people.c_company()
RETURNS VARCHAR(20)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _first VARCHAR(20) := 'ACME';
BEGIN
  RETURN _first;
END;
$$;
CREATE OR REPLACE FUNCTION people.g_calls()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('people.g_calls', TRUE);
BEGIN
  CALL people.package_init();
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN 0;
END;
$$;
CREATE OR REPLACE PROCEDURE people.g_calls(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL people.package_init();
  PERFORM SET_CONFIG('people.g_calls', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value),
            '') END, FALSE);
END;
$$;

-- package body hr.people
CREATE OR REPLACE FUNCTION people.g_last()
RETURNS hr.staff.id%TYPE
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('people.g_last', TRUE);
BEGIN
  CALL people.package_init();
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE PROCEDURE people.g_last(value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _given hr.staff.id%TYPE := value;
BEGIN
  CALL people.package_init();
  PERFORM SET_CONFIG('people.g_last', CASE WHEN _given IS NULL THEN '-' ELSE NULLIF(CONCAT('=', _given),
            '') END, FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION people.g_person()
RETURNS people.t_person
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('people.g_person', TRUE);
BEGIN
  CALL people.package_init();
  IF _kept LIKE '=%' THEN
    RETURN CAST(RIGHT(_kept, -1) AS people.t_person);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE PROCEDURE people.g_person(value people.t_person)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL people.package_init();
  PERFORM SET_CONFIG('people.g_person', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value),
            '') END, FALSE);
END;
$$;
CREATE OR REPLACE FUNCTION people.g_ids()
RETURNS NUMERIC ARRAY
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('people.g_ids', TRUE);
BEGIN
  CALL people.package_init();
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE PROCEDURE people.g_ids(value NUMERIC ARRAY)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL people.package_init();
  PERFORM SET_CONFIG('people.g_ids', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=', value),
            '') END, FALSE);
END;
$$;
CREATE OR REPLACE PROCEDURE people.count_call()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL people.package_init();
  CALL people.g_calls(people.g_calls() + 1);
END;
$$;
CREATE OR REPLACE FUNCTION people.label(p_id NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v VARCHAR(100);
BEGIN
  CALL people.package_init();
  CALL people.count_call();
  SELECT name
  INTO STRICT v
  FROM hr.staff
  WHERE id = p_id;
  RETURN CONCAT(people.c_company(), ': ', v);
END;
$$;
CREATE OR REPLACE PROCEDURE people.add(
  p_name VARCHAR(30),
  p_boss NUMERIC DEFAULT NULL)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL people.package_init();
  INSERT INTO hr.staff (id, name, boss)
    VALUES (COALESCE(people.g_last(), 0) + 1, p_name, p_boss);
  CALL people.g_last(COALESCE(people.g_last(), 0) + 1);
END;
$$;
CREATE OR REPLACE PROCEDURE people.add(
  p_id NUMERIC,
  p_name VARCHAR(30))
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL people.package_init();
  INSERT INTO hr.staff
    VALUES (p_id, p_name, NULL);
  CALL people.g_last(p_id);
END;
$$;
CREATE OR REPLACE FUNCTION people.calls()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL people.package_init();
  RETURN people.g_calls();
END;
$$;
CREATE OR REPLACE FUNCTION people.whole(p_id NUMERIC)
RETURNS people.t_person
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  p people.t_person;
BEGIN
  CALL people.package_init();
  SELECT
    id,
    name
  INTO STRICT p
  FROM hr.staff
  WHERE id = p_id;
  RETURN p;
END;
$$;
-- not yet
CREATE OR REPLACE PROCEDURE people.part_of_variable()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  g_person_copy people.t_person;
BEGIN
  CALL people.package_init();
  g_person_copy := people.g_person();
  g_person_copy.name := 'x';
  CALL people.g_person(g_person_copy);
END;
$$;
CREATE OR REPLACE PROCEDURE people.element_of_variable()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  g_ids_copy NUMERIC ARRAY;
BEGIN
  CALL people.package_init();
  g_ids_copy := people.g_ids();
  g_ids_copy[1] := 2;
  CALL people.g_ids(value => g_ids_copy);
END;
$$;
CREATE OR REPLACE PROCEDURE people.many()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l JSONB;
BEGIN
  CALL people.package_init();
  l['a'] := TO_JSONB(CAST(2 AS NUMERIC));
END;
$$;
CREATE OR REPLACE PROCEDURE people.package_init()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF CURRENT_SETTING('people.package_init', TRUE) = 'done' THEN
    RETURN;
  END IF;
  PERFORM SET_CONFIG('people.package_init', 'done', FALSE);
  BEGIN
    CALL people.g_calls(5);
  END;
END;
$$;

-- procedure by_synonym
CREATE OR REPLACE PROCEDURE by_synonym()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL people.add(9, 'Zoe');
END;
$$;

-- view hr.labels
CREATE OR REPLACE VIEW hr.labels AS
SELECT
  id,
  people.label(id) AS label
FROM hr.staff;

-- procedure hr.use_people
CREATE OR REPLACE PROCEDURE hr.use_people()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL people.add('Ada');
  CALL people.add(p_name => 'Bob', p_boss => 1);
  CALL people.add(7, 'Cleo');
  RAISE NOTICE '%', NULLIF(CONCAT(people.label(1), people.c_company()), '');
END;
$$;

-- package body marks
CREATE OR REPLACE FUNCTION marks.label()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN 'new';
END;
$$;
CREATE OR REPLACE PROCEDURE marks.put(p_id NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO marked (id, label)
    VALUES (p_id, marks.label());
  UPDATE marked
  SET label = 'old'
  WHERE id = p_id - 1;
  UPDATE marked
  SET (tag, label) = (
    SELECT
      'a',
      'b')
  WHERE id = p_id - 2;
  MERGE INTO marked m
  USING (
    SELECT p_id AS id) s
  ON m.id = s.id
  WHEN MATCHED THEN UPDATE SET label = marks.label()
  WHEN NOT MATCHED THEN INSERT (id, label) VALUES (s.id, 'merged');
END;
$$;

-- package hr.people
GRANT USAGE ON SCHEMA people TO reader;
GRANT EXECUTE ON ALL ROUTINES IN SCHEMA people TO reader;

-- procedure hr.use_people
GRANT USAGE ON SCHEMA hr TO reader;
GRANT EXECUTE ON ROUTINE hr.use_people TO reader;
