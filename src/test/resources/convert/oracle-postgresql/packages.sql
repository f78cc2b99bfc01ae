-- Packages.
create table hr.staff (id number(9) primary key, name varchar2(30), boss number(9));
create or replace package hr.people as
  c_company constant varchar2(20) := 'ACME';
  g_calls number := 0;
  subtype t_name is varchar2(30);
  type t_person is record (id staff.id%type, name t_name);
  function label(p_id number) return varchar2;
  procedure add(p_name t_name, p_boss number default null);
  procedure add(p_id number, p_name t_name);
  function calls return number;
  function whole(p_id number) return t_person;
end people;
/
create or replace package body hr.people as
  type t_ids is table of number;
  g_last staff.id%type;
  g_person t_person;
  g_ids t_ids;

  procedure count_call is
  begin
    g_calls := g_calls + 1;
  end;

  function label(p_id number) return varchar2 is
    v varchar2(100);
  begin
    count_call;
    select name into v from staff where id = p_id;
    return c_company || ': ' || v;
  end label;

  procedure add(p_name t_name, p_boss number default null) is
  begin
    insert into staff (id, name, boss) values (nvl(g_last, 0) + 1, p_name, p_boss);
    g_last := nvl(g_last, 0) + 1;
  end;

  procedure add(p_id number, p_name t_name) is
  begin
    insert into staff values (p_id, p_name, null);
    people.g_last := p_id;
  end;

  function calls return number is
  begin
    return hr.people.g_calls;
  end;

  function whole(p_id number) return t_person is
    p t_person;
  begin
    select id, name into p from staff where id = p_id;
    return p;
  end;

  -- not yet
  procedure part_of_variable is
  begin
    g_person.name := 'x';
  end;

  procedure element_of_variable is
  begin
    g_ids(1) := 2;
  end;

  procedure many is
    type t_keys is table of number index by varchar2(10);
    l t_keys;
  begin
    l('a') := 2;
  end;
begin
  g_calls := 5;
end people;
/
create or replace procedure hr.use_people is
begin
  people.add('Ada');
  people.add(p_name => 'Bob', p_boss => 1);
  hr.people.add(7, 'Cleo');
  dbms_output.put_line(people.label(1) || people.c_company);
end;
/
create synonym people_of_hr for hr.people;
create or replace procedure by_synonym is begin people_of_hr.add(9, 'Zoe'); end;
/
grant execute on hr.people to reader;
grant execute on hr.use_people to reader;
create view hr.labels as select id, people.label(id) as label from staff;

-- A column that has the name of a function.
create table marked (id number primary key, label varchar2(20), tag varchar2(20));

create or replace package marks as
  function label return varchar2;
  procedure put(p_id number);
end;
/
create or replace package body marks as
  function label return varchar2 is
  begin
    return 'new';
  end;

  procedure put(p_id number) is
  begin
    insert into marked (id, label) values (p_id, label);
    update marked set label = 'old' where id = p_id - 1;
    update marked set (tag, label) = (select 'a', 'b' from dual) where id = p_id - 2;
    merge into marked m
    using (select p_id as id from dual) s on (m.id = s.id)
    when matched then update set label = marks.label
    when not matched then insert (id, label) values (s.id, 'merged');
  end;
end;
/
