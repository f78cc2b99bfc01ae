package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.godwit.catalog.TableName;

/**
 * A table that was made for the rows of this transaction. Emptied within it, they can be written as
 * if they had always been there ({@code COPY … FREEZE}): nobody has to look up or note later
 * whether their transaction committed, and VACUUM has nothing to do.
 */
final class FreshTable {
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Connection connection;
  private final PostgresDialect dialect;
  private final TableName table;

  FreshTable(Connection connection, PostgresDialect dialect, TableName table) {
    this.connection = connection;
    this.dialect = dialect;
    this.table = table;
  }

  /**
   * Empties the table, unless somebody uses it or has put rows into it.
   *
   * @return whether it was emptied in this transaction
   */
  boolean empty() {
    try (Statement statement = connection.createStatement()) {
      if (!isLocked(statement) || !isPlainAndEmpty(statement)) {
        return false;
      }
      statement.execute("TRUNCATE TABLE ONLY " + dialect.quote(table));
      return true;
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "emptying " + table, PostgresEngine.ID);
    }
  }

  private boolean isLocked(Statement statement) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      statement.execute(
          "LOCK TABLE ONLY " + dialect.quote(table) + " IN ACCESS EXCLUSIVE MODE NOWAIT");
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      return false;
    }
  }

  private boolean isPlainAndEmpty(Statement statement) throws SQLException {
    String quoted = dialect.quote(table);
    try (ResultSet row =
        statement.executeQuery(
            "SELECT relkind = 'r' AND NOT EXISTS (SELECT FROM %s) FROM pg_class WHERE oid = %s::regclass"
                .formatted(quoted, dialect.literal(quoted)))) {
      return row.next() && row.getBoolean(1);
    }
  }
}
