package org.godwit.engine.mysql;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sends many statements in one text, so that the way there and back is taken once. They are all
 * done, or none is: the transaction goes on either way.
 *
 * <p>The session takes such texts from then on, so it must be one whose statements Godwit alone
 * writes, without anything of a user's own SQL.
 */
final class StatementText {
  private static final String SAVEPOINT = "godwit_text";

  private final Connection connection;
  private boolean isAllowed;

  /** On a connection that is in a transaction whenever this is used. */
  StatementText(Connection connection) {
    this.connection = connection;
  }

  /**
   * One of the statements.
   *
   * @param rows that it is to find or to add
   */
  record Part(String sql, long rows) {}

  /**
   * Runs the statements in their order.
   *
   * @return false where one found other rows than it was to or was refused, and all were taken back
   * @throws SQLException where the statements were refused for no fault of theirs, as where the
   *     connection broke; it is not known then what was done
   */
  boolean run(List<Part> statements) throws SQLException {
    allow();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SAVEPOINT " + SAVEPOINT);
      boolean isDone = allFound(statement, statements);
      if (!isDone) {
        statement.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
      }
      return isDone;
    }
  }

  private static boolean allFound(Statement statement, List<Part> statements) throws SQLException {
    try {
      boolean hasRows =
          statement.execute(statements.stream().map(Part::sql).collect(Collectors.joining(";\n")));
      boolean isDone = !hasRows;
      for (int i = 0; i < statements.size(); i++) {
        if (i > 0) {
          isDone &= !statement.getMoreResults();
        }
        isDone &= statement.getLargeUpdateCount() == statements.get(i).rows();
      }
      return isDone;
    } catch (SQLException e) {
      if (MySqlErrors.isOfValues(e)) {
        return false; // the caller finds out which
      }
      throw e;
    }
  }

  private void allow() throws SQLException {
    if (!isAllowed) {
      ((NativeSession) connection.unwrap(JdbcConnection.class).getSession()).enableMultiQueries();
      isAllowed = true;
    }
  }
}
