package org.godwit.task.validate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.godwit.engine.CanonicalText;
import org.godwit.engine.EngineException;

/**
 * The connections to one side that validations share, each for one query at a time. They stay the
 * caller's, who opened them (under a snapshot, where there is one) and closes them; nothing here
 * begins, commits or rolls back.
 */
public final class Connections {
  private final BlockingQueue<Connection> free;
  private final List<Connection> all;
  private final Explanation explanation;

  private Connections(List<Connection> all, Explanation explanation) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a validation needs at least one connection to each side");
    }
    this.all = List.copyOf(all);
    this.explanation = explanation;
    free = new ArrayBlockingQueue<>(all.size(), false, all);
  }

  /** Understands an error of the side's server. */
  @FunctionalInterface
  public interface Explanation {
    /** The error's kind, and a sentence that says where it happened. */
    EngineException of(SQLException error);
  }

  /** Fixes in each session what the rendering of values depends on. */
  public static Connections prepare(
      List<Connection> connections, CanonicalText canonical, Explanation explanation) {
    for (Connection connection : connections) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : canonical.session()) {
          statement.execute(sql);
        }
      } catch (SQLException e) {
        throw explanation.of(e);
      }
    }
    return new Connections(connections, explanation);
  }

  /** How many there are. */
  public int size() {
    return all.size();
  }

  /** Whether it is one of these. */
  boolean has(Connection connection) {
    return all.contains(connection);
  }

  EngineException explain(SQLException error) {
    return explanation.of(error);
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
