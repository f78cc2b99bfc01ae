-- When the canary of a running task was last written on the source, and seen on the target.

create table task_canary (
  task_id bigint primary key references task (id) on delete cascade,
  source_schema text not null,
  source_table text not null,
  -- Null before the first time.
  written_at timestamptz,
  on_its_way boolean not null,
  late boolean not null,
  -- Of the last one that was seen.
  took_ms bigint,
  seen_at timestamptz,
  -- Empty where it can be written and looked for.
  trouble text not null
);
