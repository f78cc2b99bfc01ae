-- From how many bytes on a person is told of a log that nothing bounds; 0 for never.
alter table task_source_log add column alarm_bytes bigint not null default 0;
