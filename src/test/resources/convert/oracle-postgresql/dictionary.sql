create or replace function decimal_sign return varchar2 is
  l_value nls_session_parameters.value%type;
begin
  select substr(value, 1, 1) into l_value from nls_session_parameters where parameter = 'NLS_NUMERIC_CHARACTERS';
  return l_value;
end;
/
create or replace function kinds(p_owner varchar2, p_name all_objects.object_name%type) return varchar2 is
  l_all varchar2(400);
begin
  for r in (select object_type, status from sys.all_objects
             where owner = upper(p_owner) and object_name = upper(p_name) order by object_type) loop
    l_all := l_all || r.object_type || ' ' || r.status || ';';
  end loop;
  return l_all;
end;
/
create or replace function facts(p_table varchar2) return varchar2 is
  l_columns number; l_tables number; l_users number; l_own number; l_banner varchar2(400); l_charset varchar2(30); l_all number;
begin
  select count(*) into l_columns from user_tab_columns where table_name = upper(p_table) and nullable = 'N';
  select count(*) into l_all from all_tab_columns where table_name = upper(p_table);
  select count(*) into l_tables from user_tables where table_name = upper(p_table);
  select count(*) into l_own from user_objects where object_name = upper(p_table) and object_type = 'TABLE';
  select count(*) into l_users from all_users where username = 'PUBLIC';
  select banner into l_banner from v$version where rownum = 1;
  select value into l_charset from nls_database_parameters where parameter = 'NLS_CHARACTERSET';
  return l_columns || ' ' || l_all || ' ' || l_tables || ' ' || l_own || ' ' || l_users || ' ' || substr(l_banner, 1, 10) || ' ' || l_charset;
end;
/
create table asked (id number(9) not null, name varchar2(10));

create or replace view v_server as
select d.name, p.value as service_name, i.host_name, n.value as db_characterset
from v$system_parameter p, v$database d, v$instance i, nls_database_parameters n
where p.name = 'service_names' and n.parameter = 'NLS_CHARACTERSET';
create function server_summary return xmltype is
begin
  return xmltype('<server/>');
end;
/
create or replace view v_summary of xmltype with object id ('SUMMARY') as select server_summary() from dual;
create or replace trigger no_changes instead of insert or update or delete on v_summary
begin
  null;
end;
/
