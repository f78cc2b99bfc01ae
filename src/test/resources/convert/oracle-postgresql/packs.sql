-- What comes with Oracle in packages, and has a function of the extension pack.
create table numbers_of (n number(9) primary key, t varchar2(10));
create or replace function raw_bits(p_a raw, p_b raw) return varchar2 is
begin
  return rawtohex(utl_raw.bit_and(p_a, p_b)) || ' ' || rawtohex(utl_raw.bit_or(p_a, p_b)) || ' ' || rawtohex(utl_raw.bit_xor(p_a, p_b))
    || ' ' || rawtohex(utl_raw.bit_complement(p_a)) || ' ' || rawtohex(utl_raw.reverse(p_a)) || ' ' || rawtohex(utl_raw.copies(p_a, 2))
    || ' ' || utl_raw.compare(p_a, p_b) || ' ' || utl_raw.compare(p_a, p_a, hextoraw('20'))
    || ' ' || rawtohex(utl_raw.concat(p_a, p_b, p_a, p_b, p_a, p_b, p_a));
end;
/
create or replace function raw_numbers(p_number number) return varchar2 is
begin
  return rawtohex(utl_raw.cast_from_binary_integer(p_number)) || ' ' || rawtohex(utl_raw.cast_from_binary_integer(p_number, utl_raw.little_endian))
    || ' ' || utl_raw.cast_to_binary_integer(utl_raw.cast_from_binary_integer(p_number))
    || ' ' || utl_raw.cast_to_binary_integer(hextoraw('0100'), endianess => utl_raw.little_endian);
end;
/
create or replace function escapes(p_text varchar2) return varchar2 is
begin
  return utl_url.escape(p_text) || ' ' || utl_url.escape(p_text, escape_reserved_chars => true, url_charset => 'UTF8')
    || ' ' || dbms_xmlgen.convert(p_text) || ' ' || dbms_xmlgen.convert(dbms_xmlgen.convert(p_text, dbms_xmlgen.entity_encode), dbms_xmlgen.entity_decode)
    || ' ' || htf.escape_sc(p_text) || ' ' || asciistr(p_text) || ' ' || unistr('\00e4');
end;
/
create or replace function clob_work(p_text clob, p_from number) return varchar2 is
  l clob;
  l_part varchar2(100);
  l_amount integer := 4;
begin
  dbms_lob.createtemporary(lob_loc => l, cache => true);
  dbms_lob.append(l, p_text);
  dbms_lob.copy(src_lob => p_text, dest_lob => l, amount => 3, dest_offset => 8, src_offset => 2);
  dbms_lob.write(l, 2, 1, 'XY');
  dbms_lob.read(l, l_amount, p_from, l_part);
  return l || '|' || l_part || '|' || l_amount || '|' || dbms_lob.instr(l, 'c', 1, 2) || '|' || dbms_lob.instr(lob_loc => l, pattern => 'c', offset => 4)
    || '|' || dbms_lob.compare(l, p_text) || dbms_lob.compare(p_text, p_text) || '|' || dbms_lob.substr(offset => 1, lob_loc => l, amount => 2);
exception
  when no_data_found then
    return 'behind the end';
end;
/
create or replace function blob_work(p_bytes blob) return varchar2 is
  l blob := p_bytes;
  l_part raw(10);
  l_amount integer := 2;
begin
  dbms_lob.copy(l, p_bytes, 1, 4, 1);
  dbms_lob.read(l, l_amount, 2, l_part);
  return rawtohex(l) || '|' || rawtohex(l_part) || '|' || l_amount || '|' || dbms_lob.instr(l, p_bytes, 1, 1) || '|' || dbms_lob.compare(l, p_bytes);
end;
/
create or replace function hashes(p_text clob) return varchar2 is
  l raw(2000) := utl_raw.cast_to_raw(p_text);
begin
  return rawtohex(dbms_crypto.hash(l, dbms_crypto.hash_md5)) || ' ' || rawtohex(dbms_crypto.hash(p_text, dbms_crypto.hash_sh256))
    || ' ' || substr(rawtohex(dbms_crypto.hash(l, dbms_crypto.hash_sh384)), 1, 16) || ' ' || substr(rawtohex(dbms_crypto.hash(l, dbms_crypto.hash_sh512)), 1, 16);
end;
/
create or replace function hash_of(p_text clob, p_type number) return raw is
begin
  return dbms_crypto.hash(p_text, p_type);
end;
/
create or replace function positions(p_text varchar2, p_part varchar2) return varchar2 is
begin
  return instr(p_text, p_part, -3, 2) || ' ' || instr(p_text, p_part, -1, 1) || ' ' || instr(p_text, p_part, -15, 1);
end;
/
create or replace function hexadecimal(p_number number) return varchar2 is
begin
  return to_char(p_number, 'XXXX') || '|' || to_char(p_number, 'fm0XXX') || '|' || to_char(p_number, 'fmxx') || '|' || to_number('ff', 'XX')
    || '|' || to_number('7FFF', 'xxxx');
end;
/
create or replace function checked_name(p_name varchar2) return varchar2 is
begin
  return dbms_assert.simple_sql_name(p_name) || ' ' || sys.dbms_assert.qualified_sql_name(p_name || '.b@c');
end;
/
create or replace function random_text return varchar2 is
begin
  return case when regexp_like(dbms_random.string('U', 20), '^[A-Z]{20}$') then 'U' end || case when regexp_like(dbms_random.string('l', 3), '^[a-z]{3}$') then 'l' end
    || case when regexp_like(dbms_random.string(opt => 'x', len => 30), '^[A-Z0-9]{30}$') then 'x' end || length(dbms_random.string('p', 12));
end;
/
create or replace function recoded(p_text varchar2) return varchar2 is
begin
  return rawtohex(utl_i18n.string_to_raw(p_text, 'WE8ISO8859P1')) || ' ' || utl_i18n.raw_to_char(utl_i18n.string_to_raw(p_text, 'AL32UTF8'), src_charset => 'AL32UTF8')
    || ' ' || to_char(sys_extract_utc(timestamp '2024-05-05 12:00:00 +02:00'), 'HH24:MI');
end;
/
create or replace function matches(p_text varchar2) return varchar2 is
begin
  return regexp_instr(srcstr => p_text, pattern => 'b+', occurrence => 2, returnparam => 1) || ' ' || regexp_replace(srcstr => p_text, pattern => 'b', replacestr => 'x', occurrence => 2)
    || ' ' || regexp_replace(srcstr => p_text, replacestr => 'x', pattern => 'B', modifier => 'i');
end;
/
create or replace function members(p_number number) return varchar2 is
  type t_numbers is table of number;
  type t_texts is table of varchar2(10);
  l_numbers t_numbers := t_numbers(1, 2, 3);
  l_none t_numbers := t_numbers();
  l_texts t_texts;
  l_result varchar2(100);
begin
  if l_none is empty and l_numbers is not empty then
    l_result := 'empty';
  end if;
  l_numbers.delete(2);
  l_result := l_result || case when p_number member of l_numbers then ' in' else ' not in' end || case when p_number not member of l_none then ' none' end;
  execute immediate 'select n from numbers_of where n > :a order by n' bulk collect into l_numbers using p_number;
  l_result := l_result || ' ' || l_numbers.count;
  execute immediate 'select n, t from numbers_of where n > 1 order by n desc' bulk collect into l_numbers, l_texts;
  return l_result || ' ' || l_numbers(1) || l_texts(1) || l_texts(2);
end;
/
