-- What pages show of a task beyond its figures, and changes of a task that are begun and not saved.

-- By column, so that a page needs no words taken apart.
alter table task_table drop column altered_details;
alter table task_table add column altered_values jsonb not null default '[]';

-- What became of each table's columns when the task was last planned.
create table task_plan (
  task_id       bigint not null references task on delete cascade,
  source_schema text   not null,
  source_table  text   not null,
  planned       jsonb  not null,
  primary key (task_id, source_schema, source_table)
);

alter table task add column acknowledged_by text not null default '';
alter table task add column acknowledged_at timestamptz;

-- Null for a task that is not created yet.
alter table task_draft add column task_id bigint references task on delete cascade;
create unique index task_draft_task on task_draft (user_id, task_id);
