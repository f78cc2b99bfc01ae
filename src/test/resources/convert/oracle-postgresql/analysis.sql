-- Queries that turn rows and columns, and what is computed of dates and sessions.
CREATE TABLE takings (region VARCHAR2(10), quarter VARCHAR2(2), amount NUMBER(9,2), taken DATE);
CREATE VIEW by_quarter AS
  SELECT * FROM (SELECT region, quarter, amount FROM takings)
  PIVOT (SUM(amount) AS total, COUNT(*) AS n FOR quarter IN ('Q1' AS q1, 'Q2' AS q2));
CREATE TABLE plan (region VARCHAR2(10), q1 NUMBER(9,2), q2 NUMBER(9,2));
CREATE VIEW plan_rows AS
  SELECT region, quarter, amount FROM plan UNPIVOT (amount FOR quarter IN (q1 AS 'Q1', q2));
CREATE VIEW first_takings AS
  SELECT region, MAX(amount) KEEP (DENSE_RANK FIRST ORDER BY taken) AS first_amount,
         MIN(amount) KEEP (DENSE_RANK LAST ORDER BY taken) AS last_amount, MEDIAN(amount) AS middle
  FROM takings GROUP BY region;
CREATE FUNCTION months(a DATE, b DATE) RETURN NUMBER IS
BEGIN
  RETURN MONTHS_BETWEEN(a, b);
END;
/
CREATE FUNCTION following_monday(d DATE) RETURN DATE IS
BEGIN
  RETURN NEXT_DAY(d, 'MONDAY');
END;
/
CREATE FUNCTION who RETURN VARCHAR2 IS
BEGIN
  DBMS_SESSION.SET_IDENTIFIER('ann');
  DBMS_APPLICATION_INFO.SET_MODULE('billing', NULL);
  DBMS_SESSION.SET_CONTEXT('app_ctx', 'tenant', 7);
  RETURN SYS_CONTEXT('USERENV', 'CLIENT_IDENTIFIER') || ' ' || SYS_CONTEXT('userenv', 'module')
    || ' ' || SYS_CONTEXT('app_ctx', 'TENANT') || NVL(SYS_CONTEXT('app_ctx', 'other'), '-');
END;
/
