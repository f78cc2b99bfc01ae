-- Exceptions.
create table account (id number(9) primary key, balance number(12,2) not null check (balance >= 0));
create or replace package bank as
  e_closed exception;
  pragma exception_init(e_closed, -20010);
end bank;
/
create or replace procedure transfer(p_from number, p_to number, p_amount number) is
  e_same exception;
  e_low exception;
  pragma exception_init(e_low, -2290);
begin
  if p_from = p_to then
    raise e_same;
  end if;
  if p_amount > 1000 then
    raise bank.e_closed;
  end if;
  begin
    update account set balance = balance - p_amount where id = p_from;
  exception
    when e_low then
      raise_application_error(-20011, 'not enough: ' || sqlerrm);
  end;
  update account set balance = balance + p_amount where id = p_to;
exception
  when e_same then
    null;
  when bank.e_closed or program_error then
    raise_application_error(-20012, 'closed');
end;
/
create or replace function divide(a number, b number) return varchar2 is
  n number;
begin
  n := a / b;
  return to_char(n, 'FM990.00');
exception
  when zero_divide then return 'infinite';
  when value_error or invalid_number then return 'none';
  when others then
    return 'code ' || sqlcode;
end;
/
