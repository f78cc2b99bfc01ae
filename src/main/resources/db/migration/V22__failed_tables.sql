-- Since when a table is not loaded, or followed, any more; null where it is.
alter table task_table add column failed_at timestamptz;
update task_table set failed_at = ended_at where state = 'ERROR';
