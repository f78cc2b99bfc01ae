-- Names that PostgreSQL folds otherwise, reserves, or cuts.
create table "Mixed Case" ("Column A" number(9) primary key, "USER" varchar2(10), limit number(9), "order" number(9), emp# number(9));
create table a_table_with_a_name_that_is_longer_than_postgresql_keeps_of_any_identifier (
  id number(9) constraint a_constraint_with_a_name_that_is_longer_than_postgresql_keeps_of_it primary key);
create view "limit" as select limit, "USER", user who from "Mixed Case";
create table twice ("a" number(9), a number(9));
-- Keywords that PostgreSQL takes as columns and variables, not as parameters.
create function between_values(position number, time date, overlay varchar2, least number default 1) return number is
  interval number := least;
  greatest number;
begin
  greatest := position + interval;
  return nvl(length(overlay), 0) + greatest * least + extract(day from time);
end;
/
create function calls_by_name return number is
  cursor c(treat number) is select treat + 1 as overlay from dual;
  total number := 0;
begin
  for precision in c(treat => 3) loop
    total := total + precision.overlay;
  end loop;
  return total + between_values(position => 2, overlay => 'abc', time => date '2026-01-31');
end;
/
