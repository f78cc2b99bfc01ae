-- Texts that are executed: blocks, calls, what they give back; and the numbers of errors.

create table tool (id number(6) primary key, name varchar2(20), price number(9,2));

create or replace procedure add_one(p_in in number, p_out out number) is
begin
  p_out := p_in + 1;
end;
/
create or replace function twice(p_in in number) return number is
begin
  return p_in * 2;
end;
/
create or replace procedure executed(p_name varchar2, p_function varchar2, price number, p_out out varchar2) is
  v_sql varchar2(400);
  v_table varchar2(30) := 'tool';
  v_name varchar2(20);
  n number := 1;
  m number;
begin
  execute immediate 'begin add_one(:1, :2); end;' using n, out m;
  p_out := m || ' ';
  execute immediate 'begin :r := twice(:a) + :a; end;' using out m, n;
  p_out := p_out || m || ' ';
  execute immediate 'begin ' || p_name || '(:1, :2); end;' using 5, out m;
  p_out := p_out || m || ' ';
  execute immediate 'begin :r := ' || p_function || '(:1); end;' using out m, 5;
  p_out := p_out || m || ' ';
  v_sql := 'begin update tool set price = :price where id = :id; :n := sql%rowcount; end;';
  execute immediate v_sql using price, n, out m;
  p_out := p_out || m || ' ';
  execute immediate 'declare' || chr(10) || '  k number := :a; begin add_one(k, :b); end;' using n + 1, out m;
  p_out := p_out || m || ' ';
  execute immediate 'update ' || v_table || ' set price = price + 1 where id = :1 returning name, price into :2, :3' using n returning into v_name, m;
  p_out := p_out || v_name || m || ' ';
  execute immediate 'delete from tool where id = :1 returning name into :2' using 99, out v_name;
  p_out := p_out || sql%rowcount;
end;
/
create or replace procedure executed_by_parts(p_name varchar2) is
begin
  execute immediate 'begin if ' || p_name || ' then null; end if; end;';
end;
/
create or replace function number_of(p_case number) return varchar2 is
  own exception;
  n number;
  v varchar2(2);
begin
  if p_case = 1 then select id into n from tool where id = -1;
  elsif p_case = 2 then insert into tool values (1, 'again', 0);
  elsif p_case = 3 then n := 1 / (p_case - 3);
  elsif p_case = 4 then raise_application_error(-20123, 'mine');
  elsif p_case = 5 then raise own;
  elsif p_case = 6 then v := rpad('x', p_case, 'x');
  elsif p_case = 7 then select id into n from tool;
  end if;
  return sqlcode;
exception
  when others then
    if sqlcode = -6502 then
      return 'value ' || sqlcode;
    elsif sqlcode = -1403 then
      return 'never';
    elsif sqlcode in (100, -1) then
      return 'known ' || sqlcode || case when sqlerrm(sqlcode) = sqlerrm then ' same' end;
    elsif sqlcode between -20999 and -20000 then
      return 'own ' || sqlcode;
    end if;
    case sqlcode when 1 then return 'declared'; else return sqlcode; end case;
end;
/
create or replace procedure note_error is
begin
  insert into tool values (sqlcode, substr(sqlerrm, 1, 20), null);
end;
/
