
-- package sales
CREATE SCHEMA IF NOT EXISTS sales;

-- package body sales
CREATE SCHEMA IF NOT EXISTS sales;
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;
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

-- table err$_sale
-- As DBMS_ERRLOG.CREATE_ERROR_LOG makes it.
CREATE TABLE err$_sale (
  ora_err_number$ NUMERIC,
  ora_err_mesg$ VARCHAR(2000),
  ora_err_rowid$ VARCHAR(100),
  ora_err_optyp$ VARCHAR(2),
  ora_err_tag$ VARCHAR(2000),
  id VARCHAR(4000),
  code VARCHAR(4000),
  amount VARCHAR(4000),
  sold VARCHAR(4000)
);

-- table raw_sale
-- LOG ERRORS: what is refused is written elsewhere, and the rest goes on.
CREATE TABLE raw_sale (
  id VARCHAR(20),
  code VARCHAR(20),
  amount VARCHAR(20),
  batch VARCHAR(20)
);

-- table sale
CREATE TABLE sale (
  id INTEGER CONSTRAINT sale_pk PRIMARY KEY,
  code VARCHAR(5) CONSTRAINT sale_code_u UNIQUE,
  amount NUMERIC(8, 2) CONSTRAINT sale_amount_ck CHECK (amount >= 0),
  twice NUMERIC GENERATED ALWAYS AS (amount * 2) STORED,
  sold TIMESTAMP(0) DEFAULT TIMESTAMP '2020-01-01 00:00:00',
  note text
);

-- package body sales
CREATE OR REPLACE FUNCTION sales.load(p_tag VARCHAR)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _sql_rowcount INTEGER;
  _rows_kept INTEGER;
BEGIN
  DECLARE
    _new_row sale%ROWTYPE;
  BEGIN
    _rows_kept := 0;
    DECLARE
      _changed_row RECORD;
    BEGIN
      FOR _changed_row IN (
        SELECT *
        FROM (
          SELECT
            id,
            code,
            amount
          FROM raw_sale
          ORDER BY batch) _source (id, code, amount)) LOOP
        BEGIN
          _new_row.id := _changed_row.id;
          _new_row.code := _changed_row.code;
          _new_row.amount := _changed_row.amount;
          INSERT INTO sale (id, code, amount)
            VALUES (_new_row.id, _new_row.code, _new_row.amount);
          _rows_kept := _rows_kept + 1;
        EXCEPTION
          WHEN OTHERS THEN
            INSERT INTO err$_sale (ora_err_number$, ora_err_mesg$, ora_err_optyp$, ora_err_tag$, id, code,
                amount)
              VALUES (ABS(godwit_oracle.sqlcode(SQLSTATE)), SQLERRM, 'I', p_tag, CAST(_changed_row.id AS VARCHAR(4000)),
                      CAST(_changed_row.code AS VARCHAR(4000)), CAST(_changed_row.amount AS VARCHAR(4000)));
        END;
      END LOOP;
    END;
  END;
  _sql_rowcount := _rows_kept;
  RETURN _sql_rowcount;
END;
$$;
CREATE OR REPLACE FUNCTION sales.load_limited(p_limit NUMERIC)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_result VARCHAR(100) := 'loaded';
BEGIN
  p_limit := ROUND(p_limit);
  BEGIN
    DECLARE
      _new_row sale%ROWTYPE;
      _rows_refused INTEGER;
    BEGIN
      _rows_refused := 0;
      DECLARE
        _changed_row RECORD;
      BEGIN
        FOR _changed_row IN (
          SELECT *
          FROM (
            SELECT
              id,
              code,
              amount
            FROM raw_sale) _source (id, code, amount)) LOOP
          BEGIN
            _new_row.id := _changed_row.id;
            _new_row.code := _changed_row.code;
            _new_row.amount := _changed_row.amount;
            INSERT INTO sale (id, code, amount)
              VALUES (_new_row.id, _new_row.code, _new_row.amount);
          EXCEPTION
            WHEN OTHERS THEN
              IF _rows_refused >= 2 THEN
                RAISE;
              END IF;
              _rows_refused := _rows_refused + 1;
              INSERT INTO err$_sale (ora_err_number$, ora_err_mesg$, ora_err_optyp$, ora_err_tag$, id,
                  code, amount)
                VALUES (ABS(godwit_oracle.sqlcode(SQLSTATE)), SQLERRM, 'I', 'limited', CAST(_changed_row.id AS VARCHAR(4000)),
                        CAST(_changed_row.code AS VARCHAR(4000)), CAST(_changed_row.amount AS VARCHAR(4000)));
          END;
        END LOOP;
      END;
    END;
  EXCEPTION
    WHEN OTHERS THEN
      l_result := 'too many';
  END;
  RETURN l_result;
