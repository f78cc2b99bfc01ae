-- Changes behind the load that are in the exceptions table instead of the target.
ALTER TABLE task_table ADD COLUMN changes_rejected bigint NOT NULL DEFAULT 0;
