CREATE SCHEMA IF NOT EXISTS "Mixed Case";
CREATE SCHEMA IF NOT EXISTS shop;
CREATE SCHEMA IF NOT EXISTS stock;

-- schema Mixed Case
CREATE SCHEMA IF NOT EXISTS "Mixed Case";

-- schema shop
CREATE SCHEMA IF NOT EXISTS shop;
COMMENT ON SCHEMA shop IS 'What is sold; it''s the shop';

-- schema stock
CREATE SCHEMA IF NOT EXISTS stock;

-- collation shop.german
CREATE COLLATION shop.german (provider = icu, deterministic = false, locale = 'de-u-kn-true');

-- extension btree_gist
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA stock;

-- extension citext
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;

-- extension postgres_fdw
CREATE EXTENSION IF NOT EXISTS postgres_fdw WITH SCHEMA public;

-- sequence shop.product_serial_no_seq
CREATE SEQUENCE shop.product_serial_no_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

-- sequence shop.invoice_number
CREATE SEQUENCE shop.invoice_number
    AS integer
    START WITH 1000
    INCREMENT BY 5
    NO MINVALUE
    MAXVALUE 900000
    CACHE 10
    CYCLE;

-- sequence shop.Order_Id_seq
CREATE SEQUENCE shop."Order_Id_seq"
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

-- type shop.address
CREATE TYPE shop.address AS (
	street text,
	zip character varying(10),
	lines text[]
);

-- type shop.mood
CREATE TYPE shop.mood AS ENUM (
    'good',
    'so-so',
    'it''s bad'
);
COMMENT ON TYPE shop.mood IS 'how the customer was';

-- type shop.percent
CREATE DOMAIN shop.percent AS numeric(5,2)
	CONSTRAINT percent_check CHECK (((VALUE >= (0)::numeric) AND (VALUE <= (100)::numeric)));

-- function shop.time_diff(time without time zone, time without time zone)
CREATE OR REPLACE FUNCTION shop.time_diff(a time without time zone, b time without time zone) RETURNS double precision
    LANGUAGE sql IMMUTABLE
    AS $$SELECT EXTRACT(EPOCH FROM (a - b))::double precision$$;

-- type shop.time_range
CREATE TYPE shop.time_range AS RANGE (
    subtype = time without time zone,
    multirange_type_name = shop.time_ranges,
    subtype_diff = shop.time_diff
);

