-- What is read from documents of JSON, and written to them.
create table document (id number(9) primary key, content clob, name varchar2(20), price number(9,2), sold date);

create view v_document as
select id, json_value(content, '$.customer.name') as customer, json_value(content, '$.items[1].count' returning number) as second_count,
  json_value(content, '$.customer.town' default 'nowhere' on error) as town, json_value(content, '$.items') as no_value,
  json_value(content, '$."first name"' returning varchar2(40) null on error) as first_name, json_query(content, '$.items[0]') as first_item
from document where json_exists(content, '$.customer');

create view v_made as
select id, json_object('name' value name, key 'price' value price, 'sold' value sold) as plain,
  json_object('id': id, 'name': name absent on null) as short, json_array(name, price, 'x') as list, json_array(name, price null on null) as nulls,
  json_object('inner' value json_array(1, json_object('a' value name)), 'text' value '[1]' format json) as nested
from document;

create function price_of(p_content clob) return number is
  l_price number := json_value(p_content, '$.price' returning number);
begin
  if json_exists(p_content, '$.rebate') then
    l_price := l_price - nvl(json_value(p_content, '$.rebate' returning number), 1);
  end if;
  return l_price;
end;
/

create table review (id number(9), content blob);
create view v_reviews as
select r.id, j.nr, j.stars, j.words, j.has_author, round(avg(j.stars) over (partition by r.id), 2) as mean
from review r, json_table(r.content, '$' columns (title varchar2(40) path '$.title',
  nested path '$.reviews[*]' columns (nr for ordinality, stars number(2) path '$.stars' default 0 on empty, words varchar2(400) path '$."in words"',
    has_author varchar2(5) exists path '$.author', rest varchar2(4000) format json path '$.rest'))) j;
create view n_reviews as select t.* from document d, json_table(d.content, '$?(@.a > 1)' columns (a number path '$.a')) t;

create table sold (id number(9), document_id number(9), what varchar2(20), price number(9,2));
create view v_sold as
select document_id, json_arrayagg(what order by price desc) as things, json_arrayagg(what order by id null on null returning clob) as nulls,
  json_objectagg(key to_char(id) value price) as prices, json_objectagg(to_char(id), what absent on null returning varchar2(4000)) as named,
  json_arrayagg(json_object('id' value id, 'what' value what) order by id) as rows_of
from sold group by document_id;
create view v_with_sold as
select id, json_object('id' value id, 'sold' value (select json_arrayagg(s.what order by s.id) from sold s where s.document_id = d.id)) as whole from document d;
