package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What names a renamed object or column by its old name. */
final class RenamesTest {
  private static List<String> items(String script, ActionCode code) {
    return OracleScripts.converted(Map.of("a.sql", script)).objects().stream()
        .flatMap(it -> it.items().stream())
        .filter(it -> it.code() == code)
        .map(it -> it.line() + " " + it.message())
        .toList();
  }

  @Test
  void codeThatSaysTheOldNameIsInvalid() {
    assertThat(
            items(
                """
                create table parcel (id number(9), weight number);
                create table box (id number(9), size_in_cm number);
                create view v_parcel as select id from parcel;
                create view v_weight as select p.weight from parcel p;
                create view v_box as select size_in_cm from box;
                create synonym parcels for parcel;
                create sequence s;
                create table counted (id number(9) default s.nextval);
                create procedure weigh (p_id number) is
                  l_weight box.size_in_cm%type;
                begin
                  for r in (select id from box where size_in_cm > 3) loop
                    update box set id = 1 where box.id = r.id;
                  end loop;
                end;
                /
                create trigger box_bu before update of size_in_cm on box for each row
                begin
                  :new.size_in_cm := 2;
                end;
                /
                rename parcel to package_sent;
                rename s to counter;
                alter table box rename column size_in_cm to cm;
                create view v_behind as select id from parcel;
                """,
                ActionCode.OLD_NAME))
        .containsExactlyInAnyOrder(
            "3 parcel is called package_sent by now, so that what names it is invalid on Oracle too",
            "4 parcel is called package_sent by now, so that what names it is invalid on Oracle too",
            "5 size_in_cm is called cm by now, so that what names it is invalid on Oracle too",
            "6 parcel is called package_sent by now, so that what names it is invalid on Oracle too",
            "8 s is called counter by now, so that what names it is invalid on Oracle too",
            "10 box.size_in_cm is called cm by now, so that what names it is invalid on Oracle too",
            "17 size_in_cm is called cm by now, so that what names it is invalid on Oracle too",
            "25 parcel is called package_sent by now, so that what names it is invalid on Oracle"
                + " too");
  }

  @Test
  void codeThatMeansWhatHasTheNameNowIsNot() {
    assertThat(
            items(
                """
                create table t (id number(9), a number);
                create view v as select id, a from t;
                create or replace view w as select a from t;
                create procedure p (a number) is
                  l number;
                begin
                  select count(*) into l from u where b = a;
                end;
                /
                alter table t rename column a to b;
                alter table t rename to u;
                create or replace view w as select b from u;
                create table t (id number(9), a number);
                """,
                ActionCode.OLD_NAME))
        .isEmpty();
  }

  @Test
  void whatOracleRefusesIsAnItem() {
    assertThat(
            items(
                """
                alter table nowhere rename to somewhere;
                create table t (id number(9));
                create table u (id number(9));
                rename t to u;
                alter table t rename column x to y;
                """,
                ActionCode.RENAMED))
        .containsExactlyInAnyOrder(
            "1 nowhere isn't renamed to somewhere: no nowhere stands in front of it",
            "4 t isn't renamed to u: u is there already",
            "5 x isn't renamed to y: t has no x");
  }

  @Test
  void schemasTellObjectsApart() {
    Conversion conversion =
        OracleScripts.converted(
            Map.of(
                "a.sql",
                """
                create table hr.emp (id number(9) primary key);
                create table oe.emp (id number(9));
                create table oe.task (emp_id number(9) references hr.emp (id));
                comment on table hr.emp is 'hr''s';
                alter session set current_schema = hr;
                alter table emp rename to person;
                """));
    assertThat(conversion.script())
        .contains("CREATE TABLE hr.person", "CREATE TABLE oe.emp", "COMMENT ON TABLE hr.person")
        .contains("FOREIGN KEY (emp_id) REFERENCES hr.person (id)");
  }
}
