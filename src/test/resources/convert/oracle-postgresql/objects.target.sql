
-- function shapes
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- type body t_shape
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A number as text, without zeros that say nothing: .5, 100.5
CREATE OR REPLACE FUNCTION godwit_oracle.text_of(n numeric)
RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.')
$$;

-- type t_item
CREATE TYPE t_item AS (
  order_id INTEGER,
  item VARCHAR(20),
  part text
);

-- type t_shape
CREATE TYPE t_shape AS (
  godwit_type text,
  name VARCHAR(30),
  sides INTEGER,
  edge NUMERIC
);

-- type t_square
CREATE DOMAIN t_square AS t_shape
CHECK ((VALUE).godwit_type IN ('t_square'));

-- type t_line
CREATE TYPE t_line AS (
  line_id INTEGER,
  owner text
);

-- type t_order
CREATE TYPE t_order AS (
  order_id INTEGER,
  items t_item ARRAY,
  sizes t_shape ARRAY
);

-- table shape_lines
CREATE TABLE shape_lines (
  id INTEGER,
  shape_id INTEGER,
  part SMALLINT
);

-- table order_items
CREATE TABLE order_items (
  order_id INTEGER,
  item VARCHAR(20),
  edge NUMERIC
);

-- view lines
CREATE OR REPLACE VIEW lines (line_id, owner) AS
SELECT
  l.id,
  CONCAT('shapes_seen(', l.shape_id, ',', l.part, ')')
FROM shape_lines l;

-- view orders
CREATE OR REPLACE VIEW orders (order_id, items, sizes) AS
SELECT
  o.id,
  CAST(ARRAY((
        SELECT CAST(ROW(i.order_id, i.item, CONCAT('orders(', i.order_id, ')')) AS t_item)
        FROM order_items i
        WHERE i.order_id = o.id)) AS t_item ARRAY),
  CAST(ARRAY((
        SELECT CAST(ROW('t_square', i.item, 4, i.edge) AS t_square)
        FROM order_items i
        WHERE i.order_id = o.id
        ORDER BY i.edge)) AS t_shape ARRAY)
FROM shape_lines o;

-- function shapes
CREATE OR REPLACE FUNCTION shapes()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_shape t_shape := t_shape.t_shape('box');
  l_other t_shape := t_shape.of_sides(3);
  l_square t_shape := CAST(ROW('t_square', 's', 4, 2.5) AS t_shape);
  l_text VARCHAR(400);
BEGIN
  l_text := CONCAT(t_shape.label(l_shape), ' ', l_other.name, ' ', t_shape.label_twice(l_other));
  CALL t_shape.rename_to(l_other, 'triangle');
  l_text := CONCAT(l_text, ' ', t_shape.label(l_other, '?'), ' ', t_shape.label_twice(l_square), ' ',
      godwit_oracle.text_of(t_square.area(l_square)));
  IF t_shape.weight(l_other) < t_shape.weight(l_shape) THEN
    l_text := CONCAT(l_text, ' less');
  END IF;
  RETURN l_text;
END;
$$;

-- type body t_shape
CREATE SCHEMA IF NOT EXISTS t_shape;
CREATE OR REPLACE FUNCTION t_shape.label(
  self t_shape,
  p_mark VARCHAR DEFAULT '!')
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF self.godwit_type IN ('t_square') THEN
    RETURN t_square.label(self, p_mark);
  ELSE
    RETURN t_shape.label_own(self, p_mark);
  END IF;
END;
$$;
CREATE OR REPLACE FUNCTION t_shape.t_shape(p_name VARCHAR)
RETURNS t_shape
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  self t_shape := CAST(ROW('t_shape', NULL, NULL, NULL) AS t_shape);
BEGIN
  self.name := p_name;
  self.sides := 4;
  RETURN self;
END;
$$;
CREATE OR REPLACE FUNCTION t_shape.label_own(
  self t_shape,
  p_mark VARCHAR DEFAULT '!')
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN NULLIF(CONCAT(self.name, p_mark), '');
END;
$$;
CREATE OR REPLACE FUNCTION t_shape.label_twice(self t_shape)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN NULLIF(CONCAT(t_shape.label(self, '1'), t_shape.label(self, '2')), '');
END;
$$;
CREATE OR REPLACE PROCEDURE t_shape.rename_to(
  INOUT self t_shape,
  p_name VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  self.name := p_name;
  IF self.sides IS NULL THEN
    self.sides := 0;
  END IF;
END;
$$;
CREATE OR REPLACE FUNCTION t_shape.of_sides(p_sides NUMERIC)
RETURNS t_shape
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CAST(ROW('t_shape', CONCAT('of ', godwit_oracle.text_of(p_sides)), p_sides, NULL) AS t_shape);
END;
$$;
CREATE OR REPLACE FUNCTION t_shape.weight(self t_shape)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN self.sides * 10;
END;
$$;

-- type body t_square
CREATE SCHEMA IF NOT EXISTS t_square;
CREATE OR REPLACE FUNCTION t_square.label(
  self t_shape,
  p_mark VARCHAR DEFAULT '!')
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT('square ', self.name, p_mark);
END;
$$;
CREATE OR REPLACE FUNCTION t_square.area(self t_shape)
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN self.edge * self.edge;
END;
$$;
