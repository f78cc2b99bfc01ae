-- MySQL dump, as mysqldump writes it
/*!40101 SET NAMES utf8mb4 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop` /*!40100 DEFAULT CHARACTER SET utf8mb4 */;
USE `shop`;

DROP TABLE IF EXISTS `Kunden`;
CREATE TABLE `Kunden` (
  `KundenId` int unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(60) COLLATE utf8mb4_general_ci NOT NULL DEFAULT '',
  `code` char(2) DEFAULT 'xx',
  `aktiv` tinyint(1) NOT NULL DEFAULT '1',
  `flag` bit(1) DEFAULT b'0',
  `mask` bit(8) DEFAULT b'101',
  `art` enum('klein','groß','it''s') NOT NULL DEFAULT 'klein',
  `tags` set('a','b','c') DEFAULT 'a,b',
  `saldo` decimal(10,2) NOT NULL DEFAULT '0.00',
  `rate` double DEFAULT NULL,
  `seit` date DEFAULT '2020-01-31',
  `nie` date NOT NULL DEFAULT '0000-00-00',
  `um` time DEFAULT '08:30:00',
  `jahr` year DEFAULT '2020',
  `erstellt` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `geändert` datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  `hash` binary(4) DEFAULT NULL,
  `bild` mediumblob,
  `notiz` longtext COMMENT 'it''s a note',
  `doc` json DEFAULT NULL,
  `order` smallint unsigned DEFAULT NULL,
  `doppelt` decimal(11,2) GENERATED ALWAYS AS (`saldo` * 2) STORED,
  `teil` varchar(3) AS (left(`name`,3)) VIRTUAL,
  PRIMARY KEY (`KundenId`),
  UNIQUE KEY `name` (`name`,`code`),
  KEY `beginn` (`notiz`(20)),
  KEY `ab` (`seit` DESC,`um`),
  KEY `oben` ((upper(`name`))),
  FULLTEXT KEY `worte` (`name`,`notiz`),
  CONSTRAINT `positiv` CHECK (`saldo` >= 0 or `aktiv`)
) ENGINE=InnoDB AUTO_INCREMENT=42 DEFAULT CHARSET=utf8mb4 COMMENT='all customers';

/*!40101 SET character_set_client = @saved_cs_client */;
LOCK TABLES `Kunden` WRITE;
/*!40000 ALTER TABLE `Kunden` DISABLE KEYS */;
INSERT INTO `Kunden` VALUES (1,'a; b -- c \' d',NULL),(2,"x",'y');
UNLOCK TABLES;

CREATE TABLE `zeilen` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `kunde` int unsigned DEFAULT NULL,
  `menge` int NOT NULL DEFAULT 1,
  `data` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`data`)),
  PRIMARY KEY (`id`),
  KEY `kunde` (`kunde`),
  CONSTRAINT `fk_kunde` FOREIGN KEY (`kunde`) REFERENCES `Kunden` (`KundenId`) ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE TABLE messung (
  tag date NOT NULL,
  nr int NOT NULL,
  wert double,
  PRIMARY KEY (tag, nr)
)
/*!50100 PARTITION BY RANGE (YEAR(tag))
(PARTITION p2020 VALUES LESS THAN (2021) ENGINE = InnoDB,
 PARTITION p2021 VALUES LESS THAN (2022) ENGINE = InnoDB,
 PARTITION rest VALUES LESS THAN MAXVALUE ENGINE = InnoDB) */;

CREATE TABLE verteilt (a int not null primary key, b int) PARTITION BY HASH (a) PARTITIONS 3;
CREATE TABLE berechnet (a int not null primary key) PARTITION BY HASH (a * 2) PARTITIONS 3;

-- as phpMyAdmin writes it
CREATE TABLE spaeter (
  id int(11) NOT NULL,
  kurz varchar(10) NOT NULL,
  lang varchar(10) DEFAULT NULL
) ENGINE=MyISAM;
ALTER TABLE spaeter
  ADD PRIMARY KEY (id),
  ADD UNIQUE KEY kurz (kurz);
ALTER TABLE spaeter MODIFY id int(11) NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=7;
ALTER TABLE spaeter CHANGE lang langer text NOT NULL;
CREATE INDEX nach_lang ON spaeter (langer(5));
