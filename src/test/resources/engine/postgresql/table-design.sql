-- SCHEMA
CREATE SCHEMA IF NOT EXISTS "shop";

-- TABLE
CREATE SEQUENCE "shop"."Order ""lines""_id_seq";

-- TABLE
CREATE TABLE "shop"."Order ""lines""" (
  "id" numeric(20,0) DEFAULT nextval('"shop"."Order ""lines""_id_seq"'::regclass) NOT NULL,
  "name" character varying(50) DEFAULT E'it''s \\ new' NOT NULL,
  "active" boolean DEFAULT true NOT NULL,
  "flags" bit(10) DEFAULT B'0000000101' NOT NULL,
  "tiny" smallint DEFAULT 0 NOT NULL,
  "quantity" bigint DEFAULT 1 NOT NULL,
  "price" numeric(10,2) DEFAULT 9.90 NOT NULL,
  "state" character varying(4) DEFAULT 'new' NOT NULL,
  "tags" text NOT NULL,
  "sold" date,
  "made" timestamp(0) without time zone DEFAULT '2020-01-01 00:00:00',
  "touched" timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP(3),
  "spent" interval(0) NOT NULL,
  "year" smallint DEFAULT 2024 NOT NULL,
  "token" bytea DEFAULT '\xff000000000000000000000000000000'::bytea,
  "picture" bytea NOT NULL,
  "details" jsonb NOT NULL,
  "place" bytea NOT NULL,
  "total" numeric(20,2) GENERATED ALWAYS AS ("quantity" * "price") STORED NOT NULL,
  "label" character varying(50) NOT NULL,
  "parent" integer,
  "emoji 😀" text DEFAULT (upper('x')) NOT NULL
);

-- TABLE
ALTER SEQUENCE "shop"."Order ""lines""_id_seq" OWNED BY "shop"."Order ""lines"""."id";

-- TABLE
COMMENT ON TABLE "shop"."Order ""lines""" IS 'Lines of it''s orders';

-- PRIMARY_KEY
ALTER TABLE "shop"."Order ""lines""" ADD CONSTRAINT "Order ""lines""_pkey" PRIMARY KEY ("id");

-- INDEX
CREATE UNIQUE INDEX "Order ""lines""_name" ON "shop"."Order ""lines""" USING btree ("name");

-- INDEX
CREATE INDEX "Order ""lines""_by_picture" ON "shop"."Order ""lines""" USING btree (substring("picture" from 1 for 20), "left"("name", 10) DESC);

-- INDEX
CREATE INDEX "Order ""lines""_words" ON "shop"."Order ""lines""" USING gin (to_tsvector('simple', coalesce("name", '')));

-- INDEX
CREATE INDEX "Order ""lines""_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_2c27f8aa" ON "shop"."Order ""lines""" USING hash ("tiny");

-- INDEX
CREATE INDEX "Order ""lines""_expr" ON "shop"."Order ""lines""" USING btree ((lower("name"))) WHERE "tiny" > 0;

-- CHECK
ALTER TABLE "shop"."Order ""lines""" ADD CONSTRAINT "Order ""lines""_state_check" CHECK ("state" IN ('new', 'it''s'));

-- CHECK
ALTER TABLE "shop"."Order ""lines""" ADD CONSTRAINT "Order ""lines""_tags_check" CHECK (string_to_array("tags", ',') <@ ARRAY['a', 'b']::text[]);

-- CHECK
ALTER TABLE "shop"."Order ""lines""" ADD CONSTRAINT "Order ""lines""_token_check" CHECK (octet_length("token") = 16);

-- CHECK
ALTER TABLE "shop"."Order ""lines""" ADD CONSTRAINT "Order ""lines""_price_positive" CHECK ("price" >= 0);

-- FOREIGN_KEY
ALTER TABLE "shop"."Order ""lines""" ADD CONSTRAINT "Order ""lines""_fk_parent" FOREIGN KEY ("parent") REFERENCES "shop"."parents" ("id") ON DELETE CASCADE NOT VALID;

-- FOREIGN_KEY_VALIDATION
ALTER TABLE "shop"."Order ""lines""" VALIDATE CONSTRAINT "Order ""lines""_fk_parent";

-- TRIGGER
CREATE OR REPLACE FUNCTION "shop"."Order ""lines""_touch"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW."touched" IS NOT DISTINCT FROM OLD."touched" THEN NEW."touched" := CURRENT_TIMESTAMP(3); END IF; RETURN NEW; END';
DROP TRIGGER IF EXISTS "Order ""lines""_touch" ON "shop"."Order ""lines""";
CREATE TRIGGER "Order ""lines""_touch" BEFORE UPDATE ON "shop"."Order ""lines""" FOR EACH ROW EXECUTE FUNCTION "shop"."Order ""lines""_touch"();

-- IDENTITY
SELECT setval(pg_get_serial_sequence('"shop"."Order ""lines"""', 'id'), least(greatest((SELECT max("id") FROM "shop"."Order ""lines""") + 1, 42), 9223372036854775807)::bigint, false);

-- STATISTICS
ANALYZE "shop"."Order ""lines""";

-- note: column sold of shop.Order "lines" allows NULL, unlike the source's, because zero dates become NULL.

-- note: the default of column sold of shop.Order "lines" (0000-00-00) can't be said in PostgreSQL; the column has none.

-- note: column made of shop.Order "lines" allows NULL, unlike the source's, because zero dates become NULL.

-- note: column place of shop.Order "lines" holds the shapes as bytes in well-known binary form; which spatial reference (SRID) they are in is not kept.

-- note: column label of shop.Order "lines" is computed on the source; PostgreSQL doesn't take the expression (generation expression is not immutable), so the values are copied and the column is a plain one.

-- note: index area of shop.Order "lines" is of a kind that PostgreSQL doesn't have without an extension; it isn't made.
