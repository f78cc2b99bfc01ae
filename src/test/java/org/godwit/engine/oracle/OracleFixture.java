package org.godwit.engine.oracle;

import static org.godwit.testing.StandInServer.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oracle.jdbc.OracleResultSet;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.testing.StandInServer;

/** A schema as the dictionary would describe it: a table of every type, and orders of customers. */
public final class OracleFixture {
  public static final TableName TYPES = new TableName("SHOP", "TYPES");
  public static final TableName ORDERS = new TableName("SHOP", "ORDERS");
  public static final TableName CUSTOMERS = new TableName("SHOP", "CUSTOMERS");
  public static final TableName OPEN_ORDERS = new TableName("SHOP", "OPEN_ORDERS");
  static final EndpointConfig CONFIG =
      new EndpointConfig(
          OracleEngine.ID,
          "ora1",
          1521,
          "SHOPPDB",
          "GODWIT",
          new Password("secret"),
          Tls.NONE,
          Map.of());

  /** Column name, DATA_TYPE, owner, DATA_LENGTH, CHAR_LENGTH, CHAR_USED, precision, scale. */
  private static final List<Object[]> TYPE_COLUMNS =
      List.of(
          row("ID", "NUMBER", null, 22, 0, null, 18, 0),
          row("N", "NUMBER", null, 22, 0, null, null, null),
          row("N_INTEGER", "NUMBER", null, 22, 0, null, null, 0),
          row("N4", "NUMBER", null, 22, 0, null, 4, 0),
          row("N9", "NUMBER", null, 22, 0, null, 9, 0),
          row("N38", "NUMBER", null, 22, 0, null, 38, 0),
          row("N12_2", "NUMBER", null, 22, 0, null, 12, 2),
          row("N5_M2", "NUMBER", null, 22, 0, null, 5, -2),
          row("N2_5", "NUMBER", null, 22, 0, null, 2, 5),
          row("F126", "FLOAT", null, 22, 0, null, 126, null),
          row("BF", "BINARY_FLOAT", null, 4, 0, null, null, null),
          row("BD", "BINARY_DOUBLE", null, 8, 0, null, null, null),
          row("V2", "VARCHAR2", null, 120, 30, "C", null, null),
          row("V2B", "VARCHAR2", null, 4000, 4000, "B", null, null),
          row("NV", "NVARCHAR2", null, 80, 40, "C", null, null),
          row("C10", "CHAR", null, 10, 10, "B", null, null),
          row("NC", "NCHAR", null, 20, 10, "C", null, null),
          row("L", "LONG", null, 0, 0, null, null, null),
          row("CL", "CLOB", null, 4000, 0, null, null, null),
          row("NCL", "NCLOB", null, 4000, 0, null, null, null),
          row("X", "XMLTYPE", "SYS", 2000, 0, null, null, null),
          row("J", "JSON", null, 8200, 0, null, null, null),
          row("R16", "RAW", null, 16, 0, null, null, null),
          row("B", "BLOB", null, 4000, 0, null, null, null),
          row("BFI", "BFILE", null, 530, 0, null, null, null),
          row("D", "DATE", null, 7, 0, null, null, null),
          row("T9", "TIMESTAMP(9)", null, 11, 0, null, null, 9),
          row("TZ", "TIMESTAMP(6) WITH TIME ZONE", null, 13, 0, null, null, 6),
          row("TL", "TIMESTAMP(3) WITH LOCAL TIME ZONE", null, 11, 0, null, null, 3),
          row("IDS", "INTERVAL DAY(9) TO SECOND(9)", null, 11, 0, null, 9, 9),
          row("IYM", "INTERVAL YEAR(4) TO MONTH", null, 5, 0, null, 4, 0),
          row("RI", "ROWID", null, 10, 0, null, null, null),
          row("URI", "UROWID", null, 4000, 0, null, null, null),
          row("G", "SDO_GEOMETRY", "MDSYS", 1, 0, null, null, null),
          row("BO", "BOOLEAN", null, 1, 0, null, null, null),
          row("O", "ADDRESS_T", "SHOP", 1, 0, null, null, null));

  private OracleFixture() {}

