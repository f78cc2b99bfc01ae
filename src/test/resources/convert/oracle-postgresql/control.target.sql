
-- package build_flags
CREATE SCHEMA IF NOT EXISTS build_flags;

-- package control
CREATE SCHEMA IF NOT EXISTS control;

-- package body control
CREATE SCHEMA IF NOT EXISTS control;
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- function traced
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- table account
-- What a routine does in an order of its own: jumps, transactions, functions that give several
-- values, errors that are saved.
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  balance NUMERIC(9, 2) CHECK (balance >= 0),
  note VARCHAR(40)
);

-- table large_account
CREATE TABLE large_account (
  id INTEGER,
  balance NUMERIC(9, 2)
);

-- table log_entry
CREATE TABLE log_entry (
  text VARCHAR(200)
);

-- table small_account
CREATE TABLE small_account (
  id INTEGER,
  balance NUMERIC(9, 2)
);

-- package build_flags
CREATE OR REPLACE FUNCTION build_flags.is_production()
RETURNS BOOLEAN
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN FALSE;
END;
$$;
CREATE OR REPLACE FUNCTION build_flags.trace_level()
RETURNS INTEGER
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _first INTEGER := 2;
BEGIN
  RETURN _first;
END;
$$;
CREATE OR REPLACE FUNCTION build_flags.computed()
RETURNS BOOLEAN
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _kept text := CURRENT_SETTING('build_flags.computed', TRUE);
  _first BOOLEAN := NULL;
BEGIN
  IF _kept LIKE '=%' THEN
    RETURN RIGHT(_kept, -1);
  END IF;
  IF _kept = '-' THEN
    RETURN NULL;
  END IF;
  _first := build_flags.trace_level() > 4;
  CALL build_flags.computed(value => _first);
  RETURN _first;
END;
$$;
CREATE OR REPLACE PROCEDURE build_flags.computed(value BOOLEAN)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM SET_CONFIG('build_flags.computed', CASE WHEN value IS NULL THEN '-' ELSE NULLIF(CONCAT('=',
                value), '') END, FALSE);
END;
$$;

