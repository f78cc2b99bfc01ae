-- What both servers take and read otherwise.
CREATE TABLE place (region VARCHAR2(9), code NUMBER(9), seen DATE) PARTITION BY LIST (region) AUTOMATIC (PARTITION p1 VALUES ('N'));
CREATE TABLE spread_out (a NUMBER, b NUMBER) PARTITION BY HASH (a) SUBPARTITION BY HASH (b) SUBPARTITIONS 1000 PARTITIONS 1000;
CREATE TABLE halves (a NUMBER, b NUMBER) PARTITION BY HASH (a) SUBPARTITION BY HASH (b) SUBPARTITIONS 2 PARTITIONS 2;
CREATE TABLE entry (a NUMBER(9), b NUMBER(9) INVISIBLE, c NUMBER(9), d NUMBER(3), e VARCHAR2(9));
ALTER TABLE entry MODIFY d INVISIBLE;
CREATE UNIQUE INDEX entry_u ON entry (a, e);
CREATE UNIQUE INDEX entry_f ON entry (UPPER(e), c);
CREATE FUNCTION shout(x VARCHAR2) RETURN VARCHAR2 SQL_MACRO(SCALAR) IS BEGIN RETURN 'UPPER(x)'; END;
/
CREATE PACKAGE calls AS PRAGMA SERIALLY_REUSABLE; g_calls NUMBER; END;
/
CREATE PROCEDURE enter(p_a PLS_INTEGER, p_c IN OUT BINARY_INTEGER) IS
  CURSOR c IS SELECT e.a FROM entry e JOIN place d ON d.code = e.a FOR UPDATE OF e.c;
  CURSOR c2 IS SELECT e.a FROM entry e, place d WHERE d.code(+) = e.a FOR UPDATE OF e.c;
  CURSOR c3 IS SELECT e.a FROM entry e JOIN place d ON d.code = e.a FOR UPDATE OF c;
BEGIN
  INSERT INTO entry VALUES (p_a, p_c, 'x' || p_a);
  FOR r IN c2 LOOP NULL; END LOOP;
END;
/
CREATE FUNCTION seconds RETURN VARCHAR2 IS
  a INTERVAL DAY TO SECOND := INTERVAL '30.12345' SECOND(2, 4);
  b INTERVAL DAY TO SECOND := INTERVAL '30.5' SECOND(3);
  c INTERVAL DAY TO SECOND := INTERVAL '0 0:0:4.12345' DAY TO SECOND(3);
BEGIN
  RETURN EXTRACT(SECOND FROM a) || ' ' || EXTRACT(SECOND FROM b) || ' ' || EXTRACT(SECOND FROM c);
END;
/
CREATE VIEW chosen AS WITH entry AS (SELECT * FROM entry WHERE a = 1) SELECT a, c FROM entry;
CREATE VIEW counting AS WITH x (a) AS (SELECT 1 FROM dual UNION ALL SELECT a + 1 FROM x WHERE a < 4) SELECT SUM(a) AS total FROM x;
CREATE VIEW grouped AS SELECT a, c, COUNT(*) AS n FROM entry GROUP BY GROUPING SETS ((a, c), (a), ());
CREATE TABLE tmp_entry (a NUMBER(9));
DROP TABLE tmp_entry;
CREATE FUNCTION number_of(p_text VARCHAR2, p_mask VARCHAR2) RETURN NUMBER IS
BEGIN
  RETURN TO_NUMBER(p_text, p_mask);
EXCEPTION
  WHEN OTHERS THEN RETURN -999;
END;
/
CREATE FUNCTION price(p_text VARCHAR2) RETURN NUMBER IS BEGIN RETURN TO_NUMBER(p_text, '9G999D99'); END;
/
CREATE FUNCTION found(p_text VARCHAR2) RETURN VARCHAR2 IS
BEGIN
  RETURN REGEXP_SUBSTR(p_text, 'k+?=.*') || REGEXP_SUBSTR(p_text, '[\d]+') || REGEXP_SUBSTR(p_text, '\ya')
    || REGEXP_SUBSTR(p_text, '(.*?)(,|$)', 1, 2, NULL, 1) || REGEXP_REPLACE(p_text, '[^,]+\.?[[:alpha:]]*');
END;
/
CREATE FUNCTION columns_of(p_table VARCHAR2) RETURN VARCHAR2 IS
  l_all VARCHAR2(400);
BEGIN
  FOR r IN (SELECT column_name, data_type, data_length, data_precision FROM user_tab_columns
      WHERE table_name = p_table AND data_type IN ('VARCHAR2', 'NUMBER', 'DATE') ORDER BY column_id) LOOP
    l_all := l_all || r.column_name || ' ' || r.data_type || ' ' || r.data_length || ' ' || r.data_precision || ';';
  END LOOP;
  RETURN l_all;
END;
/
CREATE FUNCTION region_of(p_code NUMBER) RETURN VARCHAR2 IS
  l_region place.region%TYPE;
BEGIN
  SELECT region INTO l_region FROM place WHERE code = p_code;
  RETURN l_region;
END;
/
CREATE FUNCTION region_or_none(p_code NUMBER) RETURN VARCHAR2 IS
  l_region place.region%TYPE;
BEGIN
  BEGIN
    SELECT region INTO l_region FROM place WHERE code = p_code;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN NULL;
  END;
  SELECT MAX(region) INTO l_region FROM place;
  RETURN l_region;
END;
/
CREATE VIEW regions AS SELECT region_of(a) AS one, region_or_none(a) AS other FROM entry;
CREATE PROCEDURE stepwise(p_error OUT VARCHAR2) IS
  l_step VARCHAR2(20);
  l_number NUMBER(2);
  l_other NUMBER;
  PROCEDURE load_rates IS BEGIN l_step := 'rates'; l_other := 1; RAISE NO_DATA_FOUND; END;
BEGIN
  l_number := 200;
  load_rates;
EXCEPTION
  WHEN VALUE_ERROR THEN p_error := 'bound';
  WHEN OTHERS THEN p_error := l_step;
END;
/
CREATE TABLE hundreds (amount NUMBER(5, -2));
CREATE TABLE pg_core.account (id NUMBER(9));
CREATE PACKAGE pg_util AS PROCEDURE open_account(p_id NUMBER); END;
/
CREATE PACKAGE BODY pg_util AS
  PROCEDURE open_account(p_id NUMBER) IS BEGIN INSERT INTO pg_core.account (id) VALUES (p_id); END;
END;
/
CREATE PROCEDURE rebuild IS
BEGIN
  pg_util.open_account(7);
  EXECUTE IMMEDIATE 'CREATE MATERIALIZED VIEW accounts AS SELECT id FROM ora_pg_core.account';
END;
/
