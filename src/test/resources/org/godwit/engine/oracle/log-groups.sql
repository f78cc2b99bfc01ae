-- The redo log gets what LogMiner needs to put changes of rows together. The server waits until every transaction that is open has ended. It stays when the task is deleted.
ALTER DATABASE ADD SUPPLEMENTAL LOG DATA;

-- The redo of each change of a row gets its primary key.
ALTER TABLE "SHOP"."ORDERS" ADD SUPPLEMENTAL LOG GROUP "GODWIT_SHOP_1_73421_1" ("ID", "CUSTOMER") ALWAYS;

-- The redo of each change of a row gets all its columns, by which the row is told, or which the rules need.
ALTER TABLE "SHOP"."CUSTOMERS" ADD SUPPLEMENTAL LOG GROUP "GODWIT_SHOP_1_73422_1" ("ID", "EMAIL") ALWAYS;

-- for whole rows, where the key alone was logged
-- It lacks columns that the task needs.
ALTER TABLE "SHOP"."ORDERS" DROP SUPPLEMENTAL LOG GROUP "GODWIT_SHOP_1_73421_1";

-- The redo of each change of a row gets all its columns, by which the row is told, or which the rules need.
ALTER TABLE "SHOP"."ORDERS" ADD SUPPLEMENTAL LOG GROUP "GODWIT_SHOP_1_73421_1" ("ID", "CUSTOMER", "PLACED", "STATE", "AMOUNT") ALWAYS;

-- where the table was made anew
-- It lacks columns that the task needs.
ALTER TABLE "SHOP"."CUSTOMERS" DROP SUPPLEMENTAL LOG GROUP "GODWIT_SHOP_1_70000_1";

-- The redo of each change of a row gets its primary key.
ALTER TABLE "SHOP"."CUSTOMERS" ADD SUPPLEMENTAL LOG GROUP "GODWIT_SHOP_1_73422_1" ("ID") ALWAYS;

-- asked before
SELECT SUPPLEMENTAL_LOG_DATA_MIN FROM V$DATABASE;

SELECT g.OWNER, g.TABLE_NAME, g.LOG_GROUP_NAME, c.COLUMN_NAME FROM ALL_LOG_GROUPS g JOIN ALL_LOG_GROUP_COLUMNS c ON c.OWNER = g.OWNER AND c.LOG_GROUP_NAME = g.LOG_GROUP_NAME AND c.TABLE_NAME = g.TABLE_NAME WHERE g.ALWAYS = 'ALWAYS' AND g.LOG_GROUP_NAME LIKE 'GODWIT!_%' ESCAPE '!';

SELECT OWNER, OBJECT_NAME, OBJECT_ID, OBJECT_TYPE FROM ALL_OBJECTS WHERE OBJECT_TYPE IN ('TABLE', 'TABLE PARTITION', 'TABLE SUBPARTITION') AND OWNER = 'SHOP';

SELECT OWNER, TABLE_NAME, IOT_TYPE FROM ALL_TABLES WHERE IOT_TYPE IS NOT NULL AND OWNER = 'SHOP';

ALTER SESSION SET DDL_LOCK_TIMEOUT = 5;

-- taken back
-- Nobody follows the table for this task any more.
ALTER TABLE "SHOP"."CUSTOMERS" DROP SUPPLEMENTAL LOG GROUP "GODWIT_SHOP_1_70000_1";

-- Nobody follows the table for this task any more.
ALTER TABLE "SHOP"."ORDERS" DROP SUPPLEMENTAL LOG GROUP "GODWIT_SHOP_1_73421_1";
