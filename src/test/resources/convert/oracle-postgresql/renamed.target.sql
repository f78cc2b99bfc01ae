
-- sequence customer_seq
CREATE SEQUENCE customer_seq START WITH 10;

-- table big
CREATE TABLE big (
  id INTEGER,
  word VARCHAR(10) NOT NULL,
  day TIMESTAMP(0),
  upper_word VARCHAR(4000),
  CONSTRAINT big_pk PRIMARY KEY (id)
);

-- table customer
-- What scripts rename has its last name, wherever it was named before.
CREATE TABLE customer (
  id INTEGER CONSTRAINT client_pk PRIMARY KEY,
  parent_id INTEGER,
  name VARCHAR(100) NOT NULL,
  "Credit limit" NUMERIC(10, 2) DEFAULT 0,
  half NUMERIC GENERATED ALWAYS AS ("Credit limit" / 2.0) STORED,
  since TIMESTAMP(0),
  CONSTRAINT customer_ck CHECK ("Credit limit" >= 0 AND name <> 'nobody'),
  note VARCHAR(10)
);
COMMENT ON TABLE customer IS 'who buys';
COMMENT ON COLUMN customer.name IS 'as it is printed';
COMMENT ON COLUMN customer.note IS 'new';

-- table client
-- The old name is free for something else.
CREATE TABLE client (
  code VARCHAR(3) PRIMARY KEY,
  nm VARCHAR(10)
);
COMMENT ON TABLE client IS 'a program';

-- table measurement
-- Partitions.
CREATE TABLE measurement (
  measured_on TIMESTAMP(0),
  v NUMERIC
) PARTITION BY RANGE (measured_on);
CREATE TABLE measurement_old_ones PARTITION OF measurement FOR VALUES FROM (MINVALUE) TO (TIMESTAMP '2024-01-01 00:00:00');
CREATE TABLE measurement_p2 PARTITION OF measurement FOR VALUES FROM (TIMESTAMP '2024-01-01 00:00:00') TO (TIMESTAMP '2025-01-01 00:00:00');

-- table one
CREATE TABLE one (
  b SMALLINT
);
COMMENT ON COLUMN one.b IS 'was in two';

-- table parcel
-- A column that another one takes the place of, and a table.
CREATE TABLE parcel (
  id INTEGER,
  weight NUMERIC(8, 3)
);
COMMENT ON COLUMN parcel.weight IS 'in kg';

-- table purchase
CREATE TABLE purchase (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  placed_on TIMESTAMP(0) DEFAULT CAST(DATE_TRUNC('second', CLOCK_TIMESTAMP()) AS TIMESTAMP(0))
);

-- table stock
CREATE TABLE stock (
  id INTEGER CONSTRAINT stock_pk PRIMARY KEY,
  amount INTEGER,
  place VARCHAR(5)
);

-- table stock_backup
-- Of a query.
CREATE TABLE stock_backup AS
SELECT
  id,
  amount AS amount,
  place
FROM stock;

-- table two
-- Names that change places.
CREATE TABLE two (
  a SMALLINT
);

-- index client_since_ux
CREATE UNIQUE INDEX client_since_ux ON customer (since, id) NULLS NOT DISTINCT WHERE NUM_NONNULLS(since, id) > 0;

-- index customer_name_ix
CREATE INDEX customer_name_ix ON customer (upper(name), "Credit limit");

-- index parcel_weight_ix
CREATE INDEX parcel_weight_ix ON parcel (weight);

-- index stock_amount_ix
CREATE INDEX stock_amount_ix ON stock (amount, place);

-- table customer
ALTER TABLE customer
  ADD CONSTRAINT client_parent_fk FOREIGN KEY (parent_id) REFERENCES customer (id);

-- table purchase
ALTER TABLE purchase
  ADD CONSTRAINT purchase_client_fk FOREIGN KEY (customer_id) REFERENCES customer (id);

-- synonym buyers
-- A synonym of one's own.
CREATE OR REPLACE VIEW buyers AS
SELECT *
FROM customer;

-- view client_codes
CREATE OR REPLACE VIEW client_codes AS
SELECT
  code,
  nm
FROM client;

-- view purchases_of_all
CREATE OR REPLACE VIEW purchases_of_all AS
SELECT
  id,
  placed_on
FROM purchase;
COMMENT ON VIEW purchases_of_all IS 'all of them';
COMMENT ON COLUMN purchases_of_all.id IS 'the key';

-- trigger customer_bi
CREATE OR REPLACE FUNCTION customer_bi_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NEW.since := DATE_TRUNC('day', CAST(DATE_TRUNC('second', CLOCK_TIMESTAMP()) AS TIMESTAMP(0)));
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER customer_bi
BEFORE INSERT ON customer
FOR EACH ROW
EXECUTE FUNCTION customer_bi_fn();

-- table customer
GRANT SELECT, UPDATE (name, "Credit limit") ON customer TO reader;
