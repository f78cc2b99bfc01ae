-- Stored programs: functions, procedures, triggers.
USE laden;

CREATE TABLE kunde (
  id INT NOT NULL AUTO_INCREMENT,
  name VARCHAR(40) NOT NULL,
  ort VARCHAR(40),
  guthaben DECIMAL(10,2) NOT NULL DEFAULT 0,
  stamm BIT(1) NOT NULL DEFAULT b'0',
  seit DATE,
  PRIMARY KEY (id)
);

CREATE TABLE bestellung (
  id INT NOT NULL AUTO_INCREMENT,
  kunde_id INT NOT NULL,
  betrag DECIMAL(10,2) NOT NULL,
  am DATETIME NOT NULL,
  status ENUM('neu','bezahlt','storniert') NOT NULL DEFAULT 'neu',
  PRIMARY KEY (id),
  KEY k (kunde_id)
);

CREATE TABLE zaehler (
  wort VARCHAR(20) NOT NULL,
  anzahl INT NOT NULL DEFAULT 0,
  zuletzt DATETIME,
  PRIMARY KEY (wort)
);

CREATE TABLE protokoll (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  was VARCHAR(100),
  am TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

DELIMITER //

-- A function of one statement.
CREATE FUNCTION netto(brutto DECIMAL(10,2)) RETURNS DECIMAL(10,2) DETERMINISTIC
  RETURN ROUND(brutto / 1.19, 2) //

CREATE FUNCTION stufe(p_Betrag DECIMAL(10,2)) RETURNS VARCHAR(10)
  DETERMINISTIC NO SQL COMMENT 'nach Betrag'
BEGIN
  DECLARE ergebnis VARCHAR(10) DEFAULT 'klein';
  IF P_BETRAG >= 1000 THEN
    SET ergebnis = 'gross';
  ELSEIF p_betrag >= 100 THEN
    SET ergebnis = 'mittel';
  END IF;
  RETURN ergebnis; -- das war es
END //

CREATE FUNCTION ist_stamm(p_kunde INT) RETURNS BOOLEAN READS SQL DATA
BEGIN
  DECLARE n INT;
  SELECT COUNT(*) INTO n FROM bestellung WHERE kunde_id = p_kunde;
  IF n > 2 THEN
    RETURN TRUE;
  ELSE
    RETURN FALSE;
  END IF;
END //

CREATE FUNCTION name_von(p_id INT) RETURNS VARCHAR(40) READS SQL DATA
BEGIN
  DECLARE v_name VARCHAR(40) DEFAULT 'niemand';
  SELECT name INTO v_name FROM kunde WHERE ID = p_id;
  RETURN v_name;
END //

CREATE FUNCTION wochentag(p_nr INT) RETURNS VARCHAR(20) DETERMINISTIC
BEGIN
  CASE p_nr
    WHEN 1 THEN RETURN 'Montag';
    WHEN 2 THEN RETURN 'Dienstag';
    ELSE BEGIN END;
  END CASE;
  CASE
    WHEN p_nr < 1 THEN RETURN 'davor';
    WHEN p_nr > 5 THEN RETURN 'Wochenende';
    ELSE RETURN CONCAT('Tag ', p_nr);
  END CASE;
END //

CREATE FUNCTION quersumme(p INT) RETURNS INT DETERMINISTIC
BEGIN
  DECLARE rest, summe INT DEFAULT 0;
  SET rest = ABS(p);
  schleife: WHILE rest > 0 DO
    IF rest % 10 = 9 THEN
      SET rest = rest DIV 10;
      ITERATE schleife;
    END IF;
    SET summe = summe + rest % 10, rest = rest DIV 10;
  END WHILE schleife;
  RETURN summe;
END //

CREATE FUNCTION folge(p INT) RETURNS VARCHAR(200) DETERMINISTIC
BEGIN
  DECLARE i INT DEFAULT 0;
  DECLARE v VARCHAR(200) DEFAULT '';
  REPEAT
    SET i = i + 1;
    SET v = CONCAT(v, i, ',');
  UNTIL i >= p END REPEAT;
  aussen: LOOP
    LOOP
      SET i = i - 1;
      IF i <= 0 THEN
        LEAVE aussen;
      END IF;
      SET v = CONCAT(v, i);
    END LOOP;
  END LOOP aussen;
  RETURN v;
END //

CREATE PROCEDURE buchen(IN p_kunde INT, IN p_betrag DECIMAL(10,2), OUT p_id INT, INOUT p_summe DECIMAL(12,2))
MODIFIES SQL DATA
weg: BEGIN
  IF p_betrag <= 0 THEN
    SET p_id = NULL;
    LEAVE weg;
  END IF;
  INSERT INTO bestellung (kunde_id, betrag, am) VALUES (p_kunde, p_betrag, NOW());
  SET p_id = LAST_INSERT_ID();
  UPDATE kunde SET guthaben = guthaben - p_betrag, stamm = 1 WHERE id = p_kunde;
  SET p_summe = p_summe + p_betrag;
  CALL merke(CONCAT('gebucht: ', p_betrag));
END weg //

CREATE PROCEDURE merke(p_was VARCHAR(100))
  INSERT INTO protokoll SET was = p_was //

CREATE PROCEDURE zaehle(p_wort VARCHAR(20))
BEGIN
  INSERT INTO zaehler (wort, anzahl, zuletzt) VALUES (p_wort, 1, NOW())
    ON DUPLICATE KEY UPDATE anzahl = anzahl + VALUES(anzahl), zuletzt = VALUES(zuletzt);
  INSERT IGNORE INTO zaehler (wort) VALUES ('alle');
  REPLACE INTO zaehler (wort, anzahl) VALUES ('zuletzt', 7);
  DELETE FROM zaehler WHERE anzahl < 0 ORDER BY zuletzt LIMIT 3;
END //

CREATE PROCEDURE angleichen()
BEGIN
  UPDATE bestellung b JOIN kunde k ON k.id = b.kunde_id SET b.status = 'bezahlt' WHERE k.guthaben > 0 AND b.status = 'neu';
  DELETE b FROM bestellung b LEFT JOIN kunde k ON k.id = b.kunde_id WHERE k.id IS NULL;
  UPDATE kunde SET ort = 'Berlin' ORDER BY id LIMIT 2;
END //

-- Rows for the client, and how many there are.
CREATE PROCEDURE liste(IN p_ort VARCHAR(40), OUT p_anzahl INT)
BEGIN
  IF p_ort IS NULL THEN
    SELECT 'kein Ort' AS meldung;
  ELSE
    SELECT id, name FROM kunde WHERE ort = p_ort ORDER BY name;
    SELECT FOUND_ROWS() INTO p_anzahl;
  END IF;
END //

CREATE PROCEDURE listen()
BEGIN
  DECLARE n INT;
  CALL liste('Bonn', n);
END //

CREATE PROCEDURE geaendert(OUT p_zeilen INT)
BEGIN
  UPDATE kunde SET ort = 'Bonn' WHERE ort = 'Berlin';
  SET p_zeilen = ROW_COUNT();
END //

CREATE PROCEDURE sitzung(p INT)
BEGIN
  SET @letzter = p;
  SET @anzahl = COALESCE(@anzahl, 0) + 1;
  SELECT name, guthaben INTO @name, @guthaben FROM kunde WHERE id = @letzter;
  IF @letzter = 3 THEN
    SET @name = 'drei';
  END IF;
  SET SESSION sql_mode = 'STRICT_ALL_TABLES';
END //

CREATE PROCEDURE dynamisch(p_wort VARCHAR(20))
BEGIN
  SET @sql = CONCAT('DELETE FROM zaehler WHERE wort = ', '?');
  PREPARE s FROM @sql;
  EXECUTE s;
  DEALLOCATE PREPARE s;
  PREPARE t FROM 'INSERT INTO laden.zaehler (wort, anzahl) VALUES (?, ?)';
  EXECUTE t USING p_wort, 5;
END //

CREATE PROCEDURE zwischen()
BEGIN
  DROP TEMPORARY TABLE IF EXISTS tage;
  CREATE TEMPORARY TABLE tage (nr INT UNSIGNED NOT NULL PRIMARY KEY, tag DATETIME DEFAULT NULL, wort VARCHAR(9));
  INSERT INTO tage (nr, tag) VALUES (1, NOW()), (2, '2020-01-01');
  CREATE TEMPORARY TABLE IF NOT EXISTS orte SELECT DISTINCT ort FROM kunde;
  TRUNCATE TABLE tage;
  DROP TABLE tage, orte;
END //

CREATE PROCEDURE abschluss()
BEGIN
  START TRANSACTION;
  UPDATE kunde SET guthaben = 0;
  COMMIT;
  DO SLEEP(0);
END //

CREATE TRIGGER bestellung_vor BEFORE INSERT ON bestellung FOR EACH ROW
BEGIN
  IF NEW.Betrag < 0 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Betrag unter null';
  END IF;
  SET NEW.status = IFNULL(NEW.status, 'neu');
END //

CREATE TRIGGER bestellung_nach AFTER UPDATE ON bestellung FOR EACH ROW
  INSERT INTO protokoll (was) VALUES (CONCAT('von ', OLD.status, ' nach ', NEW.status)) //

CREATE TRIGGER bestellung_weg BEFORE DELETE ON bestellung FOR EACH ROW
raus: BEGIN
  IF old.status <> 'bezahlt' THEN
    LEAVE raus;
  END IF;
  INSERT INTO protokoll (was) VALUES (CONCAT('weg: ', old.id));
END //

-- A word that PostgreSQL takes as a column, not as a parameter.
CREATE FUNCTION bestand(least INT, out_of INT) RETURNS INT DETERMINISTIC
  RETURN GREATEST(least, out_of) //

CREATE PROCEDURE unlesbar(p INT)
BEGIN
  DECLARE n INT;
  SET n = p;
  HANDLER kunde OPEN AS h;
  SET n = n + 1;
END //

DELIMITER ;

CREATE VIEW kunden AS SELECT id, name_von(id) AS n, ist_stamm(id) AS s, netto(guthaben) AS netto FROM kunde;
