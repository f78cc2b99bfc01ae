-- Handlers, conditions, cursors, diagnostics.
CREATE TABLE konto (
  nr INT NOT NULL PRIMARY KEY,
  inhaber VARCHAR(30) NOT NULL,
  stand DECIMAL(10,2) NOT NULL DEFAULT 0
);

CREATE TABLE buch (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  was VARCHAR(200)
);

DELIMITER $$

-- The usual loop over a cursor.
CREATE FUNCTION namen() RETURNS VARCHAR(200) READS SQL DATA
BEGIN
  DECLARE fertig INT DEFAULT FALSE;
  DECLARE v_name VARCHAR(30);
  DECLARE alle VARCHAR(200) DEFAULT '';
  DECLARE c CURSOR FOR SELECT inhaber FROM konto ORDER BY nr;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET fertig = TRUE;
  OPEN c;
  lesen: LOOP
    FETCH NEXT FROM c INTO v_name;
    IF fertig THEN
      LEAVE lesen;
    END IF;
    SET alle = CONCAT(alle, v_name, ';');
  END LOOP;
  CLOSE c;
  RETURN alle;
END $$

CREATE FUNCTION stand_von(p_nr INT) RETURNS DECIMAL(10,2) READS SQL DATA
BEGIN
  DECLARE v DECIMAL(10,2);
  DECLARE EXIT HANDLER FOR NOT FOUND RETURN -1;
  SELECT stand INTO v FROM konto WHERE nr = p_nr;
  RETURN v;
END $$

-- Goes on behind the statement that fails.
CREATE PROCEDURE anlegen(IN p_nr INT, IN p_name VARCHAR(30), OUT p_doppelt INT)
BEGIN
  DECLARE doppelt CONDITION FOR 1062;
  DECLARE CONTINUE HANDLER FOR doppelt SET p_doppelt = 1;
  SET p_doppelt = 0;
  INSERT INTO konto (nr, inhaber) VALUES (p_nr, p_name);
  INSERT INTO buch (was) VALUES (CONCAT('angelegt ', p_nr, ' ', p_doppelt));
END $$

-- Undoes all of it, and says why.
CREATE PROCEDURE ueberweisen(IN von INT, IN nach INT, IN p_betrag DECIMAL(10,2))
BEGIN
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  START TRANSACTION;
  UPDATE konto SET stand = stand - p_betrag WHERE nr = von;
  IF (SELECT stand FROM konto WHERE nr = von) < 0 THEN
    SIGNAL SQLSTATE '45001' SET MESSAGE_TEXT = 'Konto nicht gedeckt', MYSQL_ERRNO = 1644;
  END IF;
  UPDATE konto SET stand = stand + p_betrag WHERE nr = nach;
  COMMIT;
END $$

CREATE PROCEDURE versuch(IN p_nr INT, OUT p_text VARCHAR(200), OUT p_zustand CHAR(5), OUT p_fehler INT)
BEGIN
  DECLARE EXIT HANDLER FOR 1062, SQLSTATE '22012'
  BEGIN
    GET DIAGNOSTICS CONDITION 1 p_text = MESSAGE_TEXT, p_zustand = RETURNED_SQLSTATE, p_fehler = MYSQL_ERRNO;
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION SET p_text = 'anderes';
  SET p_text = 'gut';
  INSERT INTO konto (nr, inhaber) VALUES (p_nr, NULLIF('x', IF(p_nr = 99, 'x', '')));
END $$

-- An inner block has handlers of its own; its exit leaves it alone.
CREATE PROCEDURE bloecke(OUT p_weg VARCHAR(100))
BEGIN
  DECLARE n INT DEFAULT 0;
  DECLARE c CURSOR FOR SELECT nr FROM konto ORDER BY nr;
  SET p_weg = '';
  OPEN c;
  BEGIN
    DECLARE v INT;
    DECLARE EXIT HANDLER FOR NOT FOUND SET p_weg = CONCAT(p_weg, 'ende');
    REPEAT
      FETCH c INTO v;
      SET p_weg = CONCAT(p_weg, v, ' ');
    UNTIL FALSE END REPEAT;
  END;
  CLOSE c;
  aussen: BEGIN
    IF n = 0 THEN
      LEAVE aussen;
    END IF;
    SET p_weg = 'nie';
  END aussen;
  SET p_weg = CONCAT(p_weg, '!');
END $$

CREATE PROCEDURE sammeln()
BEGIN
  DECLARE fertig BOOL DEFAULT FALSE;
  DECLARE v_nr INT;
  DECLARE v_letzter VARCHAR(200) DEFAULT 'keiner';
  DECLARE c CURSOR FOR SELECT nr FROM konto WHERE stand > 0;
  DECLARE CONTINUE HANDLER FOR SQLSTATE '02000' SET fertig = TRUE;
  DECLARE CONTINUE HANDLER FOR SQLWARNING BEGIN END;
  OPEN c;
  FETCH c INTO v_nr;
  WHILE NOT fertig DO
    SELECT was INTO v_letzter FROM buch WHERE id = v_nr;
    INSERT INTO buch (was) VALUES (CONCAT(v_nr, v_letzter));
    FETCH c INTO v_nr;
  END WHILE;
  CLOSE c;
END $$

CREATE TRIGGER konto_neu BEFORE UPDATE ON konto FOR EACH ROW
BEGIN
  DECLARE unter_null CONDITION FOR SQLSTATE '45000';
  DECLARE EXIT HANDLER FOR unter_null
  BEGIN
    SET NEW.stand = OLD.stand;
  END;
  IF NEW.stand < -1000 THEN
    SIGNAL unter_null SET MESSAGE_TEXT = 'zu weit';
  END IF;
END $$

-- Its rows come from a table that is dropped behind them.
CREATE PROCEDURE reiche(OUT p_anzahl INT)
BEGIN
  CREATE TEMPORARY TABLE reich (nr INT NOT NULL PRIMARY KEY);
  INSERT INTO reich SELECT nr FROM konto WHERE stand > 10;
  SELECT k.inhaber FROM reich r JOIN konto k ON k.nr = r.nr;
  SELECT COUNT(*) FROM reich INTO p_anzahl;
  DROP TABLE reich;
END$$

CREATE PROCEDURE unbekannt()
BEGIN
  DECLARE EXIT HANDLER FOR 1999 BEGIN END;
  SAVEPOINT s;
  GET DIAGNOSTICS @n = NUMBER;
END $$

DELIMITER ;
