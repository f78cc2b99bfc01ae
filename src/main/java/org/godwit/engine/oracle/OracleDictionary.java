package org.godwit.engine.oracle;

/**
 * The queries of the data dictionary ("Static Data Dictionary Views" of the Database Reference).
 * Views beginning with ALL_ show what the user may use, so they need no privilege. Each query gives
 * owner and table first and ends where {@link org.godwit.engine.CatalogQuery} adds its conditions.
 */
final class OracleDictionary {
  private OracleDictionary() {}

  /** Accounts that Oracle itself made, and Godwit's and DMS's control schemas, are left out. */
  private static final String NOT_SYSTEM =
      " IN (SELECT USERNAME FROM ALL_USERS WHERE ORACLE_MAINTAINED = 'N'"
          + " AND USERNAME NOT IN ('GODWIT_CONTROL', 'AWSDMS_CONTROL'))";

  /**
   * Not tables of nested collections and of domain indexes, overflow parts of index-organized
   * tables, temporary tables, whose rows belong to a session, nor what lies in the recycle bin.
   */
  private static final String REAL_TABLES =
      "NESTED = 'NO' AND SECONDARY = 'N' AND TEMPORARY = 'N' AND DROPPED = 'NO'"
          + " AND (IOT_TYPE IS NULL OR IOT_TYPE = 'IOT')";

  static final String SCHEMAS =
      "SELECT USERNAME FROM ALL_USERS WHERE USERNAME" + NOT_SYSTEM + " ORDER BY USERNAME";

  static final String SUMMARIES =
      "SELECT OWNER, TABLE_NAME, 'TABLE', NUM_ROWS, NUM_ROWS * AVG_ROW_LEN FROM ALL_TABLES WHERE "
          + REAL_TABLES
          + " AND OWNER"
          + NOT_SYSTEM
          + " UNION ALL SELECT OWNER, VIEW_NAME, 'VIEW', NULL, NULL FROM ALL_VIEWS WHERE OWNER"
          + NOT_SYSTEM;

  static final String TABLES =
      "SELECT OWNER, TABLE_NAME, NUM_ROWS, NUM_ROWS * AVG_ROW_LEN FROM ALL_TABLES WHERE "
          + REAL_TABLES
          + " AND ";

  static final String VIEWS = "SELECT OWNER, VIEW_NAME FROM ALL_VIEWS WHERE ";

  static final String TABLE_COMMENTS =
      "SELECT OWNER, TABLE_NAME, COMMENTS FROM ALL_TAB_COMMENTS WHERE COMMENTS IS NOT NULL AND ";

  static final String COLUMN_COMMENTS =
      "SELECT OWNER, TABLE_NAME, COLUMN_NAME, COMMENTS FROM ALL_COL_COMMENTS"
          + " WHERE COMMENTS IS NOT NULL AND ";

  /** Invisible columns are user-generated too; those that function-based indexes make are not. */
  static final String COLUMNS =
      "SELECT OWNER, TABLE_NAME, COLUMN_NAME, DATA_TYPE, DATA_TYPE_OWNER, DATA_LENGTH, CHAR_LENGTH,"
          + " CHAR_USED, DATA_PRECISION, DATA_SCALE, NULLABLE, COLUMN_ID, INTERNAL_COLUMN_ID,"
          + " VIRTUAL_COLUMN FROM ALL_TAB_COLS WHERE USER_GENERATED = 'YES' AND ";

  /** A query of its own, because the driver fetches rows with a LONG one by one. */
  static final String DEFAULTS =
      "SELECT OWNER, TABLE_NAME, COLUMN_NAME, DATA_DEFAULT FROM ALL_TAB_COLS"
          + " WHERE USER_GENERATED = 'YES' AND DEFAULT_LENGTH IS NOT NULL AND ";

  static final String IDENTITIES =
      "SELECT i.OWNER, i.TABLE_NAME, i.COLUMN_NAME, s.LAST_NUMBER FROM ALL_TAB_IDENTITY_COLS i"
          + " LEFT JOIN ALL_SEQUENCES s ON s.SEQUENCE_OWNER = i.OWNER"
          + " AND s.SEQUENCE_NAME = i.SEQUENCE_NAME WHERE ";

  static final String KEYS =
      "SELECT c.OWNER, c.TABLE_NAME, c.CONSTRAINT_NAME, c.CONSTRAINT_TYPE, c.INDEX_NAME,"
          + " k.COLUMN_NAME, k.POSITION FROM ALL_CONSTRAINTS c JOIN ALL_CONS_COLUMNS k"
          + " ON k.OWNER = c.OWNER AND k.CONSTRAINT_NAME = c.CONSTRAINT_NAME"
          + " WHERE c.CONSTRAINT_TYPE IN ('P', 'U') AND c.STATUS = 'ENABLED' AND ";

