package org.godwit.engine.oracle.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Dml;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be read is told with its place, costs no more than itself, and takes no time. */
@Timeout(120)
final class OracleRecoveryTest {

  private static List<Statement> parse(String text) {
    return OracleParser.parse(text).statements();
  }

  @Test
  void theStatementBehindAnUnknownOneIsRead() {
    List<Statement> all =
        parse(
            "create table a (x number);\n\ncreate table b (x number,,);\ncreate table c (x date);");
    assertThat(all).hasSize(3);
    assertThat(all.get(0)).isInstanceOf(Ddl.CreateTable.class);
    assertThat(all.get(2)).isInstanceOf(Ddl.CreateTable.class);
    Statement.Unknown unknown = (Statement.Unknown) all.get(1);
    assertThat(unknown.text()).isEqualTo("create table b (x number,,);");
    assertThat(unknown.reason()).isEqualTo("line 3: expected a name, found \",\"");
  }

  @Test
  void aHyphenJoinsLinesWhereItCannotSubtract() {
    List<Statement> all =
        parse(
            "insert into t values(2378-\n,'a'-\n,unistr(-\n'b' || -\n'c'));\nselect 3 -\n 2 from t;\ncreate table b (x number-\n,,);");
    assertThat(all).hasSize(3);
    assertThat(all.get(0)).isInstanceOf(Dml.Insert.class);
    assertThat(all.get(1)).isEqualTo(parse("select 3 - 2 from t;").getFirst());
    assertThat(all.get(2)).isInstanceOf(Statement.Unknown.class);
    assertThat(parse("create view v as select x from t where y > z -").getFirst())
        .isInstanceOf(Statement.Unknown.class);
  }

  @Test
  void aRoutineThatCannotBeReadCostsNoOtherOfItsPackage() {
    List<Statement> all =
        parse(
            """
            create or replace package body p is
              procedure a is begin null; end a;
              procedure b is
                procedure c is begin null; end;
              begin
                if x then
                  y := 1 1;
                end if;
                z := 1;
              end b;
              procedure d is begin select from; null; end d;
              function e return number ? is begin if a then null; end if; return 1; end e;
              procedure f is begin null; end f;
            end p;
            /
            create table t (a number);
            """);
    assertThat(all).hasSize(2);
    Ddl.CreatePackageBody body = (Ddl.CreatePackageBody) all.getFirst();
    assertThat(body.declarations()).hasSize(5);
    Routine b = (Routine) body.declarations().get(1);
    Code.Block block = b.body().orElseThrow();
    assertThat(block.statements()).hasSize(2);
    Code.If ifThen = (Code.If) block.statements().getFirst();
    assertThat(ifThen.branches().getFirst().statements().getFirst())
        .isInstanceOfSatisfying(
            Statement.Unknown.class, it -> assertThat(it.text()).isEqualTo("y := 1 1;"));
    assertThat(((Routine) body.declarations().get(2)).body().orElseThrow().statements()).hasSize(2);
    assertThat(body.declarations().get(3)).isInstanceOf(Statement.Unknown.class);
    assertThat(body.declarations().get(4)).isInstanceOf(Routine.class);
  }

  @Test
  void aFileCutInTheMiddleTellsWhereItEnds() {
    List<Statement> all =
        parse(
            "create table a (x number);\ncreate procedure p is\nbegin\n  if a then\n    loop\n      b;");
    assertThat(all).hasSize(2);
    assertThat(((Statement.Unknown) all.getLast()).reason())
        .isEqualTo("line 6: expected END, found the end of the source");
  }

  @Test
  void aStringWithoutEndCostsNoMoreThanItsStatement() {
    List<Statement> all =
        parse(
            "insert into t values ('it);\ncreate table a (x number);\ncreate table b (x number);");
    assertThat(all).hasSize(3);
    assertThat(((Statement.Unknown) all.getFirst()).reason())
        .isEqualTo("line 1: expected an expression, found a string that has no end");
    assertThat(all.getLast()).isInstanceOf(Ddl.CreateTable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "package p",
        "package body p",
        "function f",
        "procedure p",
        "type t",
        "type body t"
      })
  void wrappedCodeIsNamedSo(String unit) {
    List<Statement> all =
        parse(
            "create or replace "
                + unit
                + " wrapped\na000000\n1\nabcd\n'x/y=\n/\nselect 1 from dual;");
    assertThat(all).hasSize(2);
    assertThat(((Statement.Unknown) all.getFirst()).reason()).contains("wrapped code");
    assertThat(all.getLast()).isInstanceOf(Dml.Read.class);
  }

