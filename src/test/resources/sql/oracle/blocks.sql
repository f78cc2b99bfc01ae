-- Blocks and statements of PL/SQL.
<<outer_block>>
declare
  v_count pls_integer := 0; -- a counter
  c_max constant number(3) not null default 100;
  v_row employees%rowtype;
  v_name employees.last_name%type;
  e_busy exception;
  pragma exception_init(e_busy, -54);
  type t_rec is record (id number not null := 1, name varchar2(10) default 'x');
  type t_list is table of t_rec index by pls_integer;
  type t_nested is table of number not null;
  type t_array is varray(10) of varchar2(20);
  type t_cur is ref cursor return employees%rowtype;
  subtype t_small is number(3) not null;
  subtype t_range is pls_integer range 1 .. 10;
  cursor c1 (p_id number default 1, p_name in varchar2) return employees%rowtype is
    select * from employees where id = p_id;
  l_map t_list := t_list(1 => t_rec(1, 'a'), 2 => null);
  function inner_f(a in out nocopy number, b varchar2 := 'x') return boolean deterministic is
  begin
    return a > 1;
  end inner_f;
  procedure later;
  procedure later is pragma autonomous_transaction; begin commit; end;
begin
  /* the first statement */
  v_count := v_count + 1;
  l_map(1).name := 'it''s';
  :host := v_count;
  if v_count = 1 and not inner_f(v_count) then
    null;
  elsif v_count > 1 then -- more
    raise e_busy;
  else
    raise_application_error(-20001, 'no');
    -- the last word of else
  end if;
  case v_count when 1 then null; else v_count := 2; end case;
  case when v_count = 1 then later; end case;
  loop
    exit when v_count > 10;
    continue when mod(v_count, 2) = 0;
    v_count := v_count + 1;
  end loop;
  <<rows_loop>>
  for r in (select * from employees where id = v_count) loop
    exit rows_loop when r.id is null;
  end loop rows_loop;
  for i in reverse 1 .. l_map.count loop l_map.delete(i); end loop;
  for r in c1(1, p_name => 'x') loop null; end loop;
  while not c1%isopen loop open c1(1, 'x'); end loop;
  fetch c1 into v_row;
  fetch c1 bulk collect into l_rows limit 100;
  close c1;
  forall i in 1 .. l_ids.count save exceptions update t set a = 1 where id = l_ids(i);
  forall i in indices of l_ids between 1 and 10 delete from t where id = l_ids(i);
  forall i in values of l_ids insert into t values l_rows(i);
  dbms_output.put_line(sql%rowcount || sql%bulk_rowcount(1) || sql%bulk_exceptions(1).error_index);
  execute immediate 'select 1 from t where a = :1' into v_count using in v_name, out v_x, in out v_y;
  execute immediate l_sql bulk collect into l_list;
  execute immediate 'delete t' returning into l_ids;
  open l_cur for select * from t;
  open l_cur for 'select * from ' || l_table using 1;
  select a, b into v_count, v_name from t where rownum = 1;
  select a bulk collect into l_list from t;
  v_x := (select_list.first + 1) mod 3;
  goto done;
  begin
    savepoint s;
    rollback to s;
    commit;
  exception
    when no_data_found or too_many_rows then v_count := sqlcode;
    when others then
      dbms_output.put_line(sqlerrm);
      raise;
  end;
  $if dbms_db_version.version >= 12 $then
    new_way;
  $elsif $$old $then
    old_way($$plsql_line);
  $else
    $error 'unknown ' || $$plsql_unit $end
  $end
  pkg.proc@remote(1);
  obj.method(1).other(2);
  pipe row (t_rec(1, 'x'));
  set transaction isolation level serializable;
  lock table t in exclusive mode;
  for i in 1 .. 3, 5 .. 7 loop null; end loop;
  return;
  <<done>>
end;
/
begin null; end;
/
