-- Collections with keys of their own, records in one expression, and what is equal in any order.
create table shelf (id number(9) primary key, room varchar2(20), depth number(5, 1));
create or replace package keyed as
  type counts is table of number index by pls_integer;
  type marks is table of varchar2(20) index by pls_integer;
  type prices is table of number index by varchar2(20);
  type place is record (room varchar2(20) := 'hall', depth number, wide boolean);
  type tags is table of varchar2(10);
  g_since timestamp;
  g_code varchar2(20);
  function far_apart return varchar2;
  function by_places return varchar2;
  function by_far_places return varchar2;
  function by_names return varchar2;
  function by_tens return varchar2;
  function of_fields return varchar2;
  function are_equal(p_one tags, p_other tags) return varchar2;
  function all_of_them return varchar2;
  procedure stamp;
  function turned(p_count number) return varchar2;
end keyed;
/
create or replace package body keyed as
  function far_apart return varchar2 is
    l_marks marks;
  begin
    l_marks(-200) := 'low';
    l_marks(1) := 'one';
    l_marks(1000) := 'high';
    return l_marks.count || ' ' || l_marks.first || ' ' || l_marks.next(1) || ' ' || l_marks(l_marks.last);
  end;
  function by_places return varchar2 is
    l_counts counts := counts(2 => 20, 1 => 10, 3 => 30);
  begin
    return l_counts(1) || ' ' || l_counts(2) || ' ' || l_counts(3) || ' ' || l_counts.count;
  end;
  function by_far_places return varchar2 is
    l_marks marks := marks(500 => 'far', 5 => 'near');
  begin
    return l_marks(5) || ' ' || l_marks(500) || ' ' || l_marks.count;
  end;
  function by_names return varchar2 is
    l_prices prices := prices('tea' => 2, 'milk' => 1.5);
  begin
    return l_prices('milk') || ' ' || l_prices.last || ' ' || l_prices.count;
  end;
  function by_tens return varchar2 is
    l_counts counts;
    l_sum number := 0;
    l_at pls_integer;
  begin
    for i in 1 .. 3 loop
      l_counts(i * 10) := i;
    end loop;
    l_at := l_counts.first;
    while l_at is not null loop
      l_sum := l_sum + l_at;
      l_at := l_counts.next(l_at);
    end loop;
    return l_sum || ' ' || l_counts.count;
  end;
  function of_fields return varchar2 is
    l_place place := place('attic', 2.5, true);
    l_other place := place(depth => 4);
  begin
    return l_place.room || ' ' || l_place.depth || ' ' || l_other.room || ' ' || l_other.depth || case when l_other.wide is null then ' unknown' end;
  end;
  function are_equal(p_one tags, p_other tags) return varchar2 is
    l_is boolean := p_one = p_other;
  begin
    return case when l_is is null then 'unknown' when l_is then 'equal' when p_one != p_other then 'not equal' end;
  end;
  function all_of_them return varchar2 is
  begin
    return are_equal(tags('a', 'b', 'a'), tags('b', 'a', 'a')) || ', ' || are_equal(tags('a'), tags('a', 'a'))
      || ', ' || are_equal(tags('a', null), tags(null, 'a')) || ', ' || are_equal(tags(), tags());
  end;
  procedure stamp is
  begin
    g_since := systimestamp;
    g_code := hextoraw('0aff');
  end;
  function turned(p_count number) return varchar2 is
    l_text varchar2(100) := 'abc';
    procedure turn(p_text in out varchar2) is
    begin
      p_text := substr(p_text, 2) || substr(p_text, 1, 1);
    end;
    procedure turn_all(p_items in out tags) is
      procedure turn_one(p_at pls_integer) is
      begin
        turn(p_items(p_at));
      end;
    begin
      for i in 1 .. p_items.count loop
        turn_one(i);
      end loop;
    end;
    l_items tags := tags('xyz', '12');
  begin
    for i in 1 .. p_count loop
      turn(l_text);
      turn_all(l_items);
    end loop;
    return l_text || l_items(1) || l_items(2);
  end;
end keyed;
/
create or replace procedure fill_shelf(p_id number) is
begin
  merge into shelf s using (select p_id as id, 'cellar' as room from dual) n on (s.id = n.id)
  when matched then update set s.room = n.room
  when not matched then insert /*+ append */ (id, room) values (n.id, n.room);
end;
/
create or replace package shelves as
  subtype room_name is shelf.room%type;
  type depths is table of shelf.depth%type index by room_name;
  type rooms is table of room_name index by varchar2(10);
  function deepest return varchar2;
  function took(p_from timestamp, p_to timestamp) return varchar2;
  function lasts(p_span interval day to second) return varchar2;
end;
/
create or replace package body shelves as
  function deepest return varchar2 is
    l_depths depths;
    l_rooms rooms;
  begin
    l_depths('hall') := 2.5;
    l_rooms('x') := 'hall';
    return l_rooms('x') || ' ' || l_depths(l_rooms('x'));
  end;
  function took(p_from timestamp, p_to timestamp) return varchar2 is
  begin
    return 'took ' || (p_to - p_from) || regexp_substr(p_to - p_from, ':[0-9]+\.');
  end;
  function lasts(p_span interval day to second) return varchar2 is
  begin
    return to_char(p_span) || '|' || p_span;
  end;
end;
/
create or replace procedure furnish is
  type numbers is table of number index by pls_integer;
  type places is table of pls_integer;
  l_ids numbers;
  l_depths numbers;
  l_chosen places := places(20, 30);
begin
  l_ids(10) := 110;
  l_ids(20) := 120;
  l_ids(30) := 130;
  l_ids(40) := 140;
  l_depths(20) := 2;
  l_depths(30) := 3.5;
  forall i in indices of l_ids
    insert into shelf (id, room) values (l_ids(i), 'new');
  forall i in indices of l_ids between 15 and 45
    update shelf set room = 'right' where id = l_ids(i);
  forall i in values of l_chosen
    update shelf set depth = l_depths(i) where id = l_ids(i);
end;
/
create or replace function stack_up(p_kind number) return varchar2 is
  type numbers is table of number;
  l_ids numbers := numbers(1, 2, 1, 3, 2);
  l_text varchar2(4000);
begin
  delete from shelf;
  begin
    forall i in 1 .. l_ids.count save exceptions
      insert into shelf (id) values (l_ids(i) / case when p_kind = 9 then 0 else 1 end);
  exception
    when others then
      if sqlcode = -24381 then
        for j in 1 .. sql%bulk_exceptions.count loop
          l_text := l_text || sql%bulk_exceptions(j).error_index || ' ' || substr(sqlerrm(-sql%bulk_exceptions(j).error_code), 1, 13) || ';';
        end loop;
        if p_kind = 2 then
          raise_application_error(-20005, 'stopped');
        elsif p_kind = 3 then
          raise;
        end if;
      else
        raise;
      end if;
  end;
  return l_text;
exception
  when others then
    return 'outside: ' || sqlerrm;
end;
/
