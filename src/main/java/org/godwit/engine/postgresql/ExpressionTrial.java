package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.NamedType;

/**
 * Asks the server whether it accepts an expression: a temporary table with it is made and rolled
 * back. Which functions are immutable, and which operator an expression means, only the server
 * knows.
 */
final class ExpressionTrial {
  private final Connection connection;
  private final PostgresDialect dialect;
  private String before = "";

  /** By what was tried. */
  private final Map<String, Optional<String>> objections;

  /**
   * For one table.
   *
   * @param objections found so far, of all tables of a plan: thousands may have the same default
   */
  ExpressionTrial(
      Connection connection, PostgresDialect dialect, Map<String, Optional<String>> objections) {
    this.objections = objections;
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * Tries one column's definition.
   *
   * @param plain columns that the expression may use, with their types in this server's words
   * @param definition of the column, with its name
   * @return the server's objection, empty where it has none
   */
  Optional<String> objection(List<Column> plain, String definition) {
    String others =
        plain.stream()
            .map(column -> dialect.quote(column.name()) + " " + column.nativeType() + ", ")
            .collect(Collectors.joining());
    return objections.computeIfAbsent(
        before + "CREATE TEMPORARY TABLE godwit_trial (" + others + definition + ")", this::tried);
  }

  /** What must be there for later expressions is made before each of them, and rolled back. */
  void begin(String sql) {
    before += sql + "; ";
  }

  /** The server's objection to statements that make something, empty where it has none. */
  Optional<String> objectionTo(String sql) {
    return tried(sql);
  }

  /** Those of these types that the server has. */
  List<NamedType> types(List<NamedType> wanted) {
    return PostgresCatalog.read(
        connection, "reading types", query -> new CatalogTypes(query).named(wanted));
  }

  /** Whether the server has the schema. */
  boolean hasSchema(String schema) {
    return PostgresCatalog.read(
        connection,
        "reading schemas",
        query ->
            !query
                .list(
                    "SELECT 1 FROM pg_namespace WHERE nspname = ANY (?)",
                    row -> row.getInt(1),
                    new Object[][] {new String[] {schema}})
                .isEmpty());
  }

  private Optional<String> tried(String sql) {
    try {
      if (!connection.getAutoCommit()) {
        return inTransaction(sql);
      }
      connection.setAutoCommit(false);
      try {
        return inTransaction(sql);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "trying an expression", PostgresEngine.ID);
    }
  }

  private Optional<String> inTransaction(String sql) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return Optional.empty();
    } catch (SQLException e) {
      if (e.getSQLState() == null || e.getSQLState().startsWith("08")) {
        throw e;
      }
      return Optional.of(
          String.valueOf(e.getMessage()).lines().findFirst().orElse("").replace("ERROR: ", ""));
    } finally {
      connection.rollback(before);
      connection.releaseSavepoint(before);
    }
  }
}
