--
-- PostgreSQL database dump
--

\restrict Qovb7Ee7ClN4j7xLMM4Xv8GYP22tu5C8sZ1YIFQgzmxiOFih3KQsXlItzXncu6n

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: Mixed Case; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA "Mixed Case";


ALTER SCHEMA "Mixed Case" OWNER TO postgres;

--
-- Name: shop; Type: SCHEMA; Schema: -; Owner: shop_owner
--

CREATE SCHEMA shop;


ALTER SCHEMA shop OWNER TO shop_owner;

--
-- Name: SCHEMA shop; Type: COMMENT; Schema: -; Owner: shop_owner
--

COMMENT ON SCHEMA shop IS 'What is sold; it''s the shop';


--
-- Name: stock; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA stock;


ALTER SCHEMA stock OWNER TO postgres;

--
-- Name: german; Type: COLLATION; Schema: shop; Owner: postgres
--

CREATE COLLATION shop.german (provider = icu, deterministic = false, locale = 'de-u-kn-true');


ALTER COLLATION shop.german OWNER TO postgres;

--
-- Name: btree_gist; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA stock;


--
-- Name: EXTENSION btree_gist; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';


--
-- Name: citext; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;


--
-- Name: EXTENSION citext; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION citext IS 'data type for case-insensitive character strings';


--
-- Name: postgres_fdw; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS postgres_fdw WITH SCHEMA public;


--
-- Name: EXTENSION postgres_fdw; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION postgres_fdw IS 'foreign-data wrapper for remote PostgreSQL servers';


--
-- Name: address; Type: TYPE; Schema: shop; Owner: postgres
--

CREATE TYPE shop.address AS (
	street text,
	zip character varying(10),
	lines text[]
);


ALTER TYPE shop.address OWNER TO postgres;

--
-- Name: mood; Type: TYPE; Schema: shop; Owner: postgres
--

CREATE TYPE shop.mood AS ENUM (
    'good',
    'so-so',
    'it''s bad'
);


ALTER TYPE shop.mood OWNER TO postgres;

--
-- Name: TYPE mood; Type: COMMENT; Schema: shop; Owner: postgres
--

COMMENT ON TYPE shop.mood IS 'how the customer was';


--
-- Name: percent; Type: DOMAIN; Schema: shop; Owner: postgres
--

CREATE DOMAIN shop.percent AS numeric(5,2)
	CONSTRAINT percent_check CHECK (((VALUE >= (0)::numeric) AND (VALUE <= (100)::numeric)));


ALTER DOMAIN shop.percent OWNER TO postgres;

--
-- Name: time_diff(time without time zone, time without time zone); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.time_diff(a time without time zone, b time without time zone) RETURNS double precision
    LANGUAGE sql IMMUTABLE
    AS $$SELECT EXTRACT(EPOCH FROM (a - b))::double precision$$;


ALTER FUNCTION shop.time_diff(a time without time zone, b time without time zone) OWNER TO postgres;

--
-- Name: time_range; Type: TYPE; Schema: shop; Owner: postgres
--

CREATE TYPE shop.time_range AS RANGE (
    subtype = time without time zone,
    multirange_type_name = shop.time_ranges,
    subtype_diff = shop.time_diff
);


ALTER TYPE shop.time_range OWNER TO postgres;

