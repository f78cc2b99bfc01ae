package org.godwit.engine.oracle.sql;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.sql.ScriptPart;
import org.godwit.sql.ScriptSet;
import org.junit.jupiter.api.Test;

/** Scripts are sent as SQL*Plus's guide says that it sends them. */
final class SqlPlusTest {
  private final Map<String, String> files = new LinkedHashMap<>();

  @Test
  void whatAScriptIncludesStandsInItsPlaceWithItsArguments() {
    files.put("app/make.sql", "create table &1 (id number);\n");
    files.put(
        "app/main.sql", "@@make emp\n@make.sql 'dept'\ncreate view v as select 1 a from &1;\n");
    assertThat(sent())
        .isEqualTo(
            """
            0 app/main.sql:1 @@make emp
            0 app/make.sql:1 create table emp (id number);
            0 app/main.sql:2 @make.sql 'dept'
            0 app/make.sql:1 create table dept (id number);
            0 app/main.sql:3 create view v as select 1 a from dept;
            """);
  }

  @Test
  void variablesHaveTheValuesThatCommandsGiveThem() {
    files.put(
        "a.sql",
        """
        DEFINE owner = 'HR' -- its schema
        def tab=emp
        ACCEPT size NUMBER DEFAULT 20 PROMPT 'How long? '
        ACCEPT secret PROMPT 'Password: ' HIDE
        PROMPT making &owner..&&TAB._x
        CREATE TABLE &owner..&tab._x (a VARCHAR2(&size), b CHAR(1) DEFAULT '&');
        CREATE USER u IDENTIFIED BY &secret;
        UNDEFINE tab
        CREATE TABLE &tab (a NUMBER);
        SET DEFINE OFF
        INSERT INTO t VALUES ('&owner');
        set define ^
        INSERT INTO t VALUES ('^owner', '&owner');
        SET DEFINE ON ESCAPE \\
        INSERT INTO t VALUES ('&owner', 'R\\&owner');
        """);
    assertThat(text())
        .contains(
            "PROMPT making HR.emp_x\nCREATE TABLE HR.emp_x (a VARCHAR2(20), b CHAR(1) DEFAULT '&');\n",
            "IDENTIFIED BY &secret;\n",
            "CREATE TABLE &tab (a NUMBER);\n",
            "INSERT INTO t VALUES ('&owner');\n",
            "INSERT INTO t VALUES ('HR', '&owner');\n",
            "INSERT INTO t VALUES ('HR', 'R&owner');\n");
  }

  @Test
  void whatStandsWithinAStatementIsNoCommand() {
    files.put(
        "a.sql",
        """
        /* a remark
        DEFINE x = 1
        */
        CREATE SEQUENCE s
          INCREMENT BY 1
        START WITH 5;
        CREATE OR REPLACE
        PACKAGE p AS
          v VARCHAR2(10) := 'a;
        DEFINE x = 2
        ';
        END;
        /
        INSERT INTO t VALUES (q'[it's; &x
        DEFINE x = 3
        ]', '
        @b
        ');
        BEGIN
          NULL;
        END;
        @b
        """);
    files.put("b.sql", "SELECT '&x' FROM dual;\n");
    files.put("c.sql", "DEFINE x = 4\n@b\n");
    assertThat(text())
        .contains("SELECT '&x' FROM dual;", "SELECT '4' FROM dual;")
        .doesNotContain("; 1");
  }

  @Test
  void anArgumentThatIsMissingMayBeNothing() {
    files.put(
        "a.sql",
        """
        COLUMN 1 NEW_VALUE 1 NOPRINT
        SELECT '' "1" FROM dual WHERE ROWNUM = 0;
        DEFINE suffix = '&1'
        CREATE TABLE t&suffix (a NUMBER);
        """);
    assertThat(text()).contains("CREATE TABLE t (a NUMBER);");
    assertThat(text(List.of("a.sql", "_x"))).contains("CREATE TABLE t_x (a NUMBER);");
  }

  @Test
  void aFileIsFoundByTheEndOfAPathThatIsNowhere() {
    files.put("x/order/main.sql", "@__HERE__/order/make_&version\n@gone.sql\n");
    files.put("x/order/make_v3.sql", "DEFINE next = other_&unknown\n@/opt/order/&next\n");
    files.put("x/other/make_v3.sql", "SELECT 1 FROM dual;\n");
    files.put("x/order/other_1.sql", "SELECT 2 FROM dual;\n");
    SqlPlus client = new SqlPlus();
    List<ScriptPart> parts =
        client.run(
            new ScriptSet(
                files,
                _ -> Optional.empty(),
                List.of(List.of("x/order/main.sql")),
                Map.of("version", "v3")));
    assertThat(parts.stream().map(ScriptPart::file))
        .containsExactly(
            "x/order/main.sql", "x/order/make_v3.sql", "x/order/other_1.sql", "x/order/main.sql");
    assertThat(parts.getLast().missing()).contains("gone.sql");
  }

  @Test
  void scriptsThatIncludeEachOtherEnd() {
    files.put("a.sql", "SELECT 1 FROM dual;\n@b\n");
    files.put("b.sql", "@a\n");
    List<ScriptPart> parts = new SqlPlus().run(ScriptSet.of(files));
    assertThat(parts.getLast().missing()).isPresent();
    assertThat(parts).hasSizeBetween(20, 40);
  }

  @Test
  void aFileThatNoOtherIncludesIsASession() {
    files.put("1_tables.sql", "CREATE TABLE t (a NUMBER);\n");
    files.put("2_code.sql", "CREATE VIEW v AS SELECT a FROM t;");
    files.put("install.sql", "DEFINE x = 1\n@1_tables.sql\n");
    assertThat(sent())
        .isEqualTo(
            """
            0 2_code.sql:1 CREATE VIEW v AS SELECT a FROM t;
            1 install.sql:1 DEFINE x = 1
            @1_tables.sql
            1 1_tables.sql:1 CREATE TABLE t (a NUMBER);
            """);
  }

  private String sent() {
    return new SqlPlus()
        .run(ScriptSet.of(files)).stream()
            .map(it -> it.session() + " " + it.file() + ":" + it.firstLine() + " " + it.text())
            .map(it -> it.endsWith("\n") ? it : it + "\n")
            .collect(joining());
  }

  private String text() {
    return new SqlPlus().run(ScriptSet.of(files)).stream().map(ScriptPart::text).collect(joining());
  }

  private String text(List<String> start) {
    ScriptSet scripts = new ScriptSet(files, _ -> Optional.empty(), List.of(start), Map.of());
    return new SqlPlus().run(scripts).stream().map(ScriptPart::text).collect(joining());
  }
}