END;
$$;
CREATE OR REPLACE FUNCTION sales.load_strictly()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO raw_sale
    SELECT *
    FROM raw_sale
    WHERE id = 'none';
  RETURN 'done';
END;
$$;
CREATE OR REPLACE PROCEDURE sales.add_one(
  p_id VARCHAR,
  p_amount NUMERIC)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  DECLARE
    _new_row sale%ROWTYPE;
  BEGIN
    DECLARE
      _changed_row RECORD;
    BEGIN
      FOR _changed_row IN (
        SELECT
          p_id AS id,
          CONCAT('x', p_id) AS code,
          p_amount AS amount) LOOP
        BEGIN
          _new_row.id := _changed_row.id;
          _new_row.code := _changed_row.code;
          _new_row.amount := _changed_row.amount;
          INSERT INTO sale (id, code, amount)
            VALUES (_new_row.id, _new_row.code, _new_row.amount);
        EXCEPTION
          WHEN OTHERS THEN
            INSERT INTO err$_sale (ora_err_number$, ora_err_mesg$, ora_err_optyp$, ora_err_tag$, id, code,
                amount)
              VALUES (ABS(godwit_oracle.sqlcode(SQLSTATE)), SQLERRM, 'I', 'one', CAST(_changed_row.id AS VARCHAR(4000)),
                      CAST(_changed_row.code AS VARCHAR(4000)), CAST(_changed_row.amount AS VARCHAR(4000)));
        END;
      END LOOP;
    END;
  END;
END;
$$;
CREATE OR REPLACE FUNCTION sales.add_all()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_ids NUMERIC ARRAY := CAST(ARRAY[1, 2, 2, 3] AS NUMERIC ARRAY);
  _sql_rowcount INTEGER;
  _sql_rowcount_of_one INTEGER;
  _rows_kept INTEGER;
BEGIN
  _sql_rowcount := 0;
  FOR i IN 1 .. COALESCE(CARDINALITY(l_ids), 0) LOOP
    BEGIN
      DECLARE
        _new_row sale%ROWTYPE;
        _rows_refused INTEGER;
      BEGIN
        _rows_refused := 0;
        _rows_kept := 0;
        DECLARE
          _changed_row RECORD;
        BEGIN
          FOR _changed_row IN (
            SELECT
              l_ids[i] AS id,
              CONCAT('f', godwit_oracle.text_of(l_ids[i])) AS code) LOOP
            BEGIN
              _new_row.id := _changed_row.id;
              _new_row.code := _changed_row.code;
              INSERT INTO sale (id, code)
                VALUES (_new_row.id, _new_row.code);
              _rows_kept := _rows_kept + 1;
            EXCEPTION
              WHEN OTHERS THEN
                IF _rows_refused >= 10 THEN
                  RAISE;
                END IF;
                _rows_refused := _rows_refused + 1;
                INSERT INTO err$_sale (ora_err_number$, ora_err_mesg$, ora_err_optyp$, ora_err_tag$, id,
                    code)
                  VALUES (ABS(godwit_oracle.sqlcode(SQLSTATE)), SQLERRM, 'I', 'all', CAST(_changed_row.id AS VARCHAR(4000)),
                          CAST(_changed_row.code AS VARCHAR(4000)));
            END;
          END LOOP;
        END;
      END;
      _sql_rowcount_of_one := _rows_kept;
      _sql_rowcount := _sql_rowcount + _sql_rowcount_of_one;
    END;
  END LOOP;
  RETURN _sql_rowcount;
