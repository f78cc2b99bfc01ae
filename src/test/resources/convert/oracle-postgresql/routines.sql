-- Functions and procedures.
create table emp (id number(9) primary key, name varchar2(30), salary number(8,2), hired date, dept number(4));
create or replace function emp_name(p_id in emp.id%type) return varchar2 is
  v_name emp.name%type; -- as the table has it
begin
  select name into v_name from emp where id = p_id;
  return v_name;
exception
  when no_data_found then
    return 'nobody';
end emp_name;
/
create or replace function bonus(p_salary number, p_rate number default 0.1, p_extra number) return number deterministic is
  c_most constant number := 1000;
  v number := p_salary * p_rate;
begin
  if v > c_most then
    v := c_most;
  elsif v is null or v < 0 then
    v := 0;
  else
    null;
  end if;
  case
    when p_extra > 0 then v := v + p_extra;
    else v := v;
  end case;
  return round(v, 2);
end;
/
create or replace procedure raise_salary(p_id number, p_by number, p_new out number) as
begin
  update emp e set e.salary = e.salary + p_by where e.id = p_id returning e.salary into p_new;
  if sql%rowcount = 0 then
    raise_application_error(-20001, 'no employee ' || p_id);
  end if;
  dbms_output.put_line('raised ' || emp_name(p_id) || ' to ' || p_new);
end;
/
create or replace procedure hire(p_name varchar2, p_id in out number) is
begin
  if p_id is null then
    select nvl(max(id), 0) + 1 into p_id from emp;
  end if;
  insert into emp (id, name, salary, hired) values (p_id, p_name, 0, trunc(sysdate));
exception
  when dup_val_on_index then
    raise_application_error(-20002, 'there is ' || p_id || ' already');
  when others then
    if sqlcode = -20001 then
      raise;
    end if;
    dbms_output.put_line(sqlerrm);
    raise;
end;
/
create or replace procedure hire_all is
  v_id number;
begin
  for i in 1 .. 3 loop
    v_id := null;
    hire('worker ' || i, v_id);
  end loop;
  for i in reverse 1 .. 3 loop
    continue when i = 2;
    raise_salary(i, i * 100, v_id);
  end loop;
  while v_id > 50 loop
    v_id := v_id / 2;
  end loop;
  <<outer_loop>>
  loop
    for r in (select id, salary from emp order by id) loop
      exit outer_loop when r.salary > 0;
    end loop;
  end loop;
end;
/
create or replace function rows_of(p_table varchar2, p_least number) return number is
  n number;
begin
  execute immediate 'select count(*) from ' || p_table || ' where salary >= :least' into n using p_least;
  return n;
end;
/
create or replace function days_employed(p_id number) return number is
  v_row emp%rowtype;
begin
  select * into v_row from emp where id = p_id;
  return trunc(sysdate) - v_row.hired;
end;
/
create or replace function summary_of(p_id number) return varchar2 is
  type t_summary is record (name emp.name%type, pay number);
  s t_summary;
begin
  select name, salary * 12 into s from emp where id = p_id;
  s.pay := s.pay + 1;
  return s.name || ' ' || s.pay;
end;
/
create or replace function circle(p_radius number) return number is
  function square(n number) return number is begin return n * n; end;
  procedure say(p_text varchar2) is begin dbms_output.put_line(p_text); end;
begin
  say('circle');
  return round(3.14159 * square(p_radius), 2);
end;
/
create or replace procedure upsert(p_id number, p_name varchar2) is
begin
  merge into emp e using (select p_id as id, p_name as name from dual) s on (e.id = s.id)
  when matched then update set e.name = s.name where e.name <> s.name
  when not matched then insert (id, name, salary) values (s.id, s.name, 1);
  commit;
end;
/
create view emp_v as select id, emp_name(id) as name from emp;
create or replace function outer_variable(p number) return varchar2 is
  type t_line is record (no number, text varchar2(20));
  l t_line;
  v varchar2(100) := 'p';
  function inner_one return number is begin return p + 1; end;
  procedure add(x varchar2) is begin v := v || x; l.no := nvl(l.no, 0) + inner_one; end;
  procedure add_twice(x varchar2) is
    copied t_line;
  begin
    add(x);
    add(x => x);
    copied := l;
    l := copied;
  end;
begin
  add_twice('-');
  return v || inner_one || ':' || l.no;
end;
/
-- What can't be converted.
create or replace function outer_changed(p number) return number is
  n number := 0;
  function inner_two return number is begin n := n + 1; return n; end;
begin
  return inner_two;
end;
/
create or replace function with_out(p out number) return number is begin p := 1; return 2; end;
/
create or replace procedure jumps is begin goto there; <<there>> null; end;
/
create or replace procedure writes_alone is
  pragma autonomous_transaction;
begin
  commit;
end;
/
create or replace procedure bulk is
  type t is table of emp%rowtype;
  l t;
  cursor c is select * from emp;
begin
  open c;
  fetch c bulk collect into l limit 10;
end;
/
create or replace function ends_it return number is begin commit; return 1; end;
/
create or replace procedure uses_utl is begin utl_tcp.close_all_connections; end;
/
