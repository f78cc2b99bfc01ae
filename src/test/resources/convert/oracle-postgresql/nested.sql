create or replace package m as
  type t_line is table of varchar2(20) index by pls_integer;
  subtype t_pos is binary_integer;
  type t_ann is record (name varchar2(20), text varchar2(40));
  type t_by_line is table of t_ann index by t_pos;
  type t_by_name is table of t_by_line index by varchar2(50);
  type t_grid is table of t_line index by pls_integer;
  type t_sheet is record (name varchar2(10), grid t_grid, cols t_line);
  type t_book is record (sheets t_grid, one t_sheet);
  type t_lists is table of t_line;
  function f(n number) return varchar2;
  function g return varchar2;
  function h return varchar2;
end;
/
create or replace package body m as
  b t_book;
  function f(n number) return varchar2 is
    a t_by_name; l t_by_line; i t_pos; r varchar2(200);
  begin
    a('x')(7).name := 'seven';
    a('x')(3).name := 'three';
    a('x')(3).text := 'drei';
    l(10).name := 'ten'; l(12).text := 'zwölf';
    a('y') := l;
    i := a('x').first;
    while i is not null loop
      r := r || i || a('x')(i).name || ' ';
      i := a('x').next(i);
    end loop;
    if a.exists('y') and a('y').count > 1 then r := r || a('y').last || a('y')(12).text; end if;
    l := a('x');
    r := r || l.count || l(7).name || a.count || a.first;
    a('x').delete(3);
    a('y').delete;
    return r || ' ' || a('x').first || nvl(a('y').count, -1);
  end;
  function g return varchar2 is
    s t_sheet; r varchar2(200); books t_grid;
  begin
    s.grid(2)(5) := 'c25';
    s.grid(2)(6) := 'c26';
    s.grid(10)(1) := 'x';
    s.cols(1) := 'col';
    for i in s.grid.first .. s.grid.last loop
      if s.grid.exists(i) then r := r || i || ':' || s.grid(i).count || s.grid(i).first || s.grid(i)(s.grid(i).first); end if;
    end loop;
    books(1) := s.grid(2);
    books(1)(6) := 'new';
    s.grid.delete(2);
    return r || books(1)(6) || s.grid.count || s.grid.first || s.cols(1);
  end;
  function h return varchar2 is
  begin
    b.one.grid(1)(2) := 'h';
    b.sheets(3)(1) := 'k';
    return b.one.grid(1)(2) || b.sheets(3)(1) || b.sheets.count;
  end;
end;
/
