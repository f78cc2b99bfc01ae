
-- table client
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- MDSYS.SDO_POINT_TYPE
DO $$ BEGIN
  CREATE TYPE godwit_oracle.sdo_point_type AS (x numeric, y numeric, z numeric);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
-- MDSYS.SDO_GEOMETRY
DO $$ BEGIN
  CREATE TYPE godwit_oracle.sdo_geometry AS (
    sdo_gtype numeric, sdo_srid numeric, sdo_point godwit_oracle.sdo_point_type, sdo_elem_info numeric[], sdo_ordinates numeric[]);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

-- type address_t
CREATE TYPE address_t AS (
  street VARCHAR(40),
  city VARCHAR(30)
);

-- type client_t
CREATE TYPE client_t AS (
  client_id INTEGER,
  name VARCHAR(40),
  of_clerk text
);

-- table clerk
CREATE TABLE clerk (
  id INTEGER,
  active SMALLINT,
  client_id INTEGER,
  city VARCHAR(30)
);

-- table client
CREATE TABLE client (
  id INTEGER PRIMARY KEY,
  active CHAR(1) DEFAULT '1',
  address address_t,
  phones VARCHAR(25) ARRAY,
  place godwit_oracle.sdo_geometry
);

-- view active_clients
CREATE OR REPLACE VIEW active_clients AS
SELECT
  c.id,
  (c.address).street AS street,
  (c.place).sdo_point.x AS x,
  CASE CAST(c.active AS NUMERIC) WHEN 1 THEN 'active' ELSE NULL END AS notes
FROM client c
  LEFT JOIN clerk k ON (c.address).city = k.city
WHERE CAST(c.active AS NUMERIC) = 1
  AND CAST(c.active AS NUMERIC) IN (1, 2);

-- view clients_of
CREATE OR REPLACE VIEW clients_of (client_id, name, of_clerk) AS
SELECT
  id,
  'a name',
  NULL
FROM clerk;

-- view of_language
CREATE OR REPLACE VIEW of_language AS
SELECT id
FROM clerk
WHERE city = COALESCE(NULLIF(CURRENT_SETTING('userenv.lang', TRUE), ''), 'US');

-- view totals
CREATE OR REPLACE VIEW totals AS
SELECT
  GROUPING(city, active) AS level_of,
  city,
  active,
  count(*) AS n,
  STRING_AGG(CAST(id AS text), ', ' ORDER BY id) AS ids
FROM clerk
GROUP BY rollup(city, active);
