-- Several consoles may share one store: a task's run belongs to one of them, for as long as it says so.

alter table task add column owner text not null default '';
alter table task add column owned_until timestamptz;
