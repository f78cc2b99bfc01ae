-- Operators of collections, and what PL/SQL tells apart or brings together by itself.
create type t_words as table of varchar2(10);
/
create type t_item as object (id number(9), name varchar2(10));
/
create type t_items as table of t_item;
/
create table word (id number(9) primary key, name varchar2(10), code varchar2(10));

create function joined(p_words t_words) return varchar2 is
  l_text varchar2(400);
begin
  for one in (select column_value as word from table(p_words) order by 1) loop
    l_text := l_text || one.word;
  end loop;
  return nvl(l_text, '-');
end;
/
create function sets return varchar2 is
  a t_words := t_words('a', 'b', 'b', 'c');
  b t_words := t_words('b', 'c', 'd');
  n t_words;
  l_text varchar2(400);
begin
  l_text := joined(a multiset union b) || ' ' || joined(a multiset union distinct b)
    || ' ' || joined(a multiset intersect b) || ' ' || joined(a multiset intersect distinct t_words('b', 'b', 'b'))
    || ' ' || joined(a multiset except b) || ' ' || joined(a multiset except distinct b)
    || ' ' || joined(set(a)) || ' ' || cardinality(a);
  if a is a set or b is not a set then
    l_text := l_text || ' no';
  end if;
  if t_words('b', 'b') submultiset of a and t_words('d') not submultiset of a then
    l_text := l_text || ' part';
  end if;
  if (a multiset union n) is null then
    l_text := l_text || ' none';
  end if;
  return l_text;
end;
/
create function listed return varchar2 is
  l_words t_words;
  l_items t_items;
begin
  select cast(multiset(select name from word order by id desc) as t_words) into l_words from dual;
  select t_item(id, name) bulk collect into l_items from word order by id;
  return l_words(1) || l_words.count || l_items(2).name;
end;
/
-- A procedure and a function of one name: where a call stands says which.
create package counter as
  procedure add(p_what varchar2 default 'x');
  function add(p_what varchar2 default 'x') return number;
  function total return number;
end;
/
create package body counter as
  g_total number := 0;
  procedure add(p_what varchar2 default 'x') is
  begin
    g_total := g_total + 10;
  end;
  function add(p_what varchar2 default 'x') return number is
  begin
    add;
    g_total := g_total + 1;
    return g_total;
  end;
  function total return number is
  begin
    add('y');
    return add + add('z');
  end;
end;
/
-- The block is undone to where it began, and what stood before it stays.
create procedure kept(p_fails varchar2) is
begin
  insert into word values (100, 'before', null);
  savepoint start_of_it;
  begin
    insert into word values (101, 'within', null);
    if p_fails = 'Y' then
      raise_application_error(-20001, 'failed');
    end if;
  exception
    when others then
      rollback to start_of_it;
      insert into word values (102, 'after', null);
  end;
end;
/
create procedure kept_all(p_fails varchar2) is
begin
  savepoint a;
  insert into word values (110, 'within', null);
  if p_fails = 'Y' then
    raise no_data_found;
  end if;
exception
  when no_data_found then
    rollback to savepoint a;
    insert into word values (111, 'after', null);
end;
/
-- Text and numbers beside each other.
create function brought_together(p_code varchar2, p_number number) return varchar2 is
  l_count pls_integer := 7;
begin
  return case when p_code = l_count then 'same' else 'other' end || ' ' || nvl(p_code, 0) || ' ' || lpad(p_number, 6, '0')
    || ' ' || length(p_number) || ' ' || substr(l_count, 1, 1);
end;
/
create function rows_of(p_where varchar2) return varchar2 is
  type t_row is record (id number(9), name varchar2(10));
  type t_rows is table of t_row index by pls_integer;
  l_rows t_rows;
begin
  execute immediate 'select id, name from word where ' || p_where || ' order by id' bulk collect into l_rows;
  return l_rows.count || l_rows(1).name;
end;
/
create function of_oracle(p_state varchar2) return varchar2 is
begin
  raise no_data_found;
exception
  when others then
    if sqlcode = -29266 then
      return 'body';
    elsif sqlcode <> -31011 and sqlcode = 100 then
      return 'none';
    end if;
    return 'other';
end;
/
create package sheets as
  type t_cells is table of varchar2(10) index by pls_integer;
  type t_rows is table of t_cells index by pls_integer;
  type t_sheet is record (lines t_rows, notes t_cells);
  type t_sheets is table of t_sheet index by pls_integer;
  procedure put(p_row pls_integer, p_text varchar2);
  function shown return varchar2;
end;
/
create package body sheets as
  book t_sheets;
  procedure put(p_row pls_integer, p_text varchar2) is
  begin
    book(1).lines(p_row)(1) := p_text;
    book(1).notes(book(1).notes.count() + 1) := 'n' || p_text;
  end;
  function shown return varchar2 is
    l_row pls_integer := book(1).lines.first();
  begin
    return l_row || book(1).lines(l_row).count() || book(1).lines.last() || book(1).notes(2);
  end;
end;
/
