SELECT CONVERT(nvarchar(22), MAX(l.start_lsn), 1), CONVERT(nvarchar(11), DATEPART(tz, SYSDATETIMEOFFSET())) FROM (SELECT TOP (1000) start_lsn FROM cdc.lsn_time_mapping WHERE start_lsn >= 0x0000002700000ac00002 ORDER BY start_lsn) AS l;

SELECT t.capture_instance, k.column_name, CONVERT(nvarchar(11), k.column_ordinal) FROM cdc.captured_columns k JOIN cdc.change_tables t ON t.object_id = k.object_id;

SELECT N'0' WHERE EXISTS (SELECT 1 FROM cdc.[godwit_shop_1_565577053_CT] AS c WHERE c.[__$start_lsn] >= 0x0000002700000ac00002 AND c.[__$start_lsn] <= 0x0000002700000ac00003) UNION ALL SELECT N'1' WHERE EXISTS (SELECT 1 FROM cdc.[godwit_shop_1_565577053_CT] AS c WHERE c.[__$start_lsn] >= 0x0000002700000ac00002 AND c.[__$start_lsn] <= 0x0000002700000ac00003);

SELECT c.[__$start_lsn], c.[__$seqval], c.[__$operation], m.tran_end_time, c.[id], c.[ti], c.[si], c.[i], c.[bt], c.[d12], c.[n38], c.[m], c.[sm], c.[f], c.[r], CONVERT(nvarchar(10), c.[d], 23), CONVERT(nvarchar(27), CAST(c.[dt] AS datetime2(3)), 126), CONVERT(nvarchar(27), CAST(c.[sdt] AS datetime2(0)), 126), CONVERT(nvarchar(27), c.[dt7], 126), CONVERT(nvarchar(27), c.[dt0], 126), CONVERT(nvarchar(27), CAST(SWITCHOFFSET(c.[dto], '+00:00') AS datetime2(7)), 126), CONVERT(nvarchar(16), c.[t7], 121), c.[c], c.[vc], sys.fn_cdc_is_bit_set(21, c.[__$update_mask]), c.[vcm], c.[nc], c.[nvc], sys.fn_cdc_is_bit_set(24, c.[__$update_mask]), c.[nvcm], sys.fn_cdc_is_bit_set(25, c.[__$update_mask]), c.[tx], sys.fn_cdc_is_bit_set(26, c.[__$update_mask]), c.[ntx], sys.fn_cdc_is_bit_set(27, c.[__$update_mask]), CONVERT(nvarchar(max), c.[x]), c.[b], c.[vb], sys.fn_cdc_is_bit_set(30, c.[__$update_mask]), c.[vbm], sys.fn_cdc_is_bit_set(31, c.[__$update_mask]), c.[im], c.[rv], LOWER(CONVERT(nvarchar(36), c.[u])) FROM cdc.[godwit_shop_1_565577053_CT] AS c LEFT JOIN cdc.lsn_time_mapping AS m ON m.start_lsn = c.[__$start_lsn] WHERE c.[__$start_lsn] >= 0x0000002700000ac00002 AND c.[__$start_lsn] <= 0x0000002700000ac00003 ORDER BY c.[__$start_lsn], c.[__$command_id], c.[__$seqval], c.[__$operation];

SELECT log_end_lsn FROM sys.dm_db_log_stats(DB_ID());

SELECT CONVERT(nvarchar(20), DATEDIFF_BIG(second, MIN(tran_end_time), GETDATE())) FROM cdc.lsn_time_mapping WHERE tran_id <> 0x00 AND start_lsn >= 0x0000002700000ac00002;

SELECT CONVERT(nvarchar(20), COALESCE(SUM(p.used_page_count), 0) * 8192) FROM sys.dm_db_partition_stats p JOIN cdc.change_tables t ON t.object_id = p.object_id WHERE t.capture_instance LIKE N'godwit!_shop!_1!_%' ESCAPE N'!';
