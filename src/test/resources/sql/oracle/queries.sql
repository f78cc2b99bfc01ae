-- Queries in all their forms.
SELECT * FROM dual;
select /*+ index(e emp_ix) parallel(4) */ distinct e.employee_id id, e."First Name", last_name as "Last"
from hr.employees e -- the staff
where e.salary > 1000 and (e.department_id = 10 or e.department_id is null) and not e.hidden = 'Y';
select 1 + 2 * 3 - -4 / (5 - 6) || 'it''s' || q'[it's]' || nq'{x}' || N'y', (1 + 2) * 3, a - (b - c), a - b - c, 2 ** 3
from t where a <> 1 and b != 2 and c ^= 3 and d >= 4 and e < = 5;
select date '2024-02-29', timestamp '2024-02-29 12:00:00.5 +01:00', interval '1-2' year to month,
  interval '4 5:12:10.222' day to second(3), (a - b) day(9) to second, x at time zone 'UTC', y at local from t;
select case when a = 1 then 'one' when a = 2 then 'two' else 'many' end, case b when 1 then 2 end from t;
select * from t where a not between 1 and 2 and b not in (1, 2, 3) and c in (select d from u) and e not like 'a\_%' escape '\'
  and f is not null and g is nan and (h, i) in ((1, 2), (3, 4)) and j = any (1, 2) and k > all (select l from v)
  and exists (select null from w where w.a = t.a) and m is of type (only person_t, emp_t);
select e.name, d.name from emp e, dept d where e.dept = d.id(+) and d.kind(+) = 'X';
select * from a join b on a.id = b.id left outer join c using (id, code) cross join d natural join e
  full join f on f.id = a.id right join (select * from g) h on h.id = a.id cross apply (select * from i where i.id = a.id) j
  outer apply table(k.items) l;
select * from a join b join c on b.x = c.x on a.x = b.x;
select * from (a join b on a.x = b.x) left join c on c.x = a.x;
with x as (select 1 a from dual), y (b, c) as (select a, 2 from x union all select b + 1, c from y where b < 5)
  search depth first by b set seq cycle b set looped to 'Y' default 'N'
select * from y order by b desc nulls last, c asc offset 2 rows fetch next 10 percent rows with ties;
with function twice(n number) return number is begin return n * 2; end;
select twice(2) from dual;
select a from t union select b from u union all select c from v minus (select d from w intersect select e from x) order by 1;
select department_id, count(*), count(distinct job_id), sum(salary) keep (dense_rank first order by hire_date),
  listagg(name, ', ' on overflow truncate '...' with count) within group (order by name),
  percentile_cont(0.5) within group (order by salary desc) over (partition by job_id),
  row_number() over (partition by a order by b, c desc nulls first rows between unbounded preceding and current row),
  first_value(x) ignore nulls over (order by y range between interval '1' day preceding and 2 following exclude ties),
  lag(a, 1, 0) over w, nth_value(a, 2) from last respect nulls over (order by a)
from emp group by rollup(department_id, (a, b)), cube(c), grouping sets ((a), ()) having count(*) > 1 window w as (partition by a order by b);
select level, connect_by_root name, sys_connect_by_path(name, '/'), connect_by_isleaf from emp
where level < 5 start with manager_id is null connect by nocycle prior employee_id = manager_id and prior dept = dept order siblings by name;
select * from emp connect by prior id = parent start with id = 1;
select * from sales pivot (sum(amount) as total, count(*) for (region, kind) in ((1, 'a') as x, (2, 'b'))) p;
select * from sales pivot xml (sum(amount) for region in (any));
select * from t unpivot include nulls (value for quarter in (q1 as 'Q1', q2 as 'Q2')) u;
select country, year, s from sales_view model return updated rows partition by (country) dimension by (year)
  measures (sales s) rules (s[2002] = s[2001] * 1.1) order by country;
select * from t match_recognize (partition by a order by b measures a.x as y pattern (a b+) define b as b.x > a.x) m;
select * from t partition (p1) sample block (10) seed (4) a, u as of timestamp systimestamp - interval '1' hour b,
  v versions between scn minvalue and maxvalue, only (w), lateral (select * from a), xmltable('/r' passing x columns
  id number path '@id', name varchar2(10 char) path 'name', n for ordinality) xt, table(f(1)) (+);
select a into b from t where rownum <= 10 for update of t.a, t.b skip locked;
select * from t for update wait 5;
select * from t for update nowait;
select extract(year from d), trim(both 'x' from s), trim(s), cast(a as number(10, 2)), cast(multiset(select x from t) as num_tab),
  treat(p as emp_t).salary, cursor(select * from t), xmlelement("emp", xmlattributes(id as "id"), xmlforest(a, b as "c")),
  xmlagg(xmlelement("x", a) order by b), xmlserialize(content x as clob indent size = 2), json_object('a' value 1, key 'b' is c null on null),
  json_value(j, '$.a' returning number default 0 on error), translate(s using nchar_cs), to_number(s default 0 on conversion error),
  collect(distinct a order by b), seq.nextval, t.rowid, :bind, f(x => 1, y => 2)(3).z, o.m(1).n, new point(1, 2) from t;
select a multiset union distinct b, a multiset except all b from t where x member of y and z not submultiset of w and s is a set and s is not empty;
select * from remote_t@link1.world r, "Quoted x" where r."Select" = 1;
select json_exists(j, '$.a') from t where j is json strict with unique keys;
