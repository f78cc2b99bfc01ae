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

-- Of the server's events.
create table ddl_log (what varchar2(30), owner varchar2(128), name varchar2(128), type varchar2(30), who varchar2(128));
create or replace trigger log_definitions after create or alter or drop on database
declare
  l_type ddl_log.type%type := ora_dict_obj_type;
begin
  if ora_dict_obj_name not like 'TMP%' then
    insert into ddl_log values (ora_sysevent, ora_dict_obj_owner, ora_dict_obj_name, l_type, ora_login_user);
  end if;
end;
/
create or replace trigger hr.no_drops before drop on hr.schema when (ora_dict_obj_type = 'TABLE')
begin
  raise_application_error(-20001, 'no table of hr is dropped: ' || ora_dict_obj_name);
end;
/
create or replace trigger log_logons after logon on database disable
begin
  insert into ddl_log (what, who) values (ora_sysevent, ora_login_user);
end;
/
create or replace trigger at_startup after startup on database
begin
  null;
end;
/
create or replace function whence return varchar2 is
begin
  return ora_database_name || ora_instance_num || ' ' || ora_client_ip_address;
end;
/
