package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Asks the source's server whether constants fulfil a condition, for only it knows how it compares
 * text. Answers that don't depend on the time are remembered, as many as memory should have.
 */
final class SourceQuestions implements AutoCloseable {
  private static final int REMEMBERED_MAX = 10_000;
  private static final int REMEMBERED_CHARACTERS_MAX = 1_000;
  private static final int ANSWER_SECONDS = 5;

  private final Engine engine;
  private final EndpointConfig config;
  private final Map<String, Boolean> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };
  private @Nullable Connection connection;

  /** Connects with the first question. */
  SourceQuestions(Engine engine, EndpointConfig config) {
    this.engine = engine;
    this.config = config;
  }

  /**
   * The answer.
   *
   * @param query whose one value is a number, 1 for yes
   */
  boolean isTrue(String query) {
    Boolean known = remembered.get(query);
    if (known != null) {
      return known;
    }
    boolean answer = ask(query);
    if (query.length() <= REMEMBERED_CHARACTERS_MAX) {
      remembered.put(query, answer);
    }
    return answer;
  }

  private boolean ask(String query) {
    try {
      try {
        return answer(query);
      } catch (SQLException e) {
        Connection used = connection;
        if (used != null && used.isValid(ANSWER_SECONDS)) {
          throw e;
        }
        close(); // a server hangs up on who hasn't asked for long
        return answer(query);
      }
    } catch (SQLException e) {
      throw engine.explain(e, "asking whether a changed row passes its filter", config);
    }
  }

  private boolean answer(String query) throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = engine.connect(config);
      connection = open;
    }
    return isTrue(open, query);
  }

  /** The answer over a connection of the caller's. */
  static boolean isTrue(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet row = statement.executeQuery(query)) {
        return row.next() && row.getInt(1) == 1;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    Connection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
