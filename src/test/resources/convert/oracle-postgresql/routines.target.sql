
-- procedure hire
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- procedure raise_salary
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- function outer_variable
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- function summary_of
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- table emp
-- Functions and procedures.
CREATE TABLE emp (
  id INTEGER PRIMARY KEY,
  name VARCHAR(30),
  salary NUMERIC(8, 2),
  hired TIMESTAMP(0),
  dept SMALLINT
);

-- function outer_variable
CREATE TYPE outer_variable_t_line AS (
  no NUMERIC,
  text VARCHAR(20)
);

-- function summary_of
CREATE TYPE summary_of_t_summary AS (
  name VARCHAR(30),
  pay NUMERIC
);

-- function bonus
CREATE OR REPLACE FUNCTION bonus(
  p_salary NUMERIC,
  p_rate NUMERIC DEFAULT 0.1,
  p_extra NUMERIC DEFAULT NULL)
RETURNS NUMERIC
LANGUAGE plpgsql
IMMUTABLE
AS $$
#variable_conflict use_column
DECLARE
  c_most CONSTANT NUMERIC := 1000;
  v NUMERIC := p_salary * p_rate;
BEGIN
  IF v > c_most THEN
    v := c_most;
  ELSIF v IS NULL
    OR v < 0 THEN
    v := 0;
  ELSE
    NULL;
  END IF;
  CASE
    WHEN p_extra > 0 THEN
      v := v + p_extra;
    ELSE
      v := v;
  END CASE;
  RETURN round(v, 2);
END;
$$;

-- procedure bulk
CREATE OR REPLACE PROCEDURE bulk()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l emp ARRAY;
  c CURSOR FOR
    SELECT *
    FROM emp;
  l_one emp;
BEGIN
  OPEN c;
  l := '{}';
  LOOP
    FETCH c INTO l_one;
    EXIT WHEN NOT FOUND;
    l := ARRAY_APPEND(l, l_one);
    EXIT WHEN CARDINALITY(l) >= 10;
  END LOOP;
END;
$$;

