-- Triggers.
create sequence s_orders start with 10;
create table orders (id number(9) primary key, customer varchar2(20), total number(10,2), changed date, changes number(9) default 0);
create table log (what varchar2(100), at_time date default sysdate);
create or replace trigger orders_bi before insert on orders for each row
when (new.id is null)
begin
  select s_orders.nextval into :new.id from dual;
  :new.customer := upper(:new.customer);
end;
/
create or replace trigger orders_biud before insert or update of total, customer or delete on orders
referencing new as n old as o
for each row
declare
  v_what varchar2(20);
begin
  if inserting then
    v_what := 'new';
  elsif updating('TOTAL') then
    v_what := 'total';
    :n.changes := :o.changes + 1;
  elsif deleting then
    v_what := 'gone';
    if :o.total > 100 then
      raise_application_error(-20100, 'too large to delete');
    end if;
  else
    return;
  end if;
  insert into log (what) values (v_what || ' ' || nvl(:n.id, :o.id));
end;
/
create or replace trigger orders_as after delete on orders
begin
  insert into log (what) values ('deleted');
exception
  when others then null;
end;
/
create view order_v as select id, customer from orders;
create or replace trigger order_v_ii instead of insert on order_v
begin
  insert into orders (customer, total) values (:new.customer, 1);
end;
/
create or replace trigger orders_off before update on orders for each row disable
begin
  :new.total := 0;
end;
/
create or replace trigger logon_t after logon on database begin null; end;
/
create or replace trigger orders_c for insert on orders compound trigger
  before each row is begin :new.total := :new.total; end before each row;
end;
/
