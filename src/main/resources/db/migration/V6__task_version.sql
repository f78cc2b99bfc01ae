-- A change of a task is refused where somebody else changed it since that change was begun.

alter table task add column version bigint not null default 0;
alter table task_draft add column task_version bigint not null default 0;
