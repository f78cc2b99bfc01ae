-- What kind of failure ended a task's last run, so that a page can offer the way out.

alter table task add column failure_kind text;
