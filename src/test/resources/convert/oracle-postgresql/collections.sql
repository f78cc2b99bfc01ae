-- Collections and types.
create type tag_list as varray(5) of varchar2(10);
/
create type place as object (street varchar2(20), city varchar2(20));
/
create type thing as object (name varchar2(20), member function label return varchar2);
/
create table part (id number(9) primary key, name varchar2(20), price number(8,2));
create table box (id number(9), place place, tags tag_list);
create or replace function names return varchar2 is
  type t_names is table of part.name%type;
  l_names t_names;
  v varchar2(100);
begin
  select name bulk collect into l_names from part order by id desc;
  for i in 1 .. l_names.count loop
    if i > 1 then
      v := v || ',';
    end if;
    v := v || l_names(i);
  end loop;
  return v || ' (' || l_names.last || ')';
end;
/
create or replace function squares(p_most number) return number is
  type t_numbers is table of number index by pls_integer;
  l t_numbers;
  n number := 0;
begin
  for i in 1 .. p_most loop
    l(i) := i * i;
  end loop;
  for i in l.first .. l.last loop
    if l.exists(i) then
      n := n + l(i);
    end if;
  end loop;
  l.delete;
  return n + l.count;
end;
/
create or replace function dearest return varchar2 is
  type t_parts is table of part%rowtype;
  l t_parts;
  l_most part%rowtype;
begin
  select * bulk collect into l from part;
  l_most := l(1);
  for i in 1 .. l.count loop
    if l(i).price > l_most.price then
      l_most := l(i);
    end if;
  end loop;
  l(1).name := 'changed';
  return l_most.name;
end;
/
create or replace procedure double_prices is
  type t_ids is table of number;
  type t_prices is table of number;
  l_ids t_ids;
  l_prices t_prices;
begin
  select id, price bulk collect into l_ids, l_prices from part;
  forall i in 1 .. l_ids.count
    update part set price = l_prices(i) * 2 where id = l_ids(i);
end;
/
create or replace procedure halve_prices is
  type t_ids is table of number index by pls_integer;
  l_ids t_ids;
begin
  l_ids(1) := 1;
  l_ids(3) := 3;
  forall i in indices of l_ids
    update part set price = price / 2 where id = l_ids(i);
end;
/
create or replace procedure copy_parts(p_from number) is
  type t_parts is table of part%rowtype index by pls_integer;
  l t_parts;
begin
  select * bulk collect into l from part where id < p_from order by id;
  for i in 1 .. l.count loop
    l(i).id := l(i).id + p_from;
  end loop;
  forall i in indices of l save exceptions
    insert into part values l(i);
end;
/
create or replace package sums is
  type t_list is table of number;
  function of_all(p_list t_list) return number;
  function twice(p_list t_list) return t_list;
end;
/
create or replace package body sums is
  function of_all(p_list t_list) return number is
    n number := 0;
  begin
    for i in 1 .. p_list.count loop
      n := n + p_list(i);
    end loop;
    return n;
  end;
  function twice(p_list t_list) return t_list is
    l t_list := t_list();
  begin
    for i in 1 .. p_list.count loop
      l.extend;
      l(l.last) := p_list(i) * 2;
    end loop;
    return l;
  end;
end;
/
create or replace function six return number is
begin
  return sums.of_all(sums.twice(sums.t_list(1, 2)));
end;
/
create or replace procedure add_box(p_id number, p_street varchar2) is
  l_tags tag_list := tag_list('a');
begin
  l_tags.extend;
  l_tags(2) := 'b';
  insert into box (id, place, tags) values (p_id, place(p_street || ' ' || p_id, null), l_tags);
end;
/
create or replace package pages as
  type t_pages is table of clob index by pls_integer;
  g_pages t_pages;
  function joined(p_text varchar2) return varchar2;
  function joined(p_number number) return varchar2;
end pages;
/
create or replace package body pages as
  function joined(p_text varchar2) return varchar2 is
    function marked(x varchar2) return varchar2 is begin return '<' || x || '>'; end;
  begin
    g_pages(1) := marked(p_text);
    dbms_lob.append(g_pages(1), 'end');
    return g_pages(1) || g_pages.count;
  end;
  function joined(p_number number) return varchar2 is
    function marked(x varchar2) return varchar2 is begin return '[' || x || ']'; end;
  begin
    return marked(to_char(p_number, 'FM9'));
  end;
  function failed return varchar2 is
  begin
    return dbms_utility.format_error_backtrace;
  end;
end pages;
/
create or replace function counts_of(p_words varchar2) return varchar2 is
  type t_counts is table of number index by varchar2(20);
  type t_entry is record (id number, label varchar2(20));
  type t_entries is table of t_entry index by varchar2(20);
  l t_counts;
  e t_entries;
  r t_entry;
  k varchar2(20);
  v varchar2(200);
begin
  for i in 1 .. length(p_words) loop
    k := substr(p_words, i, 1);
    if l.exists(k) then
      l(k) := l(k) + 1;
    else
      l(k) := 1;
    end if;
  end loop;
  k := l.first;
  while k is not null loop
    v := v || k || l(k);
    k := l.next(k);
  end loop;
  r.id := 7;
  r.label := 'seven';
  e('x') := r;
  e('x').id := e('x').id + 1;
  e('y').label := 'why';
  l.delete('a');
  v := v || ' ' || e('x').label || e('x').id || e('y').label || l.count || e.last;
  l.delete;
  return v || l.count;
end;
/

-- Collections of what cursors give.
create or replace function listed(p_least number) return varchar2 is
  cursor c is select p.id, upper(p.name) as label, p.price * 2 as twice from part p where p.price >= p_least order by p.id;
  type t_rows is table of c%rowtype;
  l_rows t_rows;
  l_text varchar2(400);
begin
  open c;
  loop
    fetch c bulk collect into l_rows limit 2;
    for i in 1 .. l_rows.count loop
      l_text := l_text || l_rows(i).id || l_rows(i).label || l_rows(i).twice || ' ';
    end loop;
    exit when c%notfound;
  end loop;
  close c;
  return l_text;
end;
/
create or replace package shelf is
  cursor c_all is select * from part order by id;
  type t_all is table of c_all%rowtype index by pls_integer;
  function last_name return varchar2;
end;
/
create or replace package body shelf is
  cursor c_counted is select name, count(*) as n from part group by name;
  type t_counted is table of c_counted%rowtype;
  function last_name return varchar2 is
    l t_all;
    l_counted t_counted;
  begin
    open c_all; fetch c_all bulk collect into l; close c_all;
    open c_counted; fetch c_counted bulk collect into l_counted; close c_counted;
    return l(l.count).name || l_counted.count || l_counted(1).n;
  end;
end;
/
create or replace function pairs return varchar2 is
  type t_pair is record (id number(9), name varchar2(20));
  type t_pairs is table of t_pair;
  cursor c is select id, name from part order by id;
  l_pairs t_pairs;
begin
  open c;
  fetch c bulk collect into l_pairs;
  close c;
  return l_pairs(1).name || l_pairs.count;
end;
/
