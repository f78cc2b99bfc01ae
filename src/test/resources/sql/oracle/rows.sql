-- Statements that change rows.
insert into t (a, b) values (1, default);
insert /*+ append */ into s.t@l x select * from u log errors into err_t ('tag') reject limit unlimited;
insert into (select a from t where b = 1) values (2);
insert all when a > 1 then into t1 (x) values (a) into t2 else into t3 select a from s;
insert first when a = 1 then into t1 values (a, b) when a = 2 then into t2 select a, b from s;
insert all into t1 into t2 (b) values (c) select * from s;
update t set a = 1, (b, c) = (select d, e from u where u.id = t.id) where id in (1, 2) returning a, b bulk collect into x, y;
update (select * from t) v set v.a = null log errors;
update t partition (p1) x set row = r where current of c;
delete t where a = 1;
delete from only (v) d where exists (select 1 from u) return a into b;
merge /*+ parallel */ into t using (select * from s) s on (t.id = s.id)
  when matched then update set t.a = s.a where t.b = 1 delete where t.c = 2
  when not matched then insert (id, a) values (s.id, s.a) where s.d is not null log errors;
lock table a, b in share row exclusive mode nowait;
explain plan set statement_id = 'x' into plan_t for select * from t;
commit work;
rollback to savepoint s1;
savepoint s1;
set transaction read only name 'x';

-- of Oracle 23
delete from t23 t from s23 s where t.id = s.id and s.total > 5;
insert into t23 set total = 5, note = default;
