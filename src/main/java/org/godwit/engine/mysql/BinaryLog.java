package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.engine.ShortQuery;

/** Asks a server where its binary log is. */
final class BinaryLog {
  private static final int PRIVILEGE_MISSING = 1227;

  private BinaryLog() {}

  /** MySQL 8.2 brought the new words, 8.4 took the old ones away. */
  private static String question(ServerVersion version) {
    return !version.isMariaDb() && version.isAtLeast(8, 2, 0)
        ? "SHOW BINARY LOG STATUS"
        : "SHOW MASTER STATUS";
  }

  /**
   * File, offset, and the databases that the log has alone or leaves out, with commas between; no
   * row where it is off, or the user may not know.
   */
  static List<List<String>> status(Connection connection) throws SQLException {
    try {
      return ShortQuery.rows(connection, question(ServerVersion.of(connection)), 4);
    } catch (SQLException e) {
      if (e.getErrorCode() == PRIVILEGE_MISSING) {
        return List.of();
      }
      throw e;
    }
  }

  /** The names of its files, the oldest first. */
  static List<String> files(Connection connection) throws SQLException {
    return ShortQuery.column(connection, "SHOW BINARY LOGS");
  }

  /** The file that the server has begun behind another; empty where it is the last, or gone. */
  static Optional<String> following(Connection connection, String file) throws SQLException {
    List<String> files = files(connection);
    int at = files.indexOf(file);
    return at < 0 || at + 1 == files.size() ? Optional.empty() : Optional.of(files.get(at + 1));
  }

  /** Where the oldest log that the server still has begins, with what lies before it. */
  static BinlogPosition oldest(Connection connection) throws SQLException {
    String file = files(connection).getFirst();
    String before =
        ServerVersion.of(connection).isMariaDb()
            ? mariaDbGtid(connection, file, BinlogPosition.FIRST_EVENT)
            : ShortQuery.value(connection, "SELECT @@GLOBAL.gtid_purged");
    return new BinlogPosition(file, BinlogPosition.FIRST_EVENT, before.replace("\n", ""));
  }

  /** Where the log is now; empty where it is off, or the user may not know. */
  static Optional<BinlogPosition> current(Connection connection) throws SQLException {
    ServerVersion version = ServerVersion.of(connection);
    String question = question(version);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      if (!row.next()) {
        return Optional.empty();
      }
      String file = row.getString(1);
      long offset = row.getLong(2);
      String gtid =
          version.isMariaDb()
              ? mariaDbGtid(connection, file, offset)
              : row.getString(5).replace("\n", "");
      return Optional.of(new BinlogPosition(file, offset, gtid));
    } catch (SQLException e) {
      if (e.getErrorCode() == PRIVILEGE_MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Where MariaDB's log was when the connection's snapshot was taken; needs no privilege. */
  static Optional<BinlogPosition> ofSnapshot(Connection connection) throws SQLException {
    Map<String, String> status = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW STATUS LIKE 'binlog_snapshot_%'")) {
      while (row.next()) {
        status.put(row.getString(1).toLowerCase(java.util.Locale.ROOT), row.getString(2));
      }
    }
    String file = status.getOrDefault("binlog_snapshot_file", "");
    String offset = status.getOrDefault("binlog_snapshot_position", "0");
    return file.isEmpty() || offset.equals("0")
        ? Optional.empty()
        : Optional.of(new BinlogPosition(file, Long.parseLong(offset), ""));
  }

  /** The same place with its GTIDs. */
  static BinlogPosition withGtid(Connection connection, BinlogPosition position)
      throws SQLException {
    return new BinlogPosition(
        position.file(),
        position.offset(),
        mariaDbGtid(connection, position.file(), position.offset()));
  }

  static String mariaDbGtid(Connection connection, String file, long offset) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT BINLOG_GTID_POS("
                    + new MySqlDialect().literal(file)
                    + ", "
                    + offset
                    + ")")) {
      row.next();
      String gtid = row.getString(1);
      return gtid == null ? "" : gtid;
    }
  }
}
