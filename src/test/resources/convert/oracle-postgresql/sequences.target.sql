CREATE SCHEMA IF NOT EXISTS s;

-- sequence s.down
CREATE SEQUENCE s.down INCREMENT BY -1 MAXVALUE -1 MINVALUE -1000 START WITH -1 CACHE 1 CYCLE;

-- sequence s.order_seq
-- Sequences, and what draws from them.
CREATE SEQUENCE s.order_seq MINVALUE 1 INCREMENT BY 1 START WITH 21 CACHE 20;

-- sequence s.q
CREATE SEQUENCE s.q INCREMENT BY 10;

-- table s.orders
CREATE TABLE s.orders (
  id BIGINT DEFAULT NEXTVAL('s.order_seq') PRIMARY KEY,
  n INTEGER DEFAULT NEXTVAL('s.q') NOT NULL
);

-- sequence s.q
GRANT USAGE ON SCHEMA s TO reader;
GRANT USAGE, SELECT ON SEQUENCE s.q TO reader;
