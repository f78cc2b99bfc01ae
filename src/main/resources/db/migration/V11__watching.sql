-- What the source of a task was last seen to keep of its log for it.

create table task_source_log (
  task_id bigint primary key references task (id) on delete cascade,
  stream text not null,
  holder text not null,
  state text not null,
  setting text not null,
  bytes bigint not null,
  bytes_max bigint,
  age_ms bigint not null,
  age_max_ms bigint,
  left_ms bigint,
  at timestamptz not null
);

-- How often the target's table was altered with its source's.
alter table task_table add column alterations bigint not null default 0;
