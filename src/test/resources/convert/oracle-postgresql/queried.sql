-- What queries name, count and look for in windows, and what code does with it.

create table worker (id number(6) primary key, name varchar2(20), job varchar2(9), boss number(6), hired date, sal number(9,2), comm number(9,2), dept number(3),
  code varchar2(9), yearly number generated always as (sal * 12) virtual);
create table division (id number(3) primary key, name varchar2(20));
create table noted (id number(9), what varchar2(200));

create or replace view v_worker as
select w.id, w.hired as since, w.sal * 12 as annual, to_char(w.id) as badge, d.name as division, trunc(w.hired) as day
from worker w join division d on d.id = w.dept;

create or replace view v_age as
select v.badge, date '2024-03-01' - v.since as days, v.since + 30 as due, q.span
from v_worker v, (select division, max(since) - min(since) as span from v_worker group by division) q
where q.division = v.division and v.badge > 1;

create or replace view v_first_of_group as select dept, count(*) as n, sum(sal) as total from worker where rownum <= 3 group by dept;
create or replace view v_first_sorted as select name, sal from worker where rownum <= 3 order by sal desc, name;
create or replace view v_first_joined as
select w.name, d.name as division, w.sal from worker w join division d on d.id = w.dept where rownum <= 3 and w.sal > 0 order by d.name, w.sal;
create or replace view v_first_distinct as select distinct job from worker where 3 >= rownum and rownum > 0;
create or replace view v_page as
select * from (select q.*, rownum as place from (select name, sal from worker order by sal desc) q where rownum <= 4) where place > 2;

create or replace view v_known as
select id, last_value(comm ignore nulls) over (order by id) as latest,
  first_value(comm) ignore nulls over (order by id rows between unbounded preceding and unbounded following) as earliest,
  lag(comm ignore nulls) over (order by id) as before, lead(comm, 1, -1) ignore nulls over (order by id) as behind,
  lag(comm, 1) respect nulls over (order by id) as beside
from worker;

create or replace view v_kept as
select dept, max(sal) keep (dense_rank first order by hired) as most, min(name) keep (dense_rank last order by hired) as least,
  sum(sal) keep (dense_rank first order by hired) as total, count(*) keep (dense_rank last order by job desc, hired) as n,
  count(comm) keep (dense_rank first order by hired) as known, avg(sal) keep (dense_rank last order by hired) as middle
from worker group by dept;

create or replace view v_over as
select id, listagg(name, ',') within group (order by name desc) over (partition by dept) as names, max(sal) keep (dense_rank first order by hired) over (partition by dept) as first_sal,
  count(distinct job) over (partition by dept) as jobs, ratio_to_report(sal) over (partition by dept) as share
from worker;

create or replace view v_days as
select id, sum(sal) over (order by hired range between 7 preceding and current row) as week,
  count(*) over (order by hired range between interval '1' month preceding and 1 following) as month
from worker;

create or replace procedure spans(p_out out varchar2) is
  cursor c is
    select w.id, trunc(w.hired) as day, w.sal * 2 as twice, (select max(d.name) from division d where d.id = w.dept) as division, to_char(w.id) as badge
    from worker w order by w.id;
  r c%rowtype;
  n number;
begin
  open c;
  fetch c into r;
  close c;
  n := date '2024-03-01' - r.day;
  p_out := n || ' ';
  if r.badge = 1 then
    p_out := p_out || 'first ';
  end if;
  for x in (select max(since) as latest, min(badge) as badge from v_worker) loop
    p_out := p_out || round(x.latest - date '2024-01-01') || ' ';
    if x.badge < 5 then
      p_out := p_out || 'less ';
    end if;
  end loop;
  with w as (select hired as moment from worker) select max(moment) - min(moment) into n from w;
  p_out := p_out || n;
end;
/
create or replace procedure firsts(p_out out varchar2) is
  n number;
begin
  select count(*) into n from worker where rownum < 3 and dept = 10;
  p_out := n || ' ';
  update worker set comm = 1 where rownum <= 2 and comm is null;
  p_out := p_out || sql%rowcount || ' ';
  update worker set code = rownum * 10 where dept = 10;
  delete from worker where dept = 20 and rownum = 1;
  p_out := p_out || sql%rowcount || ' ';
  select count(*) into n from worker w, division d where w.dept = d.id and rownum = 1;
  p_out := p_out || n;
end;
/
create or replace procedure whole_rows(p_out out varchar2) is
  type t_rows is table of worker%rowtype index by pls_integer;
  r worker%rowtype;
  l t_rows;
begin
  select * into r from worker where id = 1;
  r.name := 'whole';
  update worker set row = r where id = r.id;
  r.id := 100;
  insert into worker values r;
  l(1) := r;
  l(1).name := 'element';
  update worker set row = l(1) where id = l(1).id;
  for x in (select id + 900 as id, name from worker where id = 1) loop
    insert into noted values x;
  end loop;
  select name || ' ' || yearly into p_out from worker where id = 100;
end;
/
