-- What ./godwit converts once after a build, so that the JVM can record what conversion needs.
SET DEFINE ON
DEFINE owner = shop
PROMPT Making the schema of &owner
WHENEVER SQLERROR CONTINUE
CREATE USER &owner IDENTIFIED BY "x";
CREATE ROLE shop_reader;
ALTER SESSION SET CURRENT_SCHEMA = &owner;

CREATE SEQUENCE order_ids START WITH 1 INCREMENT BY 1 CACHE 20 NOCYCLE;
CREATE TYPE address_t AS OBJECT (
  street VARCHAR2(80), city VARCHAR2(40),
  MEMBER FUNCTION line RETURN VARCHAR2,
  MAP MEMBER FUNCTION sorted RETURN VARCHAR2
) NOT FINAL;
/
CREATE TYPE BODY address_t AS
  MEMBER FUNCTION line RETURN VARCHAR2 IS
  BEGIN
    RETURN street || ', ' || self.city;
  END;
  MAP MEMBER FUNCTION sorted RETURN VARCHAR2 IS BEGIN RETURN city; END;
END;
/
CREATE TYPE foreign_address_t UNDER address_t (country VARCHAR2(2), OVERRIDING MEMBER FUNCTION line RETURN VARCHAR2);
/
CREATE TYPE number_list AS TABLE OF NUMBER;
/
CREATE TABLE customers (
  id NUMBER(10) GENERATED ALWAYS AS IDENTITY,
  name VARCHAR2(80 CHAR) NOT NULL,
  born DATE, joined TIMESTAMP(6) WITH TIME ZONE DEFAULT SYSTIMESTAMP,
  kind CHAR(1) DEFAULT 'P' CHECK (kind IN ('P', 'C')),
  credit NUMBER(12, 2) DEFAULT 0, picture BLOB, note CLOB, code RAW(16) DEFAULT SYS_GUID(),
  shown VARCHAR2(100) GENERATED ALWAYS AS (UPPER(name)) VIRTUAL,
  home address_t,
  CONSTRAINT customers_pk PRIMARY KEY (id), CONSTRAINT customers_name UNIQUE (name) USING INDEX TABLESPACE users
) TABLESPACE users STORAGE (INITIAL 64K);
CREATE TABLE orders (
  id NUMBER, customer_id NUMBER(10) CONSTRAINT orders_customer REFERENCES customers ON DELETE CASCADE,
  placed DATE DEFAULT SYSDATE NOT NULL, state VARCHAR2(10), amount NUMBER,
  CONSTRAINT orders_pk PRIMARY KEY (id, placed)
) PARTITION BY RANGE (placed) (
  PARTITION p1 VALUES LESS THAN (TO_DATE('2020-01-01', 'YYYY-MM-DD')),
  PARTITION p2 VALUES LESS THAN (MAXVALUE));
CREATE GLOBAL TEMPORARY TABLE staged (id NUMBER, text VARCHAR2(4000)) ON COMMIT DELETE ROWS;
ALTER TABLE orders ADD (changed_by VARCHAR2(30) DEFAULT USER);
ALTER TABLE orders MODIFY (state NOT NULL);
ALTER TABLE orders ADD CONSTRAINT orders_amount CHECK (amount >= 0) ENABLE NOVALIDATE;
ALTER TABLE staged DROP COLUMN text;
CREATE INDEX orders_by_customer ON orders (customer_id, placed DESC) LOCAL;
CREATE UNIQUE INDEX customers_upper ON customers (UPPER(name));
CREATE BITMAP INDEX customers_kind ON customers (kind);
COMMENT ON TABLE customers IS 'Who buys';
COMMENT ON COLUMN customers.kind IS 'P: person, C: company';
INSERT INTO customers (name, born) VALUES ('O''Hara', DATE '1970-01-01');
INSERT INTO orders VALUES (order_ids.NEXTVAL, 1, SYSDATE, 'new', 10.5, USER);
UPDATE orders SET state = 'old' WHERE placed < ADD_MONTHS(SYSDATE, -12);
DELETE FROM staged;
COMMIT;

