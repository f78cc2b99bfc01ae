-- Cursors and their attributes.
create table item (id number(9) primary key, price number(8,2), name varchar2(20));
create or replace function total return number is
  cursor c_items(p_least number) is select id, price from item where price >= p_least order by id;
  r c_items%rowtype;
  v_total number := 0;
begin
  open c_items(1);
  loop
    fetch c_items into r;
    exit when c_items%notfound;
    v_total := v_total + r.price;
  end loop;
  close c_items;
  for x in c_items(10) loop
    v_total := v_total + x.price;
  end loop;
  return v_total;
end;
/
create or replace function first_price return number is
  cursor c is select price from item order by id;
  v item.price%type;
  n number;
begin
  open c;
  fetch c into v;
  n := v;
  while c%found and c%rowcount < 3 loop
    n := n + 1;
    fetch c into v;
  end loop;
  if c%isopen then
    close c;
  end if;
  return n;
end;
/
create or replace procedure items_of(p_least number, p_rows out sys_refcursor) is
begin
  open p_rows for select id, name from item where price >= p_least order by id;
end;
/
create or replace procedure cheaper is
  cursor c is select id, price from item where price > 5 for update;
begin
  for r in c loop
    update item set price = r.price - 1 where current of c;
  end loop;
  delete from item where price < 0;
  if sql%found then
    dbms_output.put_line(sql%rowcount || ' gone');
  end if;
end;
/
create or replace function by_text(p_table varchar2) return number is
  c sys_refcursor;
  v number;
begin
  open c for 'select max(id) from ' || p_table || ' where id > :1' using 0;
  fetch c into v;
  close c;
  return v;
end;
/
