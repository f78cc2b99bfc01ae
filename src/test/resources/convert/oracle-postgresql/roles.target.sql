CREATE SCHEMA IF NOT EXISTS shop_owner;

-- user or role shop_app
CREATE SCHEMA IF NOT EXISTS shop_app;

-- user or role shop_owner
CREATE SCHEMA IF NOT EXISTS shop_owner;
CREATE SCHEMA IF NOT EXISTS shop_prices;

-- package shop_owner.shop_prices
CREATE SCHEMA IF NOT EXISTS shop_prices;

-- package body shop_owner.shop_prices
CREATE SCHEMA IF NOT EXISTS shop_prices;

-- user or role shop_clerk
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'shop_clerk') THEN
    CREATE ROLE shop_clerk;
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

-- user or role shop_app
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'shop_app') THEN
    CREATE ROLE shop_app LOGIN;
  END IF;
END $role$;

-- user or role shop_twice
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'shop_twice') THEN
    CREATE ROLE shop_twice;
  END IF;
END $role$;

-- user or role shop_guest
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'shop_guest') THEN
    CREATE ROLE shop_guest;
  END IF;
END $role$;

-- user or role shop_owner
DO $role$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'shop_owner') THEN
    CREATE ROLE shop_owner LOGIN;
  END IF;
END $role$;

-- table shop_owner.orders
CREATE TABLE shop_owner.orders (
  id INTEGER PRIMARY KEY,
  note VARCHAR(20)
);

-- package body shop_owner.shop_prices
CREATE OR REPLACE FUNCTION shop_prices.rate()
RETURNS NUMERIC
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN 2;
END;
$$;

-- user or role shop_clerk
ALTER ROLE shop_clerk CREATEROLE;
GRANT shop_clerk TO reader;

-- user or role Shop Boss
GRANT shop_clerk TO "Shop Boss" WITH ADMIN OPTION;

-- user or role reader
GRANT writer TO reader;

-- user or role shop_app
GRANT USAGE, CREATE ON SCHEMA shop_app TO shop_app;
GRANT shop_clerk, ora_pg_shop TO shop_app;
GRANT "Shop Boss" TO shop_app WITH INHERIT FALSE;
REVOKE shop_clerk FROM shop_app;

-- user or role shop_guest
GRANT shop_twice TO shop_guest WITH INHERIT FALSE;

-- user or role shop_owner
GRANT USAGE, CREATE ON SCHEMA shop_owner TO shop_owner;
GRANT ALL ON ALL TABLES IN SCHEMA shop_owner TO shop_owner;
GRANT ALL ON ALL SEQUENCES IN SCHEMA shop_owner TO shop_owner;
GRANT USAGE ON SCHEMA shop_prices TO shop_owner;

-- table shop_owner.orders
GRANT USAGE ON SCHEMA shop_owner TO shop_clerk;
GRANT SELECT ON shop_owner.orders TO shop_clerk;
