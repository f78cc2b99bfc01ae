package org.godwit.engine.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.TargetTable;

/**
 * Writes rows by INSERT statements of many rows, in the session's strict mode: for servers that
 * allow no LOAD DATA LOCAL, and to find the row that a server refuses, because an INSERT says it as
 * an error.
 */
final class InsertWriter extends LiteralWriter {
  private final String head;

  InsertWriter(
      Connection connection,
      TargetTable table,
      List<WrittenColumn> columns,
      String doing,
      Mode mode,
      ByteBudget budget) {
    super(connection, columns, doing, mode, budget);
    MySqlDialect dialect = new MySqlDialect();
    head =
        "INSERT INTO %s (%s) VALUES "
            .formatted(
                dialect.quote(table.table().name()),
                columns.stream()
                    .map(column -> dialect.quote(column.name()))
                    .collect(Collectors.joining(", ")));
  }

  @Override
  void beginRow() {
    buffer.putByte('(');
  }

  @Override
  void separate() {
    buffer.putByte(',');
  }

  @Override
  void endRow() {
    buffer.putByte(')');
    buffer.putByte(',');
  }

  @Override
  long send(Connection to, byte[] array, int from, int end) throws SQLException {
    int withoutComma = end - from - 1;
    String sql = head + new String(array, from, withoutComma, StandardCharsets.UTF_8);
    try (Statement statement = to.createStatement()) {
      statement.setEscapeProcessing(false);
      return statement.executeLargeUpdate(sql);
    }
  }
}