--
-- Name: is_zip(text); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.is_zip(value text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT
    AS $_$ SELECT value ~ '^[0-9]{5}$' $_$;


ALTER FUNCTION shop.is_zip(value text) OWNER TO postgres;

--
-- Name: zip; Type: DOMAIN; Schema: shop; Owner: postgres
--

CREATE DOMAIN shop.zip AS text NOT NULL DEFAULT '00000'::text
	CONSTRAINT zip_form CHECK (shop.is_zip(VALUE));


ALTER DOMAIN shop.zip OWNER TO postgres;

--
-- Name: CONSTRAINT zip_form ON DOMAIN zip; Type: COMMENT; Schema: shop; Owner: postgres
--

COMMENT ON CONSTRAINT zip_form ON DOMAIN shop.zip IS 'five digits';


--
-- Name: mood_number(shop.mood); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.mood_number(shop.mood) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $_$ SELECT array_position(enum_range(NULL::shop.mood), $1) $_$;


ALTER FUNCTION shop.mood_number(shop.mood) OWNER TO postgres;

--
-- Name: CAST (shop.mood AS integer); Type: CAST; Schema: -; Owner: -
--

CREATE CAST (shop.mood AS integer) WITH FUNCTION shop.mood_number(shop.mood) AS ASSIGNMENT;


--
-- Name: alike(text, text); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.alike(text, text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $_$ SELECT lower($1) = lower($2) $_$;


ALTER FUNCTION shop.alike(text, text) OWNER TO postgres;

--
-- Name: broken(); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.broken() RETURNS integer
    LANGUAGE plpgsql
    AS $$
BEGIN
  RETURN (SELECT nothing_such FROM shop.product);
END $$;


ALTER FUNCTION shop.broken() OWNER TO postgres;

--
-- Name: cheapest(); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.cheapest() RETURNS text
    LANGUAGE plpgsql
    AS $$
DECLARE
  row product%ROWTYPE;
BEGIN
  SELECT * INTO row FROM product ORDER BY price LIMIT 1;
  RETURN row.sku || slug(row.sku);
END $$;


ALTER FUNCTION shop.cheapest() OWNER TO postgres;

--
-- Name: close_orders(integer, date); Type: PROCEDURE; Schema: shop; Owner: postgres
--

CREATE PROCEDURE shop.close_orders(INOUT closed integer, IN before date DEFAULT CURRENT_DATE)
    LANGUAGE plpgsql
    AS $$
BEGIN
  UPDATE shop."Order" SET state = 'closed' WHERE placed < before;
  GET DIAGNOSTICS closed = ROW_COUNT;
  COMMIT;
END $$;


ALTER PROCEDURE shop.close_orders(INOUT closed integer, IN before date) OWNER TO postgres;

--
-- Name: PROCEDURE close_orders(INOUT closed integer, IN before date); Type: COMMENT; Schema: shop; Owner: postgres
--

COMMENT ON PROCEDURE shop.close_orders(INOUT closed integer, IN before date) IS 'of yesterday';


--
-- Name: discounted(numeric, shop.percent, numeric[]); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.discounted(price numeric, percent shop.percent DEFAULT 10, VARIADIC more numeric[] DEFAULT '{}'::numeric[]) RETURNS numeric
    LANGUAGE sql STABLE COST 5 PARALLEL SAFE
    RETURN (price * ((1)::numeric - ((percent)::numeric / (100)::numeric)));


ALTER FUNCTION shop.discounted(price numeric, percent shop.percent, VARIADIC more numeric[]) OWNER TO postgres;

--
-- Name: longer(text, text); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.longer(text, text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$ SELECT CASE WHEN length($1) >= length($2) THEN $1 ELSE $2 END $_$;


ALTER FUNCTION shop.longer(text, text) OWNER TO postgres;

--
-- Name: invoice_number; Type: SEQUENCE; Schema: shop; Owner: postgres
--

CREATE SEQUENCE shop.invoice_number
    AS integer
    START WITH 1000
    INCREMENT BY 5
    NO MINVALUE
    MAXVALUE 900000
    CACHE 10
    CYCLE;


ALTER TABLE shop.invoice_number OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: Order; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop."Order" (
    "Id" bigint NOT NULL,
    customer_id bigint NOT NULL,
    number integer DEFAULT nextval('shop.invoice_number'::regclass),
    state text DEFAULT 'open'::text,
    placed date NOT NULL,
    parent bigint
);


ALTER TABLE shop."Order" OWNER TO postgres;

--
-- Name: customer; Type: TABLE; Schema: shop; Owner: shop_owner
--

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

ALTER TABLE ONLY shop.customer FORCE ROW LEVEL SECURITY;


ALTER TABLE shop.customer OWNER TO shop_owner;

--
-- Name: TABLE customer; Type: COMMENT; Schema: shop; Owner: shop_owner
--

COMMENT ON TABLE shop.customer IS 'Who buys; "quoted" and
on two lines';


--
-- Name: COLUMN customer.zip; Type: COMMENT; Schema: shop; Owner: shop_owner
--

COMMENT ON COLUMN shop.customer.zip IS 'postal code';


--
-- Name: CONSTRAINT customer_named ON customer; Type: COMMENT; Schema: shop; Owner: shop_owner
--

COMMENT ON CONSTRAINT customer_named ON shop.customer IS 'somebody';


--
-- Name: orders; Type: VIEW; Schema: shop; Owner: postgres
--

CREATE VIEW shop.orders WITH (security_barrier='true') AS
 SELECT o."Id" AS id,
    c.name,
    (c.home).zip AS zip,
    o.state
   FROM (shop."Order" o
     JOIN shop.customer c ON ((c.id = o.customer_id)));


ALTER TABLE shop.orders OWNER TO postgres;

--
-- Name: open_orders; Type: VIEW; Schema: shop; Owner: postgres
--

CREATE VIEW shop.open_orders AS
 SELECT orders.id,
    orders.name,
    orders.zip,
    orders.state
   FROM shop.orders
  WHERE (orders.state = 'open'::text)
  WITH LOCAL CHECK OPTION;


ALTER TABLE shop.open_orders OWNER TO postgres;

--
-- Name: VIEW open_orders; Type: COMMENT; Schema: shop; Owner: postgres
--

COMMENT ON VIEW shop.open_orders IS 'not done';


--
-- Name: orders_of(bigint); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.orders_of(customer bigint) RETURNS SETOF shop.open_orders
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


ALTER FUNCTION shop.orders_of(customer bigint) OWNER TO postgres;

--
-- Name: product_count(); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.product_count() RETURNS bigint
    LANGUAGE sql
    AS $$ SELECT count(*) FROM product $$;


ALTER FUNCTION shop.product_count() OWNER TO postgres;

--
-- Name: rate(); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.rate() RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT max(price) FROM shop.product $$;


ALTER FUNCTION shop.rate() OWNER TO postgres;

--
-- Name: rated(numeric); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.rated(numeric) RETURNS numeric
    LANGUAGE plpgsql IMMUTABLE
    AS $_$ BEGIN RETURN $1 * shop.rate(); END $_$;


ALTER FUNCTION shop.rated(numeric) OWNER TO postgres;

--
-- Name: seen_ddl(); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.seen_ddl() RETURNS event_trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE NOTICE '%', tg_tag; END $$;


ALTER FUNCTION shop.seen_ddl() OWNER TO postgres;

--
-- Name: slug(text); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.slug(value text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $_$
BEGIN
  RETURN lower(regexp_replace(value, '[^a-z$$]+', '-', 'g')); -- it's "quoted"
END $_$;


ALTER FUNCTION shop.slug(value text) OWNER TO postgres;

--
-- Name: split(text[]); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.split(value text[], OUT head text) RETURNS text
    LANGUAGE plpgsql
    AS $$ BEGIN head := value[1]; END $$;


ALTER FUNCTION shop.split(value text[], OUT head text) OWNER TO postgres;

--
-- Name: split(text); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.split(value text, OUT head text, OUT tail text) RETURNS record
    LANGUAGE plpgsql
    AS $$ BEGIN head := split_part(value, ' ', 1); tail := substr(value, length(head) + 2); END $$;


ALTER FUNCTION shop.split(value text, OUT head text, OUT tail text) OWNER TO postgres;

--
-- Name: FUNCTION split(value text, OUT head text, OUT tail text); Type: COMMENT; Schema: shop; Owner: postgres
--

COMMENT ON FUNCTION shop.split(value text, OUT head text, OUT tail text) IS 'at the first blank';


--
-- Name: to_log(); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.to_log() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE NOTICE '% of %', TG_OP, TG_ARGV[0]; RETURN NULL; END $$;


ALTER FUNCTION shop.to_log() OWNER TO postgres;

--
-- Name: touch(); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN NEW.changed := now(); RETURN NEW; END $$;


ALTER FUNCTION shop.touch() OWNER TO postgres;

--
-- Name: longest(text); Type: AGGREGATE; Schema: shop; Owner: postgres
--

CREATE AGGREGATE shop.longest(text) (
    SFUNC = shop.longer,
    STYPE = text,
    INITCOND = '',
    PARALLEL = safe
);


ALTER AGGREGATE shop.longest(text) OWNER TO postgres;

--
-- Name: AGGREGATE longest(text); Type: COMMENT; Schema: shop; Owner: postgres
--

COMMENT ON AGGREGATE shop.longest(text) IS 'of several';


--
-- Name: ===; Type: OPERATOR; Schema: shop; Owner: postgres
--

CREATE OPERATOR shop.=== (
    FUNCTION = shop.alike,
    LEFTARG = text,
    RIGHTARG = text,
    COMMUTATOR = OPERATOR(shop.===),
    RESTRICT = eqsel,
    JOIN = eqjoinsel
);


ALTER OPERATOR shop.=== (text, text) OWNER TO postgres;

--
-- Name: OPERATOR === (text, text); Type: COMMENT; Schema: shop; Owner: postgres
--

COMMENT ON OPERATOR shop.=== (text, text) IS 'in any case';


--
-- Name: short; Type: TEXT SEARCH DICTIONARY; Schema: shop; Owner: postgres
--

CREATE TEXT SEARCH DICTIONARY shop.short (
    TEMPLATE = pg_catalog.simple,
    stopwords = 'english' );


ALTER TEXT SEARCH DICTIONARY shop.short OWNER TO postgres;

--
-- Name: words; Type: TEXT SEARCH CONFIGURATION; Schema: shop; Owner: postgres
--

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


ALTER TEXT SEARCH CONFIGURATION shop.words OWNER TO postgres;

--
-- Name: elsewhere; Type: SERVER; Schema: -; Owner: postgres
--

CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (
    dbname 'shop',
    host 'elsewhere'
);


ALTER SERVER elsewhere OWNER TO postgres;

--
-- Name: USER MAPPING shop_owner SERVER elsewhere; Type: USER MAPPING; Schema: -; Owner: postgres
--

CREATE USER MAPPING FOR shop_owner SERVER elsewhere OPTIONS (
    password 'hidden secret',
    "user" 'u'
);


--
-- Name: Table; with -- signs; Type: TABLE; Schema: Mixed Case; Owner: postgres
--

CREATE TABLE "Mixed Case"."Table; with -- signs" (
    "a ""b""" integer NOT NULL,
    "sélect" text DEFAULT '/* no comment */'::text
);


ALTER TABLE "Mixed Case"."Table; with -- signs" OWNER TO postgres;

--
-- Name: Order_Id_seq; Type: SEQUENCE; Schema: shop; Owner: postgres
--

CREATE SEQUENCE shop."Order_Id_seq"
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE shop."Order_Id_seq" OWNER TO postgres;

--
-- Name: Order_Id_seq; Type: SEQUENCE OWNED BY; Schema: shop; Owner: postgres
--

ALTER SEQUENCE shop."Order_Id_seq" OWNED BY shop."Order"."Id";


--
-- Name: a_last; Type: VIEW; Schema: shop; Owner: postgres
--

CREATE VIEW shop.a_last AS
 SELECT open_orders.id,
    open_orders.name,
    open_orders.zip,
    open_orders.state
   FROM shop.open_orders;


ALTER TABLE shop.a_last OWNER TO postgres;

--
-- Name: product; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.product (
    sku text NOT NULL,
    price numeric(12,2) NOT NULL,
    serial_no integer NOT NULL,
    attributes jsonb
);


ALTER TABLE shop.product OWNER TO postgres;

--
-- Name: alikes; Type: VIEW; Schema: shop; Owner: postgres
--

CREATE VIEW shop.alikes AS
 SELECT product.sku,
    product.price,
    product.serial_no,
    product.attributes
   FROM shop.product
  WHERE (product.sku OPERATOR(shop.===) 'A'::text);


ALTER TABLE shop.alikes OWNER TO postgres;

--
-- Name: best_customer; Type: VIEW; Schema: shop; Owner: postgres
--

CREATE VIEW shop.best_customer AS
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


ALTER TABLE shop.best_customer OWNER TO postgres;

--
-- Name: cart; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE UNLOGGED TABLE shop.cart (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    content text
);


ALTER TABLE shop.cart OWNER TO postgres;

--
-- Name: chain; Type: VIEW; Schema: shop; Owner: postgres
--

CREATE VIEW shop.chain AS
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


ALTER TABLE shop.chain OWNER TO postgres;

--
-- Name: person; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.person (
    id integer,
    name text NOT NULL,
    CONSTRAINT person_id_check CHECK ((id > 0))
);


ALTER TABLE shop.person OWNER TO postgres;

--
-- Name: clerk; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.clerk (
    salary numeric,
    CONSTRAINT clerk_salary_check CHECK ((salary >= (0)::numeric))
)
INHERITS (shop.person);


ALTER TABLE shop.clerk OWNER TO postgres;

--
-- Name: customer_id_seq; Type: SEQUENCE; Schema: shop; Owner: shop_owner
--

ALTER TABLE shop.customer ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME shop.customer_id_seq
    START WITH 100
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: far; Type: FOREIGN TABLE; Schema: shop; Owner: postgres
--

CREATE FOREIGN TABLE shop.far (
    id integer
)
SERVER elsewhere
OPTIONS (
    table_name 'near'
);


ALTER FOREIGN TABLE shop.far OWNER TO postgres;

--
-- Name: from_far; Type: VIEW; Schema: shop; Owner: postgres
--

CREATE VIEW shop.from_far AS
 SELECT far.id
   FROM shop.far;


ALTER TABLE shop.from_far OWNER TO postgres;

--
-- Name: product_serial_no_seq; Type: SEQUENCE; Schema: shop; Owner: postgres
--

CREATE SEQUENCE shop.product_serial_no_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE shop.product_serial_no_seq OWNER TO postgres;

--
-- Name: product_serial_no_seq; Type: SEQUENCE OWNED BY; Schema: shop; Owner: postgres
--

ALTER SEQUENCE shop.product_serial_no_seq OWNED BY shop.product.serial_no;


--
-- Name: shelf; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.shelf (
    id integer NOT NULL,
    place_id integer
);


ALTER TABLE shop.shelf OWNER TO postgres;

--
-- Name: totals; Type: MATERIALIZED VIEW; Schema: shop; Owner: postgres
--

CREATE MATERIALIZED VIEW shop.totals AS
 SELECT "Order".customer_id,
    count(*) AS orders
   FROM shop."Order"
  GROUP BY "Order".customer_id
  WITH NO DATA;


ALTER TABLE shop.totals OWNER TO postgres;

--
-- Name: typed; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.typed OF shop.address (
    zip NOT NULL
);


ALTER TABLE shop.typed OWNER TO postgres;

--
-- Name: hashed; Type: TABLE; Schema: stock; Owner: postgres
--

CREATE TABLE stock.hashed (
    k integer,
    v text
)
PARTITION BY HASH (k);


ALTER TABLE stock.hashed OWNER TO postgres;

--
-- Name: hashed_0; Type: TABLE; Schema: stock; Owner: postgres
--

CREATE TABLE stock.hashed_0 (
    k integer,
    v text
);


ALTER TABLE stock.hashed_0 OWNER TO postgres;

--
-- Name: hashed_1; Type: TABLE; Schema: stock; Owner: postgres
--

CREATE TABLE stock.hashed_1 (
    k integer,
    v text
);


ALTER TABLE stock.hashed_1 OWNER TO postgres;

--
-- Name: movement; Type: TABLE; Schema: stock; Owner: postgres
--

CREATE TABLE stock.movement (
    id bigint NOT NULL,
    moved date NOT NULL,
    sku text NOT NULL,
    amount integer DEFAULT 1
)
PARTITION BY RANGE (moved);


ALTER TABLE stock.movement OWNER TO postgres;

--
-- Name: movement_2023; Type: TABLE; Schema: stock; Owner: postgres
--

CREATE TABLE stock.movement_2023 (
    id bigint NOT NULL,
    moved date NOT NULL,
    sku text NOT NULL,
    amount integer DEFAULT 2
);


ALTER TABLE stock.movement_2023 OWNER TO postgres;

--
-- Name: movement_2024; Type: TABLE; Schema: stock; Owner: postgres
--

CREATE TABLE stock.movement_2024 (
    id bigint NOT NULL,
    moved date NOT NULL,
    sku text NOT NULL,
    amount integer DEFAULT 1
)
PARTITION BY LIST (sku);


ALTER TABLE stock.movement_2024 OWNER TO postgres;

--
-- Name: movement_2024_a; Type: TABLE; Schema: stock; Owner: postgres
--

CREATE TABLE stock.movement_2024_a (
    id bigint NOT NULL,
    moved date NOT NULL,
    sku text NOT NULL,
    amount integer DEFAULT 1
);


ALTER TABLE stock.movement_2024_a OWNER TO postgres;

--
-- Name: movement_2024_rest; Type: TABLE; Schema: stock; Owner: postgres
--

CREATE TABLE stock.movement_2024_rest (
    id bigint NOT NULL,
    moved date NOT NULL,
    sku text NOT NULL,
    amount integer DEFAULT 1
);


ALTER TABLE stock.movement_2024_rest OWNER TO postgres;

--
-- Name: place; Type: TABLE; Schema: stock; Owner: postgres
--

CREATE TABLE stock.place (
    id integer NOT NULL,
    kept_by bigint,
    during tsrange
);


ALTER TABLE stock.place OWNER TO postgres;

--
-- Name: hashed_0; Type: TABLE ATTACH; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.hashed ATTACH PARTITION stock.hashed_0 FOR VALUES WITH (modulus 2, remainder 0);


--
-- Name: hashed_1; Type: TABLE ATTACH; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.hashed ATTACH PARTITION stock.hashed_1 FOR VALUES WITH (modulus 2, remainder 1);


--
-- Name: movement_2023; Type: TABLE ATTACH; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.movement ATTACH PARTITION stock.movement_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');


--
-- Name: movement_2024; Type: TABLE ATTACH; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.movement ATTACH PARTITION stock.movement_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');


--
-- Name: movement_2024_a; Type: TABLE ATTACH; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.movement_2024 ATTACH PARTITION stock.movement_2024_a FOR VALUES IN ('a', 'it''s');


--
-- Name: movement_2024_rest; Type: TABLE ATTACH; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.movement_2024 ATTACH PARTITION stock.movement_2024_rest DEFAULT;


--
-- Name: Order Id; Type: DEFAULT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop."Order" ALTER COLUMN "Id" SET DEFAULT nextval('shop."Order_Id_seq"'::regclass);


--
-- Name: open_orders state; Type: DEFAULT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.open_orders ALTER COLUMN state SET DEFAULT 'open'::text;


--
-- Name: product serial_no; Type: DEFAULT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.product ALTER COLUMN serial_no SET DEFAULT nextval('shop.product_serial_no_seq'::regclass);


--
-- Name: Table; with -- signs Table; with -- signs_pkey; Type: CONSTRAINT; Schema: Mixed Case; Owner: postgres
--

ALTER TABLE ONLY "Mixed Case"."Table; with -- signs"
    ADD CONSTRAINT "Table; with -- signs_pkey" PRIMARY KEY ("a ""b""");


--
-- Name: Order Order_pkey; Type: CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop."Order"
    ADD CONSTRAINT "Order_pkey" PRIMARY KEY ("Id");


--
-- Name: cart cart_pkey; Type: CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.cart
    ADD CONSTRAINT cart_pkey PRIMARY KEY (id);


--
-- Name: customer customer_email_key; Type: CONSTRAINT; Schema: shop; Owner: shop_owner
--

ALTER TABLE ONLY shop.customer
    ADD CONSTRAINT customer_email_key UNIQUE (email);


--
-- Name: customer customer_pk; Type: CONSTRAINT; Schema: shop; Owner: shop_owner
--

ALTER TABLE ONLY shop.customer
    ADD CONSTRAINT customer_pk PRIMARY KEY (id);

ALTER TABLE shop.customer CLUSTER ON customer_pk;


--
-- Name: customer mail_form; Type: CHECK CONSTRAINT; Schema: shop; Owner: shop_owner
--

ALTER TABLE shop.customer
    ADD CONSTRAINT mail_form CHECK ((email OPERATOR(public.~~) '%@%'::public.citext)) NOT VALID;


--
-- Name: customer no_overlap; Type: CONSTRAINT; Schema: shop; Owner: shop_owner
--

ALTER TABLE ONLY shop.customer
    ADD CONSTRAINT no_overlap EXCLUDE USING gist (open_at WITH &&);


--
-- Name: product product_pkey; Type: CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.product
    ADD CONSTRAINT product_pkey PRIMARY KEY (sku);


--
-- Name: shelf shelf_pkey; Type: CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.shelf
    ADD CONSTRAINT shelf_pkey PRIMARY KEY (id);


--
-- Name: typed typed_pkey; Type: CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.typed
    ADD CONSTRAINT typed_pkey PRIMARY KEY (zip);


--
-- Name: movement movement_pk; Type: CONSTRAINT; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.movement
    ADD CONSTRAINT movement_pk PRIMARY KEY (id, moved, sku);


--
-- Name: movement_2023 movement_2023_pkey; Type: CONSTRAINT; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.movement_2023
    ADD CONSTRAINT movement_2023_pkey PRIMARY KEY (id, moved, sku);


--
-- Name: movement_2024 movement_2024_pkey; Type: CONSTRAINT; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.movement_2024
    ADD CONSTRAINT movement_2024_pkey PRIMARY KEY (id, moved, sku);


--
-- Name: movement_2024_a movement_2024_a_pkey; Type: CONSTRAINT; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.movement_2024_a
    ADD CONSTRAINT movement_2024_a_pkey PRIMARY KEY (id, moved, sku);


--
-- Name: movement_2024_rest movement_2024_rest_pkey; Type: CONSTRAINT; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.movement_2024_rest
    ADD CONSTRAINT movement_2024_rest_pkey PRIMARY KEY (id, moved, sku);


--
-- Name: place place_id_during_excl; Type: CONSTRAINT; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.place
    ADD CONSTRAINT place_id_during_excl EXCLUDE USING gist (id WITH =, during WITH &&);


--
-- Name: place place_pkey; Type: CONSTRAINT; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.place
    ADD CONSTRAINT place_pkey PRIMARY KEY (id);


--
-- Name: customer_slug; Type: INDEX; Schema: shop; Owner: shop_owner
--

CREATE INDEX customer_slug ON shop.customer USING btree (shop.slug(name) COLLATE "C" text_pattern_ops DESC NULLS LAST) WHERE (mood = 'good'::shop.mood);


--
-- Name: INDEX customer_slug; Type: COMMENT; Schema: shop; Owner: shop_owner
--

COMMENT ON INDEX shop.customer_slug IS 'for links';


--
-- Name: order_state; Type: INDEX; Schema: shop; Owner: postgres
--

CREATE INDEX order_state ON shop."Order" USING hash (state);


--
-- Name: product_attributes; Type: INDEX; Schema: shop; Owner: postgres
--

CREATE INDEX product_attributes ON shop.product USING gin (attributes jsonb_path_ops);


--
-- Name: product_rated; Type: INDEX; Schema: shop; Owner: postgres
--

CREATE INDEX product_rated ON shop.product USING btree (shop.rated(price));


--
-- Name: product_serial; Type: INDEX; Schema: shop; Owner: postgres
--

CREATE UNIQUE INDEX product_serial ON shop.product USING btree (serial_no) INCLUDE (price) WITH (fillfactor='70');

ALTER TABLE ONLY shop.product REPLICA IDENTITY USING INDEX product_serial;


--
-- Name: product_words; Type: INDEX; Schema: shop; Owner: postgres
--

CREATE INDEX product_words ON shop.product USING gin (to_tsvector('shop.words'::regconfig, sku));


--
-- Name: totals_customer; Type: INDEX; Schema: shop; Owner: postgres
--

CREATE UNIQUE INDEX totals_customer ON shop.totals USING btree (customer_id);


--
-- Name: movement_sku; Type: INDEX; Schema: stock; Owner: postgres
--

CREATE INDEX movement_sku ON ONLY stock.movement USING btree (sku);


--
-- Name: movement_2023_sku_idx; Type: INDEX; Schema: stock; Owner: postgres
--

CREATE INDEX movement_2023_sku_idx ON stock.movement_2023 USING btree (sku);


--
-- Name: movement_2024_sku_idx; Type: INDEX; Schema: stock; Owner: postgres
--

CREATE INDEX movement_2024_sku_idx ON ONLY stock.movement_2024 USING btree (sku);


--
-- Name: movement_2024_a_sku_idx; Type: INDEX; Schema: stock; Owner: postgres
--

CREATE INDEX movement_2024_a_sku_idx ON stock.movement_2024_a USING btree (sku);


--
-- Name: movement_2024_rest_sku_idx; Type: INDEX; Schema: stock; Owner: postgres
--

CREATE INDEX movement_2024_rest_sku_idx ON stock.movement_2024_rest USING btree (sku);


--
-- Name: movement_2023_pkey; Type: INDEX ATTACH; Schema: stock; Owner: postgres
--

ALTER INDEX stock.movement_pk ATTACH PARTITION stock.movement_2023_pkey;


--
-- Name: movement_2023_sku_idx; Type: INDEX ATTACH; Schema: stock; Owner: postgres
--

ALTER INDEX stock.movement_sku ATTACH PARTITION stock.movement_2023_sku_idx;


--
-- Name: movement_2024_a_pkey; Type: INDEX ATTACH; Schema: stock; Owner: postgres
--

ALTER INDEX stock.movement_2024_pkey ATTACH PARTITION stock.movement_2024_a_pkey;


--
-- Name: movement_2024_a_sku_idx; Type: INDEX ATTACH; Schema: stock; Owner: postgres
--

ALTER INDEX stock.movement_2024_sku_idx ATTACH PARTITION stock.movement_2024_a_sku_idx;


--
-- Name: movement_2024_pkey; Type: INDEX ATTACH; Schema: stock; Owner: postgres
--

ALTER INDEX stock.movement_pk ATTACH PARTITION stock.movement_2024_pkey;


--
-- Name: movement_2024_rest_pkey; Type: INDEX ATTACH; Schema: stock; Owner: postgres
--

ALTER INDEX stock.movement_2024_pkey ATTACH PARTITION stock.movement_2024_rest_pkey;


--
-- Name: movement_2024_rest_sku_idx; Type: INDEX ATTACH; Schema: stock; Owner: postgres
--

ALTER INDEX stock.movement_2024_sku_idx ATTACH PARTITION stock.movement_2024_rest_sku_idx;


--
-- Name: movement_2024_sku_idx; Type: INDEX ATTACH; Schema: stock; Owner: postgres
--

ALTER INDEX stock.movement_sku ATTACH PARTITION stock.movement_2024_sku_idx;


--
-- Name: order_states; Type: STATISTICS; Schema: shop; Owner: postgres
--

CREATE STATISTICS shop.order_states (ndistinct, dependencies) ON state, placed FROM shop."Order";


ALTER STATISTICS shop.order_states OWNER TO postgres;

--
-- Name: best_customer _RETURN; Type: RULE; Schema: shop; Owner: postgres
--

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


--
-- Name: product no_delete; Type: RULE; Schema: shop; Owner: postgres
--

CREATE RULE no_delete AS
    ON DELETE TO shop.product DO INSTEAD NOTHING;


--
-- Name: cart twice; Type: RULE; Schema: shop; Owner: postgres
--

CREATE RULE twice AS
    ON INSERT TO shop.cart DO ( INSERT INTO shop.product (sku, price)
  VALUES ('x'::text, 1);
 DELETE FROM shop.cart
  WHERE false;
);


--
-- Name: product asleep; Type: TRIGGER; Schema: shop; Owner: postgres
--

CREATE TRIGGER asleep AFTER DELETE ON shop.product FOR EACH ROW EXECUTE FUNCTION shop.to_log('product');

ALTER TABLE shop.product DISABLE TRIGGER asleep;


--
-- Name: orders instead; Type: TRIGGER; Schema: shop; Owner: postgres
--

CREATE TRIGGER instead INSTEAD OF INSERT ON shop.orders FOR EACH ROW EXECUTE FUNCTION shop.to_log('view');


--
-- Name: Order late; Type: TRIGGER; Schema: shop; Owner: postgres
--

CREATE CONSTRAINT TRIGGER late AFTER INSERT ON shop."Order" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shop.to_log('it''s late');


--
-- Name: customer touch; Type: TRIGGER; Schema: shop; Owner: shop_owner
--

CREATE TRIGGER touch BEFORE UPDATE OF name, zip ON shop.customer FOR EACH ROW WHEN ((old.name IS DISTINCT FROM new.name)) EXECUTE FUNCTION shop.touch();


--
-- Name: TRIGGER touch ON customer; Type: COMMENT; Schema: shop; Owner: shop_owner
--

COMMENT ON TRIGGER touch ON shop.customer IS 'keeps the time';


--
-- Name: movement each_row; Type: TRIGGER; Schema: stock; Owner: postgres
--

CREATE TRIGGER each_row AFTER INSERT ON stock.movement FOR EACH ROW EXECUTE FUNCTION shop.to_log('row');


--
-- Name: movement many; Type: TRIGGER; Schema: stock; Owner: postgres
--

CREATE TRIGGER many AFTER INSERT ON stock.movement REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION shop.to_log('movement');


--
-- Name: Order Order_customer_id_fkey; Type: FK CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop."Order"
    ADD CONSTRAINT "Order_customer_id_fkey" FOREIGN KEY (customer_id) REFERENCES shop.customer(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;


--
-- Name: Order Order_parent_fkey; Type: FK CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop."Order"
    ADD CONSTRAINT "Order_parent_fkey" FOREIGN KEY (parent) REFERENCES shop."Order"("Id");


--
-- Name: shelf shelf_place; Type: FK CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.shelf
    ADD CONSTRAINT shelf_place FOREIGN KEY (place_id) REFERENCES stock.place(id) MATCH FULL NOT VALID;


--
-- Name: movement movement_product; Type: FK CONSTRAINT; Schema: stock; Owner: postgres
--

ALTER TABLE stock.movement
    ADD CONSTRAINT movement_product FOREIGN KEY (sku) REFERENCES shop.product(sku);


--
-- Name: place place_shelf; Type: FK CONSTRAINT; Schema: stock; Owner: postgres
--

ALTER TABLE ONLY stock.place
    ADD CONSTRAINT place_shelf FOREIGN KEY (kept_by) REFERENCES shop.customer(id) ON UPDATE CASCADE ON DELETE SET NULL;


--
-- Name: CONSTRAINT place_shelf ON place; Type: COMMENT; Schema: stock; Owner: postgres
--

COMMENT ON CONSTRAINT place_shelf ON stock.place IS 'who has it';


--
-- Name: customer changes; Type: POLICY; Schema: shop; Owner: shop_owner
--

CREATE POLICY changes ON shop.customer AS RESTRICTIVE USING (true) WITH CHECK (((discount)::numeric < (50)::numeric));


--
-- Name: customer; Type: ROW SECURITY; Schema: shop; Owner: shop_owner
--

ALTER TABLE shop.customer ENABLE ROW LEVEL SECURITY;

--
-- Name: customer own_rows; Type: POLICY; Schema: shop; Owner: shop_owner
--

CREATE POLICY own_rows ON shop.customer FOR SELECT TO shop_reader USING ((name = CURRENT_USER));


--
-- Name: POLICY own_rows ON customer; Type: COMMENT; Schema: shop; Owner: shop_owner
--

COMMENT ON POLICY own_rows ON shop.customer IS 'of oneself';


--
-- Name: news; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION news WITH (publish = 'insert');


ALTER PUBLICATION news OWNER TO postgres;

--
-- Name: news product; Type: PUBLICATION TABLE; Schema: shop; Owner: postgres
--

ALTER PUBLICATION news ADD TABLE ONLY shop.product;


--
-- Name: SCHEMA shop; Type: ACL; Schema: -; Owner: shop_owner
--

GRANT USAGE ON SCHEMA shop TO shop_reader;
GRANT USAGE ON SCHEMA shop TO shop_clerk;


--
-- Name: SCHEMA stock; Type: ACL; Schema: -; Owner: postgres
--

GRANT CREATE ON SCHEMA stock TO shop_clerk WITH GRANT OPTION;


--
-- Name: TYPE mood; Type: ACL; Schema: shop; Owner: postgres
--

REVOKE ALL ON TYPE shop.mood FROM PUBLIC;


--
-- Name: SEQUENCE invoice_number; Type: ACL; Schema: shop; Owner: postgres
--

GRANT USAGE ON SEQUENCE shop.invoice_number TO shop_clerk;


--
-- Name: TABLE "Order"; Type: ACL; Schema: shop; Owner: postgres
--

GRANT SELECT,INSERT ON TABLE shop."Order" TO shop_clerk WITH GRANT OPTION;


--
-- Name: COLUMN customer.id; Type: ACL; Schema: shop; Owner: shop_owner
--

GRANT SELECT(id) ON TABLE shop.customer TO shop_reader;


--
-- Name: COLUMN customer.name; Type: ACL; Schema: shop; Owner: shop_owner
--

GRANT SELECT(name),UPDATE(name) ON TABLE shop.customer TO shop_reader;


--
-- Name: TABLE open_orders; Type: ACL; Schema: shop; Owner: postgres
--

GRANT SELECT ON TABLE shop.open_orders TO shop_reader;


--
-- Name: FUNCTION rate(); Type: ACL; Schema: shop; Owner: postgres
--

REVOKE ALL ON FUNCTION shop.rate() FROM PUBLIC;
GRANT ALL ON FUNCTION shop.rate() TO shop_clerk;


--
-- Name: TABLE product; Type: ACL; Schema: shop; Owner: postgres
--

GRANT SELECT ON TABLE shop.product TO PUBLIC;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: shop; Owner: postgres
--

ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA shop GRANT SELECT ON TABLES  TO shop_reader;


--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: postgres
--

ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE ALL ON FUNCTIONS  FROM PUBLIC;


--
-- Name: seen; Type: EVENT TRIGGER; Schema: -; Owner: postgres
--

CREATE EVENT TRIGGER seen ON ddl_command_end
         WHEN TAG IN ('CREATE TABLE')
   EXECUTE FUNCTION shop.seen_ddl();

ALTER EVENT TRIGGER seen DISABLE;


ALTER EVENT TRIGGER seen OWNER TO postgres;

--
-- PostgreSQL database dump complete
--

\unrestrict Qovb7Ee7ClN4j7xLMM4Xv8GYP22tu5C8sZ1YIFQgzmxiOFih3KQsXlItzXncu6n

