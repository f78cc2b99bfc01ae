package org.godwit.web;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.godwit.security.StoreFailure;

/** What the store says of itself. */
@Singleton
final class StoreFacts {
  private static final String QUERY =
      """
      select current_setting('server_version'), current_database(),
             pg_database_size(current_database()),
             (select max(version::int) from flyway_schema_history where success)""";

  private final DataSource store;

  StoreFacts(DataSource store) {
    this.store = store;
  }

  Facts read() {
    try (Connection connection = store.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      return new Facts(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4));
    } catch (SQLException e) {
      throw new StoreFailure("reading its version", e);
    }
  }

  /**
   * The facts.
   *
   * @param version of the server
   * @param database its name
   * @param bytes its size on disk
   * @param schema the newest migration that it has
   */
  record Facts(String version, String database, long bytes, int schema) {}
}
