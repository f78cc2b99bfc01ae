-- A hierarchy of object types: what a subtype's object does where its parent is wanted.
create type t_animal as object (
  name varchar2(30),
  legs number(2),
  not instantiable member function sound return varchar2,
  member function describe(p_end varchar2 default '.') return varchar2,
  member procedure rename_to(p_name varchar2),
  final member function loud return varchar2,
  static function kinds return varchar2,
  order member function compare(p_other t_animal) return integer
) not instantiable not final;
/
create type t_animals as table of t_animal;
/
create type t_dog under t_animal (
  tricks number(5),
  tag varchar2(10),
  constructor function t_dog(p_name varchar2) return self as result,
  overriding member function sound return varchar2,
  overriding member procedure rename_to(p_name varchar2),
  member function tag_of return varchar2
) not final;
/
-- Two subtypes have an attribute of one name and of two types.
create type t_bird under t_animal (
  tag number(5),
  overriding member function sound return varchar2,
  overriding member function describe(p_end varchar2 default '.') return varchar2
);
/
create type t_puppy under t_dog (
  weeks number(3),
  overriding member function sound return varchar2,
  overriding member function describe(p_end varchar2 default '.') return varchar2
);
/
-- A herd holds animals, and may be one of them: its collection holds itself.
create type t_herd_members as table of t_animal;
/
create type t_herd under t_animal (
  members t_herd_members,
  overriding member function sound return varchar2,
  member procedure take(p_animal t_animal)
);
/
create type body t_animal as
  member function describe(p_end varchar2 default '.') return varchar2 is
  begin
    return name || ' says ' || sound || p_end;
  end;
  member procedure rename_to(p_name varchar2) is
  begin
    name := p_name;
  end;
  final member function loud return varchar2 is
  begin
    return upper(sound()) || '!';
  end;
  static function kinds return varchar2 is
  begin
    return 'dog, bird';
  end;
  order member function compare(p_other t_animal) return integer is
  begin
    return case when legs < p_other.legs then -1 when legs > p_other.legs then 1 else 0 end;
  end;
end;
/
create type body t_dog as
  constructor function t_dog(p_name varchar2) return self as result is
  begin
    self.name := p_name;
    self.legs := 4;
    tricks := 0;
    self.tag := 'dog';
    return;
  end;
  overriding member function sound return varchar2 is
  begin
    return 'wuff';
  end;
  overriding member procedure rename_to(p_name varchar2) is
  begin
    (self as t_animal).rename_to('dog ' || p_name);
    tricks := tricks + 1;
  end;
  member function tag_of return varchar2 is
  begin
    return tag || tricks;
  end;
end;
/
create type body t_bird as
  overriding member function sound return varchar2 is
  begin
    return 'tweet ' || to_char(tag);
  end;
  overriding member function describe(p_end varchar2 default '.') return varchar2 is
  begin
    return 'bird ' || (self as t_animal).describe(p_end);
  end;
end;
/
create type body t_puppy as
  overriding member function sound return varchar2 is
  begin
    return 'small ' || (self as t_dog).sound();
  end;
  overriding member function describe(p_end varchar2 default '.') return varchar2 is
  begin
    return (self as t_dog).describe('') || ' at ' || weeks || p_end;
  end;
end;
/
create type body t_herd as
  overriding member function sound return varchar2 is
    l_all varchar2(400);
  begin
    for i in 1 .. members.count loop
      l_all := l_all || members(i).sound() || ' ';
    end loop;
    return rtrim(l_all);
  end;
  member procedure take(p_animal t_animal) is
  begin
    members.extend;
    members(members.last) := p_animal;
  end;
end;
/
create table kennel (id number(9) primary key, owner varchar2(20), pet t_animal, guard t_dog);

create function zoo return t_animals is
  l_all t_animals := t_animals(t_dog('Rex'), t_bird('Pip', 2, 7));
begin
  l_all.extend;
  l_all(3) := new t_puppy('Bo', 4, 1, 'tiny', 6);
  return l_all;
end;
/
create function sounds return varchar2 is
  l_text varchar2(400);
  l_all t_animals := zoo();
begin
  for i in 1 .. l_all.count loop
    l_all(i).rename_to('no ' || i);
    l_text := l_text || l_all(i).describe() || ' ' || l_all(i).loud() || ' ';
  end loop;
  return rtrim(l_text);
end;
/
create function kinds return varchar2 is
  l_text varchar2(400);
  l_all t_animals := zoo();
  l_dog t_dog;
  l_none t_animal;
begin
  for i in 1 .. l_all.count loop
    l_dog := treat(l_all(i) as t_dog);
    l_text := l_text
      || case when l_all(i) is of (t_dog) then 'd' else '-' end
      || case when l_all(i) is of (only t_dog) then 'o' else '-' end
      || case when l_all(i) is not of type (t_bird, t_puppy) then 'n' else '-' end
      || nvl(l_dog.tag, 'none') || nvl(to_char(treat(l_all(i) as t_bird).tag), '')
      || ' ';
  end loop;
  if l_none is of (t_animal) then
    l_text := l_text || 'of none';
  elsif l_all(1) > l_all(2) and l_all(1) = l_all(3) then
    l_text := l_text || treat(l_all(1) as t_dog).tag_of() || ' ' || t_animal.kinds();
  end if;
  return l_text;
end;
/
create function kept return varchar2 is
  l_pet t_animal;
  l_guard t_dog;
  l_owner varchar2(20);
begin
  insert into kennel values (1, 'Ada', t_bird('Pip', 2, 9), t_puppy('Bo', 4, 1, 'tiny', 6));
  select pet into l_pet from kennel where id = 1;
  select owner, guard into l_owner, l_guard from kennel where id = 1;
  l_guard.rename_to('Max');
  update kennel set guard = l_guard where id = 1;
  return l_owner || ': ' || l_pet.describe('') || ', ' || l_guard.describe('!');
end;
/
create function herd return varchar2 is
  l_herd t_herd := t_herd('herd', 0, t_herd_members());
  l_small t_herd := t_herd('small', 0, t_herd_members(t_dog('Rex')));
begin
  l_herd.take(t_bird('Pip', 2, 3));
  l_herd.take(l_small);
  return l_herd.sound() || ' ' || l_herd.members.count || ' ' || l_herd.members(1).name;
end;
/
create view birds as
select id, treat(pet as t_bird).tag as tag from kennel where pet is of (t_bird);
grant execute on t_dog to reader;