  static final String FOREIGN_KEYS =
      "SELECT c.OWNER, c.TABLE_NAME, c.CONSTRAINT_NAME, c.DELETE_RULE, p.OWNER, p.TABLE_NAME,"
          + " k.COLUMN_NAME, r.COLUMN_NAME, k.POSITION FROM ALL_CONSTRAINTS c"
          + " JOIN ALL_CONSTRAINTS p ON p.OWNER = c.R_OWNER"
          + " AND p.CONSTRAINT_NAME = c.R_CONSTRAINT_NAME"
          + " JOIN ALL_CONS_COLUMNS k ON k.OWNER = c.OWNER"
          + " AND k.CONSTRAINT_NAME = c.CONSTRAINT_NAME"
          + " JOIN ALL_CONS_COLUMNS r ON r.OWNER = p.OWNER"
          + " AND r.CONSTRAINT_NAME = p.CONSTRAINT_NAME AND r.POSITION = k.POSITION"
          + " WHERE c.CONSTRAINT_TYPE = 'R' AND c.STATUS = 'ENABLED' AND ";

  static final String CHECKS =
      "SELECT OWNER, TABLE_NAME, CONSTRAINT_NAME, SEARCH_CONDITION FROM ALL_CONSTRAINTS"
          + " WHERE CONSTRAINT_TYPE = 'C' AND STATUS = 'ENABLED' AND ";

  static final String INDEXES =
      "SELECT i.TABLE_OWNER, i.TABLE_NAME, i.OWNER, i.INDEX_NAME, i.INDEX_TYPE, i.UNIQUENESS,"
          + " i.ITYP_NAME, k.COLUMN_NAME, k.COLUMN_POSITION, k.DESCEND FROM ALL_INDEXES i"
          + " JOIN ALL_IND_COLUMNS k ON k.INDEX_OWNER = i.OWNER AND k.INDEX_NAME = i.INDEX_NAME"
          + " WHERE ";

  static final String INDEX_EXPRESSIONS =
      "SELECT TABLE_OWNER, TABLE_NAME, INDEX_OWNER, INDEX_NAME, COLUMN_POSITION, COLUMN_EXPRESSION"
          + " FROM ALL_IND_EXPRESSIONS WHERE ";

  static final String ROW_POLICIES =
      "SELECT OBJECT_OWNER, OBJECT_NAME, POLICY_NAME FROM ALL_POLICIES"
          + " WHERE SEL = 'YES' AND ENABLE = 'YES' AND ";

  static final String PARTITIONS =
      "SELECT PARTITION_NAME, NUM_ROWS FROM ALL_TAB_PARTITIONS"
          + " WHERE TABLE_OWNER = ? AND TABLE_NAME = ? ORDER BY PARTITION_POSITION";

  static final String SUBPARTITIONS =
      "SELECT SUBPARTITION_NAME, NUM_ROWS FROM ALL_TAB_SUBPARTITIONS"
          + " WHERE TABLE_OWNER = ? AND TABLE_NAME = ?"
          + " ORDER BY PARTITION_POSITION, SUBPARTITION_POSITION";

  /** A table that is moved, shrunk or whose partitions change gets other object numbers. */
  static final String PLACES =
      "SELECT SUBOBJECT_NAME, DATA_OBJECT_ID FROM ALL_OBJECTS WHERE OWNER = ? AND OBJECT_NAME = ?"
          + " AND OBJECT_TYPE LIKE 'TABLE%' AND DATA_OBJECT_ID IS NOT NULL"
          + " ORDER BY DATA_OBJECT_ID";

  /** First row address and size of every extent of a table, in the order of row addresses. */
  static final String EXTENTS =
      "SELECT ROWIDTOCHAR(r), BYTES FROM (SELECT DBMS_ROWID.ROWID_CREATE(1, o.DATA_OBJECT_ID,"
          + " e.RELATIVE_FNO, e.BLOCK_ID, 0) AS r, e.BYTES, e.PARTITION_NAME FROM DBA_EXTENTS e"
          + " JOIN ALL_OBJECTS o ON o.OWNER = e.OWNER AND o.OBJECT_NAME = e.SEGMENT_NAME"
          + " AND (o.SUBOBJECT_NAME = e.PARTITION_NAME"
          + " OR o.SUBOBJECT_NAME IS NULL AND e.PARTITION_NAME IS NULL)"
          + " AND o.OBJECT_TYPE LIKE 'TABLE%' AND o.DATA_OBJECT_ID IS NOT NULL"
          + " WHERE e.OWNER = ? AND e.SEGMENT_NAME = ? AND e.SEGMENT_TYPE LIKE 'TABLE%')";

  static final String IN_ORDER_OF_ADDRESSES = " ORDER BY r";
}
