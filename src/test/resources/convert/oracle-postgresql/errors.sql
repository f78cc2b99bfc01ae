-- LOG ERRORS: what is refused is written elsewhere, and the rest goes on.
CREATE TABLE raw_sale (
  id     VARCHAR2(20),
  code   VARCHAR2(20),
  amount VARCHAR2(20),
  batch  VARCHAR2(20)
);
CREATE TABLE sale (
  id     NUMBER(9) CONSTRAINT sale_pk PRIMARY KEY,
  code   VARCHAR2(5) CONSTRAINT sale_code_u UNIQUE,
  amount NUMBER(8,2) CONSTRAINT sale_amount_ck CHECK (amount >= 0),
  twice  NUMBER GENERATED ALWAYS AS (amount * 2) VIRTUAL,
  sold   DATE DEFAULT DATE '2020-01-01',
  note   CLOB
);
-- As DBMS_ERRLOG.CREATE_ERROR_LOG makes it.
CREATE TABLE err$_sale (
  ora_err_number$ NUMBER,
  ora_err_mesg$   VARCHAR2(2000),
  ora_err_rowid$  VARCHAR2(100),
  ora_err_optyp$  VARCHAR2(2),
  ora_err_tag$    VARCHAR2(2000),
  id              VARCHAR2(4000),
  code            VARCHAR2(4000),
  amount          VARCHAR2(4000),
  sold            VARCHAR2(4000)
);

CREATE OR REPLACE PACKAGE sales AS
  FUNCTION load(p_tag VARCHAR2) RETURN NUMBER;
  FUNCTION load_limited(p_limit PLS_INTEGER) RETURN VARCHAR2;
  FUNCTION load_strictly RETURN VARCHAR2;
  PROCEDURE add_one(p_id VARCHAR2, p_amount NUMBER);
  FUNCTION add_all RETURN NUMBER;
  FUNCTION change(p_by NUMBER) RETURN NUMBER;
  FUNCTION rename_codes RETURN VARCHAR2;
  FUNCTION remove(p_from NUMBER) RETURN NUMBER;
  FUNCTION merge_in RETURN NUMBER;
END sales;
/
CREATE OR REPLACE PACKAGE BODY sales AS
  FUNCTION load(p_tag VARCHAR2) RETURN NUMBER IS
  BEGIN
    INSERT INTO sale (id, code, amount)
      SELECT id, code, amount FROM raw_sale ORDER BY batch
      LOG ERRORS (p_tag) REJECT LIMIT UNLIMITED;
    RETURN SQL%ROWCOUNT;
  END;

  FUNCTION load_limited(p_limit PLS_INTEGER) RETURN VARCHAR2 IS
    l_result VARCHAR2(100) := 'loaded';
  BEGIN
    BEGIN
      INSERT INTO sale (id, code, amount)
        SELECT id, code, amount FROM raw_sale
        LOG ERRORS INTO err$_sale ('limited') REJECT LIMIT 2;
    EXCEPTION
      WHEN OTHERS THEN
        l_result := 'too many';
    END;
    RETURN l_result;
  END;

  FUNCTION load_strictly RETURN VARCHAR2 IS
  BEGIN
    INSERT INTO raw_sale SELECT * FROM raw_sale WHERE id = 'none' LOG ERRORS INTO err$_sale;
    RETURN 'done';
  END;

  PROCEDURE add_one(p_id VARCHAR2, p_amount NUMBER) IS
  BEGIN
    INSERT INTO sale (id, code, amount, sold) VALUES (p_id, 'x' || p_id, p_amount, DEFAULT)
      LOG ERRORS ('one') REJECT LIMIT UNLIMITED;
  END;

  FUNCTION add_all RETURN NUMBER IS
    TYPE t_ids IS TABLE OF NUMBER;
    l_ids t_ids := t_ids(1, 2, 2, 3);
  BEGIN
    FORALL i IN 1 .. l_ids.COUNT
      INSERT INTO sale (id, code) VALUES (l_ids(i), 'f' || l_ids(i)) LOG ERRORS ('all') REJECT LIMIT 10;
    RETURN SQL%ROWCOUNT;
  END;

  FUNCTION change(p_by NUMBER) RETURN NUMBER IS
  BEGIN
    UPDATE sale s SET amount = s.amount - p_by, sold = sold + 1
     WHERE s.amount IS NOT NULL
       LOG ERRORS ('changed by ' || p_by) REJECT LIMIT UNLIMITED;
    RETURN SQL%ROWCOUNT;
  END;

  FUNCTION rename_codes RETURN VARCHAR2 IS
  BEGIN
    UPDATE sale SET code = 'same' LOG ERRORS REJECT LIMIT UNLIMITED;
    RETURN 'renamed';
  EXCEPTION
    WHEN DUP_VAL_ON_INDEX THEN
      RETURN 'twice';
  END;

  FUNCTION remove(p_from NUMBER) RETURN NUMBER IS
  BEGIN
    DELETE FROM sale WHERE id >= p_from LOG ERRORS ('removed') REJECT LIMIT UNLIMITED;
    RETURN SQL%ROWCOUNT;
  END;

  FUNCTION merge_in RETURN NUMBER IS
  BEGIN
    MERGE INTO sale s
    USING (SELECT TO_NUMBER(id) AS id, code, amount FROM raw_sale WHERE REGEXP_LIKE(id, '^\d+$')) r
    ON (s.id = r.id)
    WHEN MATCHED THEN UPDATE SET s.amount = r.amount, s.note = 'merged'
      DELETE WHERE s.code = 'gone'
    WHEN NOT MATCHED THEN INSERT (id, code, amount) VALUES (r.id, r.code, r.amount)
      WHERE r.code <> 'never'
    LOG ERRORS ('merge') REJECT LIMIT UNLIMITED;
    RETURN SQL%ROWCOUNT;
  END;
END sales;
/
