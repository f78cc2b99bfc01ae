-- CONNECT BY.
create table node (id number(9) primary key, parent number(9), name varchar2(20));
create view tree as
select level as depth, id, name, sys_connect_by_path(name, '/') as path, connect_by_root name as top
from node n start with parent is null connect by prior id = parent order siblings by name;
create view plain_tree as
select lpad(' ', 2 * (level - 1)) || name as label from node where name <> 'hidden' start with id = 1 connect by parent = prior id and level <= 3;
create view sorted_tree as select id, level as l from node connect by nocycle prior id = parent start with id = 1 order by id;
create view depth_of as select max(level) as depth from node start with parent is null connect by prior id = parent;
create view days as select date '2020-01-01' + level - 1 as day from dual connect by level <= 5;
create view both as select id from node start with parent is null connect by prior id = parent union all select level from dual connect by level < 3;
-- Of all columns, and the rows without children.
create view all_columns as select * from node start with parent is null connect by prior id = parent;
create view leaves as select id, connect_by_isleaf as leaf from node start with parent is null connect by prior id = parent;
