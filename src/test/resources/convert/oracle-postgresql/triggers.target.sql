
-- sequence s_orders
-- Triggers.
CREATE SEQUENCE s_orders START WITH 10;

-- table log
CREATE TABLE log (
  what VARCHAR(100),
  at_time TIMESTAMP(0) DEFAULT CAST(DATE_TRUNC('second', CLOCK_TIMESTAMP()) AS TIMESTAMP(0))
);

-- table orders
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer VARCHAR(20),
  total NUMERIC(10, 2),
  changed TIMESTAMP(0),
  changes INTEGER DEFAULT 0
);

-- view order_v
CREATE OR REPLACE VIEW order_v AS
SELECT
  id,
  customer
FROM orders;

-- trigger order_v_ii
CREATE OR REPLACE FUNCTION order_v_ii_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO orders (customer, total)
    VALUES (NEW.customer, 1);
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER order_v_ii
INSTEAD OF INSERT ON order_v
FOR EACH ROW
EXECUTE FUNCTION order_v_ii_fn();

-- trigger orders_as
CREATE OR REPLACE FUNCTION orders_as_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  BEGIN
    INSERT INTO log (what)
      VALUES ('deleted');
  EXCEPTION
    WHEN OTHERS THEN
      NULL;
  END;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE TRIGGER orders_as
AFTER DELETE ON orders
FOR EACH STATEMENT
EXECUTE FUNCTION orders_as_fn();

-- trigger orders_bi
CREATE OR REPLACE FUNCTION orders_bi_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  SELECT NEXTVAL('s_orders')
  INTO STRICT NEW.id;
  NEW.customer := upper(NEW.customer);
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER orders_bi
BEFORE INSERT ON orders
FOR EACH ROW
WHEN (NEW.id IS NULL)
EXECUTE FUNCTION orders_bi_fn();

-- trigger orders_biud
CREATE OR REPLACE FUNCTION orders_biud_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v_what VARCHAR(20);
BEGIN
  IF TG_OP = 'INSERT' THEN
    v_what := 'new';
  ELSIF TG_OP = 'UPDATE'
    AND NEW.total IS DISTINCT FROM OLD.total THEN
    v_what := 'total';
    NEW.changes := OLD.changes + 1;
  ELSIF TG_OP = 'DELETE' THEN
    v_what := 'gone';
    IF OLD.total > 100 THEN
      RAISE EXCEPTION USING ERRCODE = 'OR100', MESSAGE = 'too large to delete';
    END IF;
  ELSE
    IF TG_OP = 'DELETE' THEN
      RETURN OLD;
    END IF;
    RETURN NEW;
  END IF;
  INSERT INTO log (what)
    VALUES (CONCAT(v_what, ' ', COALESCE(NEW.id, OLD.id)));
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER orders_biud
BEFORE INSERT OR UPDATE OF total, customer OR DELETE ON orders
FOR EACH ROW
EXECUTE FUNCTION orders_biud_fn();

-- trigger orders_c
CREATE OR REPLACE FUNCTION orders_c_br_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NEW.total := NEW.total;
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER orders_c_br
BEFORE INSERT ON orders
FOR EACH ROW
EXECUTE FUNCTION orders_c_br_fn();

-- trigger orders_off
CREATE OR REPLACE FUNCTION orders_off_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NEW.total := 0;
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER orders_off
BEFORE UPDATE ON orders
FOR EACH ROW
EXECUTE FUNCTION orders_off_fn();
ALTER TABLE orders DISABLE TRIGGER orders_off;
