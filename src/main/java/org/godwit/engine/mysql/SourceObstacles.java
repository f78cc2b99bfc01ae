package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.ShortQuery;

/** What keeps a server's or a table's changes from being followed by its binary log. */
final class SourceObstacles {
  private static final Set<ForeignKey.Action> SILENT =
      Set.of(ForeignKey.Action.CASCADE, ForeignKey.Action.SET_NULL, ForeignKey.Action.SET_DEFAULT);

  private final Connection connection;

  SourceObstacles(Connection connection) {
    this.connection = connection;
  }

  /** Of the server and the user, a sentence each. */
  List<String> ofServer() throws SQLException {
    Map<String, String> settings = settings();
    if (!isOn(settings, "log_bin")) {
      return List.of(
          "The server writes no binary log: start it with --log-bin and --binlog-format=ROW.");
    }
    List<String> obstacles = new ArrayList<>();
    require(settings, "binlog_format", "ROW", obstacles);
    require(settings, "binlog_row_image", "FULL", obstacles);
    require(settings, "binlog_row_value_options", "", obstacles);
    require(settings, "binlog_transaction_compression", "OFF", obstacles);
    require(settings, "log_bin_compress", "OFF", obstacles);
    if (!isOn(settings, "log_slave_updates") && isReplica()) {
      obstacles.add(
          "The server is a replica that doesn't log what it replicates (log_slave_updates is OFF):"
              + " follow its primary, or start it with --log-slave-updates.");
    }
    addMissing(Grants.of(connection), ServerVersion.of(connection), obstacles);
    return obstacles;
  }

  private Map<String, String> settings() throws SQLException {
    Map<String, String> settings = new HashMap<>();
    ShortQuery.rows(
            connection,
            "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('log_bin', 'binlog_format',"
                + " 'binlog_row_image', 'binlog_row_value_options',"
                + " 'binlog_transaction_compression', 'log_bin_compress', 'log_slave_updates')",
            2)
        .forEach(row -> settings.put(row.get(0).toLowerCase(Locale.ROOT), row.get(1)));
    return settings;
  }

  private static boolean isOn(Map<String, String> settings, String name) {
    String value = settings.getOrDefault(name, "ON");
    return value.equalsIgnoreCase("ON") || value.equals("1");
  }

  /** A setting that a server doesn't have is right. */
  private static void require(
      Map<String, String> settings, String name, String wanted, List<String> obstacles) {
    String value = settings.getOrDefault(name, wanted);
    if (!value.equalsIgnoreCase(wanted)) {
      obstacles.add(
          "%s is %s: run SET GLOBAL %s = '%s'; and keep it in the server's configuration. Sessions that are open keep theirs."
              .formatted(name, value, name, wanted));
    }
  }

  private boolean isReplica() throws SQLException {
    return ShortQuery.rows(connection, "SHOW GLOBAL STATUS LIKE 'Slaves_running'", 2).stream()
        .anyMatch(row -> !row.get(1).equals("0"));
  }

  private static void addMissing(Grants grants, ServerVersion version, List<String> obstacles) {
    if (!grants.hasEverywhere("REPLICATION SLAVE")) {
      obstacles.add(
          "User %1$s may not read the binary log: run GRANT REPLICATION SLAVE ON *.* TO %1$s;"
              .formatted(grants.user()));
    }
    if (!grants.hasEverywhere("REPLICATION CLIENT") && !grants.hasEverywhere("BINLOG MONITOR")) {
      obstacles.add(
          "User %1$s may not know where the binary log is: run GRANT REPLICATION CLIENT ON *.* TO %1$s;"
              .formatted(grants.user()));
    }
    if (!version.isMariaDb() && !grants.hasEverywhere("RELOAD") && !grants.has("LOCK TABLES")) {
      obstacles.add(
          "User %1$s may take no read lock, without which a snapshot has no exact place in the log: run GRANT RELOAD ON *.* TO %1$s;"
              .formatted(grants.user()));
    }
  }

