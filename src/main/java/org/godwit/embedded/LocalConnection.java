package org.godwit.embedded;

import com.mysql.cj.jdbc.NonRegisteringDriver;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Connects to a server of this process. The driver is made here and not looked up: which drivers
 * the JVM's registry shows depends on who asks, and Quarkus empties it when it stops.
 */
public final class LocalConnection {
  private LocalConnection() {}

  /** A new connection; the caller closes it. */
  public static Connection open(String jdbcUrl, String user, String password) throws SQLException {
    Driver driver =
        jdbcUrl.startsWith("jdbc:mysql:")
            ? new NonRegisteringDriver()
            : new org.postgresql.Driver();
    Properties login = new Properties();
    login.setProperty("user", user);
    login.setProperty("password", password);
    Connection connection = driver.connect(jdbcUrl, login);
    if (connection == null) {
      throw new SQLException("not a URL of MySQL, MariaDB or PostgreSQL: " + jdbcUrl);
    }
    return connection;
  }
}
