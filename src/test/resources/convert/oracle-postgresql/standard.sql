-- Packages that come with Oracle, as far as the extension pack has them.

create or replace function call_stack return varchar2 is
begin
  return dbms_utility.format_call_stack;
end;
/

create or replace function message_of(p_name varchar2) return varchar2 is
begin
  return utl_lms.format_message('%s has %s of 100%%', p_name, '5');
end;
/

create or replace procedure write_page(p_text varchar2) is
begin
  htp.init;
  owa_util.mime_header('text/plain', false, 'utf-8');
  owa_util.http_header_close;
  htp.p(p_text);
  htp.prn(owa_util.get_cgi_env('REMOTE_USER'));
  htp.print('end');
end;
/

create or replace function hashed(p_text varchar2) return varchar2 is
  l_raw raw(2000) := utl_raw.cast_to_raw(p_text);
begin
  return rawtohex(dbms_crypto.hash(l_raw, dbms_crypto.hash_sh1))
    || ' ' || rawtohex(dbms_crypto.mac(l_raw, dbms_crypto.hmac_sh256, utl_raw.cast_to_raw('key')))
    || ' ' || rawtohex(dbms_crypto.mac(l_raw, dbms_crypto.hmac_md5, utl_raw.cast_to_raw('key')))
    || ' ' || utl_raw.length(dbms_crypto.randombytes(20));
end;
/

create or replace function encrypted(p_text varchar2, p_key raw) return raw is
  l_type pls_integer := dbms_crypto.encrypt_aes256 + dbms_crypto.chain_cbc + dbms_crypto.pad_pkcs5;
begin
  return dbms_crypto.decrypt(dbms_crypto.encrypt(utl_raw.cast_to_raw(p_text), l_type, p_key), l_type, p_key);
end;
/

create or replace function recoded_bytes(p_text varchar2, p_charset varchar2) return varchar2 is
  l_bytes raw(2000) := utl_i18n.string_to_raw(p_text, p_charset);
begin
  return rawtohex(l_bytes) || ' ' || utl_i18n.raw_to_char(l_bytes, p_charset)
    || ' ' || rawtohex(utl_raw.convert(l_bytes, 'AMERICAN_AMERICA.AL16UTF16', 'AMERICAN_AMERICA.' || p_charset));
end;
/

create or replace function there_and_back(p_text clob) return clob is
  l_blob blob;
  l_clob clob;
  l_to integer := 1;
  l_from integer := 1;
  l_context integer := dbms_lob.default_lang_ctx;
  l_warning integer;
begin
  dbms_lob.createtemporary(l_blob, true);
  dbms_lob.createtemporary(l_clob, true);
  dbms_lob.converttoblob(l_blob, p_text, dbms_lob.lobmaxsize, l_to, l_from, dbms_lob.default_csid, l_context, l_warning);
  l_to := 1;
  l_from := 1;
  dbms_lob.converttoclob(l_clob, l_blob, dbms_lob.lobmaxsize, l_to, l_from, dbms_lob.default_csid, l_context, l_warning);
  if l_warning = dbms_lob.no_warning and dbms_lob.istemporary(l_blob) = 1 and dbms_lob.getchunksize(l_blob) > 0 then
    return l_clob || ' ' || l_from || ' ' || l_to;
  end if;
  return null;
end;
/

create or replace function write_and_read(p_directory varchar2, p_text varchar2) return varchar2 is
  l_file utl_file.file_type;
  l_line varchar2(2000);
  l_raw raw(2000);
  l_exists boolean;
  l_length number;
  l_block binary_integer;
  l_all varchar2(4000);
begin
  l_file := utl_file.fopen(p_directory, 'a.txt', 'w');
  utl_file.put_line(l_file, p_text);
  utl_file.put(l_file, 'second');
  utl_file.new_line(l_file);
  utl_file.fflush(l_file);
  utl_file.put_raw(l_file, utl_raw.cast_to_raw('raw'));
  if utl_file.is_open(l_file) then
    utl_file.fclose(l_file);
  end if;
  l_file := utl_file.fopen_nchar(p_directory, 'a.txt', 'r');
  begin
    loop
      utl_file.get_line(l_file, l_line);
      l_all := l_all || '[' || l_line || ']';
    end loop;
  exception
    when no_data_found then
      utl_file.fclose(l_file);
  end;
  l_file := utl_file.fopen(p_directory, 'a.txt', 'rb');
  utl_file.get_raw(l_file, l_raw, 3);
  utl_file.fclose_all;
  utl_file.fgetattr(p_directory, 'a.txt', l_exists, l_length, l_block);
  if l_exists then
    l_all := l_all || ' ' || l_length;
  end if;
  return l_all || ' ' || utl_raw.cast_to_varchar2(l_raw);
end;
/

create or replace function read_file(p_directory varchar2, p_name varchar2) return varchar2 is
  l_file bfile := bfilename(p_directory, p_name);
  l_blob blob;
  l_clob clob;
begin
  if dbms_lob.fileexists(l_file) = 0 then
    return 'none';
  end if;
  dbms_lob.createtemporary(l_blob, true);
  dbms_lob.createtemporary(l_clob, true);
  dbms_lob.fileopen(l_file, dbms_lob.file_readonly);
  dbms_lob.loadfromfile(l_blob, l_file, dbms_lob.getlength(l_file));
  dbms_lob.loadfromfile(l_clob, l_file, dbms_lob.getlength(l_file));
  if dbms_lob.fileisopen(l_file) = 1 then
    dbms_lob.fileclose(l_file);
  end if;
  return dbms_lob.getlength(l_blob) || l_clob;
end;
/

create or replace function arrays_of_oracle return varchar2 is
  l_names dbms_sql.varchar2_table;
  l_list sys.odcivarchar2list := sys.odcivarchar2list('x', 'y');
  l_connection utl_tcp.connection;
  l_request utl_http.req;
  l_response utl_http.resp;
  l_when timestamp_unconstrained := timestamp '2020-01-02 03:04:05';
begin
  l_names(1) := 'a';
  l_names(2) := 'b';
  l_connection.remote_host := 'host';
  l_request.method := 'GET';
  l_response.status_code := utl_http.http_not_found;
  return l_names(2) || l_list(1) || l_list.count || l_connection.remote_host || l_request.method
    || l_response.status_code || to_char(l_when, 'YYYY');
end;
/
