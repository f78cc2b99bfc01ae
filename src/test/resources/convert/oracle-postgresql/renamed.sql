-- What scripts rename has its last name, wherever it was named before.
CREATE TABLE client (
  client_id   NUMBER(9) CONSTRAINT client_pk PRIMARY KEY,
  parent_id   NUMBER(9) CONSTRAINT client_parent_fk REFERENCES client (client_id),
  nm          VARCHAR2(60) NOT NULL,
  credit      NUMBER(10,2) DEFAULT 0,
  half        NUMBER GENERATED ALWAYS AS (credit / 2) VIRTUAL,
  since       DATE,
  CONSTRAINT client_ck CHECK (credit >= 0 AND nm <> 'nobody')
);
COMMENT ON TABLE client IS 'who buys';
COMMENT ON COLUMN client.nm IS 'as it is printed';
CREATE INDEX client_nm_ix ON client (UPPER(nm), credit);
CREATE UNIQUE INDEX client_since_ux ON client (since, client_id);
GRANT SELECT, UPDATE (nm, credit) ON client TO reader;
CREATE TABLE purchase (
  id        NUMBER(9) PRIMARY KEY,
  client_id NUMBER(9) NOT NULL,
  placed_on DATE DEFAULT SYSDATE,
  CONSTRAINT purchase_client_fk FOREIGN KEY (client_id) REFERENCES client (client_id)
);
CREATE SEQUENCE client_seq START WITH 10;
CREATE OR REPLACE TRIGGER client_bi BEFORE INSERT ON client FOR EACH ROW
BEGIN
  :NEW.since := TRUNC(SYSDATE);
END;
/
CREATE VIEW rich AS SELECT id, placed_on FROM purchase;
COMMENT ON TABLE rich IS 'all of them';
COMMENT ON COLUMN rich.id IS 'the key';

ALTER TABLE client RENAME COLUMN nm TO name;
ALTER TABLE client RENAME COLUMN client_id TO id;
ALTER TABLE client RENAME COLUMN credit TO "Credit limit";
ALTER TABLE client RENAME CONSTRAINT client_ck TO customer_ck;
ALTER TABLE client RENAME TO customer;
ALTER INDEX client_nm_ix RENAME TO customer_name_ix;
ALTER TRIGGER client_bi RENAME TO customer_bi;
RENAME client_seq TO customer_seq;
RENAME rich TO purchases_of_all;
ALTER TABLE customer MODIFY (name VARCHAR2(100));
ALTER TABLE customer ADD (note VARCHAR2(10));
COMMENT ON COLUMN customer.note IS 'new';
ALTER TABLE purchase RENAME COLUMN client_id TO customer_id;

-- The old name is free for something else.
CREATE TABLE client (code VARCHAR2(3) PRIMARY KEY, nm VARCHAR2(10));
COMMENT ON TABLE client IS 'a program';
CREATE VIEW client_codes AS SELECT code, nm FROM client;

-- Names that change places.
CREATE TABLE one (a NUMBER(3));
CREATE TABLE two (b NUMBER(3));
RENAME one TO three;
RENAME two TO one;
RENAME three TO two;
COMMENT ON COLUMN one.b IS 'was in two';

-- A column that another one takes the place of, and a table.
CREATE TABLE parcel (id NUMBER(9), weight VARCHAR2(10), CONSTRAINT parcel_ck CHECK (weight <> 'x'));
CREATE INDEX parcel_weight_ix ON parcel (weight);
COMMENT ON COLUMN parcel.weight IS 'as text';
ALTER TABLE parcel ADD weight_new NUMBER(8,3);
UPDATE parcel SET weight_new = TO_NUMBER(weight);
ALTER TABLE parcel DROP COLUMN weight;
ALTER TABLE parcel RENAME COLUMN weight_new TO weight;
CREATE INDEX parcel_weight_ix ON parcel (weight);
COMMENT ON COLUMN parcel.weight IS 'in kg';

CREATE TABLE stock (id NUMBER(9) PRIMARY KEY, amount NUMBER(9));
CREATE INDEX stock_amount_ix ON stock (amount);
COMMENT ON TABLE stock IS 'the old one';
CREATE TABLE stock_new (id NUMBER(9) CONSTRAINT stock_pk PRIMARY KEY, amount NUMBER(9), place VARCHAR2(5));
INSERT INTO stock_new SELECT id, amount, NULL FROM stock;
DROP TABLE stock CASCADE CONSTRAINTS PURGE;
ALTER TABLE stock_new RENAME TO stock;
CREATE INDEX stock_amount_ix ON stock (amount, place);

-- As scripts change a table that is large.
CREATE TABLE big (id NUMBER(9), word VARCHAR2(10), day DATE);
CREATE TABLE big_copy AS SELECT b.*, UPPER(b.word) AS upper_word FROM big b WHERE day IS NOT NULL;
DROP TABLE big;
RENAME big_copy TO big;
ALTER TABLE big ADD CONSTRAINT big_pk PRIMARY KEY (id);
ALTER TABLE big MODIFY (word NOT NULL);

-- Of a query.
CREATE TABLE stock_copy AS SELECT id, amount AS n, place FROM stock;
ALTER TABLE stock_copy RENAME TO stock_backup;
ALTER TABLE stock_backup RENAME COLUMN n TO amount;

-- Partitions.
CREATE TABLE reading (
  day DATE,
  v   NUMBER
)
PARTITION BY RANGE (day) (
  PARTITION p1 VALUES LESS THAN (DATE '2024-01-01'),
  PARTITION p2 VALUES LESS THAN (DATE '2025-01-01')
);
ALTER TABLE reading RENAME PARTITION p1 TO old_ones;
ALTER TABLE reading RENAME COLUMN day TO measured_on;
RENAME reading TO measurement;

-- A synonym of one's own.
CREATE SYNONYM cust FOR customer;
RENAME cust TO buyers;

-- What can't be done, as on Oracle.
RENAME parcel TO purchase;
ALTER TABLE parcel RENAME COLUMN none TO some;
ALTER TABLE parcel RENAME COLUMN id TO weight;