-- function shop.is_zip(text)
CREATE OR REPLACE FUNCTION shop.is_zip(value text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT
    AS $_$ SELECT value ~ '^[0-9]{5}$' $_$;

-- type shop.zip
CREATE DOMAIN shop.zip AS text NOT NULL DEFAULT '00000'::text
	CONSTRAINT zip_form CHECK (shop.is_zip(VALUE));
COMMENT ON CONSTRAINT zip_form ON DOMAIN shop.zip IS 'five digits';

-- function shop.mood_number(shop.mood)
CREATE OR REPLACE FUNCTION shop.mood_number(shop.mood) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $_$ SELECT array_position(enum_range(NULL::shop.mood), $1) $_$;

-- cast shop.mood as integer
CREATE CAST (shop.mood AS integer) WITH FUNCTION shop.mood_number(shop.mood) AS ASSIGNMENT;

-- function shop.alike(text, text)
CREATE OR REPLACE FUNCTION shop.alike(text, text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $_$ SELECT lower($1) = lower($2) $_$;

-- operator shop.===(text, text)
CREATE OPERATOR shop.=== (
    FUNCTION = shop.alike,
    LEFTARG = text,
    RIGHTARG = text,
    COMMUTATOR = OPERATOR(shop.===),
    RESTRICT = eqsel,
    JOIN = eqjoinsel
);
COMMENT ON OPERATOR shop.=== (text, text) IS 'in any case';

-- text search object shop.short
CREATE TEXT SEARCH DICTIONARY shop.short (
    TEMPLATE = pg_catalog.simple,
    stopwords = 'english' );

-- text search object shop.words
CREATE TEXT SEARCH CONFIGURATION shop.words (
    PARSER = pg_catalog."default" );
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR asciiword WITH shop.short, english_stem;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR word WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR numword WITH simple;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR email WITH simple;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR url WITH simple;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR host WITH simple;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR sfloat WITH simple;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR version WITH simple;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR hword_numpart WITH simple;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR hword_part WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR hword_asciipart WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR numhword WITH simple;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR asciihword WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR hword WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR url_path WITH simple;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR file WITH simple;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR "float" WITH simple;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR "int" WITH simple;
ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR uint WITH simple;

-- table shop.product
CREATE TABLE shop.product (
    sku text NOT NULL,
    price numeric(12,2) NOT NULL,
    serial_no integer NOT NULL,
    attributes jsonb
);
ALTER SEQUENCE shop.product_serial_no_seq OWNED BY shop.product.serial_no;
ALTER TABLE ONLY shop.product ALTER COLUMN serial_no SET DEFAULT nextval('shop.product_serial_no_seq'::regclass);
ALTER TABLE ONLY shop.product
    ADD CONSTRAINT product_pkey PRIMARY KEY (sku);

-- table shop.Order
CREATE TABLE shop."Order" (
    "Id" bigint NOT NULL,
    customer_id bigint NOT NULL,
    number integer DEFAULT nextval('shop.invoice_number'::regclass),
    state text DEFAULT 'open'::text,
    placed date NOT NULL,
    parent bigint
);
ALTER SEQUENCE shop."Order_Id_seq" OWNED BY shop."Order"."Id";
ALTER TABLE ONLY shop."Order" ALTER COLUMN "Id" SET DEFAULT nextval('shop."Order_Id_seq"'::regclass);
ALTER TABLE ONLY shop."Order"
    ADD CONSTRAINT "Order_pkey" PRIMARY KEY ("Id");

-- table shop.customer
CREATE TABLE shop.customer (
    id bigint NOT NULL,
    name text NOT NULL COLLATE shop.german,
    email public.citext,
    mood shop.mood DEFAULT 'good'::shop.mood,
    home shop.address,
    zip shop.zip,
    open_at shop.time_range,
    discount shop.percent DEFAULT 0,
    full_name text GENERATED ALWAYS AS ((((upper(name) || ' <'::text) || (zip)::text) || '>'::text)) STORED,
    tags text[] DEFAULT ARRAY['new'::text, 'it''s; $$ "odd"'::text],
    picture bytea,
    born date DEFAULT CURRENT_DATE,
    changed timestamp(3) with time zone DEFAULT now() NOT NULL,
    CONSTRAINT customer_named CHECK ((name <> ''::text))
)
WITH (fillfactor='80', autovacuum_enabled='false');
ALTER TABLE ONLY shop.customer ALTER COLUMN name SET STATISTICS 500;
ALTER TABLE ONLY shop.customer ALTER COLUMN picture SET STORAGE EXTERNAL;
COMMENT ON TABLE shop.customer IS 'Who buys; "quoted" and
on two lines';
COMMENT ON COLUMN shop.customer.zip IS 'postal code';
COMMENT ON CONSTRAINT customer_named ON shop.customer IS 'somebody';
ALTER TABLE shop.customer ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME shop.customer_id_seq
    START WITH 100
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY shop.customer
    ADD CONSTRAINT customer_email_key UNIQUE (email);
ALTER TABLE ONLY shop.customer
    ADD CONSTRAINT customer_pk PRIMARY KEY (id);
ALTER TABLE shop.customer CLUSTER ON customer_pk;
ALTER TABLE shop.customer
    ADD CONSTRAINT mail_form CHECK ((email OPERATOR(public.~~) '%@%'::public.citext)) NOT VALID;
ALTER TABLE ONLY shop.customer
    ADD CONSTRAINT no_overlap EXCLUDE USING gist (open_at WITH &&);

-- table Mixed Case.Table; with -- signs
CREATE TABLE "Mixed Case"."Table; with -- signs" (
    "a ""b""" integer NOT NULL,
    "sélect" text DEFAULT '/* no comment */'::text
);
ALTER TABLE ONLY "Mixed Case"."Table; with -- signs"
    ADD CONSTRAINT "Table; with -- signs_pkey" PRIMARY KEY ("a ""b""");

-- table shop.cart
CREATE UNLOGGED TABLE shop.cart (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    content text
);
ALTER TABLE ONLY shop.cart
    ADD CONSTRAINT cart_pkey PRIMARY KEY (id);

-- table shop.person
CREATE TABLE shop.person (
    id integer,
    name text NOT NULL,
    CONSTRAINT person_id_check CHECK ((id > 0))
);

-- table shop.clerk
CREATE TABLE shop.clerk (
    salary numeric,
    CONSTRAINT clerk_salary_check CHECK ((salary >= (0)::numeric))
)
INHERITS (shop.person);

-- table shop.shelf
CREATE TABLE shop.shelf (
    id integer NOT NULL,
    place_id integer
);
ALTER TABLE ONLY shop.shelf
    ADD CONSTRAINT shelf_pkey PRIMARY KEY (id);

-- table shop.typed
CREATE TABLE shop.typed OF shop.address (
    zip NOT NULL
);
ALTER TABLE ONLY shop.typed
    ADD CONSTRAINT typed_pkey PRIMARY KEY (zip);

-- table stock.hashed
CREATE TABLE stock.hashed (
    k integer,
    v text
)
PARTITION BY HASH (k);

-- table stock.hashed_0
CREATE TABLE stock.hashed_0 (
    k integer,
    v text
);
ALTER TABLE ONLY stock.hashed ATTACH PARTITION stock.hashed_0 FOR VALUES WITH (modulus 2, remainder 0);

-- table stock.hashed_1
CREATE TABLE stock.hashed_1 (
    k integer,
    v text
);
ALTER TABLE ONLY stock.hashed ATTACH PARTITION stock.hashed_1 FOR VALUES WITH (modulus 2, remainder 1);

-- table stock.movement
CREATE TABLE stock.movement (
    id bigint NOT NULL,
    moved date NOT NULL,
    sku text NOT NULL,
    amount integer DEFAULT 1
)
PARTITION BY RANGE (moved);
ALTER TABLE ONLY stock.movement
    ADD CONSTRAINT movement_pk PRIMARY KEY (id, moved, sku);

-- table stock.movement_2023
CREATE TABLE stock.movement_2023 (
    id bigint NOT NULL,
    moved date NOT NULL,
    sku text NOT NULL,
    amount integer DEFAULT 2
);
ALTER TABLE ONLY stock.movement_2023
    ADD CONSTRAINT movement_2023_pkey PRIMARY KEY (id, moved, sku);
ALTER TABLE ONLY stock.movement ATTACH PARTITION stock.movement_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');

-- table stock.movement_2024
CREATE TABLE stock.movement_2024 (
    id bigint NOT NULL,
    moved date NOT NULL,
    sku text NOT NULL,
    amount integer DEFAULT 1
)
PARTITION BY LIST (sku);
ALTER TABLE ONLY stock.movement_2024
    ADD CONSTRAINT movement_2024_pkey PRIMARY KEY (id, moved, sku);
ALTER TABLE ONLY stock.movement ATTACH PARTITION stock.movement_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- table stock.movement_2024_a
CREATE TABLE stock.movement_2024_a (
    id bigint NOT NULL,
    moved date NOT NULL,
    sku text NOT NULL,
    amount integer DEFAULT 1
);
ALTER TABLE ONLY stock.movement_2024_a
    ADD CONSTRAINT movement_2024_a_pkey PRIMARY KEY (id, moved, sku);
ALTER TABLE ONLY stock.movement_2024 ATTACH PARTITION stock.movement_2024_a FOR VALUES IN ('a', 'it''s');

-- table stock.movement_2024_rest
CREATE TABLE stock.movement_2024_rest (
    id bigint NOT NULL,
    moved date NOT NULL,
    sku text NOT NULL,
    amount integer DEFAULT 1
);
ALTER TABLE ONLY stock.movement_2024_rest
    ADD CONSTRAINT movement_2024_rest_pkey PRIMARY KEY (id, moved, sku);
ALTER TABLE ONLY stock.movement_2024 ATTACH PARTITION stock.movement_2024_rest DEFAULT;

-- table stock.place
CREATE TABLE stock.place (
    id integer NOT NULL,
    kept_by bigint,
    during tsrange
);
ALTER TABLE ONLY stock.place
    ADD CONSTRAINT place_id_during_excl EXCLUDE USING gist (id WITH =, during WITH &&);
ALTER TABLE ONLY stock.place
    ADD CONSTRAINT place_pkey PRIMARY KEY (id);

-- function shop.slug(text)
CREATE OR REPLACE FUNCTION shop.slug(value text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $_$
BEGIN
  RETURN lower(regexp_replace(value, '[^a-z$$]+', '-', 'g')); -- it's "quoted"
END $_$;

-- function shop.rate()
CREATE OR REPLACE FUNCTION shop.rate() RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT max(price) FROM shop.product $$;

-- function shop.rated(numeric)
CREATE OR REPLACE FUNCTION shop.rated(numeric) RETURNS numeric
    LANGUAGE plpgsql IMMUTABLE
    AS $_$ BEGIN RETURN $1 * shop.rate(); END $_$;

-- table stock.movement_2023
ALTER INDEX stock.movement_pk ATTACH PARTITION stock.movement_2023_pkey;

-- table stock.movement_2024
ALTER INDEX stock.movement_pk ATTACH PARTITION stock.movement_2024_pkey;

-- table stock.movement_2024_a
ALTER INDEX stock.movement_2024_pkey ATTACH PARTITION stock.movement_2024_a_pkey;

-- table stock.movement_2024_rest
ALTER INDEX stock.movement_2024_pkey ATTACH PARTITION stock.movement_2024_rest_pkey;

-- index shop.customer_slug
CREATE INDEX customer_slug ON shop.customer USING btree (shop.slug(name) COLLATE "C" text_pattern_ops DESC NULLS LAST) WHERE (mood = 'good'::shop.mood);
COMMENT ON INDEX shop.customer_slug IS 'for links';

-- index shop.order_state
CREATE INDEX order_state ON shop."Order" USING hash (state);

-- index shop.product_attributes
CREATE INDEX product_attributes ON shop.product USING gin (attributes jsonb_path_ops);

-- index shop.product_rated
CREATE INDEX product_rated ON shop.product USING btree (shop.rated(price));

-- index shop.product_serial
CREATE UNIQUE INDEX product_serial ON shop.product USING btree (serial_no) INCLUDE (price) WITH (fillfactor='70');
ALTER TABLE ONLY shop.product REPLICA IDENTITY USING INDEX product_serial;

-- index shop.product_words
CREATE INDEX product_words ON shop.product USING gin (to_tsvector('shop.words'::regconfig, sku));

-- index stock.movement_sku
CREATE INDEX movement_sku ON ONLY stock.movement USING btree (sku);

-- index stock.movement_2023_sku_idx
CREATE INDEX movement_2023_sku_idx ON stock.movement_2023 USING btree (sku);
ALTER INDEX stock.movement_sku ATTACH PARTITION stock.movement_2023_sku_idx;

-- index stock.movement_2024_sku_idx
CREATE INDEX movement_2024_sku_idx ON ONLY stock.movement_2024 USING btree (sku);
ALTER INDEX stock.movement_sku ATTACH PARTITION stock.movement_2024_sku_idx;

-- index stock.movement_2024_a_sku_idx
CREATE INDEX movement_2024_a_sku_idx ON stock.movement_2024_a USING btree (sku);
ALTER INDEX stock.movement_2024_sku_idx ATTACH PARTITION stock.movement_2024_a_sku_idx;

-- index stock.movement_2024_rest_sku_idx
CREATE INDEX movement_2024_rest_sku_idx ON stock.movement_2024_rest USING btree (sku);
ALTER INDEX stock.movement_2024_sku_idx ATTACH PARTITION stock.movement_2024_rest_sku_idx;

-- statistics object shop.order_states
CREATE STATISTICS shop.order_states (ndistinct, dependencies) ON state, placed FROM shop."Order";

-- table shop.Order
ALTER TABLE ONLY shop."Order"
    ADD CONSTRAINT "Order_customer_id_fkey" FOREIGN KEY (customer_id) REFERENCES shop.customer(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY shop."Order"
    ADD CONSTRAINT "Order_parent_fkey" FOREIGN KEY (parent) REFERENCES shop."Order"("Id");

-- table shop.shelf
ALTER TABLE ONLY shop.shelf
    ADD CONSTRAINT shelf_place FOREIGN KEY (place_id) REFERENCES stock.place(id) MATCH FULL NOT VALID;

-- table stock.movement
ALTER TABLE stock.movement
    ADD CONSTRAINT movement_product FOREIGN KEY (sku) REFERENCES shop.product(sku);

-- table stock.place
ALTER TABLE ONLY stock.place
    ADD CONSTRAINT place_shelf FOREIGN KEY (kept_by) REFERENCES shop.customer(id) ON UPDATE CASCADE ON DELETE SET NULL;
COMMENT ON CONSTRAINT place_shelf ON stock.place IS 'who has it';

-- function shop.broken()
CREATE OR REPLACE FUNCTION shop.broken() RETURNS integer
    LANGUAGE plpgsql
    AS $$
BEGIN
  RETURN (SELECT nothing_such FROM shop.product);
END $$;

-- function shop.cheapest()
SET search_path = shop, public;
CREATE OR REPLACE FUNCTION shop.cheapest() RETURNS text
    LANGUAGE plpgsql
    AS $$
DECLARE
  row product%ROWTYPE;
BEGIN
  SELECT * INTO row FROM product ORDER BY price LIMIT 1;
  RETURN row.sku || slug(row.sku);
END $$;
RESET search_path;

-- procedure shop.close_orders(integer, date)
CREATE OR REPLACE PROCEDURE shop.close_orders(INOUT closed integer, IN before date DEFAULT CURRENT_DATE)
    LANGUAGE plpgsql
    AS $$
BEGIN
  UPDATE shop."Order" SET state = 'closed' WHERE placed < before;
  GET DIAGNOSTICS closed = ROW_COUNT;
  COMMIT;
END $$;
COMMENT ON PROCEDURE shop.close_orders(INOUT closed integer, IN before date) IS 'of yesterday';

-- function shop.discounted(numeric, shop.percent, VARIADIC numeric[])
CREATE OR REPLACE FUNCTION shop.discounted(price numeric, percent shop.percent DEFAULT 10, VARIADIC more numeric[] DEFAULT '{}'::numeric[]) RETURNS numeric
    LANGUAGE sql STABLE COST 5 PARALLEL SAFE
    RETURN (price * ((1)::numeric - ((percent)::numeric / (100)::numeric)));

-- function shop.longer(text, text)
CREATE OR REPLACE FUNCTION shop.longer(text, text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$ SELECT CASE WHEN length($1) >= length($2) THEN $1 ELSE $2 END $_$;

-- view shop.orders
CREATE OR REPLACE VIEW shop.orders WITH (security_barrier='true') AS
 SELECT o."Id" AS id,
    c.name,
    (c.home).zip AS zip,
    o.state
   FROM (shop."Order" o
     JOIN shop.customer c ON ((c.id = o.customer_id)));

-- view shop.open_orders
CREATE OR REPLACE VIEW shop.open_orders AS
 SELECT orders.id,
    orders.name,
    orders.zip,
    orders.state
   FROM shop.orders
  WHERE (orders.state = 'open'::text)
  WITH LOCAL CHECK OPTION;
COMMENT ON VIEW shop.open_orders IS 'not done';
ALTER TABLE ONLY shop.open_orders ALTER COLUMN state SET DEFAULT 'open'::text;

-- function shop.orders_of(bigint)
CREATE OR REPLACE FUNCTION shop.orders_of(customer bigint) RETURNS SETOF shop.open_orders
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'shop', 'pg_temp'
    BEGIN ATOMIC
 SELECT open_orders.id,
     open_orders.name,
     open_orders.zip,
         CASE
             WHEN (open_orders.state = 'x'::text) THEN 'y'::text
             ELSE open_orders.state
         END AS state
    FROM shop.open_orders
   WHERE (open_orders.id = orders_of.customer);
END;

-- function shop.product_count()
SET search_path = shop, public;
CREATE OR REPLACE FUNCTION shop.product_count() RETURNS bigint
    LANGUAGE sql
    AS $$ SELECT count(*) FROM product $$;
RESET search_path;

-- function shop.seen_ddl()
CREATE OR REPLACE FUNCTION shop.seen_ddl() RETURNS event_trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE NOTICE '%', tg_tag; END $$;

-- function shop.split(text[])
CREATE OR REPLACE FUNCTION shop.split(value text[], OUT head text) RETURNS text
    LANGUAGE plpgsql
    AS $$ BEGIN head := value[1]; END $$;

-- function shop.split(text)
CREATE OR REPLACE FUNCTION shop.split(value text, OUT head text, OUT tail text) RETURNS record
    LANGUAGE plpgsql
    AS $$ BEGIN head := split_part(value, ' ', 1); tail := substr(value, length(head) + 2); END $$;
COMMENT ON FUNCTION shop.split(value text, OUT head text, OUT tail text) IS 'at the first blank';

-- function shop.to_log()
CREATE OR REPLACE FUNCTION shop.to_log() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE NOTICE '% of %', TG_OP, TG_ARGV[0]; RETURN NULL; END $$;

-- function shop.touch()
CREATE OR REPLACE FUNCTION shop.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN NEW.changed := now(); RETURN NEW; END $$;

-- aggregate shop.longest(text)
CREATE AGGREGATE shop.longest(text) (
    SFUNC = shop.longer,
    STYPE = text,
    INITCOND = '',
    PARALLEL = safe
);
COMMENT ON AGGREGATE shop.longest(text) IS 'of several';

-- view shop.a_last
CREATE OR REPLACE VIEW shop.a_last AS
 SELECT open_orders.id,
    open_orders.name,
    open_orders.zip,
    open_orders.state
   FROM shop.open_orders;

-- view shop.alikes
CREATE OR REPLACE VIEW shop.alikes AS
 SELECT product.sku,
    product.price,
    product.serial_no,
    product.attributes
   FROM shop.product
  WHERE (product.sku OPERATOR(shop.===) 'A'::text);

-- view shop.best_customer
CREATE OR REPLACE VIEW shop.best_customer AS
SELECT
    NULL::bigint AS id,
    NULL::text COLLATE shop.german AS name,
    NULL::public.citext AS email,
    NULL::shop.mood AS mood,
    NULL::shop.address AS home,
    NULL::shop.zip AS zip,
    NULL::shop.time_range AS open_at,
    NULL::shop.percent AS discount,
    NULL::text AS full_name,
    NULL::text[] AS tags,
    NULL::bytea AS picture,
    NULL::date AS born,
    NULL::timestamp(3) with time zone AS changed,
    NULL::bigint AS orders;

-- view shop.chain
CREATE OR REPLACE VIEW shop.chain AS
 WITH RECURSIVE chain(id, depth) AS (
         SELECT "Order"."Id",
            1 AS "?column?"
           FROM shop."Order"
          WHERE ("Order".parent IS NULL)
        UNION ALL
         SELECT o."Id",
            (chain_1.depth + 1)
           FROM (shop."Order" o
             JOIN chain chain_1 ON ((chain_1.id = o.parent)))
        )
 SELECT chain.id,
    chain.depth
   FROM chain;

-- view shop.from_far
CREATE OR REPLACE VIEW shop.from_far AS
 SELECT far.id
   FROM shop.far;

-- materialized view shop.totals
CREATE MATERIALIZED VIEW shop.totals AS
 SELECT "Order".customer_id,
    count(*) AS orders
   FROM shop."Order"
  GROUP BY "Order".customer_id;

-- index shop.totals_customer
CREATE UNIQUE INDEX totals_customer ON shop.totals USING btree (customer_id);

-- table shop.customer
ALTER TABLE ONLY shop.customer FORCE ROW LEVEL SECURITY;
ALTER TABLE shop.customer ENABLE ROW LEVEL SECURITY;

-- view shop.best_customer
CREATE OR REPLACE VIEW shop.best_customer AS
 SELECT c.id,
    c.name,
    c.email,
    c.mood,
    c.home,
    c.zip,
    c.open_at,
    c.discount,
    c.full_name,
    c.tags,
    c.picture,
    c.born,
    c.changed,
    count(*) AS orders
   FROM (shop.customer c
     JOIN shop."Order" o ON ((o.customer_id = c.id)))
  GROUP BY c.id;

-- rule shop.no_delete on product
CREATE RULE no_delete AS
    ON DELETE TO shop.product DO INSTEAD NOTHING;

-- rule shop.twice on cart
CREATE RULE twice AS
    ON INSERT TO shop.cart DO ( INSERT INTO shop.product (sku, price)
  VALUES ('x'::text, 1);
 DELETE FROM shop.cart
  WHERE false;
);

-- trigger shop.asleep on product
CREATE TRIGGER asleep AFTER DELETE ON shop.product FOR EACH ROW EXECUTE FUNCTION shop.to_log('product');
ALTER TABLE shop.product DISABLE TRIGGER asleep;

-- trigger shop.instead on orders
CREATE TRIGGER instead INSTEAD OF INSERT ON shop.orders FOR EACH ROW EXECUTE FUNCTION shop.to_log('view');

-- trigger shop.late on Order
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON shop."Order" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shop.to_log('it''s late');

-- trigger shop.touch on customer
CREATE TRIGGER touch BEFORE UPDATE OF name, zip ON shop.customer FOR EACH ROW WHEN ((old.name IS DISTINCT FROM new.name)) EXECUTE FUNCTION shop.touch();
COMMENT ON TRIGGER touch ON shop.customer IS 'keeps the time';

-- trigger stock.each_row on movement
CREATE TRIGGER each_row AFTER INSERT ON stock.movement FOR EACH ROW EXECUTE FUNCTION shop.to_log('row');

-- trigger stock.many on movement
CREATE TRIGGER many AFTER INSERT ON stock.movement REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION shop.to_log('movement');

-- policy shop.changes on customer
CREATE POLICY changes ON shop.customer AS RESTRICTIVE USING (true) WITH CHECK (((discount)::numeric < (50)::numeric));

-- policy shop.own_rows on customer
CREATE POLICY own_rows ON shop.customer FOR SELECT TO shop_reader USING ((name = CURRENT_USER));
COMMENT ON POLICY own_rows ON shop.customer IS 'of oneself';

-- event trigger seen
-- A superuser must run:
-- CREATE EVENT TRIGGER seen ON ddl_command_end
--          WHEN TAG IN ('CREATE TABLE')
--    EXECUTE FUNCTION shop.seen_ddl();
-- ALTER EVENT TRIGGER seen DISABLE;

-- schema shop
GRANT USAGE ON SCHEMA shop TO shop_reader;
GRANT USAGE ON SCHEMA shop TO shop_clerk;

-- schema stock
GRANT CREATE ON SCHEMA stock TO shop_clerk WITH GRANT OPTION;

-- type shop.mood
REVOKE ALL ON TYPE shop.mood FROM PUBLIC;

-- table shop.product
GRANT SELECT ON TABLE shop.product TO PUBLIC;

-- sequence shop.invoice_number
GRANT USAGE ON SEQUENCE shop.invoice_number TO shop_clerk;

-- table shop.Order
GRANT SELECT,INSERT ON TABLE shop."Order" TO shop_clerk WITH GRANT OPTION;

-- table shop.customer
GRANT SELECT(id) ON TABLE shop.customer TO shop_reader;
GRANT SELECT(name),UPDATE(name) ON TABLE shop.customer TO shop_reader;

-- view shop.open_orders
GRANT SELECT ON TABLE shop.open_orders TO shop_reader;

-- function shop.rate()
REVOKE ALL ON FUNCTION shop.rate() FROM PUBLIC;
GRANT ALL ON FUNCTION shop.rate() TO shop_clerk;

-- default privileges shop
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA shop GRANT SELECT ON TABLES  TO shop_reader;

-- default privileges all schemas
ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE ALL ON FUNCTIONS  FROM PUBLIC;
