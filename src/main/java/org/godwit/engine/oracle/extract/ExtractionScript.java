package org.godwit.engine.oracle.extract;

import java.util.List;

/**
 * A script for SQL*Plus that asks every {@link DictionaryQuery} and spools the answers in the form
 * that {@link ExtractionFile} reads.
 *
 * <p>SQL*Plus alone would cut LONG values, wrap lines, trim blanks and convert letters. So a block
 * of PL/SQL asks each query, writes every value in ASCII and cuts it into short lines that end with
 * a point. All blocks are alike but for their query.
 */
public final class ExtractionScript {
  /** The first line of what it writes; the number is that of the form. */
  static final String BEGINNING = "GODWIT EXTRACTION 1 ORACLE";

  /** The last one. */
  static final String END = "END OF GODWIT EXTRACTION";

  /** Where the script writes to, in the folder that SQL*Plus runs in. */
  public static final String OUTPUT = "godwit-extraction.txt";

  private static final String HEAD =
      """
      -- What schemas of an Oracle database are made of, for Godwit. Run it with SQL*Plus 12.2 or later:
      --
      --   sqlplus -S user@service @this-file.sql
      --
      -- It writes {output} into the folder you are in, and changes nothing in the database: it asks the
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
      SPOOL {output}
      PROMPT {beginning}
      """;

  private static final String TAIL =
      """

      PROMPT {end}
      SPOOL OFF
      ROLLBACK;
      EXIT SUCCESS
      """;

  /**
   * Writes R before a row's first line, + before others. A LONG comes in pieces of bytes or of
   * letters, as the server counts; each is cut behind a blank or a line, of which no letter of any
   * character set of the server has a part.
   */
  private static final String BLOCK =
      """

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
            piece := REPLACE(REPLACE(piece, '\\', '^5C'), '|', '^7C');
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
              DBMS_OUTPUT.PUT_LINE('X {query} ' || views || ' ' || TO_CHAR(-SQLCODE));
              DBMS_SQL.CLOSE_CURSOR(cur);
              RETURN FALSE;
          END;
          FOR place IN 1 .. {plain columns} LOOP
            DBMS_SQL.DEFINE_COLUMN(cur, place, value, 32767);
          END LOOP;
      {define long}    ignored := DBMS_SQL.EXECUTE(cur);
          DBMS_OUTPUT.PUT_LINE('Q {query} ' || views);
          WHILE DBMS_SQL.FETCH_ROWS(cur) > 0 LOOP
            mark := 'R';
            FOR place IN 1 .. {plain columns} LOOP
              DBMS_SQL.COLUMN_VALUE(cur, place, value);
              write_value(value);
              pending := pending || '|';
            END LOOP;
      {write long}      print_pending(TRUE);
            row_count := row_count + 1;
          END LOOP;
          DBMS_SQL.CLOSE_CURSOR(cur);
          DBMS_OUTPUT.PUT_LINE(
            'E {query} ' || TO_CHAR(row_count) || ' ' || TO_CHAR(length_sum));
          RETURN TRUE;
        END;
      BEGIN
      {calls}END;
      /
      """;

  private ExtractionScript() {}

  /** The script, of which no line is longer than SQL*Plus takes. */
  public static String of(Schemas schemas) {
    StringBuilder script =
        new StringBuilder(HEAD.replace("{output}", OUTPUT).replace("{beginning}", BEGINNING));
    for (DictionaryQuery query : DictionaryQuery.values()) {
      for (List<DictionaryQuery.Statement> part : query.parts(schemas)) {
        script.append(block(query, part));
      }
    }
    return script.append(TAIL.replace("{end}", END)).toString();
  }

  private static String block(DictionaryQuery query, List<DictionaryQuery.Statement> forms) {
    int all = query.columns().size();
    String defined =
        query.hasLong() ? "    DBMS_SQL.DEFINE_COLUMN_LONG(cur, %d);\n".formatted(all) : "";
    String written =
        query.hasLong()
            ? "      write_long(cur, %d);\n      pending := pending || '|';\n".formatted(all)
            : "";
    StringBuilder calls = new StringBuilder();
    for (DictionaryQuery.Statement form : forms) {
      String call = "answered('%s', %s)".formatted(form.views(), alternativeLiteral(form.sql()));
      calls.append(calls.isEmpty() ? "  IF NOT " : "\n  AND NOT ").append(call);
    }
    calls.append("\n  THEN\n    NULL;\n  END IF;\n");
    return BLOCK
        .replace("{query}", query.name())
        .replace("{plain columns}", Integer.toString(query.hasLong() ? all - 1 : all))
        .replace("{define long}", defined)
        .replace("{write long}", written)
        .replace("{calls}", calls);
  }

  /** {@code q'~…~'}, unless a name of a schema ends it. */
  private static String alternativeLiteral(String sql) {
    return sql.contains("~'") ? Words.literal(sql) : "q'~" + sql + "~'";
  }
}
