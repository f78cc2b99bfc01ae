USE lager;
CREATE TABLE Artikel (
  ArtikelId int NOT NULL AUTO_INCREMENT,
  Titel varchar(40) NOT NULL,
  Preis decimal(8,2) NOT NULL DEFAULT 1,
  Anzahl int NOT NULL DEFAULT 0,
  aktiv tinyint(1) NOT NULL DEFAULT 1,
  Ab datetime NOT NULL,
  Tag date,
  GruppeId int,
  PRIMARY KEY (ArtikelId)
);
CREATE TABLE Gruppe (
  GruppeId int NOT NULL PRIMARY KEY,
  Name varchar(20) NOT NULL
);

/*!50001 CREATE VIEW `alle` AS SELECT 1 AS `artikelid`*/;
/*!50001 DROP VIEW IF EXISTS `alle`*/;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY INVOKER */
/*!50001 VIEW `alle` AS select `artikel`.`ARTIKELID` AS `id`,concat(`artikel`.`titel`,_utf8mb4' ',`artikel`.`Preis`) AS `name` from `Artikel` `artikel` where (`artikel`.`aktiv` and (`artikel`.`titel` like 'a%')) order by `artikel`.`titel` */;

CREATE VIEW je_gruppe AS
  SELECT g.GruppeId, g.name AS "Gruppe", COUNT(*) zahl, SUM(a.aktiv = 1) AS aktive, -- how many
         GROUP_CONCAT(DISTINCT a.Titel ORDER BY a.Titel SEPARATOR ', ') titel, MAX(a.Preis) / COUNT(*) AS schnitt,
         a.Tag
  FROM Gruppe g LEFT JOIN Artikel a USING (GruppeId)
  GROUP BY g.GruppeId
  HAVING zahl > 1
  ORDER BY zahl DESC, g.name LIMIT 5, 10;

CREATE VIEW zeiten AS
  SELECT DATE_FORMAT(Ab, '%d.%m.%Y um %H:%i') AS text, Ab + INTERVAL 1 DAY AS morgen,
         DATE_ADD(Tag, INTERVAL 2 WEEK) AS spaeter, DATEDIFF(Ab, Tag) AS tage, YEAR(Ab) jahr, NOW() AS jetzt,
         TIMESTAMPDIFF(HOUR, Ab, '2020-01-01 12:00:00') stunden, LAST_DAY(Tag) letzter,
         IF(Preis > 10, 'teuer', 'billig') AS wie, IFNULL(Tag, CURDATE()) AS tag2, Anzahl DIV 2 AS halb, Anzahl % 3 AS rest,
         Titel REGEXP '^a' AS passt, Tag <=> NULL AS ohne, !aktiv AS inaktiv, SUBSTRING_INDEX(Titel, ' ', 1) AS erstes
  FROM Artikel WHERE aktiv AND Tag IS NOT NULL AND GruppeId IN (SELECT GruppeId FROM Gruppe);

CREATE VIEW ohne_regel AS SELECT SOUNDEX(Titel) x FROM Artikel;

DELIMITER $$
CREATE PROCEDURE zaehle(IN p INT) BEGIN SELECT COUNT(*) FROM Artikel; END $$
CREATE FUNCTION eins() RETURNS int DETERMINISTIC RETURN 1 $$
CREATE TRIGGER vor BEFORE INSERT ON Artikel FOR EACH ROW SET NEW.Titel = TRIM(NEW.Titel) $$
CREATE EVENT taeglich ON SCHEDULE EVERY 1 DAY DO DELETE FROM Artikel WHERE aktiv = 0 $$
DELIMITER ;
CREATE PROCEDURE ohne_zeichen() BEGIN IF 1 THEN SELECT 1; END IF; SELECT CASE WHEN 1 THEN 2 END; END;
CREATE VIEW danach AS SELECT 1 AS eins;
