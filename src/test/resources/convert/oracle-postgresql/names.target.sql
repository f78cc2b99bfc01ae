
-- table Mixed Case
-- Names that PostgreSQL folds otherwise, reserves, or cuts.
CREATE TABLE "Mixed Case" (
  "Column A" INTEGER PRIMARY KEY,
  "user" VARCHAR(10),
  "limit" INTEGER,
  "order" INTEGER,
  "emp#" INTEGER
);

-- table a_table_with_a_name_that_is_longer_than_postgresql_kee_4aa088cd
CREATE TABLE a_table_with_a_name_that_is_longer_than_postgresql_kee_4aa088cd (
  id INTEGER CONSTRAINT a_constraint_with_a_name_that_is_longer_than_postgresq_8dbb5057 PRIMARY KEY
);

-- view limit
CREATE OR REPLACE VIEW "limit" AS
SELECT
  "limit",
  "user",
  UPPER(CAST(CURRENT_USER AS text)) AS who
FROM "Mixed Case";
