package org.godwit.task.validate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.godwit.engine.CanonicalText;

/**
 * The connections to one side that validations share, each for one query at a time. They stay the
 * caller's, who opened them (under a snapshot, where there is one) and closes them; nothing here
 * begins, commits or rolls back.
 */
public final class Connections {
  private final BlockingQueue<Connection> free;
  private final int size;

  private Connections(List<Connection> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a validation needs at least one connection to each side");
    }
    size = all.size();
    free = new ArrayBlockingQueue<>(size, false, all);
  }

  /** Fixes in each session what the rendering of values depends on. */
  public static Connections prepare(List<Connection> connections, CanonicalText canonical)
      throws SQLException {
    for (Connection connection : connections) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : canonical.session()) {
          statement.execute(sql);
        }
      }
    }
    return new Connections(connections);
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Waits for a free one, as long as the queries it is for are wanted. */
  Connection borrow(Queries queries) throws InterruptedException {
    while (true) {
      queries.checkCancelled();
      Connection connection = free.poll(Queries.CANCEL_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      if (connection != null) {
        return connection;
      }
    }
  }

  void giveBack(Connection connection) {
    free.add(connection);
  }
}
