package org.godwit.engine.mysql;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

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
   * Runs the statements in their order, each of which must find a row.
   *
   * @return false where one found none or was refused, and all were taken back
   * @throws SQLException where the statements were refused for no fault of theirs, as where the
   *     connection broke; it is not known then what was done
   */
  boolean run(List<String> statements) throws SQLException {
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

  private static boolean allFound(Statement statement, List<String> statements)
      throws SQLException {
    try {
      boolean hasRows = statement.execute(String.join(";\n", statements));
      boolean isDone = !hasRows && statement.getLargeUpdateCount() > 0;
      for (int i = 1; i < statements.size(); i++) {
        hasRows = statement.getMoreResults();
        isDone &= !hasRows && statement.getLargeUpdateCount() > 0;
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
