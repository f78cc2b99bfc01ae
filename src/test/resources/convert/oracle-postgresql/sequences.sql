-- Sequences, and what draws from them.
create sequence s.order_seq minvalue 1 maxvalue 9999999999999999999999999999 increment by 1 start with 21 cache 20 noorder nocycle nokeep noscale global;
create sequence s.down increment by -1 maxvalue -1 minvalue -1000 start with -1 nocache cycle order;
create sequence s.q;
alter sequence s.q increment by 10;
create table s.orders (id number(12) default s.order_seq.nextval primary key, n number(9) default s.q.nextval not null);
grant select on s.q to reader;
