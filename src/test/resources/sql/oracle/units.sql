-- Stored units.
create or replace editionable procedure hr.p (a in number, b out varchar2, c in out nocopy clob, d date default sysdate) authid current_user accessible by (package x) as
  v number;
begin
  v := a;
end p;
/
create or replace function f return varchar2 deterministic result_cache relies_on (t) parallel_enable is begin return 'x'; end;
/
create function piped (c sys_refcursor) return num_tab pipelined parallel_enable (partition c by any) is
begin
  pipe row (1);
  return;
end;
/
create function agg (a number) return number aggregate using agg_impl;
/
create function jf (a varchar2) return varchar2 as language java name 'X.it(java.lang.String) return java.lang.String';
/
create or replace package pkg authid definer is
  -- a constant of the package
  c_one constant number := 1;
  g_state varchar2(10);
  type rec is record (a number);
  cursor c return t%rowtype;
  e exception;
  procedure p (a number);
  procedure p (a varchar2); -- overloaded
  function f (a number) return number deterministic;
  pragma restrict_references (f, wnds);
  /* the end */
end pkg;
/
create or replace package body pkg is
  g_private number;
  cursor c return t%rowtype is select * from t;
  procedure p (a number) is begin null; end;
  procedure p (a varchar2) is
    procedure nested is begin null; end nested;
  begin
    nested;
  exception
    when others then null;
  end p;
  function f (a number) return number deterministic is begin return a; end f;
begin
  g_private := 1; -- at first use
exception
  when others then null;
end pkg;
/
create or replace type point_t force as object (
  x number, y number,
  constructor function point_t (self in out nocopy point_t, x number default 0) return self as result,
  map member function len return number,
  order member function cmp (o point_t) return integer,
  static procedure make (n number),
  not instantiable member procedure nothing,
  overriding final member function str return varchar2 pipelined,
  pragma restrict_references (len, wnds)
) not final not instantiable;
/
create type sub_t under point_t (z number, overriding member function len return number) final;
/
create type num_tab as table of number not null;
/
create type num_arr is varray(10) of number(5);
/
create type later_t;
/
create or replace type body point_t is
  constructor function point_t (self in out nocopy point_t, x number default 0) return self as result is
  begin
    self.x := x;
    return;
  end;
  map member function len return number is begin return sqrt(x * x + y * y); end len;
  overriding final member function str return varchar2 pipelined is begin return (self as super_t).str() || 'x'; end;
end;
/
create or replace noneditionable trigger trg before insert or update of a, b or delete on hr.t
referencing old as o new as n for each row follows other_trg disable when (n.a > 1 and o.a is null)
declare
  v number;
begin
  if inserting then :n.a := seq.nextval; elsif updating('B') then :n.b := :o.b; end if;
end trg;
/
create trigger io instead of insert on v for each row call proc(:new.a)
/
create trigger logon_trg after logon or startup on database begin null; end;
/
create trigger ddl_trg before ddl on hr.schema begin null; end;
/
create trigger nt instead of insert on nested table items of v for each row begin null; end;
/
create or replace trigger comp for update of a on t when (new.a is not null) compound trigger
  g number := 0;
  procedure note is begin g := g + 1; end;
  before statement is begin g := 0; end before statement;
  before each row is v number; begin v := :new.a; note; end before each row;
  after each row is begin null; exception when others then null; end after each row;
  after statement is begin null; end after statement;
end comp;
/
