package org.godwit.engine.mysql;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Closes connections whose work is over; that one is broken already harms nobody. */
final class Closing {
  private static final Logger LOG = System.getLogger(Closing.class.getName());

  private Closing() {}

  static void all(List<Connection> connections) {
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.log(Level.DEBUG, "closing a connection", e);
      }
    }
  }
}