END;
$$;
CREATE OR REPLACE FUNCTION sales.change(p_by NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _sql_rowcount INTEGER;
  _rows_kept INTEGER;
BEGIN
  DECLARE
    _new_row sale%ROWTYPE;
  BEGIN
    _rows_kept := 0;
    DECLARE
      _changed_row RECORD;
    BEGIN
      FOR _changed_row IN (
        SELECT
          s.tableoid AS _table,
          s.ctid AS _place,
          s.amount - p_by AS amount,
          sold + 1 * INTERVAL '1' DAY AS sold,
          s.id AS id,
          s.code AS code,
          s.twice AS twice
        FROM sale s
        WHERE s.amount IS NOT NULL) LOOP
        BEGIN
          _new_row.amount := _changed_row.amount;
          _new_row.sold := _changed_row.sold;
          UPDATE sale s
          SET
            amount = _new_row.amount,
            sold = _new_row.sold
          WHERE s.ctid = CAST(_changed_row._place AS TID)
            AND s.tableoid = _changed_row._table;
          _rows_kept := _rows_kept + 1;
        EXCEPTION
          WHEN unique_violation THEN
            RAISE;
          WHEN OTHERS THEN
            INSERT INTO err$_sale (ora_err_number$, ora_err_mesg$, ora_err_rowid$, ora_err_optyp$, ora_err_tag$,
                amount, sold, id, code)
              VALUES (ABS(godwit_oracle.sqlcode(SQLSTATE)), SQLERRM, CAST(_changed_row._place AS VARCHAR(4000)),
                      'U', CONCAT('changed by ', godwit_oracle.text_of(p_by)), CAST(_changed_row.amount AS VARCHAR(4000)),
                      CAST(_changed_row.sold AS VARCHAR(4000)), CAST(_changed_row.id AS VARCHAR(4000)),
                      CAST(_changed_row.code AS VARCHAR(4000)));
        END;
      END LOOP;
    END;
  END;
  _sql_rowcount := _rows_kept;
  RETURN _sql_rowcount;
END;
$$;
CREATE OR REPLACE FUNCTION sales.rename_codes()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  DECLARE
    _new_row sale%ROWTYPE;
  BEGIN
    DECLARE
      _changed_row RECORD;
    BEGIN
      FOR _changed_row IN (
        SELECT
          sale.tableoid AS _table,
          sale.ctid AS _place,
          'same' AS code,
          sale.id AS id,
          sale.amount AS amount,
          sale.twice AS twice,
          sale.sold AS sold
        FROM sale) LOOP
        BEGIN
          _new_row.code := _changed_row.code;
          UPDATE sale
          SET code = _new_row.code
          WHERE sale.ctid = CAST(_changed_row._place AS TID)
            AND sale.tableoid = _changed_row._table;
        EXCEPTION
          WHEN unique_violation THEN
            RAISE;
          WHEN OTHERS THEN
            INSERT INTO err$_sale (ora_err_number$, ora_err_mesg$, ora_err_rowid$, ora_err_optyp$, code,
                id, amount, sold)
              VALUES (ABS(godwit_oracle.sqlcode(SQLSTATE)), SQLERRM, CAST(_changed_row._place AS VARCHAR(4000)),
                      'U', CAST(_changed_row.code AS VARCHAR(4000)), CAST(_changed_row.id AS VARCHAR(4000)),
                      CAST(_changed_row.amount AS VARCHAR(4000)), CAST(_changed_row.sold AS VARCHAR(4000)));
        END;
      END LOOP;
    END;
  END;
  RETURN 'renamed';
EXCEPTION
  WHEN unique_violation THEN
    RETURN 'twice';
END;
$$;
CREATE OR REPLACE FUNCTION sales.remove(p_from NUMERIC)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _sql_rowcount INTEGER;
  _rows_kept INTEGER;
BEGIN
  DECLARE
    _new_row sale%ROWTYPE;
  BEGIN
    _rows_kept := 0;
    DECLARE
      _changed_row RECORD;
    BEGIN
      FOR _changed_row IN (
        SELECT
          sale.tableoid AS _table,
          sale.ctid AS _place,
          sale.id AS id,
          sale.code AS code,
          sale.amount AS amount,
          sale.twice AS twice,
          sale.sold AS sold
        FROM sale
        WHERE id >= p_from) LOOP
        BEGIN
          DELETE FROM sale
          WHERE sale.ctid = CAST(_changed_row._place AS TID)
            AND sale.tableoid = _changed_row._table;
          _rows_kept := _rows_kept + 1;
        EXCEPTION
          WHEN unique_violation THEN
            RAISE;
          WHEN OTHERS THEN
            INSERT INTO err$_sale (ora_err_number$, ora_err_mesg$, ora_err_rowid$, ora_err_optyp$, ora_err_tag$,
                id, code, amount, sold)
              VALUES (ABS(godwit_oracle.sqlcode(SQLSTATE)), SQLERRM, CAST(_changed_row._place AS VARCHAR(4000)),
                      'D', 'removed', CAST(_changed_row.id AS VARCHAR(4000)), CAST(_changed_row.code AS VARCHAR(4000)),
                      CAST(_changed_row.amount AS VARCHAR(4000)), CAST(_changed_row.sold AS VARCHAR(4000)));
        END;
      END LOOP;
    END;
  END;
  _sql_rowcount := _rows_kept;
  RETURN _sql_rowcount;
END;
$$;
CREATE OR REPLACE FUNCTION sales.merge_in()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  _sql_rowcount INTEGER;
  _rows_kept INTEGER;
BEGIN
  DECLARE
    _new_row sale%ROWTYPE;
  BEGIN
    _rows_kept := 0;
    DECLARE
      _changed_row RECORD;
    BEGIN
      FOR _changed_row IN (
        SELECT
          s.tableoid AS _table,
          s.ctid AS _place,
          CASE WHEN s.ctid IS NULL THEN NULL ELSE r.amount END AS _set_1,
          CASE WHEN s.ctid IS NULL THEN NULL ELSE 'merged' END AS _set_2,
          CASE WHEN s.ctid IS NULL THEN r.id ELSE NULL END AS _new_1,
          CASE WHEN s.ctid IS NULL THEN r.code ELSE NULL END AS _new_2,
          CASE WHEN s.ctid IS NULL THEN r.amount ELSE NULL END AS _new_3,
          CASE WHEN s.ctid IS NULL THEN CASE WHEN r.code <> 'never' THEN 'I' ELSE NULL END ELSE CASE WHEN s.code = 'gone' THEN 'D' ELSE 'U' END END AS _kind
        FROM (
          SELECT
            CAST(id AS NUMERIC) AS id,
            code,
            amount
          FROM raw_sale
          WHERE regexp_like(id, '^\d+$')) r
          LEFT JOIN sale s ON s.id = r.id) LOOP
        BEGIN
          IF _changed_row._kind = 'U' THEN
            _new_row.amount := _changed_row._set_1;
            _new_row.note := _changed_row._set_2;
            UPDATE sale s
            SET
              amount = _new_row.amount,
              note = _new_row.note
            WHERE s.ctid = CAST(_changed_row._place AS TID)
              AND s.tableoid = _changed_row._table;
          ELSIF _changed_row._kind = 'D' THEN
            DELETE FROM sale s
            WHERE s.ctid = CAST(_changed_row._place AS TID)
              AND s.tableoid = _changed_row._table;
          ELSIF _changed_row._kind = 'I' THEN
            _new_row.id := _changed_row._new_1;
            _new_row.code := _changed_row._new_2;
            _new_row.amount := _changed_row._new_3;
            INSERT INTO sale (id, code, amount)
              VALUES (_new_row.id, _new_row.code, _new_row.amount);
          END IF;
          IF _changed_row._kind IS NOT NULL THEN
            _rows_kept := _rows_kept + 1;
          END IF;
        EXCEPTION
          WHEN unique_violation THEN
            RAISE;
          WHEN OTHERS THEN
            INSERT INTO err$_sale (ora_err_number$, ora_err_mesg$, ora_err_rowid$, ora_err_optyp$, ora_err_tag$,
                id, code, amount)
              VALUES (ABS(godwit_oracle.sqlcode(SQLSTATE)), SQLERRM, CAST(_changed_row._place AS VARCHAR(4000)),
                      _changed_row._kind, 'merge', CAST(_changed_row._new_1 AS VARCHAR(4000)), CAST(_changed_row._new_2 AS VARCHAR(4000)),
                      CAST(COALESCE(CAST(_changed_row._set_1 AS VARCHAR(4000)), CAST(_changed_row._new_3 AS VARCHAR(4000))) AS VARCHAR(4000)));
        END;
      END LOOP;
    END;
  END;
  _sql_rowcount := _rows_kept;
  RETURN _sql_rowcount;
END;
$$;
