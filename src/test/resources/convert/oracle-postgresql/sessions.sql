-- What a package keeps for a session.
create table visit (id number(9), at_time date default sysdate, note varchar2(30));
create sequence s_visit;
create or replace package counter as
  type t_totals is table of number index by pls_integer;
  type t_state is record (hits number, name varchar2(20), totals t_totals);
  g_first number := s_visit.nextval;
  c_start constant date := sysdate;
  g_state t_state;
  g_totals t_totals;
  g_name varchar2(20);
  procedure hit(p_by number);
  procedure load;
  procedure grow(p_list in out t_totals);
  procedure grow_own;
  function report return varchar2;
end counter;
/
create or replace package body counter as
  procedure hit(p_by number) is
  begin
    g_state.hits := g_state.hits + p_by;
    g_state.totals(1) := p_by;
    g_totals(2) := nvl(g_state.totals(1), 0) + 1;
  end;
  procedure load is
  begin
    select note, id into g_name, g_state.hits from visit where id = 1;
    select id bulk collect into g_totals from visit order by id;
  end;
  procedure grow(p_list in out t_totals) is
  begin
    p_list(p_list.count + 1) := 9;
  end;
  procedure grow_own is
  begin
    grow(g_totals);
  end;
  function report return varchar2 is
  begin
    return g_state.name || ':' || g_state.hits || ':' || g_totals.count || ':' || g_totals(2) || ':' || g_name;
  end;
begin
  g_state.hits := 100;
  g_state.name := 'all';
end counter;
/
create or replace package lists as
  type t_numbers is table of number;
  type t_row is record (id number, label varchar2(20));
  type t_rows is table of t_row;
  function up_to(n number) return t_numbers pipelined;
  function labels(n number) return t_rows pipelined;
  function broken return number;
end lists;
/
create or replace package body lists as
  function up_to(n number) return t_numbers pipelined is
  begin
    for i in 1 .. n loop
      pipe row (i * 10);
    end loop;
    return;
  end;
  function labels(n number) return t_rows pipelined is
    r t_row;
  begin
    for i in 1 .. n loop
      r.id := i;
      r.label := 'no ' || i;
      pipe row (r);
    end loop;
  end;
  function broken return number is begin goto there; <<there>> return 1; end;
end lists;
/
create view tens as select column_value as ten from table(lists.up_to(3));
create view named as select l.label from table(lists.labels(2)) l where l.id > 1;
create or replace function summed return number is
  v lists.t_numbers := lists.t_numbers(1, 2, 3);
  n number;
begin
  select sum(column_value) into n from table(v);
  return n;
end;
/
create or replace function uses_broken return number is
begin
  return lists.broken() + 1;
end;
/
create or replace procedure flagged is
begin
  $if $$debug $then
  dbms_output.put_line('debug');
  $elsif dbms_db_version.ver_le_11 $then
  dbms_output.put_line('old');
  $else
  dbms_output.put_line('new ' || $$plsql_unit);
  $end
end;
/
