
-- package bank
CREATE SCHEMA IF NOT EXISTS bank;

-- function divide
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

-- table account
-- Exceptions.
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  balance NUMERIC(12, 2) NOT NULL CHECK (balance >= 0)
);

-- function divide
CREATE OR REPLACE FUNCTION divide(
  a NUMERIC,
  b NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  n NUMERIC;
BEGIN
  n := CAST(a AS NUMERIC) / b;
  RETURN TO_CHAR(n, 'FM990.00');
EXCEPTION
  WHEN division_by_zero THEN
    RETURN 'infinite';
  WHEN invalid_text_representation OR numeric_value_out_of_range OR string_data_right_truncation OR invalid_datetime_format OR datetime_field_overflow OR null_value_not_allowed THEN
    RETURN 'none';
  WHEN OTHERS THEN
    RETURN CONCAT('code ', godwit_oracle.sqlcode(SQLSTATE));
END;
$$;

-- procedure transfer
CREATE OR REPLACE PROCEDURE transfer(
  p_from NUMERIC,
  p_to NUMERIC,
  p_amount NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF p_from = p_to THEN
    RAISE EXCEPTION USING ERRCODE = 'USZEJ', MESSAGE = 'e_same';
  END IF;
  IF p_amount > 1000 THEN
    RAISE EXCEPTION USING ERRCODE = 'OR010', MESSAGE = 'e_closed';
  END IF;
  BEGIN
    UPDATE account
    SET balance = balance - p_amount
    WHERE id = p_from;
  EXCEPTION
    WHEN SQLSTATE '23514' THEN
      RAISE EXCEPTION USING ERRCODE = 'OR011', MESSAGE = CONCAT('not enough: ', sqlerrm);
  END;
  UPDATE account
  SET balance = balance + p_amount
  WHERE id = p_to;
EXCEPTION
  WHEN SQLSTATE 'USZEJ' THEN
    NULL;
  WHEN SQLSTATE 'OR010' OR internal_error THEN
    RAISE EXCEPTION USING ERRCODE = 'OR012', MESSAGE = 'closed';
END;
$$;
