-- Hierarchies of joins, queries and whole rows; dates by their units, numbers by their masks; places of rows.

create table node (id number(6) primary key, parent number(6), name varchar2(20), kind number(3), made date, cost number(9,2));
create table kind (id number(3) primary key, name varchar2(20));

create or replace view v_joined as
select n.name, k.name as kind, level as depth
from node n join kind k on k.id = n.kind
where n.cost > 0
start with n.parent is null connect by prior n.id = n.parent;

create or replace view v_comma as
select n.id, k.name, sys_connect_by_path(n.name, '/') as path
from node n, kind k
where k.id = n.kind and k.name <> 'leaf'
start with n.parent is null connect by prior n.id = n.parent order siblings by n.name;

create or replace view v_whole as
select n.*, level as depth, connect_by_isleaf as is_leaf from node n start with parent is null connect by prior id = parent;

create or replace view v_of_query as
select q.name, connect_by_root q.name as top, level as depth
from (select id, parent, upper(name) as name from node where cost >= 10) q
start with q.parent is null connect by prior q.id = q.parent;

create or replace view v_words as
select regexp_substr('a,bc,d', '[^,]+', 1, level) as word, level as place from dual connect by regexp_substr('a,bc,d', '[^,]+', 1, level) is not null;

create or replace view v_units as
select id, trunc(made, 'D') as sunday, trunc(made, 'W') as of_month, trunc(made, 'WW') as of_year, trunc(made, 'IW') as monday, trunc(made, 'Q') as quarter,
  trunc(made, 'CC') as century, trunc(made, 'IYYY') as iso, trunc(made, 'DAY') as day, trunc(made, 'RM') as month, trunc(made, 'HH12') as hour
from node;

create or replace view v_masks as
select id, to_char(cost, '$9,990.00') as money, to_char(-cost, 'FM$9,990.00') as less, to_char(cost, 'TM9') as plain, to_char(cost, 'FM9.99EEEE') as power,
  to_char(cost * 1000000, '$9,990.00') as much, to_char(id, 'FMRN') as roman
from node;

create or replace procedure places(p_out out varchar2) is
  v_row rowid;
  n number;
begin
  delete from node where rowid not in (select min(rowid) from node group by name);
  p_out := sql%rowcount || ' ';
  for r in (select rowid as place, n.* from node n for update) loop
    update node set cost = cost + 1 where rowid = r.place;
  end loop;
  insert into node (id, name, cost) values (99, 'new', 5) returning rowid into v_row;
  update node set cost = 6 where rowid = v_row returning cost into n;
  p_out := p_out || n;
end;
/
create or replace procedure traced(p_out out varchar2) is
begin
  execute immediate 'alter session set nls_date_format = ''YYYY''';
  execute immediate 'truncate table kind drop storage';
  dbms_stats.gather_table_stats(user, 'NODE');
  raise_application_error(-20001, 'mine');
exception
  when others then
    p_out := dbms_utility.format_error_stack || ' ' || case when dbms_utility.format_error_backtrace like '%traced%' then 'traced' end;
end;
/
create or replace procedure jobs is
  n number;
begin
  dbms_job.submit(n, 'traced;', sysdate, 'sysdate + 1/24');
  dbms_scheduler.create_job(job_name => 'NIGHTLY', job_type => 'PLSQL_BLOCK', job_action => 'begin traced; end;', repeat_interval => 'FREQ=WEEKLY;BYDAY=MON,FRI;BYHOUR=2;BYMINUTE=30', enabled => true);
  dbms_scheduler.drop_job('NIGHTLY');
end;
/
-- XML that queries make.
create or replace view v_elements as
select n.id, xmlelement("node", xmlattributes(n.id as "id", n.name), xmlforest(n.cost as "cost", n.made as made), xmlelement("empty")) as element from node n;

create or replace view v_lists as
select xmlelement("all", xmlagg(xmlelement(Name n, name) order by name)).getclobval() as names,
  rtrim(xmlagg(xmlelement(e, name || ',') order by name).extract('//text()').getstringval(), ',') as words,
  xmlserialize(content xmlconcat(xmlelement("a", 1), xmlelement("b", 'x<y')) as clob) as parts
from node where id < 4;

create or replace procedure made_xml(p_out out clob) is
  x xmltype;
  c char(4) := 'ab';
begin
  select xmlelement("r", xmlagg(xmlelement("e", xmlforest(id as "id", name)) order by id)) into x from node where id < 3;
  p_out := x.getclobval();
end;
/
create or replace procedure made_by_name(p_name varchar2, p_out out clob) is
begin
  select xmlserialize(xmlelement(evalname p_name, 1) as clob) into p_out from dual;
end;
/
