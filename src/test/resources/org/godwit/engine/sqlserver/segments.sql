SELECT CONVERT(nvarchar(60), k) FROM (SELECT MIN(k) AS k FROM (SELECT k, NTILE(3) OVER (ORDER BY k) AS n FROM (SELECT [id] AS k FROM [dbo].[Orders] TABLESAMPLE SYSTEM (0.007500 PERCENT)) s) q WHERE n > 1 GROUP BY n) b ORDER BY k;

SELECT f.name, c.name, f.fanout FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id JOIN sys.indexes i ON i.object_id = o.object_id AND i.index_id IN (0, 1) JOIN sys.partition_schemes h ON h.data_space_id = i.data_space_id JOIN sys.partition_functions f ON f.function_id = h.function_id JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id AND k.partition_ordinal = 1 JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id WHERE s.name = ? AND o.name = ?
-- dbo, Orders;

SELECT CONVERT(nvarchar(60), k) FROM (SELECT MIN(k) AS k FROM (SELECT k, NTILE(2) OVER (ORDER BY k) AS n FROM (SELECT [id] AS k FROM [dbo].[Orders] TABLESAMPLE SYSTEM (0.015000 PERCENT) WHERE [id] >= 1000 AND [id] < 2000) s) q WHERE n > 1 GROUP BY n) b ORDER BY k;

SELECT f.name, c.name, f.fanout FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id JOIN sys.indexes i ON i.object_id = o.object_id AND i.index_id IN (0, 1) JOIN sys.partition_schemes h ON h.data_space_id = i.data_space_id JOIN sys.partition_functions f ON f.function_id = h.function_id JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id AND k.partition_ordinal = 1 JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id WHERE s.name = ? AND o.name = ?
-- dbo, Orders;

SELECT f.name, c.name, f.fanout FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id JOIN sys.indexes i ON i.object_id = o.object_id AND i.index_id IN (0, 1) JOIN sys.partition_schemes h ON h.data_space_id = i.data_space_id JOIN sys.partition_functions f ON f.function_id = h.function_id JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id AND k.partition_ordinal = 1 JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id WHERE s.name = ? AND o.name = ?
-- dbo, Orders;
