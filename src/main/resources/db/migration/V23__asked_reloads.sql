-- When a person last asked for a reload of the table that is not done yet; null where nobody does.
alter table task_table add column reload_asked_at timestamptz;