-- package body control
CREATE OR REPLACE FUNCTION control."both"(
  p_id NUMERIC,
  OUT p_note VARCHAR,
  INOUT p_calls NUMERIC,
  OUT return_value NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_balance NUMERIC;
BEGIN
  p_calls := p_calls + 1;
  SELECT
    balance,
    note
  INTO STRICT l_balance, p_note
  FROM account
  WHERE id = p_id;
  return_value := l_balance;
  RETURN;
EXCEPTION
  WHEN no_data_found THEN
    p_note := 'none';
    return_value := -1;
    RETURN;
END;
$$;
CREATE OR REPLACE FUNCTION control.use_both(p_id NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_note VARCHAR(40);
  l_calls NUMERIC := 0;
  l_balance NUMERIC;
  result_of_call_1 RECORD;
  result_of_call_2 RECORD;
BEGIN
  SELECT r.*
  INTO STRICT result_of_call_1
  FROM control."both"(p_id, l_calls) r;
  l_note := result_of_call_1.p_note;
  l_calls := result_of_call_1.p_calls;
  l_balance := result_of_call_1.return_value;
  SELECT r.*
  INTO STRICT result_of_call_2
  FROM control."both"(p_id => p_id, p_calls => l_calls) r;
  l_note := result_of_call_2.p_note;
  l_calls := result_of_call_2.p_calls;
  IF result_of_call_2.return_value < 0 THEN
    RETURN CONCAT('nobody ', l_note, godwit_oracle.text_of(l_calls));
  END IF;
  RETURN CONCAT(l_note, ':', godwit_oracle.text_of(l_balance), ':', godwit_oracle.text_of(l_calls));
END;
$$;
CREATE OR REPLACE FUNCTION control.jumps(p_n NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_n NUMERIC := 0;
  l_text VARCHAR(100) := 'a';
BEGIN
  <<done>>
  BEGIN
    IF p_n < 0 THEN
      EXIT done;
    END IF;
    <<again>>
    LOOP
      l_n := l_n + 1;
      l_text := NULLIF(CONCAT(l_text, godwit_oracle.text_of(l_n)), '');
      IF l_n < p_n THEN
        CONTINUE again;
      END IF;
      l_text := CONCAT(l_text, 'b');
      EXIT again;
    END LOOP;
  END;
  RETURN CONCAT(l_text, 'c');
END;
$$;
CREATE OR REPLACE FUNCTION control.richest(p_least NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  rich CURSOR (p_least NUMERIC) FOR
    SELECT
      id,
      balance
    FROM account
    WHERE balance >= p_least
    ORDER BY id;
  l_text VARCHAR(100);
  l_row RECORD;
BEGIN
  FOR r IN rich(p_least) LOOP
    l_text := CONCAT(l_text, r.id, ' ');
  END LOOP;
  OPEN rich(0);
  FETCH rich INTO l_row;
  CLOSE rich;
  RETURN NULLIF(CONCAT(l_text, l_row.id), '');
END;
$$;
CREATE OR REPLACE PROCEDURE control.note(p_text VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO log_entry (text)
    VALUES (p_text);
  NULL;
EXCEPTION
  WHEN OTHERS THEN
    NULL;
    RAISE;
END;
$$;
CREATE OR REPLACE PROCEDURE control.pay(
  p_id NUMERIC,
  p_amount NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  is_done BOOLEAN := FALSE;
BEGIN
  BEGIN
    UPDATE account
    SET balance = balance - p_amount
    WHERE id = p_id;
    CALL control.note(CONCAT('paid ', godwit_oracle.text_of(p_id)));
    is_done := TRUE;
  EXCEPTION
    WHEN OTHERS THEN
      ROLLBACK;
      CALL control.note(CONCAT('could not pay ', godwit_oracle.text_of(p_id)));
  END;
  IF is_done THEN
    COMMIT;
  END IF;
END;
$$;
CREATE OR REPLACE FUNCTION control.pay_all(p_amount NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_ids INTEGER ARRAY;
  l_text VARCHAR(200);
  bulk_error_index INTEGER ARRAY := '{}';
  bulk_error_code text ARRAY := '{}';
  bulk_error_text text ARRAY := '{}';
  bulk_counter NUMERIC(38);
BEGIN
  l_ids := ARRAY((
        SELECT id
        FROM account
        ORDER BY id));
  bulk_error_index := '{}';
  bulk_error_code := '{}';
  bulk_error_text := '{}';
  bulk_counter := 0;
  FOR i IN 1 .. COALESCE(CARDINALITY(l_ids), 0) LOOP
    BEGIN
      bulk_counter := bulk_counter + 1;
      BEGIN
        UPDATE account
        SET balance = balance - p_amount
        WHERE id = l_ids[i];
      EXCEPTION
        WHEN OTHERS THEN
          bulk_error_index := ARRAY_APPEND(bulk_error_index, bulk_counter);
          bulk_error_code := ARRAY_APPEND(bulk_error_code, SQLSTATE);
          bulk_error_text := ARRAY_APPEND(bulk_error_text, SQLERRM);
      END;
    END;
  END LOOP;
  IF CARDINALITY(bulk_error_index) > 0 THEN
    FOR i IN 1 .. CARDINALITY(bulk_error_index) LOOP
      l_text := CONCAT(l_text, bulk_error_index[i], ' ');
    END LOOP;
    RETURN CONCAT('not paid: ', l_text);
  ELSE
    RETURN 'all paid';
  END IF;
END;
$$;
CREATE OR REPLACE PROCEDURE control.sort_out()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO log_entry (text)
    VALUES ('one');
  INSERT INTO log_entry (text)
    VALUES ('two');
  DECLARE
    source_row RECORD;
  BEGIN
    FOR source_row IN (
      SELECT
        id,
        balance
      FROM account) LOOP
      IF source_row.balance < 100 THEN
        INSERT INTO small_account (id, balance)
          VALUES (source_row.id, source_row.balance);
      ELSE
        INSERT INTO large_account (id, balance)
          VALUES (source_row.id, source_row.balance);
      END IF;
    END LOOP;
  END;
END;
$$;
CREATE OR REPLACE FUNCTION control.take_away(p_most NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_ids INTEGER ARRAY;
  l_text VARCHAR(100);
  l_ids_one account.id%TYPE;
BEGIN
  l_ids := '{}';
  FOR l_ids_one IN
  DELETE FROM account
  WHERE balance <= p_most
  RETURNING id
  LOOP
    l_ids := ARRAY_APPEND(l_ids, l_ids_one);
  END LOOP;
  FOR i IN 1 .. COALESCE(CARDINALITY(l_ids), 0) LOOP
    l_text := CONCAT(l_text, l_ids[i], ';');
  END LOOP;
  RETURN CONCAT(COALESCE(CARDINALITY(l_ids), 0), ' ', l_text);
END;
$$;
CREATE OR REPLACE PROCEDURE control.settle(
  p_id NUMERIC,
  p_balance NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  MERGE INTO account a
  USING (
    SELECT
      p_id AS id,
      p_balance AS balance) n
  ON a.id = n.id
  WHEN MATCHED AND n.balance = 0 THEN DELETE
  WHEN MATCHED THEN UPDATE SET balance = n.balance
  WHEN NOT MATCHED THEN INSERT (id, balance) VALUES (n.id, n.balance);
END;
$$;

-- function traced
CREATE OR REPLACE FUNCTION traced(p_id NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_text VARCHAR(40) := 'plain';
BEGIN
  l_text := CONCAT('traced ', godwit_oracle.text_of(p_id));
  -- | $if build_flags.computed $then
  -- |     l_text := 'computed';
  -- |   $end
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'not converted: conditional compilation has no counterpart that a rule knows';
  RETURN l_text;
END;
$$;
