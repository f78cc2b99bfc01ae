-- What loads on both, and gave another result.

create table reading (id number(9) primary key, region varchar2(9), amount number(9,2), taken date, seen timestamp, token raw(16));
create table noted (id number(9), note varchar2(40));

create or replace view v_spread as
select region, median(amount) as middle, stddev(amount) as deviation, stddev_samp(amount) as sample, variance(amount) as variance,
  median(taken) as day
from reading group by region;

create or replace view v_windows as
select id, median(amount) over (partition by region) as middle, stddev(amount) over (partition by region) as deviation from reading;

create or replace view v_days as
select id, trunc(seen) - taken as days, seen + 1 as later, sysdate - taken as age, extract(day from (seen - timestamp '2024-01-01 00:00:00')) as fields,
  round(taken, 'MM') as month, round(taken) as day, add_months(taken, 1) as next, greatest(taken, seen) as last
from reading;

create or replace function parts(p_text varchar2, p_from number, p_count number) return varchar2 is
begin
  return '[' || substr(p_text, p_from) || '|' || substr(p_text, p_from, p_count) || '|' || substr(p_text, -5) || '|' || substr(p_text, 1, p_count) || '|'
    || substr(trim(p_text), 1, 2) || '|' || nvl(substr(trim('  '), 1, 2), 'none') || ']';
end;
/
create or replace function places(p_text varchar2, p_part varchar2, p_from number, p_which number) return varchar2 is
begin
  return instr(p_text, p_part, p_from, p_which) || ' ' || instr(p_text, p_part, 1, 2) || ' ' || instr(p_text, 'a', -1, 2) || ' ' || nvl(to_char(instr(p_text, p_part, 2)), '-');
end;
/
create or replace function numbers(p_number number) return varchar2 is
  v varchar2(20) := p_number / 4;
  w varchar2(20);
begin
  w := -p_number / 8;
  return p_number || ' ' || v || ' ' || w || ' ' || to_char(p_number / 2) || ' ' || mod(p_number, 0) || ' ' || greatest(p_number, null) || least(1, 2);
end;
/
create or replace function series(p_most number) return varchar2 is
  v varchar2(100);
begin
  for r in (select level as n from dual connect by level <= p_most order by level) loop
    v := v || r.n;
  end loop;
  for r in (select level as n from dual connect by level < p_most) loop
    v := v || '-' || r.n;
  end loop;
  return v;
end;
/
create or replace function walked(p_from number) return varchar2 is
  type t_list is table of varchar2(10);
  type t_dense is table of varchar2(10);
  type t_map is table of number index by varchar2(10);
  c t_dense := t_dense('a', 'b', null, 'd');
  h t_list := t_list('a', 'b', null, 'd');
  m t_map;
  n pls_integer := p_from;
  key varchar2(10) := 'b';
  v varchar2(200);
begin
  n := c.next(n);
  v := n || c.count || case when c.exists(3) then 'there' else 'gone' end || case when c.exists(5) then 'there' else 'gone' end;
  c.extend(0);
  c.extend(p_from);
  v := v || c.count;
  c.extend(2, 1);
  v := v || c(c.last) || c.count;
  m('B') := 1; m('a') := 2; m('b') := 3; m('C') := 4;
  v := v || ' ' || m.first || m.last || m.next(key) || m.next('B') || m.prior('a');
  h.delete(2);
  h.delete(4);
  v := v || ' ' || h.count || h.first || h.last || h.next(1) || nvl(h.prior(3), 0) || case when h.exists(2) then 'there' else 'gone' end
    || case when h.exists(3) then 'there' else 'gone' end;
  h.extend;
  h.trim;
  h.delete(1, 1);
  v := v || h.count;
  begin
    v := v || h(2);
  exception
    when no_data_found then
      v := v || ' no';
  end;
  begin
    v := v || m('zz');
  exception
    when no_data_found then
      v := v || ' none';
  end;
  m.delete('B', 'a');
  select region bulk collect into h from reading order by id;
  return v || ' ' || m.count || h.count || h(1);
