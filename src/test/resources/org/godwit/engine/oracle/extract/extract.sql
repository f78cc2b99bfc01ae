-- What schemas of an Oracle database are made of, for Godwit. Run it with SQL*Plus 12.2 or later:
--
--   sqlplus -S user@service @this-file.sql
--
-- It writes godwit-extraction.txt into the folder you are in, and changes nothing in the database: it asks the
-- data dictionary in a read-only transaction. It reads no row of a table and no password. Where the
-- user may read DBA_ views (SELECT_CATALOG_ROLE, or SELECT ANY DICTIONARY), it sees everything; else
-- what ALL_ and USER_ views show, and the file says so.

WHENEVER OSERROR EXIT FAILURE ROLLBACK
WHENEVER SQLERROR EXIT FAILURE ROLLBACK
SET DEFINE OFF
SET ECHO OFF
SET FEEDBACK OFF
SET HEADING OFF
SET VERIFY OFF
SET TIMING OFF
SET TERMOUT OFF
SET PAGESIZE 0
SET LINESIZE 500
SET TRIMSPOOL ON
SET TAB OFF
SET SQLBLANKLINES ON
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET TRANSACTION READ ONLY;
SPOOL godwit-extraction.txt
PROMPT GODWIT EXTRACTION 1 ORACLE

