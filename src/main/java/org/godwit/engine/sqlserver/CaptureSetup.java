package org.godwit.engine.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.KeptStream;
import org.godwit.engine.SetupStatement;
import org.godwit.engine.ShortQuery;
import org.jspecify.annotations.Nullable;

/**
 * What SQL Server needs for its changes to be followed, and what of it is there. A table's changes
 * go into the change table of a capture instance, of which it can have two; a task has one of its
 * own, so that nobody else's end takes its changes with it.
 */
final class CaptureSetup {
  static final String IS_ENABLED =
      "SELECT CONVERT(nvarchar(1), is_cdc_enabled) FROM sys.databases WHERE name = DB_NAME()";
  static final String INSTANCES =
      "SELECT OBJECT_SCHEMA_NAME(t.source_object_id), OBJECT_NAME(t.source_object_id),"
          + " t.capture_instance, CONVERT(nvarchar(22), t.start_lsn, 1),"
          + " CONVERT(nvarchar(11), t.source_object_id), CONVERT(nvarchar(11), t.object_id),"
          + " CASE WHEN EXISTS (SELECT 1 FROM sys.columns c WHERE c.object_id = t.source_object_id"
          + " AND c.is_computed = 0 AND c.is_column_set = 0 AND NOT EXISTS (SELECT 1"
          + " FROM cdc.captured_columns k WHERE k.object_id = t.object_id"
          + " AND k.column_name = c.name AND k.column_id = c.column_id)) THEN N'1' ELSE N'0' END,"
          + " CONVERT(nvarchar(22), d.ddl_lsn, 1), d.ddl_command"
          + " FROM cdc.change_tables t OUTER APPLY (SELECT TOP (1) h.ddl_lsn, h.ddl_command"
          + " FROM cdc.ddl_history h WHERE h.object_id = t.object_id ORDER BY h.ddl_lsn DESC) d"
          + " WHERE t.source_object_id IS NOT NULL";
  static final String CAPTURED =
      "SELECT t.capture_instance, k.column_name, CONVERT(nvarchar(11), k.column_ordinal)"
          + " FROM cdc.captured_columns k JOIN cdc.change_tables t ON t.object_id = k.object_id";
  static final String TABLES =
      "SELECT s.name, t.name, CONVERT(nvarchar(11), t.object_id),"
          + " CASE WHEN t.is_memory_optimized = 1 THEN N'it is memory-optimized'"
          + " WHEN EXISTS (SELECT 1 FROM sys.indexes i WHERE i.object_id = t.object_id"
          + " AND i.type = 5) THEN N'it is a clustered columnstore' ELSE N'' END,"
          + " CASE WHEN EXISTS (SELECT 1 FROM sys.indexes i JOIN sys.partition_schemes p"
          + " ON p.data_space_id = i.data_space_id WHERE i.object_id = t.object_id"
          + " AND i.index_id IN (0, 1)) THEN N'1' ELSE N'0' END"
          + " FROM sys.tables t JOIN sys.schemas s ON s.schema_id = t.schema_id";
  private static final int INSTANCES_MAX = 2;

  private final Connection connection;
  private final SqlServerDialect dialect = new SqlServerDialect();

  CaptureSetup(Connection connection) {
    this.connection = connection;
  }

  /**
   * A capture instance.
   *
   * @param number the table's, as in {@link Standing}
   * @param start the first place that its change table has; empty until the capture job has begun
   *     with it
   * @param changeTable the change table's number, another one where it was made anew
   * @param isOutdated whether the table has columns that it doesn't capture; one that was dropped
   *     and added again under its name is another column
   * @param alteration of the table that the change table has seen last
   */
  record Instance(
      TableName table,
      String number,
      String name,
      Optional<LogSequenceNumber> start,
      String changeTable,
      boolean isOutdated,
      Optional<Alteration> alteration) {
    boolean isOf(String stream) {
      return name.equals(named(stream, number));
    }

    boolean isSame(Instance other) {
      return changeTable.equals(other.changeTable);
    }

    /** The stream that it would be of, by its name. */
    Optional<String> stream() {
      String end = "_" + number;
      return Optional.of(name)
          .filter(it -> it.startsWith("godwit_") && it.endsWith(end))
          .map(it -> it.substring(0, it.length() - end.length()));
    }
  }

