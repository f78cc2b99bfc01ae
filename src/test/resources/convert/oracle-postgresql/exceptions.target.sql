
-- package bank
CREATE SCHEMA IF NOT EXISTS bank;

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
    RETURN CONCAT('code ', SQLSTATE);
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
