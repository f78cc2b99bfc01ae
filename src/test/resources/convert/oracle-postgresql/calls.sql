-- What names and arguments mean where several are there: columns before variables, the later of two units, the routine that fits.
create table parcel (id number(9) primary key, weight number(6, 2), label varchar2(40));
create or replace package post as
  id number := 77;
  weight number := 99;
  subtype label_text is parcel.label%type;
  type labels is table of label_text index by pls_integer;
  type sheet is record (heading label_text, lines labels);
  function heaviest return number;
  function described(p_id number) return varchar2;
  function lowest(p_limit number) return number;
  procedure lighten(p_by number);
end post;
/
create or replace package body post as
  function heaviest return number is
    result number;
  begin
    select max(weight) into result from parcel where id > 0;
    return result;
  end;
  function described(p_id number) return varchar2 is
    one sheet;
  begin
    select label into one.heading from parcel where id = p_id;
    one.lines(1) := one.heading || ' ' || id;
    return one.lines(1);
  end;
  function lowest(p_limit number) return number is
    result number;
  begin
    for one in (select id, weight from parcel where weight < p_limit union select 0 as id, post.weight as weight from dual order by id desc) loop
      result := one.weight;
    end loop;
    return result;
  end;
  procedure lighten(p_by number) is
  begin
    update parcel set weight = weight - p_by where id in (select id from parcel where weight > p_by);
  end;
end post;
/
create or replace type stamp_t as object (price number);
/
create or replace type stamp_t as object (
  price number,
  country varchar2(2),
  member function shown return varchar2
);
/
create or replace type body stamp_t is
  member function shown return varchar2 is
  begin
    return self.country || ' ' || self.price;
  end;
end;
/
create or replace package counted as
  type numbers is table of number;
  function split(p_text in out nocopy varchar2) return numbers;
  function split(p_text varchar2, p_rest out varchar2, p_more out number) return numbers;
  function sum_of(p_text varchar2) return number;
  procedure add_to(p_buffer in out varchar2, p_line varchar2);
  procedure add_to(p_buffer in out clob, p_line varchar2, p_rest in out varchar2);
  function joined return varchar2;
end;
/
create or replace package body counted as
  function split(p_text in out nocopy varchar2) return numbers is
    all_of numbers := numbers();
  begin
    while p_text is not null loop
      all_of.extend;
      all_of(all_of.last) := to_number(substr(p_text, 1, 1));
      p_text := substr(p_text, 2);
    end loop;
    return all_of;
  end;
  function split(p_text varchar2, p_rest out varchar2, p_more out number) return numbers is
  begin
    p_rest := substr(p_text, 2);
    p_more := 1;
    return numbers(to_number(substr(p_text, 1, 1)));
  end;
  function sum_of(p_text varchar2) return number is
    left_over varchar2(100) := p_text;
    all_of numbers;
    total number := 0;
  begin
    all_of := split(left_over);
    for i in 1 .. all_of.count loop
      if mod(i, all_of.count) != 0 or case when total > 0 then 1 else 0 end = 1 then
        total := total + all_of(i);
      elsif instr(p_text, '2', -1) = length(p_text) then
        total := total + 100;
      end if;
    end loop;
    return total;
  end;
  procedure add_to(p_buffer in out varchar2, p_line varchar2) is
  begin
    p_buffer := p_buffer || p_line;
  end;
  procedure add_to(p_buffer in out clob, p_line varchar2, p_rest in out varchar2) is
  begin
    p_rest := p_rest || p_line;
  end;
  function joined return varchar2 is
    buffer varchar2(100);
  begin
    add_to(buffer, 'a');
    add_to(buffer, 'b');
    return buffer;
  end;
end;
/
create or replace package bytes as
  function to_char(p_number number) return varchar2;
  function checksum(p_data raw) return number;
  function of_text(p_hex varchar2) return number;
  function wrapped(p_count number) return raw;
  function seen_on(p_day date) return varchar2;
  function since(p_then timestamp) return varchar2;
  function now_since return varchar2;
end;
/
create or replace package body bytes as
  function to_char(p_number number) return varchar2 is
  begin
    return '<' || standard.to_char(p_number) || '>' || sys.standard.bitand(6, p_number);
  end;
  function checksum(p_data raw) return number is
  begin
    return to_number(utl_raw.substr(p_data, 1, 1), 'XX') + to_number(hextoraw('0A'), 'XX');
  end;
  function of_text(p_hex varchar2) return number is
  begin
    return checksum(p_hex) + utl_raw.cast_to_binary_integer('0000000F');
  end;
  function wrapped(p_count number) return raw is
  begin
    return utl_raw.concat('AB', utl_raw.copies('00', p_count), 'CD');
  end;
  function seen_on(p_day date) return varchar2 is
  begin
    return standard.to_char(p_day, 'YYYY-MM-DD');
  end;
  function since(p_then timestamp) return varchar2 is
  begin
    return case when p_then <= systimestamp then 'past' else 'future' end;
  end;
  function now_since return varchar2 is
  begin
    return since(systimestamp) || case when seen_on(systimestamp) = standard.to_char(sysdate, 'YYYY-MM-DD') then ' today' end;
  end;
end;
/
create or replace function kinds_of_double(p_number binary_double) return varchar2 is
begin
  if p_number is nan then
    return 'no number';
  elsif p_number is infinite then
    return case when p_number = binary_double_infinity then 'endless' else 'endless below' end;
  end if;
  return to_char(p_number, 'TM9') || case when nanvl(p_number, 1) = 1 then ' one' end;
end;
/
create or replace function lengths(p_text varchar2) return varchar2 is
begin
  return length2(p_text) || ' ' || length4(p_text) || ' ' || lengthb(p_text) || ' ' || instrb(p_text, 'b') || ' ' || lengthc(p_text) || ' ' || bin_to_num(1, 0, 1);
end;
/
create or replace function part_in_bytes(p_text varchar2, p_from number, p_bytes number) return varchar2 is
begin
  return '[' || substrb(p_text, p_from, p_bytes) || ']' || substr4(p_text, 1, 1);
end;
/
create or replace function offset_of(p_zone varchar2) return varchar2 is
begin
  return tz_offset(p_zone) || tz_offset(sessiontimezone);
end;
/
create or replace procedure page(p_name varchar2) is
begin
  htp.prn('<p>' || p_name);
  htp.p('</p>');
end;
/
