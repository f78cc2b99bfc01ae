-- The database gets the schema cdc and, with the first table, jobs that fill change tables and clean them up. It stays when the task is deleted.
EXEC sys.sp_cdc_enable_db;

-- Changes of the table's rows go into a change table of its own, for as long as the clean-up's retention. Until it is removed the server refuses SWITCH PARTITION, which isn't captured.
EXEC sys.sp_cdc_enable_table @source_schema = N'dbo', @source_name = N'Orders', @capture_instance = N'godwit_shop_1_901578250', @role_name = NULL, @supports_net_changes = 0, @allow_partition_switch = 0;

-- Changes of the table's rows go into a change table of its own, for as long as the clean-up's retention.
EXEC sys.sp_cdc_enable_table @source_schema = N'dbo', @source_name = N'types', @capture_instance = N'godwit_shop_1_565577053', @role_name = NULL, @supports_net_changes = 0;

-- asked before
SELECT CONVERT(nvarchar(1), is_cdc_enabled) FROM sys.databases WHERE name = DB_NAME();

SELECT s.name, t.name, CONVERT(nvarchar(11), t.object_id), CASE WHEN t.is_memory_optimized = 1 THEN N'it is memory-optimized' WHEN EXISTS (SELECT 1 FROM sys.indexes i WHERE i.object_id = t.object_id AND i.type = 5) THEN N'it is a clustered columnstore' ELSE N'' END, CASE WHEN EXISTS (SELECT 1 FROM sys.indexes i JOIN sys.partition_schemes p ON p.data_space_id = i.data_space_id WHERE i.object_id = t.object_id AND i.index_id IN (0, 1)) THEN N'1' ELSE N'0' END FROM sys.tables t JOIN sys.schemas s ON s.schema_id = t.schema_id;

SELECT OBJECT_SCHEMA_NAME(t.source_object_id), OBJECT_NAME(t.source_object_id), t.capture_instance, CONVERT(nvarchar(22), t.start_lsn, 1), CONVERT(nvarchar(11), t.source_object_id), CONVERT(nvarchar(11), t.object_id), CASE WHEN EXISTS (SELECT 1 FROM sys.columns c WHERE c.object_id = t.source_object_id AND c.is_computed = 0 AND c.is_column_set = 0 AND NOT EXISTS (SELECT 1 FROM cdc.captured_columns k WHERE k.object_id = t.object_id AND k.column_name = c.name AND k.column_id = c.column_id)) THEN N'1' ELSE N'0' END, CONVERT(nvarchar(22), d.ddl_lsn, 1), d.ddl_command FROM cdc.change_tables t OUTER APPLY (SELECT TOP (1) h.ddl_lsn, h.ddl_command FROM cdc.ddl_history h WHERE h.object_id = t.object_id ORDER BY h.ddl_lsn DESC) d WHERE t.source_object_id IS NOT NULL;

-- taken back
-- Nobody reads the task's change table any more.
EXEC sys.sp_cdc_disable_table @source_schema = N'dbo', @source_name = N'Orders', @capture_instance = N'godwit_shop_1_901578250';
