SELECT 1;

SELECT USER_NAME();

SELECT s.name, o.name, o.type, r.rows, b.bytes FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id LEFT JOIN (SELECT object_id, SUM(rows) AS rows FROM sys.partitions WHERE index_id IN (0, 1) GROUP BY object_id) r ON r.object_id = o.object_id LEFT JOIN (SELECT p.object_id, SUM(a.total_pages) * 8192 AS bytes FROM sys.partitions p JOIN sys.allocation_units a ON a.container_id = CASE a.type WHEN 2 THEN p.partition_id ELSE p.hobt_id END WHERE p.index_id IN (0, 1) GROUP BY p.object_id) b ON b.object_id = o.object_id WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND s.name NOT IN (N'cdc', N'godwit_control', N'awsdms_control');

SELECT HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'SELECT');

SELECT HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'VIEW DEFINITION');

SELECT snapshot_isolation_state, CASE WHEN is_read_only = 1 OR source_database_id IS NOT NULL THEN 1 ELSE 0 END FROM sys.databases WHERE name = DB_NAME();

SELECT CONVERT(nvarchar(1), is_read_committed_snapshot_on) FROM sys.databases WHERE name = DB_NAME();
