package org.godwit.engine.oracle.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The queries of the data dictionary ("Static Data Dictionary Views" of the Database Reference)
 * that say what schemas are made of. Over a connection and in the script they are the same, to the
 * letter. Columns and views are those of 12.2, which all later versions have.
 *
 * <p>Each is asked of the DBA_ views, which have all objects, and where the user may not read
 * those, of ALL_ or USER_ views. A column in a list of columns is written {@code #C} where it is a
 * number, {@code ~C} where it is a LONG, which must stand last, {@code C=expression} where it is no
 * column.
 */
public enum DictionaryQuery {
  SESSION(
      "USER_NAME=USER DATABASE_NAME=SYS_CONTEXT('USERENV','DB_NAME')"
          + " CONTAINER=SYS_CONTEXT('USERENV','CON_NAME')",
      "FROM DUAL"),
  VERSION("PRODUCT VERSION", "FROM PRODUCT_COMPONENT_VERSION WHERE PRODUCT LIKE 'Oracle%'"),
  /** The names that were asked for, be they there or not. */
  SCHEMAS("NAME=w.*", "FROM ({wanted}) w"),
  USERS("USERNAME ORACLE_MAINTAINED", "FROM ALL_USERS ORDER BY USERNAME"),
  /** All objects, to find out which of them no other query told of. */
  OBJECTS(
      "OWNER OBJECT_TYPE OBJECT_NAME STATUS",
      """
      FROM ALL_OBJECTS WHERE OWNER {schemas} AND SUBOBJECT_NAME IS NULL
       AND GENERATED = 'N' AND SECONDARY = 'N' AND OBJECT_NAME NOT LIKE 'BIN$%'
       ORDER BY OWNER, OBJECT_TYPE, OBJECT_NAME"""),
  SEQUENCES(
      "SEQUENCE_OWNER SEQUENCE_NAME #MIN_VALUE #MAX_VALUE #INCREMENT_BY CYCLE_FLAG ORDER_FLAG"
          + " #CACHE_SIZE #LAST_NUMBER SESSION_FLAG",
      "FROM ALL_SEQUENCES WHERE SEQUENCE_OWNER {schemas} ORDER BY SEQUENCE_OWNER, SEQUENCE_NAME"),
  TABLES(
      "OWNER TABLE_NAME TABLE_TYPE_OWNER TABLE_TYPE CLUSTER_OWNER CLUSTER_NAME IOT_NAME IOT_TYPE"
          + " TEMPORARY DURATION SECONDARY NESTED DROPPED",
      "FROM ALL_ALL_TABLES WHERE OWNER {schemas} ORDER BY OWNER, TABLE_NAME"),
  /** Those of views and clusters too. */
  COLUMNS(
      "OWNER TABLE_NAME COLUMN_NAME DATA_TYPE DATA_TYPE_MOD DATA_TYPE_OWNER #DATA_LENGTH"
          + " #DATA_PRECISION #DATA_SCALE #CHAR_LENGTH CHAR_USED HIDDEN_COLUMN VIRTUAL_COLUMN"
          + " DEFAULT_ON_NULL",
      """
      FROM ALL_TAB_COLS WHERE OWNER {schemas} AND USER_GENERATED = 'YES'
       ORDER BY OWNER, TABLE_NAME, COLUMN_ID, INTERNAL_COLUMN_ID"""),
  /** A query of its own, because the driver fetches rows with a LONG one by one. */
  DEFAULTS(
      "OWNER TABLE_NAME COLUMN_NAME ~DATA_DEFAULT",
      """
      FROM ALL_TAB_COLS WHERE OWNER {schemas} AND USER_GENERATED = 'YES'
       AND DEFAULT_LENGTH IS NOT NULL ORDER BY OWNER, TABLE_NAME, COLUMN_NAME"""),
  IDENTITIES(
      "OWNER TABLE_NAME COLUMN_NAME GENERATION_TYPE SEQUENCE_NAME IDENTITY_OPTIONS",
      """
      FROM ALL_TAB_IDENTITY_COLS WHERE OWNER {schemas}
       ORDER BY OWNER, TABLE_NAME, COLUMN_NAME"""),
  CONSTRAINTS(
      "OWNER TABLE_NAME CONSTRAINT_NAME CONSTRAINT_TYPE DELETE_RULE STATUS DEFERRABLE DEFERRED"
          + " VALIDATED GENERATED RELY INDEX_OWNER INDEX_NAME",
      """
      FROM ALL_CONSTRAINTS WHERE OWNER {schemas} AND CONSTRAINT_TYPE IN ('P', 'U', 'C', 'R')
       ORDER BY OWNER, TABLE_NAME, CONSTRAINT_NAME"""),
  CHECKS(
      "OWNER CONSTRAINT_NAME ~SEARCH_CONDITION",
      """
      FROM ALL_CONSTRAINTS WHERE OWNER {schemas} AND CONSTRAINT_TYPE = 'C'
       ORDER BY OWNER, CONSTRAINT_NAME"""),
  CONSTRAINT_COLUMNS(
      "OWNER CONSTRAINT_NAME COLUMN_NAME",
      """
      FROM ALL_CONS_COLUMNS WHERE OWNER {schemas}
       ORDER BY OWNER, CONSTRAINT_NAME, POSITION, COLUMN_NAME"""),
  /** What foreign keys lead to, by their own names. */
  REFERENCED(
      "c.OWNER c.CONSTRAINT_NAME REFERENCED_OWNER=k.OWNER k.TABLE_NAME k.COLUMN_NAME",
      """
      FROM ALL_CONSTRAINTS c JOIN ALL_CONS_COLUMNS k ON k.OWNER = c.R_OWNER
       AND k.CONSTRAINT_NAME = c.R_CONSTRAINT_NAME
       WHERE c.OWNER {schemas} AND c.CONSTRAINT_TYPE = 'R'
       ORDER BY c.OWNER, c.CONSTRAINT_NAME, k.POSITION"""),
  INDEXES(
      "OWNER INDEX_NAME INDEX_TYPE TABLE_OWNER TABLE_NAME UNIQUENESS GENERATED SECONDARY"
          + " ITYP_OWNER ITYP_NAME PARAMETERS VISIBILITY JOIN_INDEX DROPPED",
      "FROM ALL_INDEXES WHERE OWNER {schemas} ORDER BY OWNER, INDEX_NAME"),
  INDEX_COLUMNS(
      "INDEX_OWNER INDEX_NAME COLUMN_NAME #COLUMN_POSITION DESCEND",
      """
      FROM ALL_IND_COLUMNS WHERE INDEX_OWNER {schemas}
       ORDER BY INDEX_OWNER, INDEX_NAME, COLUMN_POSITION"""),
  INDEX_EXPRESSIONS(
      "INDEX_OWNER INDEX_NAME #COLUMN_POSITION ~COLUMN_EXPRESSION",
      """
      FROM ALL_IND_EXPRESSIONS WHERE INDEX_OWNER {schemas}
       ORDER BY INDEX_OWNER, INDEX_NAME, COLUMN_POSITION"""),
  PARTITIONED_INDEXES(
      "OWNER INDEX_NAME LOCALITY",
      "FROM ALL_PART_INDEXES WHERE OWNER {schemas} ORDER BY OWNER, INDEX_NAME"),
  PARTITIONED_TABLES(
      "OWNER TABLE_NAME PARTITIONING_TYPE SUBPARTITIONING_TYPE REF_PTN_CONSTRAINT_NAME INTERVAL"
          + " AUTOLIST",
      "FROM ALL_PART_TABLES WHERE OWNER {schemas} ORDER BY OWNER, TABLE_NAME"),
  PARTITION_KEYS(
      "OWNER NAME COLUMN_NAME",
      """
      FROM ALL_PART_KEY_COLUMNS WHERE OWNER {schemas} AND OBJECT_TYPE = 'TABLE'
       ORDER BY OWNER, NAME, COLUMN_POSITION"""),
  SUBPARTITION_KEYS(
      "OWNER NAME COLUMN_NAME",
      """
      FROM ALL_SUBPART_KEY_COLUMNS WHERE OWNER {schemas} AND OBJECT_TYPE = 'TABLE'
       ORDER BY OWNER, NAME, COLUMN_POSITION"""),
  PARTITIONS(
      "TABLE_OWNER TABLE_NAME PARTITION_NAME ~HIGH_VALUE",
      """
      FROM ALL_TAB_PARTITIONS WHERE TABLE_OWNER {schemas}
       ORDER BY TABLE_OWNER, TABLE_NAME, PARTITION_POSITION"""),
  SUBPARTITIONS(
      "TABLE_OWNER TABLE_NAME PARTITION_NAME SUBPARTITION_NAME ~HIGH_VALUE",
      """
      FROM ALL_TAB_SUBPARTITIONS WHERE TABLE_OWNER {schemas}
       ORDER BY TABLE_OWNER, TABLE_NAME, PARTITION_NAME, SUBPARTITION_POSITION"""),
  /** Access parameters are a CLOB, of which a column of text takes a thousand letters for sure. */
  EXTERNAL_TABLES(
      "OWNER TABLE_NAME TYPE_NAME DEFAULT_DIRECTORY_NAME REJECT_LIMIT"
          + " PARAMETERS_LENGTH=TO_CHAR(LENGTH(ACCESS_PARAMETERS))"
          + " PARAMETERS_1=TO_CHAR(SUBSTR(ACCESS_PARAMETERS,1,1000))"
          + " PARAMETERS_2=TO_CHAR(SUBSTR(ACCESS_PARAMETERS,1001,1000))"
          + " PARAMETERS_3=TO_CHAR(SUBSTR(ACCESS_PARAMETERS,2001,1000))"
          + " PARAMETERS_4=TO_CHAR(SUBSTR(ACCESS_PARAMETERS,3001,1000))",
      "FROM ALL_EXTERNAL_TABLES WHERE OWNER {schemas} ORDER BY OWNER, TABLE_NAME"),
  EXTERNAL_LOCATIONS(
      "OWNER TABLE_NAME LOCATION DIRECTORY_NAME",
      """
      FROM ALL_EXTERNAL_LOCATIONS WHERE OWNER {schemas}
       ORDER BY OWNER, TABLE_NAME, LOCATION"""),
  CLUSTER_COLUMNS(
      "OWNER CLUSTER_NAME CLU_COLUMN_NAME TABLE_NAME TAB_COLUMN_NAME",
      """
      FROM DBA_CLU_COLUMNS WHERE OWNER {schemas}
       ORDER BY OWNER, CLUSTER_NAME, CLU_COLUMN_NAME""",
      "OWNER=USER CLUSTER_NAME CLU_COLUMN_NAME TABLE_NAME TAB_COLUMN_NAME",
      "FROM USER_CLU_COLUMNS WHERE USER {schemas} ORDER BY CLUSTER_NAME, CLU_COLUMN_NAME"),
  VIEWS(
      "OWNER VIEW_NAME VIEW_TYPE_OWNER VIEW_TYPE OID_TEXT EDITIONING_VIEW BEQUEATH ~TEXT",
      "FROM ALL_VIEWS WHERE OWNER {schemas} ORDER BY OWNER, VIEW_NAME"),
  MATERIALIZED_VIEWS(
      "OWNER MVIEW_NAME CONTAINER_NAME REWRITE_ENABLED REFRESH_MODE REFRESH_METHOD BUILD_MODE"
          + " ~QUERY",
      "FROM ALL_MVIEWS WHERE OWNER {schemas} ORDER BY OWNER, MVIEW_NAME"),
  MATERIALIZED_VIEW_LOGS(
      "LOG_OWNER MASTER LOG_TABLE ROWIDS PRIMARY_KEY",
      "FROM ALL_MVIEW_LOGS WHERE LOG_OWNER {schemas} ORDER BY LOG_OWNER, MASTER"),
  /** In parts, because the script keeps a query's rows in the server's memory until it ends. */
  SOURCE(
      "OWNER TYPE NAME #LINE TEXT",
      """
      FROM ALL_SOURCE WHERE OWNER {schemas} AND ORA_HASH(NAME, 7) = {part}
       ORDER BY OWNER, TYPE, NAME, LINE"""),
  TRIGGERS(
      "OWNER TRIGGER_NAME STATUS",
      "FROM ALL_TRIGGERS WHERE OWNER {schemas} ORDER BY OWNER, TRIGGER_NAME"),
  SYNONYMS(
      "OWNER SYNONYM_NAME TABLE_OWNER TABLE_NAME DB_LINK",
      """
      FROM ALL_SYNONYMS WHERE OWNER {schemas} OR OWNER = 'PUBLIC' AND TABLE_OWNER {schemas}
       ORDER BY OWNER, SYNONYM_NAME"""),
  /** Passwords stand in none of these views. */
  DATABASE_LINKS(
      "OWNER DB_LINK USERNAME HOST",
      """
      FROM ALL_DB_LINKS WHERE OWNER {schemas} OR OWNER = 'PUBLIC' ORDER BY OWNER, DB_LINK"""),
  TABLE_COMMENTS(
      "OWNER TABLE_NAME COMMENTS",
      """
      FROM ALL_TAB_COMMENTS WHERE OWNER {schemas} AND COMMENTS IS NOT NULL
       ORDER BY OWNER, TABLE_NAME"""),
  COLUMN_COMMENTS(
      "OWNER TABLE_NAME COLUMN_NAME COMMENTS",
      """
      FROM ALL_COL_COMMENTS WHERE OWNER {schemas} AND COMMENTS IS NOT NULL
       ORDER BY OWNER, TABLE_NAME, COLUMN_NAME"""),
  MATERIALIZED_VIEW_COMMENTS(
      "OWNER MVIEW_NAME COMMENTS",
      """
      FROM ALL_MVIEW_COMMENTS WHERE OWNER {schemas} AND COMMENTS IS NOT NULL
       ORDER BY OWNER, MVIEW_NAME"""),
  OBJECT_GRANTS(
      "OWNER TABLE_NAME GRANTEE PRIVILEGE GRANTABLE HIERARCHY",
      """
      FROM DBA_TAB_PRIVS WHERE OWNER {schemas}
       ORDER BY OWNER, TABLE_NAME, GRANTEE, PRIVILEGE""",
      "OWNER=TABLE_SCHEMA TABLE_NAME GRANTEE PRIVILEGE GRANTABLE HIERARCHY",
      """
      FROM ALL_TAB_PRIVS WHERE TABLE_SCHEMA {schemas}
       ORDER BY TABLE_SCHEMA, TABLE_NAME, GRANTEE, PRIVILEGE"""),
  COLUMN_GRANTS(
      "OWNER TABLE_NAME COLUMN_NAME GRANTEE PRIVILEGE GRANTABLE",
      """
      FROM DBA_COL_PRIVS WHERE OWNER {schemas}
       ORDER BY OWNER, TABLE_NAME, COLUMN_NAME, GRANTEE, PRIVILEGE""",
      "OWNER=TABLE_SCHEMA TABLE_NAME COLUMN_NAME GRANTEE PRIVILEGE GRANTABLE",
      """
      FROM ALL_COL_PRIVS WHERE TABLE_SCHEMA {schemas}
       ORDER BY TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, GRANTEE, PRIVILEGE"""),
  ROLE_GRANTS(
      "GRANTEE GRANTED_ROLE ADMIN_OPTION",
      "FROM DBA_ROLE_PRIVS WHERE GRANTEE {schemas} ORDER BY GRANTEE, GRANTED_ROLE",
      "GRANTEE=USERNAME GRANTED_ROLE ADMIN_OPTION",
      "FROM USER_ROLE_PRIVS WHERE USERNAME {schemas} ORDER BY USERNAME, GRANTED_ROLE"),
  SYSTEM_GRANTS(
      "GRANTEE PRIVILEGE ADMIN_OPTION",
      "FROM DBA_SYS_PRIVS WHERE GRANTEE {schemas} ORDER BY GRANTEE, PRIVILEGE",
      "GRANTEE=USERNAME PRIVILEGE ADMIN_OPTION",
      "FROM USER_SYS_PRIVS WHERE USERNAME {schemas} ORDER BY USERNAME, PRIVILEGE");

  private static final int LINE_LENGTH = 90;

  private final List<String> columns;
  private final boolean hasLong;
  private final List<Form> forms;

  /** The query over one kind of views; its beginning is {@code DBA}, {@code ALL} or the like. */
  private record Form(String views, String select, String rest) {}

  DictionaryQuery(String columns, String rest) {
    this.columns = names(columns);
    this.hasLong = columns.contains("~");
    String select = select(columns);
    String ofAll = rest.replaceAll("\\bALL_(?=[A-Z])", "DBA_");
    this.forms =
        ofAll.equals(rest)
            ? List.of(new Form("OWN", select, rest))
            : List.of(new Form("DBA", select, ofAll), new Form("ALL", select, rest));
  }

  DictionaryQuery(String columns, String rest, String otherColumns, String otherRest) {
    this.columns = names(columns);
    this.hasLong = false;
    this.forms =
        List.of(
            new Form("DBA", select(columns), rest),
            new Form(
                otherRest.startsWith("FROM ALL_") ? "ALL" : "USER",
                select(otherColumns),
                otherRest));
  }

  /**
   * A statement that may be tried.
   *
   * @param views the kind of views that it reads: {@code DBA}, {@code ALL}, {@code USER}, or {@code
   *     OWN} where everybody may read them
   */
  public record Statement(String views, String sql) {}

  /** What its columns are called. */
  public List<String> columns() {
    return columns;
  }

  /** Whether the last column is a LONG. */
  public boolean hasLong() {
    return hasLong;
  }

  /** As DBAs say it, in a sentence: {@code materialized views}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * What is to be asked: of each part the first statement that the user may read. No line is longer
   * than SQL*Plus takes.
   */
  public List<List<Statement>> parts(Schemas schemas) {
    int count = this == SOURCE ? 8 : 1;
    List<List<Statement>> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      String number = Integer.toString(part);
      parts.add(
          forms.stream()
              .map(
                  it ->
                      new Statement(
                          it.views(),
                          it.select()
                              + "\n "
                              + it.rest()
                                  .replace("{schemas}", schemas.condition())
                                  .replace("{wanted}", schemas.wanted())
                                  .replace("{part}", number)))
              .toList());
    }
    return parts;
  }

  private static List<String> names(String columns) {
    List<String> names = new ArrayList<>();
    for (String column : columns.split(" ", -1)) {
      String name = column.contains("=") ? column.substring(0, column.indexOf('=')) : column;
      names.add(name.replaceAll("^[#~]?([a-z]\\.)?", ""));
    }
    return List.copyOf(names);
  }

  private static String select(String columns) {
    StringBuilder select = new StringBuilder("SELECT ");
    int lineLength = select.length();
    String between = "";
    for (String column : columns.split(" ", -1)) {
      String plain = column.substring(column.indexOf('=') + 1).replaceAll("^[#~]", "");
      String expression = column.startsWith("#") ? "TO_CHAR(" + plain + ")" : plain;
      if (lineLength + expression.length() > LINE_LENGTH) {
        between = between.isEmpty() ? "" : ",\n ";
        lineLength = 0;
      }
      select.append(between).append(expression);
      lineLength += between.length() + expression.length();
      between = ", ";
    }
    return select.toString();
  }
}