end;
/
create or replace package held as
  g_rate number(5,2) := 1.239;
  g_name varchar2(5);
  g_count pls_integer not null := 0;
  c_small constant number(4,1) := 2.26;
  procedure take(p_rate number, p_name varchar2, p_count number);
end;
/
create or replace package body held as
  first number := 7;
  second number := first + 1;
  procedure take(p_rate number, p_name varchar2, p_count number) is
  begin
    g_rate := p_rate;
    g_name := p_name;
    g_count := p_count;
  end;
end;
/
create or replace function looked(found varchar2) return varchar2 is
  cursor c is select id from reading order by id;
  v number;
  sqlstate varchar2(5) := 'mine';
begin
  open c;
  fetch c into v;
  if c%found then
    close c;
    return found || sqlstate || v;
  end if;
  close c;
  return 'none';
end;
/
create or replace function counted_rows return varchar2 is
  type t_ids is table of number;
  ids t_ids;
  gone t_ids := t_ids(7);
  v number;
  r varchar2(100);
begin
  delete from noted;
  select id bulk collect into ids from reading;
  r := sql%rowcount || ' ';
  insert all into noted (id) values (n) into noted (id) values (n + 10) select id as n from reading;
  r := r || sql%rowcount || ' ';
  update noted set note = 'x' where id > 10 returning id bulk collect into ids;
  r := r || sql%rowcount || ' ';
  forall i in 1 .. ids.count update noted set note = 'y' where id <= ids(i);
  r := r || sql%rowcount || ' ';
  forall i in 1 .. ids.count delete from noted where id = ids(i) returning id bulk collect into gone;
  r := r || sql%rowcount || ' ';
  <<named>> delete from noted;
  r := r || sql%rowcount || ' ';
  begin
    select id into v from noted;
  exception
    when no_data_found then
      r := r || sql%rowcount || case when sql%notfound then 'no' end;
  end;
  return r || case when sql%isopen then 'open' end;
end;
/
create or replace function counted_cursor(p_most number) return number is
  cursor c(p_from number) is select id from reading where id >= p_from order by id;
  n number := 0;
begin
  <<each>> for r in c(1) loop
    exit each when c%rowcount > p_most;
    n := n + r.id;
  end loop;
  return n;
end;
/
create or replace procedure last_amount(p out number, q out number) is
  cursor c is select id, amount from reading order by id;
begin
  open c;
  loop
    fetch c into q, p;
    exit when c%notfound;
  end loop;
  close c;
end;
/
create or replace function zones return varchar2 is
  v_day date := date '2024-06-01' + 10/24;
  v_at timestamp with time zone := from_tz(cast(v_day as timestamp), 'UTC');
begin
  return to_char(from_tz(cast(v_day as timestamp), 'UTC') at time zone 'Europe/Berlin', 'HH24:MI') || ' '
    || to_char(cast(from_tz(timestamp '2024-06-01 23:30:00.9', 'America/New_York') as date), 'DD HH24:MI:SS') || ' '
    || extract(hour from timestamp '2024-06-01 12:00:00 +02:00') || ' ' || to_char(new_time(v_day, 'EST', 'PST'), 'HH24:MI') || ' '
    || to_char(v_at at time zone 'Asia/Tokyo', 'HH24') || ' ' || to_char(cast(v_day as timestamp) + 1, 'DD HH24');
end;
/
create or replace function raws(p_digits varchar2) return varchar2 is
  v raw(16) := p_digits;
  t varchar2(40);
  n number;
begin
  t := v;
  insert into reading (id, token) values (99, 'AB01');
  select count(*) into n from reading where token = 'ab01' and token in ('AB01', 'ff');
  delete from reading where id = 99;
  return t || ' ' || substr(v, 1, 2) || ' ' || length(v) || ' ' || v || ' ' || n || ' ' || case when v = '0ABC' then 'same' end || ' ' || hextoraw('abc');
end;
/
create or replace function token return varchar2 is
begin
  return sys_guid();
end;
/
create or replace function kept_back(p_text varchar2) return number is
begin
  insert into noted (id, note) values (1, 'one');
  insert into noted (id, note) values (to_number(p_text), 'two');
  return 1;
exception
  when others then
    return 0;
