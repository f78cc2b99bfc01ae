-- Text: what is empty is NULL, positions are whole numbers.
create table word (id number(9) primary key, name varchar2(20), note varchar2(20), born date);
create view empties as select id, trim(name) as trimmed, substr(name, 3) as rest, substr(name, 1, 2) as start_of, replace(name, 'a') as without_a, translate(name, 'ab', 'x') as other from word;
create view patterns as select id from word where name like 'a\_%' or name like '%!_%' escape '!' or name like note || '%';
create view masks as select to_char(born, 'FMDay, DD Month YYYY FMHH24:MI') as long_one, to_char(born, 'FMMonth FMDD') as short_one from word;
create or replace function part_of(p_text varchar2, p_from number, p_count number) return varchar2 is
begin
  return lpad(substr(p_text, p_from, p_count / 2), 2 * p_count, '.') || rpad('x', p_from) || chr(64 + p_from);
end;
/
create or replace function is_blank(p_text varchar2) return number is
begin
  if trim(p_text) is null then
    return 1;
  end if;
  return nvl(length(ltrim(p_text)), 0);
end;
/
create or replace function swapped(p_text varchar2, p_old varchar2, p_new varchar2) return varchar2 is
begin
  return replace(p_text, p_old, p_new);
end;
/
create or replace function after_last(p_text varchar2, p_part varchar2) return varchar2 is
begin
  return substr(p_text, instr(p_text, p_part, -1) + 1);
end;
/
create or replace function cleaned(p_text varchar2, p_new varchar2) return varchar2 is
begin
  return regexp_replace(p_text, '[0-9]', p_new, 2) || regexp_replace(p_text, 'A', p_new, 1, 1, 'i') || regexp_substr(p_text, '^b.*$', 1, 1, 'm');
end;
/
create or replace function rounded(p number, p_digits number) return number is
begin
  return round(p, p_digits) + trunc(p, p_digits);
end;
/
create or replace function guarded(p_text varchar2, p_by number) return varchar2 is
  n number;
begin
  n := to_number(p_text) / p_by;
  return 'n=' || round(n, 1);
exception
  when value_error then return 'no number';
  when zero_divide then return 'by zero';
end;
/
