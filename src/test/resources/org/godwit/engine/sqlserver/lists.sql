SELECT s.name FROM sys.schemas s WHERE s.name NOT IN (N'sys', N'INFORMATION_SCHEMA', N'guest', N'cdc', N'godwit_control', N'awsdms_control') AND s.schema_id < 16384 ORDER BY s.name;

SELECT s.name, o.name, o.type, r.rows, b.bytes FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id LEFT JOIN (SELECT object_id, SUM(rows) AS rows FROM sys.partitions WHERE index_id IN (0, 1) GROUP BY object_id) r ON r.object_id = o.object_id LEFT JOIN (SELECT p.object_id, SUM(a.total_pages) * 8192 AS bytes FROM sys.partitions p JOIN sys.allocation_units a ON a.container_id = CASE a.type WHEN 2 THEN p.partition_id ELSE p.hobt_id END WHERE p.index_id IN (0, 1) GROUP BY p.object_id) b ON b.object_id = o.object_id WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND s.name NOT IN (N'cdc', N'godwit_control', N'awsdms_control');

SELECT USER_NAME();

SELECT s.name, o.name, p.name FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id JOIN sys.security_predicates q ON q.target_object_id = o.object_id AND q.predicate_type = 0 JOIN sys.security_policies p ON p.object_id = q.object_id AND p.is_enabled = 1 WHERE s.name = ? AND o.name = ?
-- dbo, Orders;

SELECT s.name, o.name, p.name FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id JOIN sys.security_predicates q ON q.target_object_id = o.object_id AND q.predicate_type = 0 JOIN sys.security_policies p ON p.object_id = q.object_id AND p.is_enabled = 1 WHERE s.name = ? AND o.name = ?
-- dbo, open orders;

SELECT s.name, o.name, p.name FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id JOIN sys.security_predicates q ON q.target_object_id = o.object_id AND q.predicate_type = 0 JOIN sys.security_policies p ON p.object_id = q.object_id AND p.is_enabled = 1 WHERE s.name = ? AND o.name = ?
-- dbo, types;

SELECT s.name, o.name, m.name FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id JOIN sys.masked_columns m ON m.object_id = o.object_id AND m.is_masked = 1 WHERE COALESCE(HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'UNMASK'), 0) = 0 AND s.name = ? AND o.name = ?
-- dbo, Orders;

SELECT s.name, o.name, m.name FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id JOIN sys.masked_columns m ON m.object_id = o.object_id AND m.is_masked = 1 WHERE COALESCE(HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'UNMASK'), 0) = 0 AND s.name = ? AND o.name = ?
-- dbo, open orders;

SELECT s.name, o.name, m.name FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id JOIN sys.masked_columns m ON m.object_id = o.object_id AND m.is_masked = 1 WHERE COALESCE(HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'UNMASK'), 0) = 0 AND s.name = ? AND o.name = ?
-- dbo, types;

SELECT s.name, o.name FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id WHERE HAS_PERMS_BY_NAME(QUOTENAME(s.name) + N'.' + QUOTENAME(o.name), N'OBJECT', N'SELECT') = 0 AND s.name = ? AND o.name = ?
-- dbo, Orders;

SELECT s.name, o.name FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id WHERE HAS_PERMS_BY_NAME(QUOTENAME(s.name) + N'.' + QUOTENAME(o.name), N'OBJECT', N'SELECT') = 0 AND s.name = ? AND o.name = ?
-- dbo, open orders;

SELECT s.name, o.name FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id WHERE HAS_PERMS_BY_NAME(QUOTENAME(s.name) + N'.' + QUOTENAME(o.name), N'OBJECT', N'SELECT') = 0 AND s.name = ? AND o.name = ?
-- dbo, types;

SELECT USER_NAME();

SELECT HAS_PERMS_BY_NAME(N'[dbo]', N'SCHEMA', N'SELECT');

SELECT HAS_PERMS_BY_NAME(N'[dbo]', N'SCHEMA', N'VIEW DEFINITION');
