package org.godwit.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Rows for one table, sent many at a time. Closing sends the last. */
final class Rows implements AutoCloseable {
  private static final int STATEMENT_CHARACTERS = 512 * 1024;

  private final Statement statement;
  private final String start;
  private final int columns;
  private final StringBuilder sql = new StringBuilder(STATEMENT_CHARACTERS + 1024);
  private long count;

  private Rows(Statement statement, String start, int columns) {
    this.statement = statement;
    this.start = start;
    this.columns = columns;
  }

  /** For these columns of that table, names quoted where needed. */
  static Rows into(Connection connection, String table, String... columns) throws SQLException {
    String start = "INSERT INTO %s (%s) VALUES\n".formatted(table, String.join(", ", columns));
    return new Rows(connection.createStatement(), start, columns.length);
  }

  /** Adds one row. */
  void add(@Nullable Object... values) throws SQLException {
    if (values.length != columns) {
      throw new IllegalArgumentException(
          "%d values for %d columns of %s".formatted(values.length, columns, start));
    }
    sql.append(sql.isEmpty() ? start : ",\n");
    for (int i = 0; i < values.length; i++) {
      sql.append(i == 0 ? '(' : ',');
      SqlLiteral.append(sql, values[i]);
    }
    sql.append(')');
    count++;
    if (sql.length() > STATEMENT_CHARACTERS) {
      send();
    }
  }

  /** How many were added. */
  long count() {
    return count;
  }

  private void send() throws SQLException {
    if (!sql.isEmpty()) {
      statement.executeUpdate(sql.toString());
      sql.setLength(0);
    }
  }

  @Override
  public void close() throws SQLException {
    try (statement) {
      send();
    }
  }
}
