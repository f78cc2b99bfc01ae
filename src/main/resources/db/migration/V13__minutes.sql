-- How fast changes were applied by the minute: kept for a day, over the ends of runs and consoles.

alter table task_sample add column source_latency_ms bigint;

create table task_minute (
  task_id           bigint      not null references task on delete cascade,
  -- Its end.
  at                timestamptz not null,
  change_count      bigint      not null,
  -- How much of the minute was measured.
  span_ms           bigint      not null,
  latency_ms        bigint,
  source_latency_ms bigint,
  primary key (task_id, at)
);
