package org.godwit.engine.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.jspecify.annotations.Nullable;

/**
 * The contents of one log as LogMiner gives them ("Using LogMiner to Analyze Redo Log Files",
 * Database Utilities). The server reads the file while rows are asked for, in its order.
 */
final class RedoRows implements AutoCloseable {
  static final String END = "BEGIN DBMS_LOGMNR.END_LOGMNR; END;";

  private static final String COLUMNS =
      "SELECT SCN, OPERATION_CODE, RAWTOHEX(XID), TO_CHAR(TIMESTAMP, 'YYYY-MM-DD\"T\"HH24:MI:SS'),"
          + " SRC_CON_NAME, SEG_OWNER, TABLE_NAME, ROW_ID, \"ROLLBACK\", STATUS, CSF, RS_ID, SSN,"
          + " SQL_REDO, INFO FROM V$LOGMNR_CONTENTS WHERE SCN >= ";

  /** Names in one list; Oracle takes a thousand. */
  private static final int LISTED_MAX = 500;

  private static final int FETCHED_ROWS = 1000;
  private static final OracleDialect DIALECT = new OracleDialect();

  private final Statement statement;
  private final ResultSet rows;

  private RedoRows(Statement statement, ResultSet rows) {
    this.statement = statement;
    this.rows = rows;
  }

  /**
   * Begins to read a log.
   *
   * @param connection of the stream's own
   * @param from the first number that is wanted
   * @param wanted {@link #wanted}
   */
  static RedoRows of(Connection connection, RedoLog log, long from, String wanted)
      throws SQLException {
    Statement statement = connection.createStatement();
    try {
      statement.execute(
          "BEGIN DBMS_LOGMNR.ADD_LOGFILE(%s, DBMS_LOGMNR.NEW); END;"
              .formatted(DIALECT.literal(log.file())));
      // Statements come without row addresses, which are a column of their own.
      statement.execute(
          "BEGIN DBMS_LOGMNR.START_LOGMNR(STARTSCN => %d, OPTIONS => DBMS_LOGMNR.DICT_FROM_ONLINE_CATALOG + DBMS_LOGMNR.NO_ROWID_IN_STMT); END;"
              .formatted(Math.max(from, log.first())));
      statement.setFetchSize(FETCHED_ROWS);
      return new RedoRows(statement, statement.executeQuery(COLUMNS + from + " AND " + wanted));
    } catch (SQLException | RuntimeException e) {
      try (statement) {
        throw e;
      }
    }
  }

  /**
   * The condition for the ends of all transactions, and for what is done to tables. Ends of other
   * containers' transactions tell how far the log has come.
   *
   * @param container that has the tables; empty where there are none
   * @param tables by the numbers that their redo bears once the dictionary doesn't know them
   */
  static String wanted(String container, Map<TableName, List<String>> tables) {
    String ofContainer =
        container.isEmpty() ? "" : " AND SRC_CON_NAME = " + DIALECT.literal(container);
    return "(OPERATION_CODE IN (6, 7, 34, 36) OR OPERATION_CODE IN (1, 2, 3, 5, 91, 92, 93, 255)%s AND (%s))"
        .formatted(ofContainer, String.join(" OR ", lists(tables)));
  }

  private static List<String> lists(Map<TableName, List<String>> tables) {
    Map<String, Collection<String>> names = new TreeMap<>();
    tables.forEach(
        (table, numbers) -> {
          names.computeIfAbsent(table.schema(), _ -> new TreeSet<>()).add(table.table());
          for (String number : numbers) {
            names.computeIfAbsent("UNKNOWN", _ -> new TreeSet<>()).add("OBJ# " + number);
          }
        });
    List<String> lists = new ArrayList<>();
    names.forEach(
        (owner, all) -> {
          List<String> left = List.copyOf(all);
          for (int i = 0; i < left.size(); i += LISTED_MAX) {
            lists.add(
                "SEG_OWNER = %s AND TABLE_NAME IN (%s)"
                    .formatted(
                        DIALECT.literal(owner),
                        left.subList(i, Math.min(i + LISTED_MAX, left.size())).stream()
                            .map(DIALECT::literal)
                            .collect(Collectors.joining(", "))));
          }
        });
    return lists;
  }

  /** The next one, null behind the last. */
  @Nullable RedoRow next() throws SQLException {
    if (!rows.next()) {
      return null;
    }
    RedoRow first = read();
    if (rows.getInt(11) == 0) {
      return first;
    }
    StringBuilder text = new StringBuilder(first.statement());
    boolean goesOn = true;
    while (goesOn) {
      if (!rows.next()) {
        throw new SQLException(
            "the log has the beginning of a statement at %s, and not its end"
                .formatted(first.record()));
      }
      text.append(text(14));
      goesOn = rows.getInt(11) != 0;
    }
    return new RedoRow(
        first.scn(),
        first.operation(),
        first.transaction(),
        first.time(),
        first.container(),
        first.owner(),
        first.table(),
        first.address(),
        first.isUndone(),
        first.isExecutable(),
        first.record(),
        text.toString(),
        first.info());
  }

  private RedoRow read() throws SQLException {
    return new RedoRow(
        rows.getLong(1),
        rows.getInt(2),
        text(3),
        text(4),
        text(5),
        text(6),
        text(7),
        text(8),
        rows.getInt(9) != 0,
        rows.getInt(10) == 0,
        text(12).strip() + ' ' + text(13),
        text(14),
        text(15));
  }

  private String text(int column) throws SQLException {
    return Objects.requireNonNullElse(rows.getString(column), "");
  }

  @Override
  public void close() throws SQLException {
    try (statement) {
      rows.close();
      statement.execute(END);
    }
  }
}