  static StandInServer server() {
    return new StandInServer(OracleResultSet.class)
        .answer(
            "UNION ALL",
            row("SHOP", "ORDERS", "TABLE", 2_000_000, 240_000_000),
            row("SHOP", "OPEN_ORDERS", "VIEW", null, null))
        .answer("FROM ALL_USERS WHERE USERNAME", row("SHOP"))
        .answer(
            "FROM ALL_TAB_COMMENTS",
            row("SHOP", "ORDERS", "One a purchase"),
            row("SHOP", "OPEN_ORDERS", "Not delivered yet"))
        .answer(
            "FROM ALL_TABLES",
            row("SHOP", "TYPES", null, null),
            row("SHOP", "ORDERS", 2_000_000, 240_000_000),
            row("SHOP", "CUSTOMERS", 1000, 90_000))
        .answer("FROM ALL_VIEWS", row("SHOP", "OPEN_ORDERS"))
        .answer("FROM ALL_COL_COMMENTS", row("SHOP", "ORDERS", "PLACED", "By the shop's clock"))
        .answer(
            "DATA_DEFAULT FROM ALL_TAB_COLS",
            row("SHOP", "ORDERS", "PLACED", "SYSDATE \n"),
            row("SHOP", "ORDERS", "STATE", "'it''s new'"),
            row("SHOP", "ORDERS", "AMOUNT", " (0) "),
            row("SHOP", "ORDERS", "WITH_TAX", "ROUND(\"AMOUNT\"*1.2,2)"),
            row("SHOP", "ORDERS", "NOTE", "''"),
            row("SHOP", "CUSTOMERS", "ID", "\"SHOP\".\"ISEQ$$_73421\".nextval"))
        .answer("FROM ALL_TAB_IDENTITY_COLS", row("SHOP", "CUSTOMERS", "ID", 1021))
        .answer("INTERNAL_COLUMN_ID", columns())
        .answer(
            "CONSTRAINT_TYPE IN ('P', 'U')",
            row("SHOP", "ORDERS", "ORDERS_PK", "P", "ORDERS_PK", "CUSTOMER", 2),
            row("SHOP", "ORDERS", "ORDERS_PK", "P", "ORDERS_PK", "ID", 1),
            row("SHOP", "CUSTOMERS", "CUSTOMERS_PK", "P", "CUSTOMERS_IX", "ID", 1),
            row("SHOP", "CUSTOMERS", "CUSTOMERS_EMAIL", "U", "CUSTOMERS_EMAIL", "EMAIL", 1),
            row("SHOP", "TYPES", "TYPES_PK", "P", "TYPES_PK", "ID", 1))
        .answer(
            "CONSTRAINT_TYPE = 'R'",
            row("SHOP", "ORDERS", "ORDERS_FK", "CASCADE", "SHOP", "CUSTOMERS", "CUSTOMER", "ID", 1))
        .answer(
            "CONSTRAINT_TYPE = 'C'",
            row("SHOP", "ORDERS", "SYS_C0012", "\"ID\" IS NOT NULL"),
            row("SHOP", "ORDERS", "ORDERS_AMOUNT", "amount >= 0"),
            row("SHOP", "ORDERS", "ORDERS_STATE", "state in ('it''s new', 'sent')"),
            row("SHOP", "ORDERS", "ORDERS_LATE", "placed > DATE '2000-01-01'"))
        .answer(
            "FROM ALL_IND_EXPRESSIONS",
            row("SHOP", "ORDERS", "SHOP", "ORDERS_UPPER", 1, "UPPER(\"STATE\")"),
            row("SHOP", "ORDERS", "SHOP", "ORDERS_LATEST", 1, "\"PLACED\""))
        .answer(
            "FROM ALL_INDEXES",
            index("ORDERS", "ORDERS_PK", "NORMAL", "UNIQUE", null, "ID", 1, "ASC"),
            index(
                "ORDERS",
                "ORDERS_UPPER",
                "FUNCTION-BASED NORMAL",
                "NONUNIQUE",
                null,
                "SYS_1",
                1,
                "ASC"),
            index(
                "ORDERS",
                "ORDERS_LATEST",
                "FUNCTION-BASED NORMAL",
                "NONUNIQUE",
                null,
                "SYS_2",
                1,
                "DESC"),
            index(
                "ORDERS",
                "ORDERS_LATEST",
                "FUNCTION-BASED NORMAL",
                "NONUNIQUE",
                null,
                "STATE",
                2,
                "ASC"),
            index("ORDERS", "ORDERS_BITS", "BITMAP", "NONUNIQUE", null, "STATE", 1, "ASC"),
            index("ORDERS", "ORDERS_WORDS", "DOMAIN", "NONUNIQUE", "CONTEXT", "NOTE", 1, "ASC"),
            index("CUSTOMERS", "CUSTOMERS_IX", "NORMAL", "UNIQUE", null, "ID", 1, "ASC"),
            index("CUSTOMERS", "CUSTOMERS_EMAIL", "NORMAL", "UNIQUE", null, "EMAIL", 1, "ASC"))
        .answer(
            "FROM SESSION_PRIVS",
            row("CREATE SESSION"),
            row("SELECT ANY TABLE"),
            row("FLASHBACK ANY TABLE"))
        .answer("'SESSION_USER'", row("GODWIT"))
        .answer("CURRENT_SCN", row("94857263910"))
        .answer("SYS_EXTRACT_UTC(SYSTIMESTAMP)", row("2026-11-21T13:00:00.123456Z"))
        .answer("FROM ALL_OBJECTS WHERE OWNER", row(null, "73421"))
        .answer(
            "FROM DBA_EXTENTS",
            row("AAAR7NAAEAAAACYAAA", 8),
            row("AAAR7NAAEAAAACgAAA", 8),
            row("AAAR7NAAEAAAAEAAAA", 1024),
            row("AAAR7NAAEAAAAIAAAA", 1024),
            row("AAAR7NAAEAAAAMAAAA", 1024))
        .answer("FROM ALL_TAB_PARTITIONS", row("P2024", 1000), row("P2025", 2000))
        .answer("FROM ALL_TAB_SUBPARTITIONS", row("P2024_EU", 1000))
        .answer("NTILE(", row("1000"), row("2000"), row("2000"));
  }

