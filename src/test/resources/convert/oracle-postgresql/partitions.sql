-- Partitions that ALTER TABLE adds, drops, splits, merges and gives other values.
create table sales (id number(9), day date, region varchar2(2), amt number) partition by range (day) (
 partition p1 values less than (date '2023-01-01'),
 partition p2 values less than (date '2024-01-01'),
 partition pmax values less than (maxvalue));
alter table sales split partition pmax at (date '2025-01-01') into (partition p3, partition pmax) update global indexes;
alter table sales split partition p3 into (partition p3a values less than (date '2024-07-01'), partition p3b);
alter table sales drop partition p1 update global indexes;
alter table sales truncate partition p2;
alter table sales merge partitions p3a, p3b into partition p34;
alter table sales rename partition p34 to p4;
alter table sales exchange partition p2 with table sales_x including indexes without validation;
alter table sales modify partition p2 nologging;
alter table sales modify partition p2 unusable local indexes;
create table l (id number, r varchar2(2)) partition by list (r) (partition pn values ('N'), partition ps values ('S', 'T'));
alter table l add partition pw values ('W');
alter table l modify partition pn add values ('M');
alter table l modify partition ps drop values ('T');
alter table l add partition pd values (default);
alter table l split partition pd values ('X', 'Y') into (partition px, partition pd);
create table h (id number) partition by hash (id) partitions 4;
alter table h add partition;
create table ra (id number, d date) partition by range (d) (partition p1 values less than (date '2023-01-01'));
alter table ra add partition p2 values less than (date '2024-01-01') tablespace users;
alter table ra add partition p3 values less than (maxvalue);
create table monthly (d date, v number) partition by range (d) (partition p0 values less than (date '2020-01-01'));
alter table monthly set interval (numtoyminterval(1, 'month'));
