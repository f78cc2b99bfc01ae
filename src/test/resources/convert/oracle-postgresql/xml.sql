create or replace function node_text(p_xml xmltype, p_path varchar2) return varchar2 is
begin
  if p_xml.existsnode(p_path) = 1 then
    return p_xml.extract(p_path).getstringval();
  end if;
  return 'none';
end;
/
create or replace function first_title(p_text clob) return varchar2 is
  l_xml xmltype := xmltype(p_text);
  l_value varchar2(200);
begin
  select extractvalue(l_xml, '/list/item[@id="b c"]/title') into l_value from dual;
  return l_value;
end;
/
create or replace function titles(p_text clob) return varchar2 is
  l_all varchar2(4000);
begin
  for r in (select extractvalue(value(t), '/item/title', 'xmlns="http://a"') title,
                   extractvalue(value(t), '*/@id') id
              from table(xmlsequence(extract(xmltype(p_text), '/list/item', 'xmlns="http://a"'))) t) loop
    l_all := l_all || r.id || '=' || r.title || ';';
  end loop;
  return l_all;
end;
/
create or replace function number_of(p_text varchar2) return number is
begin
  return xmltype.createxml(p_text).extract('/a/text()').getnumberval() + 1;
end;
/
create or replace function whole(p_xml xmltype) return clob is
begin
  return p_xml.getclobval();
end;
/