-- function circle
CREATE OR REPLACE FUNCTION circle_square(n NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN n * n;
END;
$$;
CREATE OR REPLACE PROCEDURE circle_say(p_text VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RAISE NOTICE '%', p_text;
END;
$$;
CREATE OR REPLACE FUNCTION circle(p_radius NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL circle_say('circle');
  RETURN round(3.14159 * circle_square(p_radius), 2);
END;
$$;

-- function days_employed
CREATE OR REPLACE FUNCTION days_employed(p_id NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v_row emp%ROWTYPE;
BEGIN
  SELECT *
  INTO STRICT v_row
  FROM emp
  WHERE id = p_id;
  RETURN EXTRACT(EPOCH FROM DATE_TRUNC('day', CAST(DATE_TRUNC('second', CLOCK_TIMESTAMP()) AS TIMESTAMP(0))) - v_row.hired) / 86400;
END;
$$;

-- function emp_name
CREATE OR REPLACE FUNCTION emp_name(p_id NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v_name emp.name%TYPE; -- as the table has it
BEGIN
  SELECT name
  INTO STRICT v_name
  FROM emp
  WHERE id = p_id;
  RETURN v_name;
EXCEPTION
  WHEN no_data_found THEN
    RETURN 'nobody';
END;
$$;

-- view emp_v
CREATE OR REPLACE VIEW emp_v AS
SELECT
  id,
  emp_name(id) AS name
FROM emp;

-- function ends_it
CREATE OR REPLACE FUNCTION ends_it()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NULL;
  RETURN 1;
END;
$$;

-- procedure hire
CREATE OR REPLACE PROCEDURE hire(
  p_name VARCHAR,
  INOUT p_id NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF p_id IS NULL THEN
    SELECT COALESCE(max(id), 0) + 1
    INTO STRICT p_id
    FROM emp;
  END IF;
  INSERT INTO emp (id, name, salary, hired)
    VALUES (p_id, p_name, 0, DATE_TRUNC('day', CAST(DATE_TRUNC('second', CLOCK_TIMESTAMP()) AS TIMESTAMP(0))));
EXCEPTION
  WHEN unique_violation THEN
    RAISE EXCEPTION USING ERRCODE = 'OR002', MESSAGE = CONCAT('there is ', godwit_oracle.text_of(p_id),
        ' already');
  WHEN OTHERS THEN
    IF SQLSTATE = 'OR001' THEN
      RAISE;
    END IF;
    RAISE NOTICE '%', sqlerrm;
    RAISE;
END;
$$;

-- procedure raise_salary
CREATE OR REPLACE PROCEDURE raise_salary(
  p_id NUMERIC,
  p_by NUMERIC,
  OUT p_new NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _sql_rowcount INTEGER;
BEGIN
  UPDATE emp e
  SET salary = e.salary + p_by
  WHERE e.id = p_id
  RETURNING e.salary INTO p_new;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  IF _sql_rowcount = 0 THEN
    RAISE EXCEPTION USING ERRCODE = 'OR001', MESSAGE = CONCAT('no employee ', godwit_oracle.text_of(p_id));
  END IF;
  RAISE NOTICE '%', CONCAT('raised ', emp_name(p_id), ' to ', godwit_oracle.text_of(p_new));
END;
$$;

-- procedure hire_all
CREATE OR REPLACE PROCEDURE hire_all()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v_id NUMERIC;
  r RECORD;
BEGIN
  FOR i IN 1 .. 3 LOOP
    v_id := NULL;
    CALL hire(CONCAT('worker ', i), v_id);
  END LOOP;
  FOR i IN REVERSE 3 .. 1 LOOP
    CONTINUE WHEN i = 2;
    CALL raise_salary(i, i * 100, v_id);
  END LOOP;
  WHILE v_id > 50 LOOP
    v_id := v_id / 2.0;
  END LOOP;
  <<outer_loop>>
  LOOP
    FOR r IN (
      SELECT
        id,
        salary
      FROM emp
      ORDER BY id) LOOP
      EXIT outer_loop WHEN r.salary > 0;
    END LOOP;
  END LOOP;
END;
$$;

-- procedure jumps
CREATE OR REPLACE PROCEDURE jumps()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  <<there>>
  BEGIN
    EXIT there;
  END;
  NULL;
END;
$$;

-- function outer_changed
CREATE OR REPLACE FUNCTION outer_changed_inner_two(
  INOUT n NUMERIC,
  OUT return_value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  n := n + 1;
  return_value := n;
  RETURN;
END;
$$;
CREATE OR REPLACE FUNCTION outer_changed(p NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  n NUMERIC := 0;
  result_of_call_1 RECORD;
BEGIN
  SELECT r.*
  INTO STRICT result_of_call_1
  FROM outer_changed_inner_two(n) r;
  n := result_of_call_1.n;
  RETURN result_of_call_1.return_value;
END;
$$;

-- function outer_variable
CREATE OR REPLACE FUNCTION outer_variable_inner_one(p NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN p + 1;
END;
$$;
CREATE OR REPLACE PROCEDURE outer_variable_add(
  INOUT l outer_variable_t_line,
  p NUMERIC,
  INOUT v VARCHAR(100),
  x VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  v := NULLIF(CONCAT(v, x), '');
  l.no := COALESCE(l.no, 0) + outer_variable_inner_one(p);
END;
$$;
CREATE OR REPLACE PROCEDURE outer_variable_add_twice(
  INOUT l outer_variable_t_line,
  p NUMERIC,
  INOUT v VARCHAR(100),
  x VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  copied outer_variable_t_line;
BEGIN
  CALL outer_variable_add(l, p, v, x);
  CALL outer_variable_add(l, p, v, x => x);
  copied := l;
  l := copied;
END;
$$;
CREATE OR REPLACE FUNCTION outer_variable(p NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l outer_variable_t_line;
  v VARCHAR(100) := 'p';
BEGIN
  CALL outer_variable_add_twice(l, p, v, '-');
  RETURN CONCAT(v, outer_variable_inner_one(p), ':', godwit_oracle.text_of(l.no));
END;
$$;

-- function rows_of
CREATE OR REPLACE FUNCTION rows_of(
  p_table VARCHAR,
  p_least NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  n NUMERIC;
BEGIN
  EXECUTE CONCAT('select count(*) from ', p_table, ' where salary >= $1') INTO STRICT n USING p_least;
  RETURN n;
END;
$$;

-- function summary_of
CREATE OR REPLACE FUNCTION summary_of(p_id NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  s summary_of_t_summary;
BEGIN
  SELECT
    name,
    salary * 12
  INTO STRICT s
  FROM emp
  WHERE id = p_id;
  s.pay := s.pay + 1;
  RETURN CONCAT(s.name, ' ', godwit_oracle.text_of(s.pay));
END;
$$;

-- procedure upsert
CREATE OR REPLACE PROCEDURE upsert(
  p_id NUMERIC,
  p_name VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  MERGE INTO emp e
  USING (
    SELECT
      p_id AS id,
      p_name AS name) s
  ON e.id = s.id
  WHEN MATCHED AND e.name <> s.name THEN UPDATE SET name = s.name
  WHEN NOT MATCHED THEN INSERT (id, name, salary) VALUES (s.id, s.name, 1);
  COMMIT;
END;
$$;

-- procedure uses_utl
CREATE OR REPLACE PROCEDURE uses_utl()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  -- | utl_tcp.close_all_connections
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'not converted: the function utl_tcp.close_all_connections of a user is not converted yet';
END;
$$;

-- function with_out
CREATE OR REPLACE FUNCTION with_out(
  OUT p NUMERIC,
  OUT return_value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  p := 1;
  return_value := 2;
  RETURN;
END;
$$;

-- procedure writes_alone
CREATE OR REPLACE PROCEDURE writes_alone()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NULL;
END;
$$;
