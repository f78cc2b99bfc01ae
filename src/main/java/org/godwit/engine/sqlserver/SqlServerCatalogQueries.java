package org.godwit.engine.sqlserver;

/**
 * The queries of the catalog views ("Object Catalog Views (Transact-SQL)"). They show what the user
 * has any permission on. Each gives schema and table first and ends where {@link
 * org.godwit.engine.CatalogQuery} adds its conditions.
 */
final class SqlServerCatalogQueries {
  static final String USER = "SELECT USER_NAME()";

  private SqlServerCatalogQueries() {}

  private static final String OBJECTS =
      " FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id";

  /** What Microsoft ships, change tracking's tables, and Godwit's and DMS's control schemas. */
  private static final String REAL =
      "o.type IN ('U', 'V') AND o.is_ms_shipped = 0"
          + " AND s.name NOT IN (N'cdc', N'godwit_control', N'awsdms_control')";

  /** Rows and bytes of heaps and clustered indexes, LOBs included. */
  private static final String SIZES =
      " LEFT JOIN (SELECT object_id, SUM(rows) AS rows FROM sys.partitions"
          + " WHERE index_id IN (0, 1) GROUP BY object_id) r ON r.object_id = o.object_id"
          + " LEFT JOIN (SELECT p.object_id, SUM(a.total_pages) * 8192 AS bytes"
          + " FROM sys.partitions p JOIN sys.allocation_units a"
          + " ON a.container_id = CASE a.type WHEN 2 THEN p.partition_id ELSE p.hobt_id END"
          + " WHERE p.index_id IN (0, 1) GROUP BY p.object_id) b ON b.object_id = o.object_id";

  static final String SCHEMAS =
      "SELECT s.name FROM sys.schemas s WHERE s.name NOT IN (N'sys', N'INFORMATION_SCHEMA',"
          + " N'guest', N'cdc', N'godwit_control', N'awsdms_control')"
          + " AND s.schema_id < 16384 ORDER BY s.name";

  static final String SUMMARIES =
      "SELECT s.name, o.name, o.type, r.rows, b.bytes" + OBJECTS + SIZES + " WHERE " + REAL;

  static final String TABLES =
      "SELECT s.name, o.name, o.type, r.rows, b.bytes, CONVERT(nvarchar(4000), e.value)"
          + OBJECTS
          + SIZES
          + " LEFT JOIN sys.extended_properties e ON e.class = 1 AND e.major_id = o.object_id"
          + " AND e.minor_id = 0 AND e.name = N'MS_Description' WHERE "
          + REAL
          + " AND ";

  /** An alias has the type that it is an alias of; types of the CLR have no such. */
  static final String COLUMNS =
      "SELECT s.name, o.name, c.name, COALESCE(b.name, t.name), c.max_length, c.precision, c.scale,"
          + " c.is_nullable, c.column_id, CONVERT(nvarchar(60), i.last_value),"
          + " CONVERT(nvarchar(60), i.seed_value), CONVERT(nvarchar(60), i.increment_value),"
          + " c.is_identity, m.definition, m.is_persisted, d.definition,"
          + " CONVERT(nvarchar(4000), e.value)"
          + OBJECTS
          + " JOIN sys.columns c ON c.object_id = o.object_id"
          + " JOIN sys.types t ON t.user_type_id = c.user_type_id"
          + " LEFT JOIN sys.types b ON b.user_type_id = t.system_type_id AND t.is_user_defined = 1"
          + " AND t.is_assembly_type = 0"
          + " LEFT JOIN sys.identity_columns i ON i.object_id = c.object_id"
          + " AND i.column_id = c.column_id"
          + " LEFT JOIN sys.computed_columns m ON m.object_id = c.object_id"
          + " AND m.column_id = c.column_id"
          + " LEFT JOIN sys.default_constraints d ON d.object_id = c.default_object_id"
          + " LEFT JOIN sys.extended_properties e ON e.class = 1 AND e.major_id = c.object_id"
          + " AND e.minor_id = c.column_id AND e.name = N'MS_Description' WHERE ";

  static final String INDEXES =
      "SELECT s.name, o.name, i.name, i.type, i.is_unique, i.is_primary_key, i.filter_definition,"
          + " c.name, k.key_ordinal, k.is_descending_key"
          + OBJECTS
          + " JOIN sys.indexes i ON i.object_id = o.object_id"
          + " JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id"
          + " JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id"
          + " WHERE i.is_disabled = 0 AND i.is_hypothetical = 0 AND i.type IN (1, 2, 4, 7)"
          + " AND k.is_included_column = 0 AND k.key_ordinal > 0 AND ";

  static final String FOREIGN_KEYS =
      "SELECT s.name, o.name, f.name, f.delete_referential_action_desc,"
          + " f.update_referential_action_desc, rs.name, ro.name, pc.name, rc.name,"
          + " k.constraint_column_id"
          + OBJECTS
          + " JOIN sys.foreign_keys f ON f.parent_object_id = o.object_id"
          + " JOIN sys.foreign_key_columns k ON k.constraint_object_id = f.object_id"
          + " JOIN sys.columns pc ON pc.object_id = k.parent_object_id"
          + " AND pc.column_id = k.parent_column_id"
          + " JOIN sys.columns rc ON rc.object_id = k.referenced_object_id"
          + " AND rc.column_id = k.referenced_column_id"
          + " JOIN sys.objects ro ON ro.object_id = f.referenced_object_id"
          + " JOIN sys.schemas rs ON rs.schema_id = ro.schema_id WHERE f.is_disabled = 0 AND ";

  static final String CHECKS =
      "SELECT s.name, o.name, k.name, k.definition"
          + OBJECTS
          + " JOIN sys.check_constraints k ON k.parent_object_id = o.object_id"
          + " WHERE k.is_disabled = 0 AND ";

  static final String UNREADABLE =
      "SELECT s.name, o.name"
          + OBJECTS
          + " WHERE HAS_PERMS_BY_NAME(QUOTENAME(s.name) + N'.' + QUOTENAME(o.name), N'OBJECT',"
          + " N'SELECT') = 0 AND ";

  /** Masked values come changed without a word. */
  static final String MASKED =
      "SELECT s.name, o.name, m.name"
          + OBJECTS
          + " JOIN sys.masked_columns m ON m.object_id = o.object_id AND m.is_masked = 1"
          + " WHERE COALESCE(HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'UNMASK'), 0) = 0"
          + " AND ";

  /** Rows that a policy filters are missing without a word, for owners too. */
  static final String ROW_POLICIES =
      "SELECT s.name, o.name, p.name"
          + OBJECTS
          + " JOIN sys.security_predicates q ON q.target_object_id = o.object_id"
          + " AND q.predicate_type = 0"
          + " JOIN sys.security_policies p ON p.object_id = q.object_id AND p.is_enabled = 1"
          + " WHERE ";

  /** The partition function, the column that it is given, and how many partitions there are. */
  static final String PARTITIONING =
      "SELECT f.name, c.name, f.fanout"
          + OBJECTS
          + " JOIN sys.indexes i ON i.object_id = o.object_id AND i.index_id IN (0, 1)"
          + " JOIN sys.partition_schemes h ON h.data_space_id = i.data_space_id"
          + " JOIN sys.partition_functions f ON f.function_id = h.function_id"
          + " JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id"
          + " AND k.partition_ordinal = 1"
          + " JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id"
          + " WHERE s.name = ? AND o.name = ?";
}
