REM What a client's script has around its SQL
set define on echo off
prompt It's loading &schema ...
@@tables/all.sql &1
@other.sql
whenever sqlerror exit failure rollback
define schema = HR
column a format a10 -
  heading 'A'
connect scott/tiger@db
create table &schema..t_&&suffix (a number)
/
select * from &schema..t where a = &a and b = '&b';
exec dbms_stats.gather_table_stats('HR', 'T');
show errors
spool off
!ls
exit
-- the very last comment
