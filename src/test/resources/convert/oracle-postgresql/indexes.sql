-- Indexes of every kind.
create table s.t (id number(9) primary key, a varchar2(20), b date, c number(9), g clob, constraint t_uk unique (a, c));
create unique index s.t_pk_i on s.t (id);
create index s.i1 on s.t (b desc, upper(a), c) tablespace x compress 1 parallel 4;
create bitmap index s.i2 on s.t (c);
create index s.i3 on s.t (g) indextype is ctxsys.context;
create index s.i4 on s.t (a || '/' || a);
create unique index s.i5 on s.t (case when c > 0 then a end) reverse invisible;
create index s.i6 on s.t (nvl(c, 0), trunc(b));
create index s.i7 on s.t (g) indextype is mdsys.spatial_index;
