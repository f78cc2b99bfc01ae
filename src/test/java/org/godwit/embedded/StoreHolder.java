package org.godwit.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** A process that starts a store, commits one row, says its server's process, and stays. */
final class StoreHolder {
  private StoreHolder() {}

  public static void main(String[] arguments) throws SQLException, IOException {
    EmbeddedStore store = EmbeddedStore.start(Path.of(arguments[0]));
    try (var connection =
            LocalConnection.open(store.jdbcUrl(), store.user(), store.password().reveal());
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS kept (n int)");
      statement.execute("INSERT INTO kept VALUES (1)");
    }
    System.out.println(store.pid());
    System.in.read(); // until killed
  }
}
