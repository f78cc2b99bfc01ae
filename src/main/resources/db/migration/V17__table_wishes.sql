-- What people wish of single tables of a running task, until its run has done it: the console that they asked may be
-- another one than that which runs the task.

create table task_table_wish (
  -- A new one for each wish.
  id bigint generated always as identity primary key,
  task_id bigint not null references task (id) on delete cascade,
  source_schema text not null,
  source_table text not null,
  -- RELOAD or SUSPEND.
  deed text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  -- The latest wish holds.
  unique (task_id, source_schema, source_table)
);
