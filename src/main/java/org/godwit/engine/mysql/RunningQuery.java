package org.godwit.engine.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;

/**
 * Stops a query whose rows nobody wants any more, so that its connection and the snapshot that it
 * holds stay usable. Everybody may kill their own queries; no privilege is needed.
 */
final class RunningQuery {
  private static final Logger LOG = System.getLogger(RunningQuery.class.getName());

  private final Connection connection;
  private final EndpointConfig config;

  RunningQuery(Connection connection, EndpointConfig config) {
    this.connection = connection;
    this.config = config;
  }

  /** Kills the query and reads its last packets; gives the connection up where that fails. */
  void stop(RowQuery query) {
    try {
      long id = connection.unwrap(JdbcConnection.class).getSession().getThreadId();
      try (Connection second = Connector.open(config);
          Statement statement = second.createStatement()) {
        statement.execute("KILL QUERY " + id);
      }
      query.skipRows();
      absorbLateKill();
    } catch (SQLException | IOException | EngineException e) {
      LOG.log(Level.DEBUG, "the query could not be stopped, its connection is closed", e);
      disconnect();
    }
  }

  /** A kill that came after the last row strikes the next statement: let it be one of no worth. */
  private void absorbLateKill() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DO 0");
    } catch (SQLException e) {
      if (e.getErrorCode() != 1317) {
        throw e;
      }
    }
  }

  private void disconnect() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "closing a broken connection", e);
    }
  }
}
