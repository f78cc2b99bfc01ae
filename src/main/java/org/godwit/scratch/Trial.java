package org.godwit.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.ActionItem;
import org.godwit.convert.Conversion;
import org.godwit.convert.ConvertedObject;
import org.godwit.convert.ObjectId;
import org.godwit.convert.Stage;
import org.godwit.convert.TargetStatement;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Makes each converted object on a server, in the order in which they are installed. */
public final class Trial {
  private final Statement server;
  private final Map<ObjectId, List<ActionItem>> refused = new HashMap<>();
  private final Set<ObjectId> missing = new HashSet<>();

  private Trial(Statement server) {
    this.server = server;
  }

  /**
   * The conversion with what the server said of each object.
   *
   * @param connection to an empty database, which is full afterwards
   * @throws SQLException where the server can't be asked any more
   */
  public static Conversion of(Conversion conversion, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Trial trial = new Trial(statement);
      trial.makeAll(conversion);
      return conversion.tried(trial.refused);
    }
  }

  private void makeAll(Conversion conversion) throws SQLException {
    for (String schema : conversion.schemas()) {
      server.execute(Conversion.createSchema(schema));
    }
    for (Stage stage : Stage.values()) {
      for (ConvertedObject object : conversion.inOrder(stage)) {
        for (TargetStatement statement : object.statements()) {
          if (statement.stage() == stage && !missing.contains(object.id())) {
            make(object, statement);
          }
        }
      }
    }
  }

  private void make(ConvertedObject object, TargetStatement statement) throws SQLException {
    try {
      server.execute(withoutRows(statement.sql()));
    } catch (SQLException e) {
      if (server.getConnection().isClosed()) {
        throw e;
      }
      if (statement.equals(object.statements().getFirst())) {
        missing.add(object.id()); // what describes it would be refused for that alone
      }
      refused
          .computeIfAbsent(object.id(), _ -> new ArrayList<>())
          .add(
              new ActionItem(
                  ActionCode.REFUSED,
                  statement.file().name(),
                  statement.line(position(e)),
                  ActionCode.REFUSED.message(message(e))));
    }
  }

  /** A query over nothing may still take its time. */
  private static String withoutRows(String sql) {
    boolean isView = sql.contains("CREATE MATERIALIZED VIEW") && !sql.contains("WITH NO DATA");
    return isView ? sql.stripTrailing().replaceFirst(";$", "\nWITH NO DATA;") : sql;
  }

  private static int position(SQLException e) {
    ServerErrorMessage message =
        e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    // From 1; 0 where the server names none.
    return message == null ? -1 : message.getPosition() - 1;
  }

  private static String message(SQLException e) {
    ServerErrorMessage message =
        e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    String text = message == null ? null : message.getMessage();
    return text == null ? String.valueOf(e.getMessage()) : text;
  }
}