  /**
   * A statement that altered a captured table.
   *
   * @param statement as it was written
   */
  record Alteration(LogSequenceNumber at, String statement) {}

  /**
   * How a table stands to being captured.
   *
   * @param number the server's, another one where it was dropped and made anew
   * @param obstacle why it can't be, empty for nothing
   */
  private record Standing(String number, String obstacle, boolean isPartitioned) {}

  private static String named(String stream, String number) {
    return stream + "_" + number;
  }

  boolean isEnabled() throws SQLException {
    return ShortQuery.value(connection, IS_ENABLED).equals("1");
  }

  /** All that there are, everybody's. */
  List<Instance> instances() throws SQLException {
    List<Instance> instances = new ArrayList<>();
    if (isEnabled()) {
      for (List<String> row : ShortQuery.rows(connection, INSTANCES, 9)) {
        instances.add(
            new Instance(
                new TableName(row.get(0), row.get(1)),
                row.get(4),
                row.get(2),
                place(row.get(3)),
                row.get(5),
                row.get(6).equals("1"),
                place(row.get(7)).map(at -> new Alteration(at, row.get(8).strip()))));
      }
    }
    return instances;
  }

  private static Optional<LogSequenceNumber> place(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(LogSequenceNumber.parse(text));
  }

  /** Those of one stream. */
  List<Instance> instances(String stream) throws SQLException {
    return instances().stream().filter(it -> it.isOf(stream)).toList();
  }

  /** The ordinals of captured columns by name, by capture instance. */
  Map<String, Map<String, Integer>> captured() throws SQLException {
    Map<String, Map<String, Integer>> captured = new HashMap<>();
    for (List<String> row : ShortQuery.rows(connection, CAPTURED, 3)) {
      captured
          .computeIfAbsent(row.get(0), _ -> new HashMap<>())
          .put(row.get(1), Integer.valueOf(row.get(2)));
    }
    return captured;
  }

  /** What a task's changes are lost by. */
  static EngineException lost(String what) {
    return new EngineException(
        Failure.POSITION_LOST,
        what
            + ". Restart the task, so that every table is loaded again, and let change data capture"
            + " keep its changes for longer (sys.sp_cdc_change_job).");
  }

  private Map<TableName, Standing> standings() throws SQLException {
    Map<TableName, Standing> standings = new TreeMap<>();
    for (List<String> row : ShortQuery.rows(connection, TABLES, 5)) {
      standings.put(
          new TableName(row.get(0), row.get(1)),
          new Standing(row.get(2), row.get(3), row.get(4).equals("1")));
    }
    return standings;
  }

  /** Tables that can't be followed, and why. */
  Map<TableName, String> unfollowed(Collection<Table> tables) throws SQLException {
    Map<TableName, Standing> standings = standings();
    List<Instance> instances = instances();
    Map<TableName, String> unfollowed = new TreeMap<>();
    for (Table table : tables) {
      String obstacle =
          obstacle(
              table,
              standings.get(table.name()),
              instances.stream()
                  .filter(it -> it.table().equals(table.name()) && it.stream().isEmpty())
                  .map(Instance::name)
                  .toList());
      if (!obstacle.isEmpty()) {
        unfollowed.put(table.name(), obstacle);
      }
    }
    return unfollowed;
  }

