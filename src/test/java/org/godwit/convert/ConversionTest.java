package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.engine.Engines;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.Statement;
import org.godwit.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts of Oracle become scripts of PostgreSQL, and what doesn't is said. */
final class ConversionTest {
  static List<Path> scripts() throws IOException {
    return OracleScripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aScriptBecomesTheTargets(Path file) throws IOException {
    Golden.assertMatches(
        OracleScripts.beside(file, ".target.sql"), OracleScripts.converted(file).script());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void whatAPersonMustKnowIsAnActionItem(Path file) throws IOException {
    StringBuilder items = new StringBuilder();
    for (ConvertedObject object : OracleScripts.converted(file).objects()) {
      items.append(object.id()).append(": ").append(object.proof()).append('\n');
      object.items().forEach(item -> items.append("  ").append(item).append('\n'));
    }
    Golden.assertMatches(OracleScripts.beside(file, ".items"), items.toString());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void eachStatementBelongsToExactlyOneObject(Path file) throws IOException {
    ScriptReader reader =
        Engines.standard()
            .named("oracle")
            .scriptReader()
            .orElseThrow()
            .apply(Files.readString(file));
    int statements = 0;
    for (Optional<Statement> next = reader.next(); next.isPresent(); next = reader.next()) {
      statements++;
    }
    List<ConvertedObject> objects = OracleScripts.converted(file).objects();
    assertThat(objects.stream().mapToInt(it -> it.source().pieces().size()).sum())
        .isEqualTo(statements);
    assertThat(objects.stream().map(ConvertedObject::id)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void nothingIsDroppedInSilence(Path file) throws IOException {
    for (ConvertedObject object : OracleScripts.converted(file).objects()) {
      if (object.statements().isEmpty()) {
        assertThat(object.items()).as(object.id().toString()).isNotEmpty();
      }
    }
  }

  @Test
  void whatChangesATableMayStandInAnotherFile() {
    Conversion conversion =
        OracleScripts.converted(
            Map.of(
                "a.sql", "alter table t add constraint t_pk primary key (id);",
                "b.sql", "create table t (id number(9));"));
    assertThat(conversion.script()).contains("CONSTRAINT t_pk PRIMARY KEY (id)");
    assertThat(conversion.objects()).hasSize(1);
  }

  @Test
  void aForeignKeyHasTheTypeOfWhatItPointsAt() {
    Conversion conversion =
        OracleScripts.converted(
            Map.of(
                "a.sql",
                """
                create table parent (id number generated always as identity primary key);
                create table child (id number references parent primary key);
                create table grandchild (id number);
                alter table grandchild add constraint f foreign key (id) references child (id);
                """));
    assertThat(conversion.script())
        .contains("id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "id BIGINT PRIMARY KEY")
        .contains("CREATE TABLE grandchild (\n  id BIGINT\n)");
  }

  @Test
  void whatABlockMakesByATextIsTheScripts() {
    Conversion conversion =
        OracleScripts.converted(
            Map.of(
                "a.sql",
                """
                declare
                  l_sql varchar2(400);
                begin
                  l_sql := 'create table setting (
                    name varchar2(30))';
                  execute immediate l_sql;
                  execute immediate 'alter table setting add constraint s_pk primary key (name)';
                end;
                /
                """));
    assertThat(conversion.script()).contains("CREATE TABLE setting", "CONSTRAINT s_pk PRIMARY KEY");
  }

  @Test
  void aPartitionThatIsNotThereIsAnItem() {
    assertThat(
            OracleScripts.converted(
                    Map.of(
                        "a.sql",
                        """
                        create table t (id number(9), d date) partition by range (d) (
                          partition p1 values less than (date '2023-01-01'));
                        alter table t drop partition p9;
                        create table plain (id number(9));
                        alter table plain add partition p values less than (3);
                        """))
                .objects()
                .stream()
                .flatMap(it -> it.items().stream())
                .map(ActionItem::toString))
        .containsExactlyInAnyOrder(
            "9996 HIGH a.sql:3: DROP of a partition that isn't there has no counterpart that a rule"
                + " knows",
            "9996 HIGH a.sql:5: ADD PARTITION of a table without partitions has no counterpart that"
                + " a rule knows");
  }

  @Test
  void aTableOfErrorsIsMadeAsTheScriptsCallMakesIt() {
    Conversion conversion =
        OracleScripts.converted(
            Map.of(
                "a.sql",
                """
                begin
                  dbms_errlog.create_error_log(dml_table_name => 'HR.EMP', skip_unsupported => true);
                end;
                /
                create table hr.emp (id number(9), hired date);
                alter table hr.emp add (name varchar2(10), photo blob);
                exec dbms_errlog.create_error_log('hr.emp', 'lost')
                create procedure hr.p as
                begin
                  insert into emp (id) values (1) log errors into nowhere reject limit unlimited;
                end;
                /
                """));
    assertThat(conversion.script())
        .contains(
            "CREATE TABLE hr.err$_emp (\n  ora_err_number$ NUMERIC,", "CREATE TABLE hr.lost (")
        .contains("  ora_err_tag$ VARCHAR(2000),\n  id VARCHAR(4000),\n  hired VARCHAR(4000),")
        .contains("  name VARCHAR(4000)\n)")
        .doesNotContain("photo VARCHAR");
    assertThat(conversion.objects().stream().flatMap(it -> it.items().stream()))
        .extracting(ActionItem::toString)
        .contains("G006 HIGH a.sql:10: table nowhere isn't made in these files");
  }

  @Test
  void aNameWithoutSchemaIsThatOfTheObjectsOwn() {
    Conversion conversion =
        OracleScripts.converted(
            Map.of(
                "a.sql",
                """
                create table hr.emp (id number(9));
                create table oe.emp (id number(9));
                create view oe.v as select id from emp;
                create procedure oe.p as begin delete from emp; end;
                /
                """));
    assertThat(conversion.script())
        .contains("FROM oe.emp", "DELETE FROM oe.emp")
        .doesNotContain("FROM hr.emp");
  }

  @Test
  void namesThatTheTargetKeepsToItselfAreMovedAside() {
    Conversion conversion =
        OracleScripts.converted(
            Map.of(
                "a.sql",
                """
                create table pg_core.account (id number(9));
                grant select on pg_core.account to pg_reader, none;
                create procedure p is begin delete from pg_core.account; end;
                /
                """));
    assertThat(conversion.schemas()).containsExactly("ora_pg_core");
    assertThat(conversion.roles()).containsExactly("ora_none", "ora_pg_reader");
    assertThat(conversion.script()).contains("DELETE FROM ora_pg_core.account");
    assertThat(conversion.objects())
        .allSatisfy(
            it ->
                assertThat(it.items())
                    .extracting(ActionItem::code)
                    .contains(ActionCode.RESERVED_NAME));
  }

  @Test
  void aPackageOfWhichNothingCanBeReadIsNotConverted() {
    Conversion conversion =
        OracleScripts.converted(
            Map.of(
                "a.sql",
                """
                create package p as procedure a; end;
                /
                create package body p as
                  procedure a is << begin null; end;
                end;
                /
                create procedure q is begin p.a; end;
                /
                """));
    assertThat(conversion.objects())
        .extracting(ConvertedObject::proof)
        .containsExactly(Proof.RENDERED, Proof.NOT_CONVERTED, Proof.PARTIAL);
    assertThat(conversion.objects().getLast().items())
        .extracting(ActionItem::code)
        .contains(ActionCode.DEPENDENCY);
  }

  @Test
  void aColumnMayBeNamedAsAPartOfATable() {
    Conversion conversion =
        OracleScripts.converted(
            Map.of(
                "a.sql",
                """
                create table t (id number(9));
                alter table t add period varchar2(7) not null;
                alter table t add lob number(3);
                alter table t modify period varchar2(9);
                alter table t add subpartition date;
                alter table t disable all triggers;
                alter table t read only;
                alter table t read write;
                alter table t enable row movement;
                """));
    assertThat(conversion.script())
        .contains("period VARCHAR(9) NOT NULL", "lob SMALLINT", "subpartition TIMESTAMP(0)");
    assertThat(conversion.objects().getFirst().items())
        .extracting(ActionItem::toString)
        .containsExactly(
            "G003 INFO a.sql:9: ENABLE ROW MOVEMENT is left out: the target has no need of it",
            "9996 HIGH a.sql:6: DISABLE ALL TRIGGERS has no counterpart that a rule knows");
  }

  @Test
  void aConstraintMayBeDisabledBehindTheTable() {
    Conversion conversion =
        OracleScripts.converted(
            Map.of(
                "a.sql",
                """
                create table t (id number(9), constraint pk primary key (id)) disable primary key;
                create table u (id number(9), constraint uk unique (id)) disable constraint uk;
                create table v (id number(9), constraint vk unique (id)) disable unique (id);
                create index ui on u (id);
                """));
    assertThat(conversion.script()).contains("CREATE INDEX ui ON u (id)");
    assertThat(conversion.script()).doesNotContain("pk", "uk");
    assertThat(conversion.objects().subList(0, 3))
        .extracting(it -> it.items().getFirst().code())
        .containsExactly(
            ActionCode.CONSTRAINT_STATE, ActionCode.CONSTRAINT_STATE, ActionCode.NO_RULE);
  }

  @Test
  void whatAPackagesCursorLacksIsSaidWhereItIsUsed() {
    Conversion conversion =
        OracleScripts.converted(
            Map.of(
                "a.sql",
                """
                create package p as
                  cursor c is
                    select rownum, id
                    from t model dimension by (id) measures (0 x) rules (x[1] = 2);
                  procedure q;
                end;
                /
                create table t (id number(9));
                """,
                "b.sql",
                """
                create package body p as
                  procedure q is
                    n number;
                  begin
                    n := 1; n := 2; n := 3; n := 4; n := 5; n := 6; n := 7; n := 8; n := 9; n := 10; n := 11; n := 12; n := 13;
                    for r in c loop
                      n := 14;
                    end loop;
                    n := 15;
                  end;
                end;
                /
                """));
    ConvertedObject body =
        conversion.objects().stream()
            .filter(it -> it.id().kind() == ObjectKind.PACKAGE_BODY)
            .findFirst()
            .orElseThrow();
    assertThat(body.items())
        .filteredOn(it -> it.code() == ActionCode.MODEL || it.code() == ActionCode.GAP)
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.line()).isEqualTo(6));
    assertThat(conversion.script()).contains("n := 13", "n := 15");
  }

  /** Objects are converted beside each other: none may meet what is another's. */
  @Test
  void eachTypeKeepsItsOwnAttributesHoweverManyThereAre() {
    StringBuilder script = new StringBuilder();
    for (int at = 0; at < 300; at++) {
      script.append(
          """
          create type base_%1$d as object (first_%1$d number(9)) not final;
          /
          create type under_%1$d under base_%1$d (second_%1$d varchar2(9));
          /
          create type alone_%1$d as object (third_%1$d date);
          /
          create function made_%1$d return alone_%1$d is
            made under_%1$d := under_%1$d(1, 'a');
          begin
            return alone_%1$d(sysdate);
          end;
          /
          """
              .formatted(at));
    }
    Map<String, String> sources = Map.of("types.sql", script.toString());
    String first = OracleScripts.converted(sources).script();
    for (int at = 0; at < 300; at++) {
      assertThat(first)
          .contains("CREATE TYPE alone_%1$d AS (\n  third_%1$d TIMESTAMP(0)\n)".formatted(at))
          .contains("first_%1$d INTEGER,\n  second_%1$d VARCHAR(9)\n)".formatted(at));
    }
    for (int run = 0; run < 10; run++) {
      assertThat(OracleScripts.converted(sources).script()).isEqualTo(first);
    }
  }
}
