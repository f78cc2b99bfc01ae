-- The element with that key of a collection that JSON stands for; there must be one.
CREATE OR REPLACE FUNCTION godwit_oracle.map_part(map jsonb, key text)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF map -> key IS NULL THEN
    RAISE EXCEPTION 'no element has the index %', key USING ERRCODE = 'no_data_found';
  END IF;
  RETURN map -> key;
END $$;

-- The same as text
CREATE OR REPLACE FUNCTION godwit_oracle.map_text(map jsonb, key text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF map -> key IS NULL THEN
    RAISE EXCEPTION 'no element has the index %', key USING ERRCODE = 'no_data_found';
  END IF;
  RETURN map ->> key;
END $$;

-- FIRST of a collection that is indexed by text, in the order of bytes
CREATE OR REPLACE FUNCTION godwit_oracle.map_first(map jsonb)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT min(k COLLATE "C") FROM jsonb_object_keys(map) k
$$;

-- LAST of a collection that is indexed by text
CREATE OR REPLACE FUNCTION godwit_oracle.map_last(map jsonb)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT max(k COLLATE "C") FROM jsonb_object_keys(map) k
$$;

-- NEXT of a collection that is indexed by text
CREATE OR REPLACE FUNCTION godwit_oracle.map_next(map jsonb, key text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT min(k COLLATE "C") FROM jsonb_object_keys(map) k WHERE k COLLATE "C" > key COLLATE "C"
$$;

-- PRIOR of a collection that is indexed by text
CREATE OR REPLACE FUNCTION godwit_oracle.map_prior(map jsonb, key text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT max(k COLLATE "C") FROM jsonb_object_keys(map) k WHERE k COLLATE "C" < key COLLATE "C"
$$;

-- FIRST of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_first(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT min(k::integer) FROM jsonb_object_keys(map) k
$$;

-- LAST of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_last(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT max(k::integer) FROM jsonb_object_keys(map) k
$$;

-- NEXT of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_next(map jsonb, index numeric)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT min(k::integer) FROM jsonb_object_keys(map) k WHERE k::integer > index
$$;

-- PRIOR of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_prior(map jsonb, index numeric)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT max(k::integer) FROM jsonb_object_keys(map) k WHERE k::integer < index
$$;

-- A collection that JSON stands for, with n elements more, which are NULL or copies of one
CREATE OR REPLACE FUNCTION godwit_oracle.json_extend(map jsonb, n numeric DEFAULT 1, copied numeric DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  last_one integer := coalesce(godwit_oracle.list_last(map), 0);
BEGIN
  FOR i IN 1 .. trunc(n)::integer LOOP
    map := coalesce(map, '{}') || jsonb_build_object(last_one + i, map -> trunc(copied)::text);
  END LOOP;
  RETURN map;
END $$;

-- The same without its last n elements
CREATE OR REPLACE FUNCTION godwit_oracle.json_trim(map jsonb, n numeric DEFAULT 1)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  last_one integer;
BEGIN
  FOR i IN 1 .. trunc(n)::integer LOOP
    last_one := godwit_oracle.list_last(map);
    IF last_one IS NULL THEN
      RAISE EXCEPTION 'ORA-06533: subscript beyond count' USING ERRCODE = 'array_subscript_error';
    END IF;
    map := map - last_one::text;
  END LOOP;
  RETURN map;
END $$;

-- The same without the elements of these indexes
CREATE OR REPLACE FUNCTION godwit_oracle.json_delete_range(map jsonb, first numeric, last numeric)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN first IS NULL OR last IS NULL THEN map
  ELSE map - coalesce((SELECT array_agg(k) FROM jsonb_object_keys(map) k WHERE k::numeric BETWEEN first AND last), '{}') END
$$;

-- The same of a collection that is indexed by text
CREATE OR REPLACE FUNCTION godwit_oracle.json_delete_range(map jsonb, first text, last text)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN first IS NULL OR last IS NULL THEN map
  ELSE map - coalesce((SELECT array_agg(k) FROM jsonb_object_keys(map) k
    WHERE k COLLATE "C" >= first COLLATE "C" AND k COLLATE "C" <= last COLLATE "C"), '{}') END
$$;

-- An array with n elements more, which are NULL or copies of one
CREATE OR REPLACE FUNCTION godwit_oracle.array_extend(elements anyarray, n numeric, copied numeric DEFAULT NULL)
RETURNS anyarray LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  one CONSTANT integer := trunc(copied)::integer;
  result elements%TYPE := elements;
BEGIN
  FOR i IN 1 .. trunc(n)::integer LOOP
    result := array_append(result, elements[one]);
  END LOOP;
  RETURN result;
END $$;

-- How many elements a collection has
CREATE OR REPLACE FUNCTION godwit_oracle.json_count(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT count(*)::integer FROM jsonb_object_keys(map)
$$;

-- a MULTISET UNION b: all elements of both; NULL where one is no collection
CREATE OR REPLACE FUNCTION godwit_oracle.multiset_union(a anyarray, b anyarray)
RETURNS anyarray LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT a || b
$$;

-- SET(a): each element once
CREATE OR REPLACE FUNCTION godwit_oracle.multiset_set(a anyarray)
RETURNS anyarray LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT ARRAY(SELECT e FROM (SELECT a[i] AS e, min(i) AS first FROM generate_subscripts(a, 1) AS i GROUP BY a[i]) AS q ORDER BY first)
$$;

-- a MULTISET INTERSECT b: an element as often as both have it
CREATE OR REPLACE FUNCTION godwit_oracle.multiset_intersect(a anyarray, b anyarray)
RETURNS anyarray LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT ARRAY(SELECT e FROM (
  SELECT e, row_number() OVER (PARTITION BY e) FROM (SELECT a[i] AS e FROM generate_subscripts(a, 1) AS i) AS u
  INTERSECT
  SELECT e, row_number() OVER (PARTITION BY e) FROM (SELECT b[i] AS e FROM generate_subscripts(b, 1) AS i) AS v) AS q)
$$;

-- a MULTISET EXCEPT b: an element as often as a has it more than b
CREATE OR REPLACE FUNCTION godwit_oracle.multiset_except(a anyarray, b anyarray)
RETURNS anyarray LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT ARRAY(SELECT e FROM (
  SELECT e, row_number() OVER (PARTITION BY e) FROM (SELECT a[i] AS e FROM generate_subscripts(a, 1) AS i) AS u
  EXCEPT
  SELECT e, row_number() OVER (PARTITION BY e) FROM (SELECT b[i] AS e FROM generate_subscripts(b, 1) AS i) AS v) AS q)
$$;

-- a = b: the same elements as often, in any order; NULL where only one that is NULL could tell
CREATE OR REPLACE FUNCTION godwit_oracle.multiset_equal(a anyarray, b anyarray)
RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE WHEN cardinality(a) <> cardinality(b) THEN false
  WHEN array_position(a, NULL) IS NULL AND array_position(b, NULL) IS NULL
  THEN cardinality(godwit_oracle.multiset_except(a, b)) = 0 END
$$;

-- a SUBMULTISET OF b
CREATE OR REPLACE FUNCTION godwit_oracle.multiset_is_part(a anyarray, b anyarray)
RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT cardinality(godwit_oracle.multiset_except(a, b)) = 0
$$;
