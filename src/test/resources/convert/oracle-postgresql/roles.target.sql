CREATE SCHEMA IF NOT EXISTS wares_owner;

-- user or role wares_app
CREATE SCHEMA IF NOT EXISTS wares_app;

-- user or role wares_owner
CREATE SCHEMA IF NOT EXISTS wares_owner;
CREATE SCHEMA IF NOT EXISTS wares_prices;

-- package wares_owner.wares_prices
CREATE SCHEMA IF NOT EXISTS wares_prices;

-- package body wares_owner.wares_prices
CREATE SCHEMA IF NOT EXISTS wares_prices;

-- user or role wares_clerk
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'wares_clerk') THEN
    CREATE ROLE wares_clerk;
  END IF;
END $role$;

-- user or role Shop Boss
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'Shop Boss') THEN
    CREATE ROLE "Shop Boss";
  END IF;
END $role$;

-- user or role ora_pg_shop
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'ora_pg_shop') THEN
    CREATE ROLE ora_pg_shop;
  END IF;
END $role$;

-- user or role wares_app
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'wares_app') THEN
    CREATE ROLE wares_app LOGIN;
  END IF;
END $role$;

-- user or role wares_twice
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'wares_twice') THEN
    CREATE ROLE wares_twice;
  END IF;
END $role$;

-- user or role wares_guest
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'wares_guest') THEN
    CREATE ROLE wares_guest;
  END IF;
END $role$;

-- user or role wares_owner
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'wares_owner') THEN
    CREATE ROLE wares_owner LOGIN;
  END IF;
END $role$;

-- table wares_owner.orders
CREATE TABLE wares_owner.orders (
  id INTEGER PRIMARY KEY,
  note VARCHAR(20)
);

-- package body wares_owner.wares_prices
CREATE OR REPLACE FUNCTION wares_prices.rate()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN 2;
END;
$$;

-- user or role wares_clerk
ALTER ROLE wares_clerk CREATEROLE;
GRANT wares_clerk TO reader;

-- user or role Shop Boss
GRANT wares_clerk TO "Shop Boss" WITH ADMIN OPTION;

-- user or role reader
GRANT writer TO reader;

-- user or role wares_app
GRANT USAGE, CREATE ON SCHEMA wares_app TO wares_app;
GRANT wares_clerk, ora_pg_shop TO wares_app;
GRANT "Shop Boss" TO wares_app WITH INHERIT FALSE;
REVOKE wares_clerk FROM wares_app;

-- user or role wares_guest
GRANT wares_twice TO wares_guest WITH INHERIT FALSE;

-- user or role wares_owner
GRANT USAGE, CREATE ON SCHEMA wares_owner TO wares_owner;
GRANT ALL ON ALL TABLES IN SCHEMA wares_owner TO wares_owner;
GRANT ALL ON ALL SEQUENCES IN SCHEMA wares_owner TO wares_owner;
GRANT USAGE ON SCHEMA wares_prices TO wares_owner;

-- table wares_owner.orders
GRANT USAGE ON SCHEMA wares_owner TO wares_clerk;
GRANT SELECT ON wares_owner.orders TO wares_clerk;