  @Test
  void endlessNestingEndsWithAReason() {
    String parentheses =
        "select " + "(".repeat(200_000) + "1" + ")".repeat(200_000) + " from dual;";
    String blocks = "begin ".repeat(100_000) + "null;" + " end;".repeat(100_000) + "\n/\n";
    String queries = "select * from (".repeat(100_000) + "dual" + ")".repeat(100_000) + ";";
    String operators = "select 1" + " + 1".repeat(100_000) + " from dual;";
    String calls = "select " + "f(".repeat(100_000) + "1" + ")".repeat(100_000) + " from dual;";
    String cases = "select " + "case when ".repeat(100_000) + " from dual;";
    for (String text : List.of(parentheses, blocks, queries, operators, calls, cases)) {
      List<Statement> all = parse(text + "\nselect 1 from dual;");
      assertThat(reasons(all.getFirst()))
          .singleElement()
          .asString()
          .containsAnyOf("stand in each other", "in a row");
      assertThat(all.getLast()).isInstanceOf(Dml.Read.class);
    }
  }

  private static List<String> reasons(Statement statement) {
    return Corpus.unknowns(statement).stream().map(Statement.Unknown::reason).toList();
  }

  @Test
  void longListsAreNoNesting() {
    List<Statement> all =
        parse(
            "select 1 from t where a in (1"
                + ", 1".repeat(50_000)
                + ")"
                + " and b = 1".repeat(50_000)
                + ";\nselect 'a'"
                + " || 'a'".repeat(50_000)
                + " from dual;"
                + "select 1 from dual"
                + " union all select 1 from dual".repeat(20_000)
                + ";");
    assertThat(all).hasSize(3).allMatch(it -> it instanceof Dml.Read);
    assertThat(OracleRenderer.render(all.getFirst())).hasSizeGreaterThan(500_000);
  }

  @Test
  void errorsInNestedBlocksTakeNoTime() {
    String nested =
        "if a then ".repeat(100)
            + "x := ; y := 1 2; if b ? then z; end if;"
            + " end if;".repeat(100);
    List<Statement> all = parse("begin\n" + nested.repeat(20) + "\nend;\n/\nselect 1 from dual;");
    assertThat(all).hasSize(2);
    assertThat(all.getFirst()).isInstanceOf(Code.Block.class);
  }

  @Test
  void whatIsNoSqlIsUnknown() {
    assertThat(parse("")).isEmpty();
    assertThat(parse("  -- nothing but a comment\n")).isEmpty();
    assertThat(parse("<html><body>It's no script</body></html>"))
        .allMatch(it -> it instanceof Statement.Unknown);
    assertThat(parse("\u0000\u0001\u007f\ufffd".repeat(1000)))
        .allMatch(it -> it instanceof Statement.Unknown);
    assertThat(parse("{\"json\": [1, 2, {\"a\": null}]}"))
        .allMatch(it -> it instanceof Statement.Unknown);
  }

  @Test
  void wordsOfTheLanguageMayBeNames() {
    String names =
        "type, open, level, comment, date, path, value, key, content, names, resource, csv, annotations";
    assertThat(parse("select " + names + ", count from t order by level;"))
        .singleElement()
        .isInstanceOf(Dml.Read.class);
    assertThat(
            parse(
                "begin open := 1; close(1); fetch.x := 2; delete_it; exit_ := 3; commit_it; end;\n/"))
        .singleElement()
        .isInstanceOfSatisfying(
            Code.Block.class,
            it -> assertThat(it.statements()).noneMatch(s -> s instanceof Statement.Unknown));
  }

  @Test
  void aPasswordIsNotKept() {
    String script =
        """
        connect scott/tiger@db
        create user u identified by tiger default tablespace x;
        create database link l connect to u identified by "tiger" using 'x';
        alter user u identified by tiger;
        grant connect to u identified by tiger;
        """;
    assertThat(parse(script).toString()).doesNotContain("tiger");
    assertThat(OracleRenderer.render(OracleParser.parse(script))).doesNotContain("tiger");
  }
}
