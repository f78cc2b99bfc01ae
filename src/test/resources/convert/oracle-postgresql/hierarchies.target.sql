
-- table node
-- CONNECT BY.
CREATE TABLE node (
  id INTEGER PRIMARY KEY,
  parent INTEGER,
  name VARCHAR(20)
);

-- view all_columns
-- Of all columns, and the rows without children.
CREATE OR REPLACE VIEW all_columns AS
WITH RECURSIVE node_tree AS (
  SELECT
    node.*,
    node AS row_itself,
    1 AS level
  FROM node
  WHERE parent IS NULL
  UNION ALL
  SELECT
    node.*,
    node,
    node_tree.level + 1
  FROM node_tree
    JOIN node ON node_tree.id = node.parent) SEARCH DEPTH FIRST BY id SET tree_order
SELECT (node.row_itself).*
FROM node_tree node
ORDER BY tree_order;

-- view both
CREATE OR REPLACE VIEW "both" AS
(
  WITH RECURSIVE node_tree AS (
    SELECT
      node.*,
      1 AS level
    FROM node
    WHERE parent IS NULL
    UNION ALL
    SELECT
      node.*,
      node_tree.level + 1
    FROM node_tree
      JOIN node ON node_tree.id = node.parent) SEARCH DEPTH FIRST BY id SET tree_order
  SELECT id
  FROM node_tree node
  ORDER BY tree_order)
UNION ALL
(
  SELECT series.level
  FROM GENERATE_SERIES(1, GREATEST(CAST(FLOOR(CEIL(3) - 1) AS INTEGER), 1)) series (level));

-- view days
CREATE OR REPLACE VIEW days AS
SELECT TIMESTAMP '2020-01-01 00:00:00' + series.level * INTERVAL '1' DAY - 1 * INTERVAL '1' DAY AS day
FROM GENERATE_SERIES(1, 5) series (level);

-- view depth_of
CREATE OR REPLACE VIEW depth_of AS
WITH RECURSIVE node_tree AS (
  SELECT
    node.*,
    1 AS level
  FROM node
  WHERE parent IS NULL
  UNION ALL
  SELECT
    node.*,
    node_tree.level + 1
  FROM node_tree
    JOIN node ON node_tree.id = node.parent)
SELECT max(node.level) AS depth
FROM node_tree node;

-- view leaves
CREATE OR REPLACE VIEW leaves AS
WITH RECURSIVE node_tree AS (
  SELECT
    node.*,
    1 AS level
  FROM node
  WHERE parent IS NULL
  UNION ALL
  SELECT
    node.*,
    node_tree.level + 1
  FROM node_tree
    JOIN node ON node_tree.id = node.parent) SEARCH DEPTH FIRST BY id SET tree_order
SELECT
  id,
  CASE WHEN EXISTS (
      SELECT 1
      FROM node node_child
      WHERE node.id = node_child.parent) THEN 0 ELSE 1 END AS leaf
FROM node_tree node
ORDER BY tree_order;

-- view plain_tree
CREATE OR REPLACE VIEW plain_tree AS
WITH RECURSIVE node_tree AS (
  SELECT
    node.*,
    1 AS level
  FROM node
  WHERE id = 1
  UNION ALL
  SELECT
    node.*,
    node_tree.level + 1
  FROM node_tree
    JOIN node ON node.parent = node_tree.id
      AND node_tree.level + 1 <= 3) SEARCH DEPTH FIRST BY id SET tree_order
SELECT NULLIF(CONCAT(LPAD(' ', CAST(2 * (node.level - 1) AS INTEGER)), name), '') AS label
FROM node_tree node
WHERE name <> 'hidden'
ORDER BY tree_order;

-- view sorted_tree
CREATE OR REPLACE VIEW sorted_tree AS
WITH RECURSIVE node_tree AS (
  SELECT
    node.*,
    1 AS level
  FROM node
  WHERE id = 1
  UNION ALL
  SELECT
    node.*,
    node_tree.level + 1
  FROM node_tree
    JOIN node ON node_tree.id = node.parent) CYCLE id SET is_cycle TO TRUE DEFAULT FALSE USING cycle_path
SELECT
  id,
  node.level AS l
FROM node_tree node
WHERE NOT is_cycle
ORDER BY id;

-- view tree
CREATE OR REPLACE VIEW tree AS
WITH RECURSIVE n_tree AS (
  SELECT
    n.*,
    1 AS level,
    CONCAT('/', name) AS path_1,
    name AS root_2
  FROM node n
  WHERE parent IS NULL
  UNION ALL
  SELECT
    n.*,
    n_tree.level + 1,
    CONCAT(n_tree.path_1, '/', n.name),
    n_tree.root_2
  FROM n_tree
    JOIN node n ON n_tree.id = n.parent) SEARCH DEPTH FIRST BY name, id SET tree_order
SELECT
  n.level AS depth,
  id,
  name,
  n.path_1 AS path,
  n.root_2 AS top
FROM n_tree n
ORDER BY tree_order;
