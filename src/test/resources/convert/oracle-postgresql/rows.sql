-- Rows that are fetched, counted and locked.
create table task (id number(9) primary key, done number(1), owner varchar2(10));
create table person (name varchar2(10), town varchar2(10));
create or replace function owner_or(p_id number, p_default varchar2) return varchar2 is
  cursor c is select owner from task where id = p_id;
  v varchar2(10) := p_default;
begin
  open c;
  fetch c into v;
  close c;
  return v;
end;
/
create or replace function last_owner return varchar2 is
  cursor c is select owner from task order by id;
  v varchar2(10);
begin
  open c;
  loop
    fetch c into v;
    exit when c%notfound;
  end loop;
  close c;
  return v;
end;
/
create or replace function counted return number is
  cursor c is select id from task order by id;
  n number := 0;
begin
  for r in c loop
    if c%rowcount > 1 and c%found then
      n := n + c%rowcount;
    end if;
  end loop;
  return n;
end;
/
create or replace function finished return number is
  type t_ids is table of number;
  l t_ids := t_ids(1, 2, 2);
begin
  forall i in 1 .. l.count
    update task set done = nvl(done, 0) + 1 where id <= l(i);
  return sql%rowcount;
end;
/
create or replace procedure take(p_most number) is
begin
  for r in (select t.id from task t, person p where t.owner = p.name and rownum <= p_most for update of t.done wait 5) loop
    update task set done = 1 where id = r.id;
  end loop;
  for r in (select id from task for update of done) loop
    null;
  end loop;
end;
/
create or replace function seconds_passed return number is
  v_start date := sysdate;
  n number;
begin
  select count(*) into n from task where sysdate > v_start - 1;
  dbms_lock.sleep(1.1);
  return (sysdate - v_start) * 86400;
end;
/
create or replace function owners return number deterministic is
  n number;
begin
  select count(distinct owner) into n from task;
  return n;
end;
/
create view with_town as select t.id, p.town from task t, person p where p.name(+) = t.owner;
create view by_person as select * from person p, task t where p.name(+) = t.owner;
create or replace trigger task_off before update on task for each row begin :new.done := 7; end;
/
alter trigger task_off disable;
create or replace function nested return varchar2 is
  type t_lines is table of varchar2(20);
  type t_page is record (title varchar2(20), lines t_lines);
  type t_book is table of t_page;
  b t_book := t_book();
  v varchar2(200);
begin
  b.extend(2);
  b(1).title := 'one';
  b(1).lines := t_lines('a', 'b');
  b(1).lines(2) := 'c';
  b(2).lines := t_lines();
  b(2).lines.extend;
  b(2).lines(1) := 'd';
  select owner into b(2).title from task where id = 1;
  for i in 1 .. b.count loop
    v := v || b(i).title || b(i).lines.count;
    for j in 1 .. b(i).lines.count loop
      v := v || b(i).lines(j);
    end loop;
  end loop;
  b(1).lines.delete(1);
  v := v || b(1).lines.next(0) || nvl(to_char(b(1).lines.prior(2), 'FM9'), '-');
  return v;
end;
/
create or replace function in_pieces(p_size number) return varchar2 is
  type t_tasks is table of task%rowtype;
  type t_ids is table of number;
  cursor c is select * from task order by id;
  cursor d is select id, done from task order by id;
  l t_tasks;
  l_ids t_ids;
  l_done t_ids;
  v varchar2(200);
begin
  open c;
  loop
    fetch c bulk collect into l limit p_size;
    for i in 1 .. l.count loop
      v := v || l(i).owner || ',';
    end loop;
    v := v || c%rowcount || ';';
    exit when c%notfound;
  end loop;
  close c;
  open d;
  fetch d bulk collect into l_ids, l_done;
  close d;
  return v || l_ids.count || l_done(1);
end;
/