  /** The tables of the schema, read from the stand-in. */
  public static Table table(TableName name) {
    return new OracleCatalogReader().tables(server().connection(), List.of(name)).getFirst();
  }

  private static Object[] index(
      String table,
      String name,
      String type,
      String uniqueness,
      @org.jspecify.annotations.Nullable String domain,
      String column,
      int place,
      String order) {
    return row("SHOP", table, "SHOP", name, type, uniqueness, domain, column, place, order);
  }

  private static Object[][] columns() {
    List<Object[]> columns = new ArrayList<>();
    int place = 0;
    for (Object[] type : TYPE_COLUMNS) {
      place++;
      columns.add(column("TYPES", type, place == 1 ? "N" : "Y", place, "NO"));
    }
    columns.add(number("ORDERS", "ID", 18, 0, "N", 1, "NO"));
    columns.add(number("ORDERS", "CUSTOMER", 9, 0, "N", 2, "NO"));
    columns.add(
        column("ORDERS", row("PLACED", "DATE", null, 7, 0, null, null, null), "N", 3, "NO"));
    columns.add(
        column("ORDERS", row("STATE", "VARCHAR2", null, 20, 20, "B", null, null), "Y", 4, "NO"));
    columns.add(number("ORDERS", "AMOUNT", 12, 2, "Y", 5, "NO"));
    columns.add(number("ORDERS", "WITH_TAX", 12, 2, "Y", 6, "YES"));
    columns.add(
        column("ORDERS", row("NOTE", "CLOB", null, 4000, 0, null, null, null), "Y", null, "NO"));
    columns.add(number("CUSTOMERS", "ID", 9, 0, "N", 1, "NO"));
    columns.add(
        column(
            "CUSTOMERS", row("EMAIL", "VARCHAR2", null, 800, 200, "C", null, null), "Y", 2, "NO"));
    columns.add(number("OPEN_ORDERS", "ID", 18, 0, "Y", 1, "NO"));
    return columns.toArray(Object[][]::new);
  }

  private static Object[] number(
      String table,
      String name,
      int precision,
      int scale,
      String nullable,
      int place,
      String virtual) {
    return column(
        table, row(name, "NUMBER", null, 22, 0, null, precision, scale), nullable, place, virtual);
  }

  private static Object[] column(
      String table,
      Object[] type,
      String nullable,
      @org.jspecify.annotations.Nullable Integer place,
      String virtual) {
    return row(
        "SHOP",
        table,
        type[0],
        type[1],
        type[2],
        type[3],
        type[4],
        type[5],
        type[6],
        type[7],
        nullable,
        place,
        place == null ? 7 : place,
        virtual);
  }
}
