-- Users and roles, and what they are granted that is no object's.
create user wares_owner identified by "Geheim1" default tablespace users temporary tablespace temp
  quota unlimited on users profile strict password expire;
create user wares_app identified externally account lock;
create user wares_guest no authentication;
create role wares_clerk not identified;
create role "Shop Boss" identified by "Geheim2";
create role pg_shop;
create table wares_owner.orders (id number(9) primary key, note varchar2(20));
create or replace package wares_owner.wares_prices as
  function rate return number;
end;
/
create or replace package body wares_owner.wares_prices as
  function rate return number is begin return 2; end;
end;
/
grant connect, resource, create view to wares_owner;
grant create session, create table, create any table to wares_app;
grant select on wares_owner.orders to wares_clerk;
grant wares_clerk to "Shop Boss" with admin option;
grant wares_clerk, "Shop Boss", pg_shop to wares_app;
alter user wares_app account unlock;
alter user wares_app default role all except "Shop Boss";
alter user wares_guest identified by "Geheim3" replace "Geheim4" account lock;
alter user wares_guest grant connect through wares_app;
grant create user, create role, create table to wares_clerk;
revoke wares_clerk from wares_app;
grant wares_clerk to reader;
grant writer to reader;
grant create session to reader;
grant wares_clerk to public;
alter user nobody_knows account lock;
-- A role that is dropped, as scripts do that may run twice.
drop role wares_twice;
create role wares_twice;
grant wares_twice to wares_guest;
alter user wares_guest default role none;
create profile strict limit sessions_per_user 2;
