-- Synonyms, comments, grants, and all that makes no table.
set define off
create table hr.t (id number(9) primary key, name varchar2(10));
create view hr.v as select id, name from hr.t;
create synonym app.t for hr.t;
create or replace public synonym staff for hr.v;
create public synonym box for app2.box;
create table box (id number(9), n number);
create index box_i on app2.box (n, 0);
comment on column app2.box.id is 'in a schema of its own';
grant select on app2.box to reader;
create synonym app.p for hr.pkg;
create synonym app.far for hr.t@remote;
comment on table hr.t is 'it''s a table';
comment on column hr.t.name is 'who';
comment on table hr.v is 'a view';
comment on column hr.v.id is 'the key';
grant select, insert (id, name), update, debug on hr.t to reader, writer with grant option;
grant read on hr.v to public;
grant create session to reader;
create role reader;
create database link far connect to scott identified by tiger using 'far';
create or replace procedure hr.p is begin null; end;
/
create or replace trigger hr.trg before insert on hr.t for each row begin :new.name := 'x'; end;
/
create type hr.address as object (street varchar2(10));
/
insert into hr.t values (1, 'a');
commit;
this is no statement;
-- A synonym in another user's schema, of the same name.
create or replace synonym staff_list for &owner..staff_list;
create table staff_list (id number(9));
comment on table staff_list is 'who works here';
create synonym pp for hr.p;
grant execute on pp to reader;
create synonym app3.pp for &owner..pp;
