package org.godwit.engine;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.Statement;

/** Ends what a server does for another thread. */
public final class Cancelling {
  private static final System.Logger LOG = System.getLogger(Cancelling.class.getName());

  private Cancelling() {}

  /**
   * Asks the server to end a statement. One that ends by itself meanwhile is no error.
   *
   * @throws SQLException where the server can't be asked
   */
  public static void cancel(Statement statement) throws SQLException {
    try {
      statement.cancel();
    } catch (NullPointerException e) {
      // Connector/J's answer where the statement is closed at the same moment.
      LOG.log(Level.DEBUG, "a statement ended while it was cancelled", e);
    }
  }
}
