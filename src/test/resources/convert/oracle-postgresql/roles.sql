-- Users and roles, and what they are granted that is no object's.
create user shop_owner identified by "Geheim1" default tablespace users temporary tablespace temp
  quota unlimited on users profile strict password expire;
create user shop_app identified externally account lock;
create user shop_guest no authentication;
create role shop_clerk not identified;
create role "Shop Boss" identified by "Geheim2";
create role pg_shop;
create table shop_owner.orders (id number(9) primary key, note varchar2(20));
create or replace package shop_owner.shop_prices as
  function rate return number;
end;
/
create or replace package body shop_owner.shop_prices as
  function rate return number is begin return 2; end;
end;
/
grant connect, resource, create view to shop_owner;
grant create session, create table, create any table to shop_app;
grant select on shop_owner.orders to shop_clerk;
grant shop_clerk to "Shop Boss" with admin option;
grant shop_clerk, "Shop Boss", pg_shop to shop_app;
alter user shop_app account unlock;
alter user shop_app default role all except "Shop Boss";
alter user shop_guest identified by "Geheim3" replace "Geheim4" account lock;
alter user shop_guest grant connect through shop_app;
grant create user, create role, create table to shop_clerk;
revoke shop_clerk from shop_app;
grant shop_clerk to reader;
grant writer to reader;
grant create session to reader;
grant shop_clerk to public;
alter user nobody_knows account lock;
-- A role that is dropped, as scripts do that may run twice.
drop role shop_twice;
create role shop_twice;
grant shop_twice to shop_guest;
alter user shop_guest default role none;
create profile strict limit sessions_per_user 2;
