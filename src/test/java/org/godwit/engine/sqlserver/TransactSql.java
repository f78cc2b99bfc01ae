package org.godwit.engine.sqlserver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;

/** What of Transact-SQL H2 doesn't know, in its words; questions to a server are answered. */
public final class TransactSql {
  static final String MODE =
      "MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1";

  static final List<String> DATABASE =
      List.of(
          "CREATE SCHEMA dbo",
          "CREATE SCHEMA cdc",
          "CREATE SCHEMA sys",
          "CREATE SCHEMA rig",
          "CREATE ALIAS sys.fn_cdc_is_bit_set FOR 'org.godwit.engine.sqlserver.TransactSql.isBitSet'",
          "CREATE TABLE cdc.lsn_time_mapping (start_lsn BINARY(10) PRIMARY KEY, tran_end_time TIMESTAMP(3), tran_id VARBINARY(10))",
          "CREATE TABLE rig.log_end (place VARCHAR(30))",
          "INSERT INTO rig.log_end VALUES ('00000027:00000ab0:0001')",
          "CREATE TABLE rig.instances (name VARCHAR(50), instance VARCHAR(100), start VARCHAR(30), number VARCHAR(11), change_table VARCHAR(11), outdated VARCHAR(1), ddl_at VARCHAR(30), ddl VARCHAR(1000))",
          "CREATE TABLE rig.tables (name VARCHAR(50), number VARCHAR(11))",
          "CREATE TABLE rig.captured (instance VARCHAR(100), name VARCHAR(50), ordinal INT)");

  private static final Map<String, String> ANSWERS =
      Map.ofEntries(
          Map.entry(CaptureSetup.IS_ENABLED, "SELECT '1'"),
          Map.entry(
              CaptureSetup.INSTANCES,
              "SELECT 'dbo', name, instance, start, number, change_table, outdated, ddl_at, ddl FROM rig.instances"),
          Map.entry(
              CaptureSetup.CAPTURED,
              "SELECT instance, name, CAST(ordinal AS VARCHAR) FROM rig.captured"),
          Map.entry(CaptureSetup.TABLES, "SELECT 'dbo', name, number, '', '0' FROM rig.tables"),
          Map.entry(CaptureChecks.MAY_SET_UP, "SELECT '1', '1', 'godwit'"),
          Map.entry(CaptureChecks.TELLS_LOG_END, "SELECT '-123'"),
          Map.entry(CaptureChecks.SEES_STATE, "SELECT '1'"),
          Map.entry(CaptureChecks.TEXT_SIZE, "SELECT '-1'"),
          Map.entry(CaptureChecks.DURABILITY, "SELECT 'DISABLED'"),
          Map.entry(SqlServerSnapshotSource.STATE, "SELECT '1', '0'"),
          Map.entry(
              SqlServerSnapshotSource.NOW,
              "SELECT FORMATDATETIME(CURRENT_TIMESTAMP AT TIME ZONE 'UTC', 'yyyy-MM-dd''T''HH:mm:ss.SSSSSS')"),
          Map.entry(SqlServerChangeSource.LOG_END, "SELECT place FROM rig.log_end"),
          Map.entry(KeptChanges.JOBS, "SELECT '', 'cleanup', '', '', '', '', '', '4320'"));

  private TransactSql() {}

  /** Whether it sets what connections have here from the beginning. */
  static boolean isOfSession(String sql) {
    return sql.startsWith("SET LOCK_TIMEOUT") || sql.equals(SqlServerSnapshotSource.ISOLATION);
  }

  static String translated(String sql) {
    String answer = ANSWERS.get(sql);
    if (answer != null) {
      return answer;
    }
    if (sql.contains("sys.partition_schemes") || sql.contains("sys.partitions")) {
      return "SELECT 1 WHERE FALSE";
    }
    if (sql.contains("sys.dm_db_partition_stats")) {
      return "SELECT '8192'";
    }
    return sql.replace(" WITH (TABLOCK, HOLDLOCK)", "")
        .replace("CONVERT(nvarchar(11), DATEPART(tz, SYSDATETIMEOFFSET()))", "'120'")
        .replaceAll(
            "CONVERT\\(nvarchar\\(22\\), (MAX\\([\\w.]+\\)|[\\w.]+), 1\\)", "'0x' || RAWTOHEX($1)")
        .replaceAll(
            "CONVERT\\(nvarchar\\(27\\), ([\\w.]*\\[\\w+\\]), 126\\)",
            "FORMATDATETIME($1, 'yyyy-MM-dd''T''HH:mm:ss.SSSSSSS')")
        .replaceAll(
            "CONVERT\\(nvarchar\\(20\\), DATEDIFF_BIG\\((.*), GETDATE\\(\\)\\)\\)",
            "CAST(DATEDIFF($1, CURRENT_TIMESTAMP) AS VARCHAR)");
  }

  /** As {@code sys.fn_cdc_is_bit_set}: the last byte has the first columns. */
  public static boolean isBitSet(int ordinal, byte[] mask) {
    return (mask[mask.length - 1 - (ordinal - 1) / Byte.SIZE] >> (ordinal - 1) % Byte.SIZE & 1)
        == 1;
  }

  static String quoted(TableName name) {
    return "[%s].[%s]".formatted(name.schema(), name.table());
  }

  /** A place of the log as bytes. */
  static String literal(long place) {
    return "0x%020x".formatted(place);
  }

  static String columns(Table table) {
    return nullableColumns(table)
        + table.keyColumns().stream()
            .map(it -> "[" + it + "]")
            .collect(Collectors.joining(", ", ", PRIMARY KEY (", ")"));
  }

  static String nullableColumns(Table table) {
    return table.columns().stream()
        .map(column -> "[" + column.name() + "] " + type(column))
        .collect(Collectors.joining(", "));
  }

  private static String type(Column column) {
    return switch (column.nativeType()) {
      case "nvarchar(max)" -> "VARCHAR(1000000)";
      case "varbinary(max)" -> "VARBINARY(1000000)";
      case "datetime2(7)" -> "TIMESTAMP(7)";
      default -> column.nativeType();
    };
  }

  static List<String> rows(Connection connection, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(row.getString(i));
        }
        rows.add(String.join("|", values));
      }
    }
    return rows;
  }
}