end;
/
create or replace function not_kept_back(p_id number) return number is
begin
  insert into noted (id, note) values (p_id, 'one');
  return 1;
exception
  when dup_val_on_index then
    update noted set note = 'again' where id = p_id;
    return 0;
end;
/
create or replace function shadowed return varchar2 is
  v varchar2(100);
begin
  for r in (select id from reading order by id) loop
    for r in (select 7 as id from dual) loop
      v := v || r.id;
    end loop;
    v := v || r.id || ' ';
  end loop;
  return v;
end;
/
create or replace function chained(p varchar2) return number is
begin
  return length(p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p
    || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p
    || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p
    || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p || p);
end;
/
create or replace procedure inner_bad is
  e_bad exception;
begin
  raise e_bad;
end;
/
create or replace function whose return varchar2 is
  e_bad exception;
begin
  inner_bad;
  return 'none';
exception
  when e_bad then
    return 'mine';
  when others then
    return 'other';
end;
/
create or replace function empties(p_text varchar2) return varchar2 is
begin
  return nvl(regexp_substr(p_text, '[^,]*', 3), 'null') || nvl(concat(null, null), 'null') || nvl(lpad('x', length(p_text) - 3), 'null') || nvl(dbms_lob.substr(to_clob(p_text), 10, 9), 'null');
end;
/
create or replace trigger reading_state for insert on reading compound trigger
  v_before number;
  v_rows number := 0;
  before each row is
  begin
    v_before := :new.amount;
  end before each row;
  after each row is
  begin
    v_rows := v_rows + 1;
    if v_before > 100 then
      insert into noted (id, note) values (:new.id, 'large');
    end if;
  end after each row;
  after statement is
  begin
    insert into noted (id, note) values (v_rows, 'rows');
  end after statement;
end;
/
create or replace function read_date(p_text varchar2) return varchar2 is
  function is_date(p varchar2) return number is
    d date;
  begin
    d := to_date(p, 'YYYY-MM-DD');
    return 1;
  exception
    when others then
      return 0;
  end;
begin
  return to_char(to_date(p_text, 'DD-MM-RRRR'), 'YYYY') || to_char(to_date('31-12-50', 'DD-MM-RR'), ' YYYY') || to_char(to_date('31-12-99', 'DD-MM-YY'), ' YYYY')
    || ' ' || is_date('2024-01-01 rubbish') || is_date('2024') || is_date('2024-1-9')
    || to_char(to_date(substr(p_text, 1, 2), 'HH24'), ' HH24:MI') || case when to_date('2024', 'YYYY') = add_months(trunc(to_date('2024', 'YYYY'), 'YYYY'), to_number(to_char(sysdate, 'MM')) - 1) then ' same' end
    || to_char(to_timestamp('2024-03-10 02:30:00.25' || substr(p_text, 1, 0), 'YYYY-MM-DD HH24:MI:SS.FF'), ' HH24:MI:SS');
end;
/
create or replace function encoded(p_raw raw) return number is
begin
  return instr(utl_raw.cast_to_varchar2(utl_encode.base64_encode(p_raw)), chr(13) || chr(10));
end;
/
create or replace function by_key(p_key number) return varchar2 is
  type t_cache is table of varchar2(10) index by pls_integer;
  cache t_cache;
  v varchar2(40);
begin
  for r in (select id, region from reading order by id) loop
    cache(r.id * 10) := r.region;
  end loop;
  cache(p_key) := null;
  v := cache.count || cache.first || cache.last || case when cache.exists(15) then 'there' else 'gone' end;
  begin
    v := v || cache(15);
  exception
    when no_data_found then
      v := v || ' none';
  end;
  return v;
end;
/
create table pair (a number(9), b number(9), c char(10), constraint pair_u unique (a, b));
create table copied as select id from reading;
alter table copied add (note varchar2(20));
create table reading (id varchar2(1));

create or replace view v_numbered as
select rownum as pos, id from (select id from reading order by amount desc);
create or replace view v_second as
select id from (select a.*, rownum as rn from (select id from reading order by amount desc) a where rownum <= 2) where rn > 1;
