-- What runs in the server. It comes after the rows, so that the trigger doesn't see the first load.

CREATE VIEW order_total AS
  SELECT o.id, o.customer_id, c.name, o.ordered_at, sum(l.pieces * l.price) AS total
  FROM orders o
  JOIN customer c ON c.id = o.customer_id
  JOIN order_line l ON l.order_id = o.id
  GROUP BY o.id, o.customer_id, c.name, o.ordered_at;

DELIMITER $$

CREATE TRIGGER product_price_changed AFTER UPDATE ON product FOR EACH ROW
BEGIN
  IF NEW.price <> OLD.price THEN
    INSERT INTO price_history (product_id, old_price, new_price, changed_by)
    VALUES (NEW.id, OLD.price, NEW.price, CURRENT_USER());
  END IF;
END$$

CREATE PROCEDURE restock(IN the_product int unsigned, IN least mediumint)
  COMMENT 'raises every warehouse to at least that many pieces'
BEGIN
  UPDATE stock SET pieces = greatest(pieces, least), counted_on = CURRENT_DATE
  WHERE product_id = the_product;
END$$

CREATE FUNCTION discounted(price decimal(10,2), percent decimal(5,2)) RETURNS decimal(10,2)
  DETERMINISTIC NO SQL
BEGIN
  RETURN round(price * (100 - percent) / 100, 2);
END$$

DELIMITER ;
