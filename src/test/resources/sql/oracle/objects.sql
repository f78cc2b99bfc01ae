-- Indexes, views, sequences, synonyms, links, users, grants.
create unique index hr.i1 on hr.t (a desc, upper(b), c) tablespace x online compress 2 local (partition p1, partition p2);
create bitmap index i2 on sales (c.city) from sales s, customers c where s.cust = c.id local;
create index i3 on t (doc) indextype is ctxsys.context parameters ('sync (on commit)') parallel 2;
create index i4 on cluster c1;
create index i5 on t (a) global partition by range (a) (partition p1 values less than (10), partition p2 values less than (maxvalue)) reverse nologging invisible;
create or replace force editionable view v (a, b constraint v_pk primary key rely disable novalidate) as select x, y from t with read only;
create view v2 as select * from t where a = 1 with check option constraint v2_ck;
create or replace view ov of person_t with object identifier (id) as select id, name from persons;
create materialized view mv (a, b) tablespace x build deferred using index tablespace y refresh fast on commit with primary key enable query rewrite as
  select a, count(*) from t group by a;
create materialized view mv2 refresh complete start with sysdate next sysdate + 1 / 24 as select * from t@l;
create materialized view mv3 on prebuilt table with reduced precision never refresh as select * from t;
create materialized view log on t with rowid, sequence (a, b) including new values;
create sequence s start with -1 increment by -1 maxvalue 100 minvalue -9999 cycle cache 20 order;
create sequence s2 nomaxvalue nominvalue nocycle nocache noorder keep session;
create or replace public synonym syn for hr.t@remote.world;
create public database link l connect to scott identified by "tiger" using 'db';
create user u identified by secret default tablespace x quota unlimited on x;
create role r not identified;
grant select, insert (a, b), update on hr.t to u, public with grant option;
grant create session, "My Role", r to u with admin option;
grant read, write on directory d to u;
revoke all privileges on t from u cascade constraints;
create or replace directory d as '/tmp/x';
create tablespace ts datafile 'a.dbf' size 10m autoextend on;
alter sequence s increment by 2;
alter trigger trg disable;
alter session set nls_date_format = 'YYYY-MM-DD';
alter package p compile body;
drop package body p;
drop public synonym syn force;
drop index i1;
audit select on t by access;
analyze table t compute statistics;
create or replace and compile java source named "X" as
public class X { public static String it() { return "it's"; } }
/