  /** Of tables, a sentence each. */
  Map<TableName, String> ofTables(Collection<Table> tables) throws SQLException {
    Map<TableName, String> obstacles = new TreeMap<>();
    Set<String> notTransactional =
        new HashSet<>(StorageEngines.notTransactional(connection, tables));
    Set<String> multiByte = multiByte();
    Filter filter = filter();
    for (Table table : tables) {
      String obstacle =
          notTransactional.contains(table.name().toString())
              ? "its storage engine has no transactions, so that no snapshot meets its log: run ALTER TABLE … ENGINE = InnoDB, or leave it out"
              : filter.hides(table.name().schema())
                  ? "the server leaves its database out of the binary log (binlog-do-db, binlog-ignore-db)"
                  : obstacle(table, multiByte);
      if (!obstacle.isEmpty()) {
        obstacles.put(table.name(), obstacle);
      }
    }
    return obstacles;
  }

  private static String obstacle(Table table, Set<String> multiByte) {
    if (table.kind() == TableKind.VIEW) {
      return "its rows are no table's own, so that the log has no changes of it";
    }
    for (ForeignKey key : table.foreignKeys()) {
      if (SILENT.contains(key.onDelete()) || SILENT.contains(key.onUpdate())) {
        return "its foreign key %s changes rows by itself (ON DELETE %s, ON UPDATE %s), and the server doesn't log that; leave the table out by a rule"
            .formatted(key.name(), key.onDelete().sql(), key.onUpdate().sql());
      }
    }
    for (Column column : table.columns()) {
      String nativeType = column.nativeType().toUpperCase(Locale.ROOT);
      if (nativeType.contains("COMPRESSED")) {
        return "its column %s is COMPRESSED, which isn't followed yet".formatted(column.name());
      }
      if (hasLostLabels(column.type())) {
        return "its column %s has a label with a question mark, in whose place information_schema of MariaDB may have lost a character, so that the log's numbers can't be told"
            .formatted(column.name());
      }
      String characters = Characters.Known.name(column);
      if (isText(column.type()) && multiByte.contains(characters)) {
        return "its column %s is in the character set %s, which isn't followed yet: convert it to utf8mb4, or leave the table out"
            .formatted(column.name(), characters);
      }
    }
    return "";
  }

  /** MariaDB's information_schema has characters of three bytes at most. */
  private static boolean hasLostLabels(DataType type) {
    return switch (type) {
      case DataType.Enumeration(List<String> labels) ->
          labels.stream().anyMatch(label -> label.contains("?"));
      case DataType.LabelSet(List<String> labels) ->
          labels.stream().anyMatch(label -> label.contains("?"));
      default -> false;
    };
  }

  private static boolean isText(DataType type) {
    return type instanceof DataType.Text || type instanceof DataType.Json;
  }

  /** Character sets of several bytes that aren't Unicode's. */
  private Set<String> multiByte() throws SQLException {
    Set<String> names =
        new HashSet<>(
            ShortQuery.column(
                connection,
                "SELECT CHARACTER_SET_NAME FROM information_schema.CHARACTER_SETS WHERE MAXLEN > 1"));
    names.removeIf(name -> name.startsWith("utf") || name.equals("ucs2"));
    return names;
  }

  /** Databases that the log has alone, or that it leaves out. */
  private record Filter(Set<String> only, Set<String> without) {
    boolean hides(String schema) {
      return without.contains(schema) || (!only.isEmpty() && !only.contains(schema));
    }
  }

  private Filter filter() throws SQLException {
    List<List<String>> rows = BinaryLog.status(connection);
    return rows.isEmpty()
        ? new Filter(Set.of(), Set.of())
        : new Filter(names(rows.getFirst().get(2)), names(rows.getFirst().get(3)));
  }

  private static Set<String> names(String list) {
    Set<String> names = new HashSet<>(Arrays.asList(list.split(",")));
    names.remove("");
    return names;
  }
}
