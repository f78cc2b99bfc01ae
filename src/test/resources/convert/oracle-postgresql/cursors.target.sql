
-- table item
-- Cursors and their attributes.
CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  price NUMERIC(8, 2),
  name VARCHAR(20)
);

-- function by_text
CREATE OR REPLACE FUNCTION by_text(p_table VARCHAR)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c REFCURSOR;
  v NUMERIC;
BEGIN
  OPEN c FOR EXECUTE CONCAT('select max(id) from ', p_table, ' where id > $1') USING 0;
  FETCH c INTO v;
  CLOSE c;
  RETURN v;
END;
$$;

-- procedure cheaper
CREATE OR REPLACE PROCEDURE cheaper()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c CURSOR FOR
    SELECT
      id,
      price
    FROM item
    WHERE price > 5
    FOR UPDATE;
  _sql_rowcount INTEGER;
BEGIN
  FOR r IN c LOOP
    UPDATE item
    SET price = r.price - 1
    WHERE CURRENT OF c;
    GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  END LOOP;
  DELETE FROM item
  WHERE price < 0;
  GET DIAGNOSTICS _sql_rowcount = ROW_COUNT;
  IF _sql_rowcount > 0 THEN
    RAISE NOTICE '%', CONCAT(_sql_rowcount, ' gone');
  END IF;
END;
$$;

-- function first_price
CREATE OR REPLACE FUNCTION first_price()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c CURSOR FOR
    SELECT price
    FROM item
    ORDER BY id;
  v item.price%TYPE;
  n NUMERIC;
  _c_found BOOLEAN;
  _c_rowcount INTEGER;
  v_before v%TYPE;
BEGIN
  OPEN c;
  _c_rowcount := 0;
  _c_found := NULL;
  FETCH c INTO v;
  _c_found := FOUND;
  IF FOUND THEN
    _c_rowcount := _c_rowcount + 1;
  END IF;
  n := v;
  WHILE _c_found
    AND _c_rowcount < 3 LOOP
    n := n + 1;
    v_before := v;
    FETCH c INTO v;
    IF NOT FOUND THEN
      v := v_before;
    END IF;
    _c_found := FOUND;
    IF FOUND THEN
      _c_rowcount := _c_rowcount + 1;
    END IF;
  END LOOP;
  IF COALESCE(CAST(c AS text), '') IN (
    SELECT pg_cursors.name
    FROM pg_cursors) THEN
    CLOSE c;
  END IF;
  RETURN n;
END;
$$;

-- procedure items_of
CREATE OR REPLACE PROCEDURE items_of(
  p_least NUMERIC,
  OUT p_rows REFCURSOR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  OPEN p_rows FOR
    SELECT
      id,
      name
    FROM item
    WHERE price >= p_least
    ORDER BY id;
END;
$$;

-- function total
CREATE OR REPLACE FUNCTION total()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  c_items CURSOR (p_least NUMERIC) FOR
    SELECT
      id,
      price
    FROM item
    WHERE price >= p_least
    ORDER BY id;
  r RECORD;
  v_total NUMERIC := 0;
BEGIN
  OPEN c_items(1);
  LOOP
    FETCH c_items INTO r;
    EXIT WHEN NOT FOUND;
    v_total := v_total + r.price;
  END LOOP;
  CLOSE c_items;
  FOR x IN c_items(10) LOOP
    v_total := v_total + x.price;
  END LOOP;
  RETURN v_total;
END;
$$;
