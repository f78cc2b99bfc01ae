-- Names that PostgreSQL folds otherwise, reserves, or cuts.
create table "Mixed Case" ("Column A" number(9) primary key, "USER" varchar2(10), limit number(9), "order" number(9), emp# number(9));
create table a_table_with_a_name_that_is_longer_than_postgresql_keeps_of_any_identifier (
  id number(9) constraint a_constraint_with_a_name_that_is_longer_than_postgresql_keeps_of_it primary key);
create view "limit" as select limit, "USER", user who from "Mixed Case";
create table twice ("a" number(9), a number(9));
