
-- function herd
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- The element with that key of a collection that JSON stands for; there must be one.
CREATE OR REPLACE FUNCTION godwit_oracle.map_part(map jsonb, key text)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF map -> key IS NULL THEN
    RAISE EXCEPTION 'no element has the index %', key USING ERRCODE = 'no_data_found';
  END IF;
  RETURN map -> key;
END $$;
-- How many elements a collection has
CREATE OR REPLACE FUNCTION godwit_oracle.json_count(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT count(*)::integer FROM jsonb_object_keys(map)
$$;

-- type body t_herd
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A collection of collections with a part of it set, whatever the way to it lacks being made
CREATE OR REPLACE FUNCTION godwit_oracle.json_set(whole jsonb, keys text[], value jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN jsonb_typeof(whole) = 'object' THEN whole ELSE '{}' END
  || jsonb_build_object(keys[1], CASE WHEN cardinality(keys) = 1 THEN coalesce(value, 'null')
    ELSE godwit_oracle.json_set(CASE WHEN jsonb_typeof(whole) = 'object' THEN whole -> keys[1] END, keys[2:], value) END)
$$;
-- The element with that key of a collection that JSON stands for; there must be one.
CREATE OR REPLACE FUNCTION godwit_oracle.map_part(map jsonb, key text)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF map -> key IS NULL THEN
    RAISE EXCEPTION 'no element has the index %', key USING ERRCODE = 'no_data_found';
  END IF;
  RETURN map -> key;
END $$;
-- LAST of a collection that is indexed by numbers
CREATE OR REPLACE FUNCTION godwit_oracle.list_last(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT max(k::integer) FROM jsonb_object_keys(map) k
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
-- How many elements a collection has
CREATE OR REPLACE FUNCTION godwit_oracle.json_count(map jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
SELECT count(*)::integer FROM jsonb_object_keys(map)
$$;

-- type t_animal
CREATE TYPE t_animal AS (
  godwit_type text,
  name VARCHAR(30),
  legs SMALLINT,
  tricks INTEGER,
  t_dog_tag VARCHAR(10),
  weeks SMALLINT,
  t_bird_tag INTEGER,
  members JSONB
);

-- type t_dog
CREATE DOMAIN t_dog AS t_animal
CHECK ((VALUE).godwit_type IN ('t_dog', 't_puppy'));

-- type t_bird
-- Two subtypes have an attribute of one name and of two types.
CREATE DOMAIN t_bird AS t_animal
CHECK ((VALUE).godwit_type IN ('t_bird'));

-- type t_herd
CREATE DOMAIN t_herd AS t_animal
CHECK ((VALUE).godwit_type IN ('t_herd'));

-- type t_puppy
CREATE DOMAIN t_puppy AS t_animal
CHECK ((VALUE).godwit_type IN ('t_puppy'));

-- table kennel
CREATE TABLE kennel (
  id INTEGER PRIMARY KEY,
  owner VARCHAR(20),
  pet t_animal,
  guard t_animal CHECK ((guard).godwit_type IN ('t_dog', 't_puppy'))
);

-- view birds
CREATE OR REPLACE VIEW birds AS
SELECT
  id,
  (CAST(CASE WHEN (pet).godwit_type IN ('t_bird') THEN pet END AS t_animal)).t_bird_tag AS tag
FROM kennel
WHERE (pet).godwit_type IN ('t_bird');

-- function herd
CREATE OR REPLACE FUNCTION herd()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_herd t_animal := CAST(ROW('t_herd', 'herd', 0, NULL, NULL, NULL, NULL, JSONB_BUILD_OBJECT()) AS t_animal);
  l_small t_animal := CAST(ROW('t_herd', 'small', 0, NULL, NULL, NULL, NULL, JSONB_BUILD_OBJECT('1', t_dog.t_dog('Rex'))) AS t_animal);
BEGIN
  CALL t_herd.take(l_herd, CAST(ROW('t_bird', 'Pip', 2, NULL, NULL, NULL, 3, NULL) AS t_animal));
  CALL t_herd.take(l_herd, l_small);
  RETURN CONCAT(t_herd.sound(l_herd), ' ', godwit_oracle.json_count(l_herd.members), ' ', (JSONB_POPULATE_RECORD(CAST(NULL AS t_animal),
              godwit_oracle.map_part(l_herd.members, CAST(1 AS text)))).name);
END;
$$;

-- function kept
CREATE OR REPLACE FUNCTION kept()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_pet t_animal;
  l_guard t_animal;
  l_owner VARCHAR(20);
  row_of_objects RECORD;
BEGIN
  INSERT INTO kennel
    VALUES (1, 'Ada', CAST(ROW('t_bird', 'Pip', 2, NULL, NULL, NULL, 9, NULL) AS t_animal), CAST(ROW('t_puppy',
                'Bo', 4, 1, 'tiny', 6, NULL, NULL) AS t_animal));
  SELECT pet AS c1
  INTO STRICT row_of_objects
  FROM kennel
  WHERE id = 1;
  l_pet := row_of_objects.c1;
  SELECT
    owner AS c1,
    guard AS c2
  INTO STRICT row_of_objects
  FROM kennel
  WHERE id = 1;
  l_owner := row_of_objects.c1;
  l_guard := row_of_objects.c2;
  CALL t_dog.rename_to(l_guard, 'Max');
  UPDATE kennel
  SET guard = l_guard
  WHERE id = 1;
  RETURN CONCAT(l_owner, ': ', t_animal.describe(l_pet, NULL), ', ', t_animal.describe(l_guard, '!'));
END;
$$;

-- function zoo
CREATE OR REPLACE FUNCTION zoo()
RETURNS t_animal ARRAY
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_all t_animal ARRAY := CAST(ARRAY[t_dog.t_dog('Rex'), CAST(ROW('t_bird', 'Pip', 2, NULL, NULL, NULL,
          7, NULL) AS t_animal)] AS t_animal ARRAY);
BEGIN
  l_all := ARRAY_APPEND(l_all, NULL);
  l_all[3] := CAST(ROW('t_puppy', 'Bo', 4, 1, 'tiny', 6, NULL, NULL) AS t_animal);
  RETURN l_all;
END;
$$;

-- function kinds
CREATE OR REPLACE FUNCTION kinds()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_text VARCHAR(400);
  l_all t_animal ARRAY := zoo();
  l_dog t_animal;
  l_none t_animal;
BEGIN
  FOR i IN 1 .. COALESCE(CARDINALITY(l_all), 0) LOOP
    l_dog := CAST(CASE WHEN (l_all[i]).godwit_type IN ('t_dog', 't_puppy') THEN l_all[i] END AS t_animal);
    l_text := CONCAT(l_text, CASE WHEN (l_all[i]).godwit_type IN ('t_dog', 't_puppy') THEN 'd' ELSE '-' END,
        CASE WHEN (l_all[i]).godwit_type IN ('t_dog') THEN 'o' ELSE '-' END, CASE WHEN (l_all[i]).godwit_type NOT IN ('t_bird',
              't_puppy') THEN 'n' ELSE '-' END, COALESCE(l_dog.t_dog_tag, 'none'), COALESCE(CAST((CAST(CASE WHEN (l_all[i]).godwit_type IN ('t_bird') THEN l_all[i] END AS t_animal)).t_bird_tag AS text),
            NULL), ' ');
  END LOOP;
  IF (l_none).godwit_type IN ('t_animal', 't_dog', 't_puppy', 't_bird', 't_herd') THEN
    l_text := CONCAT(l_text, 'of none');
  ELSIF t_animal.compare(l_all[1], l_all[2]) > 0
    AND t_animal.compare(l_all[1], l_all[3]) = 0 THEN
    l_text := CONCAT(l_text, t_dog.tag_of(CAST(CASE WHEN (l_all[1]).godwit_type IN ('t_dog', 't_puppy') THEN l_all[1] END AS t_animal)),
        ' ', t_animal.kinds());
  END IF;
  RETURN l_text;
END;
$$;

-- function sounds
CREATE OR REPLACE FUNCTION sounds()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_text VARCHAR(400);
  l_all t_animal ARRAY := zoo();
  l_all_element t_animal;
BEGIN
  FOR i IN 1 .. COALESCE(CARDINALITY(l_all), 0) LOOP
    l_all_element := l_all[i];
    CALL t_animal.rename_to(l_all_element, CONCAT('no ', i));
    l_all[i] := l_all_element;
    l_text := CONCAT(l_text, t_animal.describe(l_all[i]), ' ', t_animal.loud(l_all[i]), ' ');
  END LOOP;
  RETURN NULLIF(RTRIM(l_text), '');
END;
$$;

-- type body t_animal
CREATE SCHEMA IF NOT EXISTS t_animal;
CREATE OR REPLACE FUNCTION t_animal.sound(self t_animal)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF self.godwit_type IN ('t_dog', 't_puppy') THEN
    RETURN t_dog.sound(self);
  ELSIF self.godwit_type IN ('t_bird') THEN
    RETURN t_bird.sound(self);
  ELSIF self.godwit_type IN ('t_herd') THEN
    RETURN t_herd.sound(self);
  ELSE
    RAISE EXCEPTION USING ERRCODE = '22004', MESSAGE = 'the method sound is called of no object';
  END IF;
END;
$$;
CREATE OR REPLACE FUNCTION t_animal.describe(
  self t_animal,
  p_end VARCHAR DEFAULT '.')
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF self.godwit_type IN ('t_puppy') THEN
    RETURN t_puppy.describe(self, p_end);
  ELSIF self.godwit_type IN ('t_bird') THEN
    RETURN t_bird.describe(self, p_end);
  ELSE
    RETURN t_animal.describe_own(self, p_end);
  END IF;
END;
$$;
CREATE OR REPLACE PROCEDURE t_animal.rename_to(
  INOUT self t_animal,
  p_name VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF self.godwit_type IN ('t_dog', 't_puppy') THEN
    CALL t_dog.rename_to(self, p_name);
  ELSE
    CALL t_animal.rename_to_own(self, p_name);
  END IF;
END;
$$;
CREATE OR REPLACE FUNCTION t_animal.describe_own(
  self t_animal,
  p_end VARCHAR DEFAULT '.')
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(self.name, ' says ', t_animal.sound(self), p_end);
END;
$$;
CREATE OR REPLACE PROCEDURE t_animal.rename_to_own(
  INOUT self t_animal,
  p_name VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  self.name := p_name;
END;
$$;
CREATE OR REPLACE FUNCTION t_animal.loud(self t_animal)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(upper(t_animal.sound(self)), '!');
END;
$$;
CREATE OR REPLACE FUNCTION t_animal.kinds()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN 'dog, bird';
END;
$$;
CREATE OR REPLACE FUNCTION t_animal.compare(
  self t_animal,
  p_other t_animal)
RETURNS NUMERIC(38)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CASE
    WHEN self.legs < p_other.legs THEN -1
    WHEN self.legs > p_other.legs THEN 1
    ELSE 0
  END;
END;
$$;

-- type body t_bird
CREATE SCHEMA IF NOT EXISTS t_bird;
CREATE OR REPLACE FUNCTION t_bird.sound(self t_animal)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT('tweet ', CAST(self.t_bird_tag AS text));
END;
$$;
CREATE OR REPLACE FUNCTION t_bird.describe(
  self t_animal,
  p_end VARCHAR DEFAULT '.')
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT('bird ', t_animal.describe_own(self, p_end));
END;
$$;

-- type body t_dog
CREATE SCHEMA IF NOT EXISTS t_dog;
CREATE OR REPLACE FUNCTION t_dog.sound(self t_animal)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF self.godwit_type IN ('t_puppy') THEN
    RETURN t_puppy.sound(self);
  ELSE
    RETURN t_dog.sound_own(self);
  END IF;
END;
$$;
CREATE OR REPLACE FUNCTION t_dog.t_dog(p_name VARCHAR)
RETURNS t_animal
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  self t_animal := CAST(ROW('t_dog', NULL, NULL, NULL, NULL, NULL, NULL, NULL) AS t_animal);
BEGIN
  self.name := p_name;
  self.legs := 4;
  self.tricks := 0;
  self.t_dog_tag := 'dog';
  RETURN self;
END;
$$;
CREATE OR REPLACE FUNCTION t_dog.sound_own(self t_animal)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN 'wuff';
END;
$$;
CREATE OR REPLACE PROCEDURE t_dog.rename_to(
  INOUT self t_animal,
  p_name VARCHAR)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  CALL t_animal.rename_to_own(self, CONCAT('dog ', p_name));
  self.tricks := self.tricks + 1;
END;
$$;
CREATE OR REPLACE FUNCTION t_dog.tag_of(self t_animal)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN NULLIF(CONCAT(self.t_dog_tag, self.tricks), '');
END;
$$;

-- type body t_herd
CREATE SCHEMA IF NOT EXISTS t_herd;
CREATE OR REPLACE FUNCTION t_herd.sound(self t_animal)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_all VARCHAR(400);
BEGIN
  FOR i IN 1 .. godwit_oracle.json_count(self.members) LOOP
    l_all := CONCAT(l_all, t_animal.sound((JSONB_POPULATE_RECORD(CAST(NULL AS t_animal), godwit_oracle.map_part(self.members,
                        CAST(i AS text))))), ' ');
  END LOOP;
  RETURN NULLIF(RTRIM(l_all), '');
END;
$$;
CREATE OR REPLACE PROCEDURE t_herd.take(
  INOUT self t_animal,
  p_animal t_animal)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  self.members := godwit_oracle.json_extend(self.members);
  self.members := godwit_oracle.json_set(self.members, ARRAY[CAST(godwit_oracle.list_last(self.members) AS text)],
      TO_JSONB(p_animal));
END;
$$;

-- type body t_puppy
CREATE SCHEMA IF NOT EXISTS t_puppy;
CREATE OR REPLACE FUNCTION t_puppy.sound(self t_animal)
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT('small ', t_dog.sound_own(self));
END;
$$;
CREATE OR REPLACE FUNCTION t_puppy.describe(
  self t_animal,
  p_end VARCHAR DEFAULT '.')
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(t_animal.describe_own(self, NULL), ' at ', self.weeks, p_end);
END;
$$;

-- type t_dog
GRANT USAGE ON SCHEMA t_dog TO reader;
GRANT USAGE ON TYPE t_dog TO reader;
