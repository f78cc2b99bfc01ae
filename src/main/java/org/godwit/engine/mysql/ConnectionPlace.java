package org.godwit.engine.mysql;

import com.mysql.cj.conf.HostInfo;
import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;

/** Where a connection leads, for messages where only the connection is at hand. */
final class ConnectionPlace {
  private ConnectionPlace() {}

  static EngineException explain(SQLException cause, String doing, Connection connection) {
    return MySqlErrors.explain(cause, doing, of(connection));
  }

  private static EndpointConfig of(Connection connection) {
    try {
      HostInfo host = connection.unwrap(JdbcConnection.class).getSession().getHostInfo();
      return new EndpointConfig(
          "mysql",
          host.getHost(),
          host.getPort(),
          host.getDatabase(),
          host.getUser(),
          Password.NONE,
          Tls.NONE,
          Map.of());
    } catch (SQLException e) {
      throw new IllegalArgumentException("not a connection of this engine", e);
    }
  }
}
