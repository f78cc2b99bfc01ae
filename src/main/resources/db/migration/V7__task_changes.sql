-- Tasks that follow the changes of their source, and what was applied of them.

alter table task drop constraint task_type_check;
alter table task add constraint task_type_check check (type in ('FULL_LOAD', 'CDC', 'FULL_LOAD_AND_CDC'));
alter table task add column start_position text not null default '';
alter table task add column stop_position text not null default '';
alter table task add column change_position text not null default '';
alter table task add column changes_per_second double precision not null default 0;
alter table task add column source_latency_ms bigint;
alter table task add column latency_ms bigint;
alter table task add column applied_at timestamptz;
-- Whether the next start of the console lets it go on.
alter table task add column resumes boolean not null default false;

alter table task_table add column inserts bigint not null default 0;
alter table task_table add column updates bigint not null default 0;
alter table task_table add column deletes bigint not null default 0;
alter table task_table add column truncates bigint not null default 0;

alter table task_sample add column change_count bigint not null default 0;
alter table task_sample add column latency_ms bigint;

-- A draft of before is of a full load.
update task_draft
set content = content || '{"kind": {"type": "FULL_LOAD", "startAt": "", "stopAt": ""}}';
