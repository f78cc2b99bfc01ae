create or replace package casts as
  k constant number := 5;
  function t(a varchar2, b varchar2 default null) return varchar2;
  function n(a number) return number;
  function r return varchar2;
end;
/
create or replace package body casts as
  function t(a varchar2, b varchar2 default null) return varchar2 is begin return a || '/' || b; end;
  function n(a number) return number is begin return a + 1; end;
  function r return varchar2 is l_n number := 7; l_t varchar2(10) := '41'; l_r raw(10) := hextoraw('ab'); 
  begin return t(1, k) || t(l_n, l_r) || n(l_t) || t(b => l_n, a => 'x'); end;
end;
/
