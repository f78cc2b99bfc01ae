-- What Oracle 23 knows besides.
create table if not exists t23 (
  id number generated always as identity,
  is_on boolean default true not null,
  flag bool,
  email varchar2(100) domain email_d annotations (display 'Email'),
  dd number default on null for insert and update 5,
  note varchar2(10) annotations (display 'Note', ui_hidden),
  total number,
  constraint t23_pk primary key (id)
) annotations (title 'x', "Quoted" 'y');
create domain email_d as varchar2(100) constraint email_ck check (regexp_like(email_d, '^\S+@\S+$')) display lower(email_d) annotations (x 'y');
create view if not exists v23 (a annotations (x 'z'), b) annotations (x 'y') as select id, is_on from t23;
create index if not exists i23 on t23 (total) annotations (x 'y');
alter table if exists t23 add if not exists c10 number;
alter table t23 modify id drop identity;
alter table t23 annotations (add x 'y');
alter table t23 modify note annotations (drop display);
alter table t23 drop column if exists flag;
alter table t23 add clustering by linear order (id);
alter view v23 add constraint v23_pk primary key (a) disable novalidate;
create or replace procedure p23 is
  l_b boolean;
  n number;
begin
  insert into t23 (total, note) values (1, 'a'), (2, 'b'), (3, 'c');
  select 1 into n;
  update t23 t set t.total = s.total from t23 s where t.id = s.id + 1;
  delete from t23 t from t23 s where t.id = s.id and s.total > 5;
  delete t23 t from t23 s where t.id = s.id;
  update t23 set is_on = true where is_on is not true;
  update t23 set total = 1 where is_on;
  insert into t23 set total = 5, note = 'x';
  insert into t23 set total = default, note = 'x' returning total into n;
end;
/
create view vg as select extract(year from sysdate) as y, note as nn, count(*) as c from t23 group by y, nn;
create view vg2 as select note, count(*) c from t23 group by 1;
create view vb as select id from t23 where is_on;
create view vv as select * from (values (1, 'a'), (2, 'b')) as x (n, t);
create or replace json relational duality view jd as select json {'_id' : t.id, 'note' : t.note} from t23 t with insert update delete;
create property graph g vertex tables (t23 key (id));
create operator o binding (number) return number using f;
create schema authorization hr create table q1 (id number) create view q2 as select * from q1;
create vector index vi on t23 (v) organization neighbor partitions distance cosine;
