package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Oid;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;

/**
 * Runs texts of many statements, each in one round trip (PostgreSQL manual, "Simple Query"), in the
 * connection's transaction. JDBC doesn't tell which statement of a text was refused, the driver's
 * executor does.
 */
final class StatementText {
  private static final int NO_ROWS_WANTED =
      QueryExecutor.QUERY_NO_METADATA | QueryExecutor.QUERY_NO_RESULTS;

  private static final String SAVEPOINT = "SAVEPOINT godwit";
  private static final String RELEASE = "RELEASE godwit";

  private final QueryExecutor executor;

  StatementText(Connection connection) throws SQLException {
    this.executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
  }

  /**
   * Runs a text of so many statements.
   *
   * @throws SQLException where one of them is refused
   */
  void run(String text, int statements) throws SQLException {
    var _ = execute(text, statements).require();
  }

  /**
   * Tries statements, each with a semicolon behind it. Where one is refused, {@link #undo} is
   * needed before anything else.
   *
   * @return how it went; an error is in it, not thrown
   */
  Outcome attempt(String text, int statements) throws SQLException {
    run(SAVEPOINT, 1); // by itself, for a server may be unable to read the text at all
    return execute(text + RELEASE, statements);
  }

  /**
   * Tries one statement with parameters of no type, which may be as large as the server takes them;
   * else as {@link #attempt(String, int)}.
   *
   * @param sql with {@code $1} for the first of the parameters
   */
  Outcome attempt(String sql, List<@Nullable String> parameters) throws SQLException {
    run(SAVEPOINT, 1);
    int[] places = new int[parameters.size()]; // only how many there are is asked
    Query query = executor.wrap(List.of(new NativeQuery(sql, places, false, SqlCommand.BLANK)));
    ParameterList bound = query.createParameterList();
    for (int i = 0; i < parameters.size(); i++) {
      String value = parameters.get(i);
      if (value == null) {
        bound.setNull(i + 1, Oid.UNSPECIFIED);
      } else {
        bound.setStringParameter(i + 1, value, Oid.UNSPECIFIED);
      }
    }
    Outcome outcome = new Outcome(1);
    executor.execute(query, bound, outcome, 0, 0, NO_ROWS_WANTED | QueryExecutor.QUERY_ONESHOT);
    if (outcome.error() == null) {
      run(RELEASE, 1);
    }
    return outcome;
  }

  /** Makes the transaction what it was before an attempt that was refused. */
  void undo() throws SQLException {
    run("ROLLBACK TO godwit;" + RELEASE, 2);
  }

  private Outcome execute(String text, int statements) throws SQLException {
    Outcome outcome = new Outcome(statements);
    Query query = executor.wrap(List.of(new NativeQuery(text, SqlCommand.BLANK))); // as it is
    executor.execute(
        query, null, outcome, 0, 0, NO_ROWS_WANTED | QueryExecutor.QUERY_EXECUTE_AS_SIMPLE);
    return outcome;
  }

  /** How far an attempt came. */
  static final class Outcome extends ResultHandlerBase {
    private final long[] rows;
    private int done;

    private Outcome(int statements) {
      this.rows = new long[statements];
    }

    @Override
    public void handleCommandStatus(String status, long updateCount, long insertOid) {
      if (done < rows.length) { // else it is the RELEASE
        rows[done++] = updateCount;
      }
    }

    /** The session hears of warnings alone, and those of changes were told on the source. */
    @Override
    public void handleWarning(SQLWarning warning) {}

    /** The error is the caller's to explain. */
    @Override
    public void handleCompletion() {}

    /** The same, where an error ends all. */
    Outcome require() throws SQLException {
      SQLException error = error();
      if (error != null) {
        throw error;
      }
      return this;
    }

    /** How many statements were done. */
    int done() {
      return done;
    }

    /** How many rows a statement that was done has written. */
    long rows(int statement) {
      return rows[statement];
    }

    /** Why the statement behind those that were done was refused; null where all were done. */
    @Nullable SQLException error() {
      return getException();
    }
  }
}
