-- What sample schemas do.
create type address_t as object (street varchar2(40), city varchar2(30));
/
create type phones_t as varray(5) of varchar2(25);
/
create table client (
  id number(6) primary key,
  active char(1) default '1',
  address address_t,
  phones phones_t,
  place mdsys.sdo_geometry
);
create table clerk (id number(6), active number(1), client_id number(6), city varchar2(30));
create type client_t as object (client_id number(6), name varchar2(40), of_clerk ref client_t);
/
create view active_clients as
  select c.id, c.address.street street, c.place.sdo_point.x x, decode(c.active, 1, 'active', '') notes
  from client c, clerk k
  where c.active = 1 and c.address.city = k.city (+) and c.active in (1, 2);
create view of_language as
  select id from clerk where city = sys_context('USERENV', 'LANG');
create view totals as
  select grouping_id(city, active) level_of, city, active, count(*) n,
    listagg(id, ', ' on overflow truncate '...' with count) within group (order by id) ids
  from clerk group by rollup (city, active);
create view clients_of of client_t with object identifier (client_id) as
  select id, 'a name', null from clerk;
