-- What versions of PostgreSQL before 17 lack, each thing once.
create table review (id number(9) primary key, content clob);
create table price (
  id number(9) primary key,
  code varchar2(10),
  area varchar2(10),
  amount number(8,2),
  rounded number(5,-2)
);
create unique index price_code on price (code, area);

create view v_review as
select r.id, j.title, j.nr, j.stars, j.words, j.has_author, j.rest
from review r,
  json_table(r.content, '$' columns (
    title varchar2(10) path '$.title',
    nested path '$.reviews[*]' columns (
      nr for ordinality,
      stars number(4) path '$.stars' default 0 on empty,
      words varchar2(400) path '$."in words"' null on error,
      has_author varchar2(5) exists path '$.author',
      rest varchar2(4000) format json path '$.rest'))) j;

create view v_two_lists as
select j.a, j.b
from review r,
  json_table(r.content, '$' columns (
    nested path '$.as[*]' columns (a number(4) path '$'),
    nested path '$.bs[*]' columns (b number(4) path '$'))) j;

create view v_letters as select id, regexp_count(code, '[a-z]') as letters from price;

create or replace procedure raise_prices(p_area varchar2, p_count out number) is
begin
  merge into price p
  using (select id, amount * 2 as twice from price where area = p_area) d
  on (p.id = d.id)
  when matched then update set p.amount = d.twice where d.twice < 100;
  p_count := sql%rowcount;
end;
/

create or replace procedure add_prices(p_count out number) is
begin
  merge into price p
  using (select id, 'r' || id as code from review) d
  on (p.id = d.id)
  when not matched then insert (id, code, amount) values (d.id, d.code, 1) where d.id < 100;
  p_count := sql%rowcount;
end;
/

create or replace procedure keep_prices is
begin
  merge into price p
  using review r
  on (p.id = r.id)
  when matched then update set p.area = 'x'
  when not matched then insert (id, area) values (r.id, 'y');
end;
/

create or replace procedure renew_prices(p_limit number, p_count out number) is
begin
  merge into price p
  using (select id, 'r' || id as code, id * 20 as amount from review union all select 7, 'a', 7 from dual where p_limit > 0) d
  on (p.id = d.id)
  when matched then update set p.amount = p.amount + d.amount, p.area = null
    where p.id <> 6
    delete where p.amount >= p_limit
  when not matched then insert (id, code, area, amount) values (d.id, d.code, default, d.amount) where d.id <> 5;
  p_count := sql%rowcount;
  if sql%notfound then
    p_count := -1;
  end if;
end;
/

create or replace procedure drop_prices is
begin
  merge into price using dual on (price.id < 4)
  when matched then update set code = 'z' delete where amount < 100;
end;
/

create role seller;
create role auditor;
create user clerk identified by secret;
grant seller to clerk;
grant auditor to clerk with admin option;
alter user clerk default role seller;