CREATE OR REPLACE VIEW open_orders (id, customer, days, state, running) AS
  SELECT o.id, NVL(c.name, '?'), TRUNC(SYSDATE) - TRUNC(o.placed), DECODE(o.state, 'new', 'N', 'old', 'O', '-'),
         SUM(o.amount) OVER (PARTITION BY o.customer_id ORDER BY o.placed ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
  FROM orders o, customers c
  WHERE o.customer_id = c.id(+) AND o.state <> 'closed' AND ROWNUM <= 100;
CREATE OR REPLACE FORCE VIEW tree AS
  SELECT id, LEVEL depth, SYS_CONNECT_BY_PATH(name, '/') path FROM customers
  START WITH credit IS NULL CONNECT BY PRIOR id = credit ORDER SIBLINGS BY name;
CREATE OR REPLACE VIEW totals AS
  WITH t AS (SELECT customer_id, COUNT(*) n, LISTAGG(state, ',') WITHIN GROUP (ORDER BY placed) states
             FROM orders GROUP BY customer_id HAVING COUNT(*) > 1)
  SELECT t.*, CASE WHEN n > 10 THEN 'many' ELSE 'few' END size_of FROM t
  UNION ALL SELECT NULL, 0, NULL, 'none' FROM dual;
CREATE MATERIALIZED VIEW monthly REFRESH COMPLETE ON DEMAND AS
  SELECT TO_CHAR(placed, 'YYYY-MM') month, SUM(amount) total FROM orders GROUP BY TO_CHAR(placed, 'YYYY-MM');
CREATE OR REPLACE PUBLIC SYNONYM clients FOR customers;
CREATE SYNONYM purchases FOR orders;

CREATE OR REPLACE FUNCTION full_price(p_amount IN NUMBER, p_rate NUMBER DEFAULT 0.2) RETURN NUMBER DETERMINISTIC IS
BEGIN
  RETURN ROUND(p_amount * (1 + p_rate), 2);
END full_price;
/
CREATE OR REPLACE PACKAGE order_api AS
  g_limit CONSTANT NUMBER := 1000;
  g_user VARCHAR2(30);
  e_limit EXCEPTION;
  PRAGMA EXCEPTION_INIT(e_limit, -20001);
  TYPE order_row IS RECORD (id orders.id%TYPE, amount NUMBER);
  TYPE order_rows IS TABLE OF order_row INDEX BY PLS_INTEGER;
  TYPE names_by_code IS TABLE OF VARCHAR2(80) INDEX BY VARCHAR2(10);
  TYPE ref_t IS REF CURSOR;
  CURSOR recent(p_days NUMBER) IS SELECT id, amount FROM orders WHERE placed > SYSDATE - p_days;
  PROCEDURE add_order(p_customer IN customers.id%TYPE, p_amount IN NUMBER, p_id OUT NUMBER);
  FUNCTION total(p_customer NUMBER) RETURN NUMBER;
  FUNCTION total(p_name VARCHAR2) RETURN NUMBER;
  FUNCTION all_ids RETURN number_list PIPELINED;
  PROCEDURE open_all(p_result OUT SYS_REFCURSOR);
END order_api;
/
CREATE OR REPLACE PACKAGE BODY order_api AS
  g_count PLS_INTEGER := 0;

  PROCEDURE log_it(p_text VARCHAR2) IS
    PRAGMA AUTONOMOUS_TRANSACTION;
  BEGIN
    INSERT INTO staged (id) VALUES (LENGTH(p_text));
    COMMIT;
  END;

  PROCEDURE add_order(p_customer IN customers.id%TYPE, p_amount IN NUMBER, p_id OUT NUMBER) IS
    l_row customers%ROWTYPE;
    l_names names_by_code;
    FUNCTION twice(n NUMBER) RETURN NUMBER IS BEGIN RETURN n * 2; END;
  BEGIN
    SELECT * INTO l_row FROM customers WHERE id = p_customer FOR UPDATE;
    IF p_amount > g_limit AND l_row.kind = 'P' THEN
      RAISE e_limit;
    ELSIF p_amount IS NULL OR twice(p_amount) < 0 THEN
      RAISE_APPLICATION_ERROR(-20002, 'no amount for ' || l_row.name);
    END IF;
    INSERT INTO orders (id, customer_id, state, amount)
    VALUES (order_ids.NEXTVAL, p_customer, 'new', full_price(p_amount)) RETURNING id INTO p_id;
    l_names('a') := INITCAP(l_row.name);
    g_count := g_count + SQL%ROWCOUNT;
    DBMS_OUTPUT.PUT_LINE('made ' || TO_CHAR(p_id, 'FM9990') || CHR(10) || l_names('a'));
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      p_id := NULL;
      log_it('no customer ' || p_customer);
    WHEN e_limit OR DUP_VAL_ON_INDEX THEN
      log_it(SQLERRM);
      RAISE;
    WHEN OTHERS THEN
      ROLLBACK;
      log_it(SQLCODE || ': ' || SUBSTR(SQLERRM, 1, 200) || DBMS_UTILITY.FORMAT_ERROR_BACKTRACE);
  END add_order;

  FUNCTION total(p_customer NUMBER) RETURN NUMBER IS
    l_total NUMBER := 0;
    l_rows order_rows;
  BEGIN
    FOR r IN (SELECT amount, ROWID rid FROM orders WHERE customer_id = p_customer) LOOP
      CONTINUE WHEN r.amount IS NULL;
      l_total := l_total + r.amount;
      EXIT WHEN l_total > 1e6;
    END LOOP;
    SELECT id, amount BULK COLLECT INTO l_rows FROM orders WHERE customer_id = p_customer;
    FOR i IN 1 .. l_rows.COUNT LOOP
      l_total := l_total + NVL(l_rows(i).amount, 0);
    END LOOP;
    FORALL i IN 1 .. l_rows.COUNT
      UPDATE orders SET state = 'seen' WHERE id = l_rows(i).id;
    RETURN l_total;
  END;

  FUNCTION total(p_name VARCHAR2) RETURN NUMBER IS
    l_id NUMBER;
    l_sql VARCHAR2(4000);
    c ref_t;
  BEGIN
    l_sql := 'SELECT id FROM customers WHERE name = :n';
    EXECUTE IMMEDIATE l_sql INTO l_id USING p_name;
    OPEN c FOR SELECT id FROM orders WHERE customer_id = l_id;
    LOOP
      FETCH c INTO l_id;
      EXIT WHEN c%NOTFOUND;
      g_user := NVL(g_user, USER);
    END LOOP;
    CLOSE c;
    CASE l_id WHEN 1 THEN NULL; ELSE l_id := MOD(l_id, 7); END CASE;
    WHILE l_id > 0 LOOP
      l_id := l_id - 1;
    END LOOP;
    MERGE INTO orders o USING (SELECT id FROM customers) c ON (o.customer_id = c.id)
    WHEN MATCHED THEN UPDATE SET o.state = 'm' WHEN NOT MATCHED THEN INSERT (id, state) VALUES (c.id, 'n');
    RETURN total(l_id);
  END;

  FUNCTION all_ids RETURN number_list PIPELINED IS
  BEGIN
    FOR r IN recent(30) LOOP
      PIPE ROW (r.id);
    END LOOP;
    RETURN;
  END;

  PROCEDURE open_all(p_result OUT SYS_REFCURSOR) IS
  BEGIN
    OPEN p_result FOR SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id
      WHERE EXISTS (SELECT 1 FROM staged s WHERE s.id = o.id) ORDER BY o.placed DESC NULLS LAST;
  END;
BEGIN
  g_user := SYS_CONTEXT('USERENV', 'SESSION_USER');
END order_api;
/
CREATE OR REPLACE PROCEDURE close_old(p_days IN OUT NUMBER) AUTHID CURRENT_USER AS
  CURSOR c IS SELECT id FROM orders WHERE placed < SYSDATE - p_days FOR UPDATE OF state;
BEGIN
  <<each_order>>
  FOR r IN c LOOP
    UPDATE orders SET state = 'closed', placed = LAST_DAY(placed) WHERE CURRENT OF c;
    order_api.add_order(p_customer => 1, p_amount => INSTR('abc', 'c'), p_id => p_days);
    EXIT each_order WHEN p_days > MONTHS_BETWEEN(SYSDATE, DATE '2020-01-01');
  END LOOP;
  COMMIT;
END;
/
CREATE OR REPLACE TRIGGER orders_bi BEFORE INSERT OR UPDATE OF amount ON orders FOR EACH ROW
WHEN (NEW.id IS NULL OR OLD.amount <> NEW.amount)
BEGIN
  IF INSERTING THEN
    :NEW.id := order_ids.NEXTVAL;
  ELSIF UPDATING('AMOUNT') THEN
    :NEW.changed_by := NVL(:OLD.changed_by, USER);
  END IF;
END;
/
CREATE OR REPLACE TRIGGER open_orders_io INSTEAD OF INSERT ON open_orders
BEGIN
  order_api.add_order(1, :NEW.running, :NEW.id);
END;
/
CREATE OR REPLACE TRIGGER orders_all FOR UPDATE ON orders COMPOUND TRIGGER
  n NUMBER := 0;
  AFTER EACH ROW IS BEGIN n := n + 1; END AFTER EACH ROW;
  AFTER STATEMENT IS BEGIN DBMS_OUTPUT.PUT_LINE(n); END AFTER STATEMENT;
END;
/
BEGIN
  EXECUTE IMMEDIATE 'CREATE TABLE later (id NUMBER PRIMARY KEY)';
EXCEPTION WHEN OTHERS THEN NULL;
END;
/
GRANT SELECT, INSERT ON customers TO shop_reader;
GRANT EXECUTE ON order_api TO PUBLIC;
DROP TABLE later CASCADE CONSTRAINTS;
EXIT
