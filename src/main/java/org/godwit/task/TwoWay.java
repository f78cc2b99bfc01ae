package org.godwit.task;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.TransactionMark;
import org.godwit.task.control.Loopback;
import org.godwit.task.control.TaskClaim;
import org.godwit.task.load.LoadContext;

/** Marks what a task of a two-way pair writes, so that the other one doesn't send it back. */
final class TwoWay {
  private TwoWay() {}

  /** The claim, under which every transaction is marked if there is another task. */
  static TaskClaim marking(
      TaskClaim claim, LoadContext.Target target, Optional<Loopback> loopback) {
    if (loopback.isEmpty()) {
      return claim;
    }
    String schema = loopback.get().targetSchema();
    TransactionMark mark =
        target
            .engine()
            .changeTarget()
            .orElseThrow(
                () ->
                    new EngineException(
                        Failure.UNSUPPORTED,
                        "transactions on %s can't be marked for another task: set EnableLoopbackPrevention to false"
                            .formatted(target.engine().descriptor().displayName())))
            .mark(schema);
    try (Connection connection = target.connect()) {
      if (!mark.setup().isEmpty() && !isThere(connection, schema)) {
        setUp(connection, mark);
      }
      return claim.marking(mark.statement());
    } catch (SQLException e) {
      throw target.engine().explain(e, "making what marks transactions", target.config());
    }
  }

  private static boolean isThere(Connection connection, String schema) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(schema, null, TransactionMark.TABLE, null)) {
      return tables.next();
    }
  }

  private static void setUp(Connection connection, TransactionMark mark) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : mark.setup()) {
        statement.execute(sql);
      }
    }
    connection.commit();
  }
}
