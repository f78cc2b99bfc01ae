package org.godwit.engine.sqlserver;

import static org.godwit.testing.StandInServer.row;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.testing.StandInServer;
import org.jspecify.annotations.Nullable;

/** A database as the catalog views would describe it: a table of every type, and orders. */
public final class SqlServerFixture {
  public static final TableName TYPES = new TableName("dbo", "types");
  public static final TableName ORDERS = new TableName("dbo", "Orders");
  static final TableName OPEN_ORDERS = new TableName("dbo", "open orders");
  static final EndpointConfig CONFIG =
      new EndpointConfig(
          SqlServerEngine.ID,
          "mssql1",
          1433,
          "shop",
          "godwit",
          new Password("secret"),
          Tls.NONE,
          Map.of());

  /** Column name, type, max_length, precision, scale. */
  private static final List<Object[]> TYPE_COLUMNS =
      List.of(
          row("id", "bigint", 8, 19, 0),
          row("ti", "tinyint", 1, 3, 0),
          row("si", "smallint", 2, 5, 0),
          row("i", "int", 4, 10, 0),
          row("bt", "bit", 1, 1, 0),
          row("d12", "decimal", 9, 12, 2),
          row("n38", "numeric", 17, 38, 38),
          row("m", "money", 8, 19, 4),
          row("sm", "smallmoney", 4, 10, 4),
          row("f", "float", 8, 53, 0),
          row("r", "real", 4, 24, 0),
          row("d", "date", 3, 10, 0),
          row("dt", "datetime", 8, 23, 3),
          row("sdt", "smalldatetime", 4, 16, 0),
          row("dt7", "datetime2", 8, 27, 7),
          row("dt0", "datetime2", 6, 19, 0),
          row("dto", "datetimeoffset", 10, 34, 7),
          row("t7", "time", 5, 16, 7),
          row("c", "char", 10, 0, 0),
          row("vc", "varchar", 50, 0, 0),
          row("vcm", "varchar", -1, 0, 0),
          row("nc", "nchar", 20, 0, 0),
          row("nvc", "nvarchar", 100, 0, 0),
          row("nvcm", "nvarchar", -1, 0, 0),
          row("tx", "text", 16, 0, 0),
          row("ntx", "ntext", 16, 0, 0),
          row("x", "xml", -1, 0, 0),
          row("b", "binary", 16, 0, 0),
          row("vb", "varbinary", 200, 0, 0),
          row("vbm", "varbinary", -1, 0, 0),
          row("im", "image", 16, 0, 0),
          row("rv", "timestamp", 8, 0, 0),
          row("u", "uniqueidentifier", 16, 0, 0),
          row("v", "sql_variant", 8016, 0, 0),
          row("h", "hierarchyid", 892, 0, 0),
          row("geo", "geography", -1, 0, 0),
          row("clr", "point3d", -1, 0, 0));

  private SqlServerFixture() {}

  static StandInServer server() {
    return new StandInServer(ResultSet.class)
        .answer("SELECT s.name FROM sys.schemas", row("dbo"))
        .answer(
            "CONVERT(nvarchar(4000), e.value) FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id LEFT JOIN",
            row("dbo", "types", "U ", 0, 0, null),
            row("dbo", "Orders", "U ", 2_000_000, 240_000_000, "One a purchase"),
            row("dbo", "open orders", "V ", null, null, null))
        .answer(
            "SELECT s.name, o.name, o.type, r.rows, b.bytes FROM",
            row("dbo", "Orders", "U ", 2_000_000, 240_000_000),
            row("dbo", "open orders", "V ", null, null))
        .answer("c.max_length", columns())
        .answer(
            "JOIN sys.foreign_keys f",
            row(
                "dbo",
                "Orders",
                "FK_customer",
                "CASCADE",
                "SET_NULL",
                "dbo",
                "Customers",
                "customer",
                "id",
                1))
        .answer(
            "JOIN sys.check_constraints",
            row("dbo", "Orders", "CK_amount", "([amount]>=(0))"),
            row("dbo", "Orders", "CK_state", "([state]='sent' OR [state]='new')"))
        .answer(
            "i.filter_definition",
            row("dbo", "types", "PK_types", 1, true, true, null, "id", 1, false),
            row("dbo", "Orders", "PK_Orders", 1, true, true, null, "id", 1, false),
            row("dbo", "Orders", "IX_open", 2, false, false, "([state]='new')", "placed", 2, true),
            row(
                "dbo",
                "Orders",
                "IX_open",
                2,
                false,
                false,
                "([state]='new')",
                "customer",
                1,
                false),
            row("dbo", "Orders", "UQ_code", 2, true, false, null, "code]", 1, false))
        .answer("$", row("pf_year", "placed", 3))
        .answer("f.fanout", row("pf_year", "placed", 3))
        .answer("snapshot_isolation_state", row("1", "0"))
        .answer("USER_NAME()", row("godwit"))
        .answer("HAS_PERMS_BY_NAME(N'", row("1"))
        .answer("SYSUTCDATETIME", row("2026-11-21T13:00:00.1234567"))
        .answer("NTILE(", row("1000"), row("2000"), row("2000"));
  }

  /** A table of the database, read from the stand-in. */
  public static Table table(TableName name) {
    return new SqlServerCatalogReader()
        .tables(server().connection(), List.of(name, OPEN_ORDERS))
        .getFirst();
  }

  private static Object[][] columns() {
    List<Object[]> columns = new ArrayList<>();
    int place = 0;
    for (Object[] type : TYPE_COLUMNS) {
      columns.add(column("types", type, ++place > 1, place, null, null, null));
    }
    columns.add(
        row(
            "dbo", "Orders", "id", "int", 4, 10, 0, false, 1, "1041", "1", "10", true, null, null,
            null, null));
    columns.add(column("Orders", row("customer", "int", 4, 10, 0), false, 2, null, null, null));
    columns.add(
        column(
            "Orders",
            row("placed", "datetime", 8, 23, 3),
            false,
            3,
            null,
            "(getdate())",
            "By the shop's clock"));
    columns.add(
        column(
            "Orders", row("state", "nvarchar", 40, 0, 0), true, 4, null, "(N'it''s (new)')", null));
    columns.add(column("Orders", row("amount", "decimal", 9, 12, 2), true, 5, null, "((0))", null));
    columns.add(
        column(
            "Orders",
            row("with_tax", "numeric", 9, 14, 3),
            true,
            6,
            "([amount]*(1.2))",
            null,
            null));
    columns.add(
        column(
            "Orders",
            row("code]", "uniqueidentifier", 16, 0, 0),
            false,
            7,
            null,
            "(newid())",
            null));
    columns.add(column("Orders", row("paid", "bit", 1, 1, 0), false, 8, null, "((1))", null));
    columns.add(column("open orders", row("id", "int", 4, 10, 0), true, 1, null, null, null));
    return columns.toArray(Object[][]::new);
  }

  private static Object[] column(
      String table,
      Object[] type,
      boolean nullable,
      int place,
      @Nullable String computed,
      @Nullable String defaultValue,
      @Nullable String comment) {
    return row(
        "dbo",
        table,
        type[0],
        type[1],
        type[2],
        type[3],
        type[4],
        nullable,
        place,
        null,
        null,
        null,
        false,
        computed,
        computed == null ? null : (Object) true,
        defaultValue,
        comment);
  }
}
