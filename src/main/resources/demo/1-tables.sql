-- A mail-order shop for bird watchers, as twenty years of hands have left it: most of it is plain,
-- and each awkward thing is one that real schemas have. Runs on MariaDB 10.4+ and MySQL 8.0+.

CREATE TABLE country (
  code char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY COMMENT 'ISO 3166-1',
  name varchar(80) NOT NULL,
  native_name varchar(80) NOT NULL COMMENT 'in its own script',
  dial_prefix smallint unsigned NOT NULL,
  in_customs_union tinyint(1) NOT NULL DEFAULT 0,
  UNIQUE KEY country_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A department has a head, who is an employee, who has a department: the key follows in 2-keys.sql.
CREATE TABLE department (
  id smallint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name varchar(60) NOT NULL,
  head_id int DEFAULT NULL,
  budget decimal(14,2) NOT NULL DEFAULT 0.00
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE employee (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  department_id smallint NOT NULL,
  manager_id int DEFAULT NULL COMMENT 'empty for the one at the top',
  name varchar(100) NOT NULL,
  joined year NOT NULL,
  born date DEFAULT NULL,
  flexitime time NOT NULL DEFAULT '00:00:00' COMMENT 'balance: may be negative, or over a day',
  KEY employee_manager (manager_id),
  CONSTRAINT employee_department_fk FOREIGN KEY (department_id) REFERENCES department (id),
  CONSTRAINT employee_manager_fk FOREIGN KEY (manager_id) REFERENCES employee (id) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE warehouse (
  id tinyint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  country_code char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name varchar(60) NOT NULL,
  place point NOT NULL,
  ground geometry DEFAULT NULL,
  opens time(3) NOT NULL DEFAULT '06:30:00.000',
  SPATIAL KEY warehouse_place (place),
  CONSTRAINT warehouse_country_fk FOREIGN KEY (country_code) REFERENCES country (code) ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE category (
  id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  parent_id int unsigned DEFAULT NULL,
  name varchar(60) NOT NULL,
  sort_order int NOT NULL DEFAULT 0,
  UNIQUE KEY category_name (parent_id, name),
  CONSTRAINT category_parent_fk FOREIGN KEY (parent_id) REFERENCES category (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='a tree; ''Optics'' is its oldest root';

-- From the old system, and never converted.
CREATE TABLE supplier (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name varchar(120) NOT NULL,
  legacy_code varchar(20) CHARACTER SET utf8mb3 NOT NULL,
  country_code char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rating enum('excellent','good','fair','don''t ask','') NOT NULL DEFAULT 'fair',
  remarks text,
  UNIQUE KEY supplier_legacy_code (legacy_code),
  CONSTRAINT supplier_country_fk FOREIGN KEY (country_code) REFERENCES country (code)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;

CREATE TABLE product (
  id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  category_id int unsigned NOT NULL,
  supplier_id int DEFAULT NULL,
  sku varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  external_id binary(16) NOT NULL COMMENT 'a UUID',
  name varchar(200) NOT NULL,
  description text,
  price decimal(10,2) NOT NULL,
  tax_rate decimal(4,2) NOT NULL DEFAULT 19.00,
  price_with_tax decimal(12,2) GENERATED ALWAYS AS (round(price * (1 + tax_rate / 100), 2)) STORED,
  name_lower varchar(200) GENERATED ALWAYS AS (lower(name)) VIRTUAL,
  weight_kg float DEFAULT NULL,
  seasons set('spring','summer','autumn','winter') NOT NULL DEFAULT '',
  state enum('planned','sold','discontinued') NOT NULL DEFAULT 'planned',
  attributes json DEFAULT NULL,
  labels json DEFAULT (json_array()),
  is_fragile bit(1) NOT NULL DEFAULT b'0',
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  changed_at timestamp NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP,
  UNIQUE KEY product_sku (sku),
  UNIQUE KEY product_external_id (external_id),
  KEY product_name_prefix (name(20)),
  KEY product_category_price (category_id, price),
  FULLTEXT KEY product_text (name, description),
  CONSTRAINT product_price_check CHECK (price >= 0 AND tax_rate BETWEEN 0 AND 30),
  CONSTRAINT product_category_fk FOREIGN KEY (category_id) REFERENCES category (id),
  CONSTRAINT product_supplier_fk FOREIGN KEY (supplier_id) REFERENCES supplier (id) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE product_image (
  product_id int unsigned NOT NULL,
  image_no tinyint unsigned NOT NULL,
  media_type varchar(40) NOT NULL DEFAULT 'image/webp',
  content mediumblob NOT NULL,
  thumbnail varbinary(1000) DEFAULT NULL,
  checksum binary(32) NOT NULL COMMENT 'SHA-256 of content',
  PRIMARY KEY (product_id, image_no),
  CONSTRAINT product_image_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE product_manual (
  product_id int unsigned NOT NULL,
  language char(5) NOT NULL DEFAULT 'en',
  body longtext NOT NULL COMMENT 'some are over a megabyte',
  PRIMARY KEY (product_id, language),
  CONSTRAINT product_manual_fk FOREIGN KEY (product_id) REFERENCES product (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE stock (
  warehouse_id tinyint unsigned NOT NULL,
  product_id int unsigned NOT NULL,
  pieces mediumint NOT NULL DEFAULT 0 COMMENT 'negative when oversold',
  shelf varchar(12) DEFAULT NULL,
  counted_on date NOT NULL DEFAULT '0000-00-00' COMMENT 'zero: never',
  PRIMARY KEY (warehouse_id, product_id),
  KEY stock_product (product_id, pieces DESC),
  CONSTRAINT stock_warehouse_fk FOREIGN KEY (warehouse_id) REFERENCES warehouse (id),
  CONSTRAINT stock_product_fk FOREIGN KEY (product_id) REFERENCES product (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE customer (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  email varchar(190) COLLATE utf8mb4_bin NOT NULL,
  name varchar(120) NOT NULL,
  nickname varchar(60) DEFAULT NULL COMMENT 'empty and missing are two things',
  loyalty_number bigint unsigned DEFAULT NULL,
  country_code char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  is_active tinyint(1) NOT NULL DEFAULT 1,
  balance decimal(12,4) NOT NULL DEFAULT 0.0000,
  born date DEFAULT NULL,
  last_login datetime NOT NULL DEFAULT '0000-00-00 00:00:00' COMMENT 'zero: never',
  preferences json DEFAULT NULL,
  note varchar(500) DEFAULT NULL,
  created_at datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  changed_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  UNIQUE KEY customer_email (email),
  UNIQUE KEY customer_loyalty_number (loyalty_number),
  KEY customer_name (name),
  CONSTRAINT customer_country_fk FOREIGN KEY (country_code) REFERENCES country (code)
) ENGINE=InnoDB AUTO_INCREMENT=100001 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE customer_address (
  customer_id int NOT NULL,
  address_no tinyint NOT NULL,
  street varchar(120) NOT NULL,
  postcode varchar(12) NOT NULL COMMENT 'leading zeros count',
  city varchar(80) NOT NULL,
  kind enum('billing','delivery','both') NOT NULL DEFAULT 'both',
  PRIMARY KEY (customer_id, address_no),
  KEY customer_address_city (city(10), postcode),
  CONSTRAINT customer_address_fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE orders (
  id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customer_id int NOT NULL,
  delivery_no tinyint NOT NULL DEFAULT 1,
  ordered_at datetime(6) NOT NULL,
  paid_at timestamp NULL DEFAULT NULL,
  state enum('new','packed','sent','returned') NOT NULL DEFAULT 'new',
  packing_time time(2) DEFAULT NULL,
  flags bit(8) NOT NULL DEFAULT b'00000000',
  KEY orders_customer (customer_id, ordered_at),
  KEY orders_state (state),
  CONSTRAINT orders_address_fk FOREIGN KEY (customer_id, delivery_no)
    REFERENCES customer_address (customer_id, address_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE order_line (
  order_id bigint unsigned NOT NULL,
  line_no smallint unsigned NOT NULL,
  product_id int unsigned NOT NULL,
  pieces int unsigned NOT NULL DEFAULT 1,
  price decimal(10,2) NOT NULL COMMENT 'as it was on that day',
  total decimal(20,2) GENERATED ALWAYS AS (pieces * price) VIRTUAL,
  PRIMARY KEY (order_id, line_no),
  KEY order_line_product (product_id),
  CONSTRAINT order_line_pieces_check CHECK (pieces > 0),
  CONSTRAINT order_line_order_fk FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT order_line_product_fk FOREIGN KEY (product_id) REFERENCES product (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE payment (
  reference char(36) CHARACTER SET ascii NOT NULL DEFAULT (uuid()) PRIMARY KEY,
  order_id bigint unsigned NOT NULL,
  amount double NOT NULL COMMENT 'yes, money in a double',
  exchange_rate float NOT NULL DEFAULT 1,
  answer tinytext,
  KEY payment_order (order_id),
  CONSTRAINT payment_order_fk FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A log: no key, and the same row may stand in it twice.
CREATE TABLE page_view (
  seen_at datetime NOT NULL,
  visitor varbinary(16) DEFAULT NULL COMMENT 'IPv4 or IPv6 address',
  path varchar(200) NOT NULL,
  milliseconds smallint unsigned DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE price_history (
  id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  product_id int unsigned NOT NULL,
  old_price decimal(10,2) NOT NULL,
  new_price decimal(10,2) NOT NULL,
  changed_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  changed_by varchar(100) NOT NULL,
  CONSTRAINT price_history_fk FOREIGN KEY (product_id) REFERENCES product (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Somebody's spreadsheet.
CREATE TABLE `Group Order` (
  `Order` int NOT NULL PRIMARY KEY,
  `Group` varchar(40) NOT NULL,
  `select` tinyint(1) DEFAULT NULL,
  `Unit Price €` decimal(8,2) DEFAULT NULL,
  `user` varchar(40) NOT NULL DEFAULT 'it''s "nobody"',
  `MixedCase` varchar(20) DEFAULT 'a\\b',
  KEY `key` (`Group`, `MixedCase`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='ask Ines, she made it in 2009';

-- The edges of every type, one after the other.
CREATE TABLE extreme_value (
  id int NOT NULL PRIMARY KEY,
  what varchar(60) NOT NULL,
  t tinyint DEFAULT NULL,
  tu tinyint unsigned DEFAULT NULL,
  s smallint DEFAULT NULL,
  m mediumint DEFAULT NULL,
  mu mediumint unsigned DEFAULT NULL,
  i int DEFAULT NULL,
  iu int unsigned DEFAULT NULL,
  b bigint DEFAULT NULL,
  bu bigint unsigned DEFAULT NULL,
  zf int(8) unsigned zerofill DEFAULT NULL,
  d decimal(65,30) DEFAULT NULL,
  f float DEFAULT NULL,
  dbl double DEFAULT NULL,
  dt date DEFAULT NULL,
  dtm datetime(6) DEFAULT NULL,
  ts timestamp(6) NULL DEFAULT NULL,
  tm time(6) DEFAULT NULL,
  y year DEFAULT NULL,
  b1 bit(1) DEFAULT NULL,
  b12 bit(12) DEFAULT NULL,
  b64 bit(64) DEFAULT NULL,
  c char(10) DEFAULT NULL,
  v varchar(500) DEFAULT NULL,
  bin binary(4) DEFAULT NULL,
  vb varbinary(300) DEFAULT NULL,
  tb tinyblob,
  j json DEFAULT NULL,
  g geometry DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