  private static String obstacle(Table table, @Nullable Standing standing, List<String> others) {
    if (table.kind() == TableKind.VIEW || standing == null) {
      return "its rows are no table's own, so that there are no changes of it";
    }
    if (!standing.obstacle().isEmpty()) {
      return standing.obstacle() + ", whose changes SQL Server doesn't capture";
    }
    if (others.size() >= INSTANCES_MAX) {
      return "it has %d capture instances, %s, and SQL Server allows no more: disable one, or leave the table out"
          .formatted(others.size(), String.join(" and ", others));
    }
    List<String> large =
        table.columns().stream()
            .filter(it -> CapturedRow.Logged.of(it) != CapturedRow.Logged.ALWAYS)
            .map(Column::name)
            .toList();
    return table.keyColumns().isEmpty() && !large.isEmpty()
        ? "it has no primary key, and the log lacks what would tell its rows: values of %s that an update left as they were"
            .formatted(String.join(", ", large))
        : "";
  }

  /** Why a change table doesn't have the column's values as the load reads them; or empty. */
  static String unlogged(Column column) {
    return switch (SqlServerType.of(column)) {
      case SQL_VARIANT, HIERARCHYID, GEOMETRY, GEOGRAPHY, JSON, OTHER ->
          "what change tables have of %s (%s) is not known to be what the load reads: leave the column out by a remove-column rule"
              .formatted(column.name(), column.nativeType());
      default -> "";
    };
  }

  /** What has to be done. */
  List<SetupStatement> statements(String stream, Collection<Table> tables) throws SQLException {
    List<SetupStatement> statements = new ArrayList<>();
    if (!isEnabled()) {
      statements.add(
          new SetupStatement(
              "EXEC sys.sp_cdc_enable_db",
              "The database gets the schema cdc and, with the first table, jobs that fill change"
                  + " tables and clean them up. It stays when the task is deleted."));
    }
    Map<TableName, Standing> standings = standings();
    Map<TableName, Instance> captured = new TreeMap<>();
    instances(stream).forEach(it -> captured.put(it.table(), it));
    for (Table table : tables) {
      Standing standing = standings.get(table.name());
      Instance own = captured.get(table.name());
      if (standing != null && own != null && own.isOutdated()) {
        statements.add(
            disable(
                own,
                "The table has columns that its change table doesn't have. Its rows are loaded again."));
      }
      if (standing != null && (own == null || own.isOutdated())) {
        statements.add(enable(table.name(), named(stream, standing.number()), standing));
      }
    }
    return statements;
  }

  private SetupStatement enable(TableName table, String instance, Standing standing) {
    String sql =
        "EXEC sys.sp_cdc_enable_table %s, @capture_instance = %s, @role_name = NULL, @supports_net_changes = 0"
            .formatted(source(table), dialect.literal(instance));
    String why =
        "Changes of the table's rows go into a change table of its own, for as long as the clean-up's retention.";
    return standing.isPartitioned()
        ? new SetupStatement(
            sql + ", @allow_partition_switch = 0",
            why + " Until it is removed the server refuses SWITCH PARTITION, which isn't captured.")
        : new SetupStatement(sql, why);
  }

  private SetupStatement disable(Instance instance, String why) {
    return new SetupStatement(
        "EXEC sys.sp_cdc_disable_table %s, @capture_instance = %s"
            .formatted(source(instance.table()), dialect.literal(instance.name())),
        why);
  }

  private String source(TableName table) {
    return "@source_schema = %s, @source_name = %s"
        .formatted(dialect.literal(table.schema()), dialect.literal(table.table()));
  }

  /** What takes the task's part of that back. */
  List<SetupStatement> removal(String stream) throws SQLException {
    return instances(stream).stream()
        .map(it -> disable(it, "Nobody reads the task's change table any more."))
        .toList();
  }

  /** All streams that capture instances are of, by their names. */
  List<KeptStream> streams() throws SQLException {
    Set<String> names = new TreeSet<>();
    for (Instance instance : instances()) {
      instance.stream().ifPresent(names::add);
    }
    List<KeptStream> streams = new ArrayList<>();
    for (String name : names) {
      // The server knows nobody who reads a table, nor what of it is whose.
      streams.add(new KeptStream(name, false, null, null, "Capture instances", removal(name)));
    }
    return streams;
  }
}
