package org.godwit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Map;

/** Gives a console under test an empty store on the shared PostgreSQL, and a folder of its own. */
public final class ConsoleStore implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    try {
      TestDatabase store = Servers.postgres().newDatabase();
      return Map.of(
          "quarkus.datasource.jdbc.url", store.jdbcUrl(),
          "quarkus.datasource.username", store.user(),
          "quarkus.datasource.password", store.password(),
          "godwit.data", Files.createTempDirectory("godwit-console-").toString());
    } catch (SQLException e) {
      throw new IllegalStateException("no database for the console's store", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The server and its databases end with the JVM.
  }
}
