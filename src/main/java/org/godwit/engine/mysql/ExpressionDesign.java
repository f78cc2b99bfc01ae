package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.catalog.Table;

/** Expressions in standard SQL as the target's server takes them; each is shown to it first. */
final class ExpressionDesign {
  private final Connection connection;
  private final Table wanted;
  private final MySqlDialect dialect = new MySqlDialect();

  ExpressionDesign(Connection connection, Table wanted) {
    this.connection = connection;
    this.wanted = wanted;
  }

  /** Empty where the expression isn't surely the same here, or the server doesn't take it. */
  Optional<String> of(String standard) {
    return new FromStandard(wanted).render(standard).filter(this::isTaken);
  }

  private boolean isTaken(String expression) {
    String columns =
        wanted.columns().stream()
            .map(column -> "NULL AS " + dialect.quote(column.name()))
            .collect(Collectors.joining(", "));
    String trial = "SELECT " + expression + " FROM (SELECT " + columns + ") t";
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(trial)) {
      return answer.next();
    } catch (SQLException e) {
      if (e.getErrorCode() == 0) {
        throw ConnectionPlace.explain(e, "trying an expression of " + wanted.name(), connection);
      }
      return false;
    }
  }
}
