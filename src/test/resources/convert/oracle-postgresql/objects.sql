-- Object types with methods, parents, constructors, and an order.
CREATE TYPE t_shape AS OBJECT (
  name VARCHAR2(30),
  sides NUMBER(9),
  CONSTRUCTOR FUNCTION t_shape(p_name VARCHAR2) RETURN SELF AS RESULT,
  MEMBER FUNCTION label(p_mark VARCHAR2 DEFAULT '!') RETURN VARCHAR2,
  MEMBER FUNCTION label_twice RETURN VARCHAR2,
  MEMBER PROCEDURE rename_to(p_name VARCHAR2),
  STATIC FUNCTION of_sides(p_sides NUMBER) RETURN t_shape,
  MAP MEMBER FUNCTION weight RETURN NUMBER
) NOT FINAL;
/
CREATE TYPE BODY t_shape AS
  CONSTRUCTOR FUNCTION t_shape(p_name VARCHAR2) RETURN SELF AS RESULT IS
  BEGIN
    SELF.name := p_name;
    sides := 4;
    RETURN;
  END;
  MEMBER FUNCTION label(p_mark VARCHAR2 DEFAULT '!') RETURN VARCHAR2 IS
  BEGIN
    RETURN name || p_mark;
  END;
  MEMBER FUNCTION label_twice RETURN VARCHAR2 IS
  BEGIN
    RETURN SELF.label('1') || label('2');
  END;
  MEMBER PROCEDURE rename_to(p_name VARCHAR2) IS
  BEGIN
    name := p_name;
    IF sides IS NULL THEN
      sides := 0;
    END IF;
  END;
  STATIC FUNCTION of_sides(p_sides NUMBER) RETURN t_shape IS
  BEGIN
    RETURN t_shape('of ' || p_sides, p_sides);
  END;
  MAP MEMBER FUNCTION weight RETURN NUMBER IS
  BEGIN
    RETURN sides * 10;
  END;
END;
/
CREATE TYPE t_square UNDER t_shape (
  edge NUMBER,
  OVERRIDING MEMBER FUNCTION label(p_mark VARCHAR2 DEFAULT '!') RETURN VARCHAR2,
  MEMBER FUNCTION area RETURN NUMBER
);
/
CREATE TYPE BODY t_square AS
  OVERRIDING MEMBER FUNCTION label(p_mark VARCHAR2 DEFAULT '!') RETURN VARCHAR2 IS
  BEGIN
    RETURN 'square ' || name || p_mark;
  END;
  MEMBER FUNCTION area RETURN NUMBER IS
  BEGIN
    RETURN edge * edge;
  END;
END;
/
CREATE FUNCTION shapes RETURN VARCHAR2 IS
  l_shape t_shape := t_shape('box');
  l_other t_shape := t_shape.of_sides(3);
  l_square t_square := NEW t_square('s', 4, 2.5);
  l_text VARCHAR2(400);
BEGIN
  l_text := l_shape.label() || ' ' || l_other.name || ' ' || l_other.label_twice;
  l_other.rename_to('triangle');
  l_text := l_text || ' ' || l_other.label('?') || ' ' || l_square.label_twice() || ' ' || l_square.area();
  IF l_other < l_shape THEN
    l_text := l_text || ' less';
  END IF;
  RETURN l_text;
END;
/
CREATE TYPE t_line AS OBJECT (line_id NUMBER(6), owner REF t_shape);
/
CREATE TABLE shape_lines (id NUMBER(6), shape_id NUMBER(6), part NUMBER(2));
CREATE VIEW lines OF t_line WITH OBJECT IDENTIFIER (line_id) AS
  SELECT l.id, MAKE_REF(shapes_seen, l.shape_id, l.part) FROM shape_lines l;
-- A type that is announced first, and a view with collections of objects.
CREATE TYPE t_order
/
CREATE TYPE t_item AS OBJECT (order_id NUMBER(6), item VARCHAR2(20), part REF t_order);
/
CREATE TYPE t_items AS TABLE OF t_item;
/
CREATE OR REPLACE TYPE t_order AS OBJECT (order_id NUMBER(6), items t_items, sizes t_shapes_of_order) NOT FINAL;
/
CREATE TYPE t_shapes_of_order AS TABLE OF t_square;
/
CREATE TABLE order_items (order_id NUMBER(6), item VARCHAR2(20), edge NUMBER);
CREATE VIEW orders OF t_order WITH OBJECT OID (order_id) AS
  SELECT o.id,
    CAST(MULTISET(SELECT i.order_id, i.item, MAKE_REF(orders, i.order_id) FROM order_items i WHERE i.order_id = o.id) AS t_items),
    CAST(MULTISET(SELECT i.item, 4, i.edge FROM order_items i WHERE i.order_id = o.id ORDER BY i.edge) AS t_shapes_of_order)
  FROM shape_lines o;
