-- Queries of views.
create table emp (id number(9) primary key, name varchar2(20), dept number(9), hired date, pay number(9,2), boss number(9));
create table dept (id number(9) primary key, name varchar2(20), city number(9));
create table city (id number(9) primary key, name varchar2(20));
create or replace force editionable view v_outer (who, what, "Where") as
  select e.name, d.name, c.name from emp e, dept d, city c
  where e.dept = d.id(+) and d.city = c.id(+) and c.name(+) <> 'x' and e.pay > 0 with read only;
create view v_functions as
select /*+ index(e) */ nvl(e.name, 'nobody') as n1, -- who
  nvl2(e.boss, 'has', 'has not') n2,
  decode(e.dept, 1, 'one', 2, 'two', 'many') n3,
  decode(e.boss, null, 'top', e.id, 'own', 'below') n4,
  e.name || ' of ' || e.dept n5, e.name || e.dept n6,
  substr(e.name, -3) n7, substr(e.name, 0, 2) n8, substr(e.name, -3, 2) n9,
  instr(e.name, 'a') n10, replace(e.name, 'a') n11, replace(e.name, 'a', '') n12,
  regexp_replace(e.name, 'a+') n13, to_number('1') n14, greatest(e.pay, 1) n15,
  e.id / 2 n16, e.id / e.dept n17, 1 / e.id n18, mod(e.id, 2) n19,
  rawtohex(sys_guid()) n20, 1.5f n21, user n22, coalesce(e.name, '') n23
from emp e;
create view v_dates as
select e.hired + 1 d1, e.hired - 1/24 d2, sysdate - e.hired d3, trunc(e.hired) d4, trunc(e.hired, 'MM') d5,
  add_months(e.hired, 2) d6, last_day(e.hired) d7, to_char(e.hired, 'DD.MM.YYYY HH24:MI') d8,
  to_date('2020-02-29', 'YYYY-MM-DD') d9, to_date(e.name, 'DD-MON-RR') d10, systimestamp d11,
  to_timestamp('2020-02-29 12:30:00.5', 'YYYY-MM-DD HH24:MI:SS.FF') d12,
  extract(year from e.hired) d13, e.hired + interval '3' day d14, date '2000-01-01' d15,
  timestamp '2000-01-01 00:00:00 +02:00' d16, interval '1' year(2) d17, to_char(e.pay, 'FM999G990D00') d18,
  e.hired + numtodsinterval(2, 'HOUR') d19
from emp e where e.hired between to_date('2020-01-01 00:00:00', 'YYYY-MM-DD HH24:MI:SS') and sysdate;
create view v_groups as
select dept, count(*) n, sum(pay) total, listagg(name, ', ') within group (order by name desc) names,
  rank() over (partition by dept order by sum(pay) desc) place
from emp group by dept having count(distinct name) > 1 order by total desc;
create view v_top as select * from (select name, pay from emp order by pay desc) where rownum <= 10;
create view v_sets as select id from emp minus select id from dept union all select unique 3 from dual;
create view v_tree as with below (id, boss) as (
  select id, boss from emp where boss is null union all select e.id, e.boss from emp e, below b where e.boss = b.id)
select * from below;
create view v_apply as select e.name, x.n from emp e outer apply (select count(*) n from dept d where d.id = e.dept) x;
create view v_check as select id, name from dept where city = 1 with check option constraint v_check_c;
create view v_over as select name from v_sub where exists (select 1 from dual);
create view v_sub as select name from emp where dept in (select id from dept where name <> '');
create materialized view mv build deferred refresh complete on demand as select dept, avg(pay) a from emp group by dept;
create bitmap index mv_dept on mv (dept);
-- What isn't converted yet.
create view n_rownum as select max(rownum) r from emp;
create view v_rownum as select rownum pos, name from emp where pay > 0 order by name;
create view v_page as select name from (select a.*, rownum rn from (select name from emp order by pay desc, name) a where rownum <= 3) where rn > 1;
create view n_pivot as select * from (select dept, pay from emp) pivot (sum(pay) for dept in (1, 2));
create view n_link as select * from emp@remote;
create view n_function as select my_pkg.f(id) x, sys_context('USERENV', 'SID') y from emp;
create view n_keep as select max(name) keep (dense_rank first order by pay) k from emp;
create view n_tree as select level l, e.*, connect_by_isleaf leaf from emp e connect by prior id = boss start with boss is null;
create view n_of_n as select * from n_rownum;
