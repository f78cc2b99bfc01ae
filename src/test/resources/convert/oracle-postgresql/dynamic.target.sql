
-- procedure executed
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- function number_of
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- SQLCODE: Oracle's number of what PostgreSQL raises; 1 of an exception that a program declares, -600 of what Oracle has no number for.
CREATE OR REPLACE FUNCTION godwit_oracle.sqlcode(state text)
RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE
  WHEN state = 'OR381' THEN -24381
  WHEN state ~ '^OR[0-9]{3}$' THEN -20000 - substr(state, 3)::integer
  WHEN state ~ '^U[0-9A-Z]{4}$' THEN 1
  ELSE CASE state
    WHEN '00000' THEN 0 WHEN 'P0002' THEN 100 WHEN 'P0003' THEN -1422
    WHEN '23505' THEN -1 WHEN '23502' THEN -1400 WHEN '23503' THEN -2291 WHEN '23514' THEN -2290
    WHEN '22012' THEN -1476 WHEN '22P02' THEN -6502 WHEN '22001' THEN -6502 WHEN '22003' THEN -6502
    WHEN '22004' THEN -6502 WHEN '22000' THEN -6502 WHEN '22007' THEN -1861 WHEN '22008' THEN -1847
    WHEN '2202E' THEN -6533 WHEN '42804' THEN -6504 WHEN '20000' THEN -6592
    WHEN '42P03' THEN -6511 WHEN '34000' THEN -1001 WHEN '28P01' THEN -1017 WHEN '42501' THEN -1031
    WHEN '40P01' THEN -60 WHEN '55P03' THEN -54 WHEN '40001' THEN -8177 WHEN '57014' THEN -1013
    WHEN '42601' THEN -900 WHEN '42703' THEN -904 WHEN '42P01' THEN -942 WHEN '42P07' THEN -955
    WHEN '42883' THEN -904 WHEN '53200' THEN -4030 ELSE -600 END
END
$$;

-- table tool
-- Texts that are executed: blocks, calls, what they give back; and the numbers of errors.
CREATE TABLE tool (
  id INTEGER PRIMARY KEY,
  name VARCHAR(20),
  price NUMERIC(9, 2)
);

-- procedure add_one
CREATE OR REPLACE PROCEDURE add_one(
  p_in NUMERIC,
  OUT p_out NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  p_out := p_in + 1;
END;
$$;

-- function twice
CREATE OR REPLACE FUNCTION twice(p_in NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN p_in * 2;
END;
$$;

-- procedure executed
CREATE OR REPLACE PROCEDURE executed(
  p_name VARCHAR,
  p_function VARCHAR,
  price NUMERIC,
  OUT p_out VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v_sql VARCHAR(400);
  v_table VARCHAR(30) := 'tool';
  v_name VARCHAR(20);
  n NUMERIC := 1;
  m NUMERIC;
  _sql_rowcount INTEGER;
BEGIN
  BEGIN
    CALL add_one(n, m);
  END;
  p_out := CONCAT(godwit_oracle.text_of(m), ' ');
  BEGIN
    m := twice(n) + n;
  END;
  p_out := CONCAT(p_out, godwit_oracle.text_of(m), ' ');
  EXECUTE CONCAT('CALL ', p_name, '($1, $2)') INTO STRICT m USING 5, m;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  p_out := CONCAT(p_out, godwit_oracle.text_of(m), ' ');
  EXECUTE CONCAT('SELECT ', p_function, '($1)') INTO STRICT m USING 5;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  p_out := CONCAT(p_out, godwit_oracle.text_of(m), ' ');
  v_sql := 'begin update tool set price = :price where id = :id; :n := sql%rowcount; end;';
  DECLARE
    bound_1 NUMERIC := price;
    bound_2 NUMERIC := n;
  BEGIN
    BEGIN
      UPDATE tool
      SET price = bound_1
      WHERE id = bound_2;
      GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
      m := _sql_rowcount;
    END;
  END;
  p_out := CONCAT(p_out, godwit_oracle.text_of(m), ' ');
  DECLARE
    k NUMERIC := n + 1;
  BEGIN
    CALL add_one(k, m);
  END;
  p_out := CONCAT(p_out, godwit_oracle.text_of(m), ' ');
  EXECUTE CONCAT('update ', v_table, ' set price = price + 1 where id = $1 returning name, price') INTO v_name,
      m USING n;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  p_out := CONCAT(p_out, v_name, godwit_oracle.text_of(m), ' ');
  EXECUTE 'delete from tool where id = $1 returning name' INTO v_name USING 99;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  p_out := NULLIF(CONCAT(p_out, _sql_rowcount), '');
END;
$$;

-- procedure executed_by_parts
CREATE OR REPLACE PROCEDURE executed_by_parts(p_name VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  -- | execute immediate 'begin if ' || p_name || ' then null; end if; end;'
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'not converted: a text that is a block, of which only its parts tell what it does, can''t be executed on the target';
END;
$$;

-- procedure note_error
CREATE OR REPLACE PROCEDURE note_error()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO tool
    VALUES (0, SUBSTR('ORA-0000: normal, successful completion', 1, 20), NULL);
END;
$$;

-- function number_of
CREATE OR REPLACE FUNCTION number_of(p_case NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  n NUMERIC;
  v VARCHAR(2);
BEGIN
  IF p_case = 1 THEN
    SELECT id
    INTO STRICT n
    FROM tool
    WHERE id = -1;
  ELSIF p_case = 2 THEN
    INSERT INTO tool
      VALUES (1, 'again', 0);
  ELSIF p_case = 3 THEN
    n := 1.0 / (p_case - 3);
  ELSIF p_case = 4 THEN
    RAISE EXCEPTION USING ERRCODE = 'OR123', MESSAGE = 'mine';
  ELSIF p_case = 5 THEN
    RAISE EXCEPTION USING ERRCODE = 'UXPVR', MESSAGE = 'own';
  ELSIF p_case = 6 THEN
    v := NULLIF(RPAD('x', CAST(p_case AS INTEGER), 'x'), '');
  ELSIF p_case = 7 THEN
    SELECT id
    INTO STRICT n
    FROM tool;
  END IF;
  RETURN 0;
EXCEPTION
  WHEN OTHERS THEN
    IF SQLSTATE IN ('22P02', '22003', '22001', '22007', '22008', '22004', '22000') THEN
      RETURN CONCAT('value ', godwit_oracle.sqlcode(SQLSTATE));
    ELSIF godwit_oracle.sqlcode(SQLSTATE) = -1403 THEN
      RETURN 'never';
    ELSIF godwit_oracle.sqlcode(SQLSTATE) IN (100, -1) THEN
      RETURN CONCAT('known ', godwit_oracle.sqlcode(SQLSTATE), CASE WHEN SQLERRM = sqlerrm THEN ' same' END);
    ELSIF godwit_oracle.sqlcode(SQLSTATE) BETWEEN -20999 AND -20000 THEN
      RETURN CONCAT('own ', godwit_oracle.sqlcode(SQLSTATE));
    END IF;
    CASE godwit_oracle.sqlcode(SQLSTATE)
      WHEN 1 THEN
        RETURN 'declared';
      ELSE
        RETURN godwit_oracle.sqlcode(SQLSTATE);
    END CASE;
END;
$$;