DECLARE
  pending VARCHAR2(32767);
  mark VARCHAR2(1);
  row_count PLS_INTEGER := 0;
  length_sum PLS_INTEGER := 0;

  PROCEDURE print_pending(at_end BOOLEAN) IS
  BEGIN
    WHILE LENGTH(pending) > 200 OR at_end AND pending IS NOT NULL LOOP
      DBMS_OUTPUT.PUT_LINE(mark || SUBSTR(pending, 1, 200) || '.');
      length_sum := length_sum + LENGTH(SUBSTR(pending, 1, 200));
      pending := SUBSTR(pending, 201);
      mark := '+';
    END LOOP;
  END;

  PROCEDURE write_value(given VARCHAR2) IS
    piece VARCHAR2(32767);
  BEGIN
    FOR n IN 0 .. TRUNC((NVL(LENGTH(given), 0) - 1) / 1000) LOOP
      piece := REPLACE(SUBSTR(given, n * 1000 + 1, 1000), '^', '^5E');
      piece := REPLACE(REPLACE(piece, '\', '^5C'), '|', '^7C');
      FOR code IN 8 .. 13 LOOP
        piece := REPLACE(piece, CHR(code), '^' || TO_CHAR(code, 'FM0X'));
      END LOOP;
      piece := REPLACE(REPLACE(REPLACE(piece, CHR(0), '^00'), CHR(26), '^1A'), CHR(27), '^1B');
      pending := pending || ASCIISTR(piece);
      print_pending(FALSE);
    END LOOP;
  END;

  PROCEDURE write_long(cur INTEGER, place INTEGER) IS
    piece VARCHAR2(32767);
    piece_length INTEGER;
    cut_at PLS_INTEGER;
    position INTEGER := 0;
  BEGIN
    LOOP
      DBMS_SQL.COLUMN_VALUE_LONG(cur, place, 8000, position, piece, piece_length);
      EXIT WHEN NVL(piece_length, 0) = 0;
      IF piece_length < 8000 THEN
        write_value(piece);
        EXIT;
      END IF;
      cut_at := GREATEST(INSTR(piece, ' ', -1), INSTR(piece, CHR(10), -1));
      IF cut_at = 0 THEN
        cut_at := LENGTH(piece);
      END IF;
      IF piece_length = LENGTHB(piece) THEN
        position := position + LENGTHB(SUBSTR(piece, 1, cut_at));
      ELSE
        position := position + cut_at;
      END IF;
      write_value(SUBSTR(piece, 1, cut_at));
    END LOOP;
  END;

  FUNCTION answered(views VARCHAR2, query VARCHAR2) RETURN BOOLEAN IS
    cur INTEGER := DBMS_SQL.OPEN_CURSOR;
    ignored INTEGER;
    value VARCHAR2(32767);
  BEGIN
    BEGIN
      DBMS_SQL.PARSE(cur, query, DBMS_SQL.NATIVE);
    EXCEPTION
      WHEN OTHERS THEN
        IF SQLCODE NOT IN (-942, -904, -1031) THEN
          RAISE;
        END IF;
        DBMS_OUTPUT.PUT_LINE('X SESSION ' || views || ' ' || TO_CHAR(-SQLCODE));
        DBMS_SQL.CLOSE_CURSOR(cur);
        RETURN FALSE;
    END;
    FOR place IN 1 .. 3 LOOP
      DBMS_SQL.DEFINE_COLUMN(cur, place, value, 32767);
    END LOOP;
    ignored := DBMS_SQL.EXECUTE(cur);
    DBMS_OUTPUT.PUT_LINE('Q SESSION ' || views);
    WHILE DBMS_SQL.FETCH_ROWS(cur) > 0 LOOP
      mark := 'R';
      FOR place IN 1 .. 3 LOOP
        DBMS_SQL.COLUMN_VALUE(cur, place, value);
        write_value(value);
        pending := pending || '|';
      END LOOP;
      print_pending(TRUE);
      row_count := row_count + 1;
    END LOOP;
    DBMS_SQL.CLOSE_CURSOR(cur);
    DBMS_OUTPUT.PUT_LINE(
      'E SESSION ' || TO_CHAR(row_count) || ' ' || TO_CHAR(length_sum));
    RETURN TRUE;
  END;
BEGIN
  IF NOT answered('OWN', q'~SELECT USER, SYS_CONTEXT('USERENV','DB_NAME'), SYS_CONTEXT('USERENV','CON_NAME')
 FROM DUAL~')
  THEN
    NULL;
  END IF;
END;
/

DECLARE
  pending VARCHAR2(32767);
  mark VARCHAR2(1);
  row_count PLS_INTEGER := 0;
  length_sum PLS_INTEGER := 0;

  PROCEDURE print_pending(at_end BOOLEAN) IS
  BEGIN
    WHILE LENGTH(pending) > 200 OR at_end AND pending IS NOT NULL LOOP
      DBMS_OUTPUT.PUT_LINE(mark || SUBSTR(pending, 1, 200) || '.');
      length_sum := length_sum + LENGTH(SUBSTR(pending, 1, 200));
      pending := SUBSTR(pending, 201);
      mark := '+';
    END LOOP;
  END;

  PROCEDURE write_value(given VARCHAR2) IS
    piece VARCHAR2(32767);
  BEGIN
    FOR n IN 0 .. TRUNC((NVL(LENGTH(given), 0) - 1) / 1000) LOOP
      piece := REPLACE(SUBSTR(given, n * 1000 + 1, 1000), '^', '^5E');
      piece := REPLACE(REPLACE(piece, '\', '^5C'), '|', '^7C');
      FOR code IN 8 .. 13 LOOP
        piece := REPLACE(piece, CHR(code), '^' || TO_CHAR(code, 'FM0X'));
      END LOOP;
      piece := REPLACE(REPLACE(REPLACE(piece, CHR(0), '^00'), CHR(26), '^1A'), CHR(27), '^1B');
      pending := pending || ASCIISTR(piece);
      print_pending(FALSE);
    END LOOP;
  END;

  PROCEDURE write_long(cur INTEGER, place INTEGER) IS
    piece VARCHAR2(32767);
    piece_length INTEGER;
    cut_at PLS_INTEGER;
    position INTEGER := 0;
  BEGIN
    LOOP
      DBMS_SQL.COLUMN_VALUE_LONG(cur, place, 8000, position, piece, piece_length);
      EXIT WHEN NVL(piece_length, 0) = 0;
      IF piece_length < 8000 THEN
        write_value(piece);
        EXIT;
      END IF;
      cut_at := GREATEST(INSTR(piece, ' ', -1), INSTR(piece, CHR(10), -1));
      IF cut_at = 0 THEN
        cut_at := LENGTH(piece);
      END IF;
      IF piece_length = LENGTHB(piece) THEN
        position := position + LENGTHB(SUBSTR(piece, 1, cut_at));
      ELSE
        position := position + cut_at;
      END IF;
      write_value(SUBSTR(piece, 1, cut_at));
    END LOOP;
  END;

  FUNCTION answered(views VARCHAR2, query VARCHAR2) RETURN BOOLEAN IS
    cur INTEGER := DBMS_SQL.OPEN_CURSOR;
    ignored INTEGER;
    value VARCHAR2(32767);
  BEGIN
    BEGIN
      DBMS_SQL.PARSE(cur, query, DBMS_SQL.NATIVE);
    EXCEPTION
      WHEN OTHERS THEN
        IF SQLCODE NOT IN (-942, -904, -1031) THEN
          RAISE;
        END IF;
        DBMS_OUTPUT.PUT_LINE('X VIEWS ' || views || ' ' || TO_CHAR(-SQLCODE));
        DBMS_SQL.CLOSE_CURSOR(cur);
        RETURN FALSE;
    END;
    FOR place IN 1 .. 7 LOOP
      DBMS_SQL.DEFINE_COLUMN(cur, place, value, 32767);
    END LOOP;
    DBMS_SQL.DEFINE_COLUMN_LONG(cur, 8);
    ignored := DBMS_SQL.EXECUTE(cur);
    DBMS_OUTPUT.PUT_LINE('Q VIEWS ' || views);
    WHILE DBMS_SQL.FETCH_ROWS(cur) > 0 LOOP
      mark := 'R';
      FOR place IN 1 .. 7 LOOP
        DBMS_SQL.COLUMN_VALUE(cur, place, value);
        write_value(value);
        pending := pending || '|';
      END LOOP;
      write_long(cur, 8);
      pending := pending || '|';
      print_pending(TRUE);
      row_count := row_count + 1;
    END LOOP;
    DBMS_SQL.CLOSE_CURSOR(cur);
    DBMS_OUTPUT.PUT_LINE(
      'E VIEWS ' || TO_CHAR(row_count) || ' ' || TO_CHAR(length_sum));
    RETURN TRUE;
  END;
BEGIN
  IF NOT answered('DBA', q'~SELECT OWNER, VIEW_NAME, VIEW_TYPE_OWNER, VIEW_TYPE, OID_TEXT, EDITIONING_VIEW, BEQUEATH,
 TEXT
 FROM DBA_VIEWS WHERE OWNER IN ('HR') ORDER BY OWNER, VIEW_NAME~')
  AND NOT answered('ALL', q'~SELECT OWNER, VIEW_NAME, VIEW_TYPE_OWNER, VIEW_TYPE, OID_TEXT, EDITIONING_VIEW, BEQUEATH,
 TEXT
 FROM ALL_VIEWS WHERE OWNER IN ('HR') ORDER BY OWNER, VIEW_NAME~')
  THEN
    NULL;
  END IF;
END;
/

PROMPT END OF GODWIT EXTRACTION
SPOOL OFF
ROLLBACK;
EXIT SUCCESS
