-- What a routine does in an order of its own: jumps, transactions, functions that give several
-- values, errors that are saved.
CREATE TABLE account (id NUMBER(9) PRIMARY KEY, balance NUMBER(9,2) CHECK (balance >= 0), note VARCHAR2(40));
CREATE TABLE small_account (id NUMBER(9), balance NUMBER(9,2));
CREATE TABLE large_account (id NUMBER(9), balance NUMBER(9,2));
CREATE TABLE log_entry (text VARCHAR2(200));

CREATE OR REPLACE PACKAGE control AS
  CURSOR rich(p_least NUMBER) IS SELECT id, balance FROM account WHERE balance >= p_least ORDER BY id;
  FUNCTION both(p_id IN NUMBER, p_note OUT VARCHAR2, p_calls IN OUT NUMBER) RETURN NUMBER;
  FUNCTION use_both(p_id NUMBER) RETURN VARCHAR2;
  FUNCTION jumps(p_n NUMBER) RETURN VARCHAR2;
  FUNCTION richest(p_least NUMBER) RETURN VARCHAR2;
  PROCEDURE note(p_text VARCHAR2);
  PROCEDURE pay(p_id NUMBER, p_amount NUMBER);
  FUNCTION pay_all(p_amount NUMBER) RETURN VARCHAR2;
  PROCEDURE sort_out;
  FUNCTION take_away(p_most NUMBER) RETURN VARCHAR2;
  PROCEDURE settle(p_id NUMBER, p_balance NUMBER);
END;
/
CREATE OR REPLACE PACKAGE BODY control AS
  FUNCTION both(p_id IN NUMBER, p_note OUT VARCHAR2, p_calls IN OUT NUMBER) RETURN NUMBER IS
    l_balance NUMBER;
  BEGIN
    p_calls := p_calls + 1;
    SELECT balance, note INTO l_balance, p_note FROM account WHERE id = p_id;
    RETURN l_balance;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      p_note := 'none';
      RETURN -1;
  END;

  FUNCTION use_both(p_id NUMBER) RETURN VARCHAR2 IS
    l_note VARCHAR2(40);
    l_calls NUMBER := 0;
    l_balance NUMBER;
  BEGIN
    l_balance := both(p_id, l_note, l_calls);
    IF both(p_note => l_note, p_id => p_id, p_calls => l_calls) < 0 THEN
      RETURN 'nobody ' || l_note || l_calls;
    END IF;
    RETURN l_note || ':' || l_balance || ':' || l_calls;
  END;

  FUNCTION jumps(p_n NUMBER) RETURN VARCHAR2 IS
    l_n NUMBER := 0;
    l_text VARCHAR2(100) := 'a';
  BEGIN
    IF p_n < 0 THEN
      GOTO done;
    END IF;
    <<again>>
    l_n := l_n + 1;
    l_text := l_text || l_n;
    IF l_n < p_n THEN
      GOTO again;
    END IF;
    l_text := l_text || 'b';
    <<done>>
    RETURN l_text || 'c';
  END;

  FUNCTION richest(p_least NUMBER) RETURN VARCHAR2 IS
    l_text VARCHAR2(100);
    l_row rich%ROWTYPE;
  BEGIN
    FOR r IN rich(p_least) LOOP
      l_text := l_text || r.id || ' ';
    END LOOP;
    OPEN control.rich(0);
    FETCH control.rich INTO l_row;
    CLOSE control.rich;
    RETURN l_text || l_row.id;
  END;

  PROCEDURE note(p_text VARCHAR2) IS
    PRAGMA AUTONOMOUS_TRANSACTION;
  BEGIN
    INSERT INTO log_entry (text) VALUES (p_text);
    COMMIT;
  EXCEPTION
    WHEN OTHERS THEN
      ROLLBACK;
      RAISE;
  END;

  PROCEDURE pay(p_id NUMBER, p_amount NUMBER) IS
  BEGIN
    UPDATE account SET balance = balance - p_amount WHERE id = p_id;
    note('paid ' || p_id);
    COMMIT;
  EXCEPTION
    WHEN OTHERS THEN
      ROLLBACK;
      note('could not pay ' || p_id);
  END;

  FUNCTION pay_all(p_amount NUMBER) RETURN VARCHAR2 IS
    TYPE t_ids IS TABLE OF account.id%TYPE;
    l_ids t_ids;
    l_text VARCHAR2(200);
    dml_errors EXCEPTION;
    PRAGMA EXCEPTION_INIT(dml_errors, -24381);
  BEGIN
    SELECT id BULK COLLECT INTO l_ids FROM account ORDER BY id;
    FORALL i IN 1 .. l_ids.COUNT SAVE EXCEPTIONS
      UPDATE account SET balance = balance - p_amount WHERE id = l_ids(i);
    RETURN 'all paid';
  EXCEPTION
    WHEN dml_errors THEN
      FOR i IN 1 .. SQL%BULK_EXCEPTIONS.COUNT LOOP
        l_text := l_text || SQL%BULK_EXCEPTIONS(i).ERROR_INDEX || ' ';
      END LOOP;
      RETURN 'not paid: ' || l_text;
  END;

  PROCEDURE sort_out IS
  BEGIN
    INSERT ALL
      INTO log_entry (text) VALUES ('one')
      INTO log_entry (text) VALUES ('two')
    SELECT * FROM dual;
    INSERT FIRST
      WHEN balance < 100 THEN INTO small_account (id, balance) VALUES (id, balance)
      ELSE INTO large_account (id, balance) VALUES (id, balance)
    SELECT id, balance FROM account;
  END;

  FUNCTION take_away(p_most NUMBER) RETURN VARCHAR2 IS
    TYPE t_ids IS TABLE OF account.id%TYPE;
    l_ids t_ids;
    l_text VARCHAR2(100);
  BEGIN
    DELETE FROM account WHERE balance <= p_most RETURNING id BULK COLLECT INTO l_ids;
    FOR i IN 1 .. l_ids.COUNT LOOP
      l_text := l_text || l_ids(i) || ';';
    END LOOP;
    RETURN l_ids.COUNT || ' ' || l_text;
  END;

  PROCEDURE settle(p_id NUMBER, p_balance NUMBER) IS
  BEGIN
    MERGE INTO account a
    USING (SELECT p_id AS id, p_balance AS balance FROM dual) n ON (a.id = n.id)
    WHEN MATCHED THEN UPDATE SET a.balance = n.balance DELETE WHERE a.balance = 0
    WHEN NOT MATCHED THEN INSERT (id, balance) VALUES (n.id, n.balance);
  END;
END control;
/

-- Conditional compilation by constants of a package, which is made further down.
create or replace function traced(p_id number) return varchar2 is
  l_text varchar2(40) := 'plain';
begin
  $if build_flags.trace_level > 1 and not build_flags.is_production $then
    l_text := 'traced ' || p_id;
  $elsif build_flags.unknown $then
    l_text := 'unknown';
  $else
    l_text := 'else';
  $end
  $if build_flags.computed $then
    l_text := 'computed';
  $end
  return l_text;
end;
/
create or replace package build_flags is
  is_production constant boolean := false;
  trace_level constant pls_integer := 2;
  computed constant boolean := trace_level > 4;
end;
/
