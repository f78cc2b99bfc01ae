package org.godwit.task.console.draft;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.godwit.engine.Dialect;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.task.load.LoadTable;

/** Reads the first rows of a source table, each value as text cut to what a person reads. */
final class SampleRows {
  private static final int ROWS = 10;
  private static final int CHARACTERS_MAX = 120;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Engine engine;
  private final EndpointConfig config;

  SampleRows(Engine engine, EndpointConfig config) {
    this.engine = engine;
    this.config = config;
  }

  /** The values of the columns that are read, in their order; NULL as that word. */
  List<List<String>> read(LoadTable table) {
    String doing = "reading sample rows of " + table.name();
    try (Connection connection = engine.connect(config);
        Statement statement = connection.createStatement()) {
      statement.setMaxRows(ROWS);
      statement.setFetchSize(ROWS);
      statement.setQueryTimeout((int) LIMIT.toSeconds());
      List<List<String>> rows = new ArrayList<>();
      try (ResultSet answer = statement.executeQuery(sql(table))) {
        int columns = answer.getMetaData().getColumnCount();
        while (answer.next() && rows.size() < ROWS) {
          rows.add(row(answer, columns));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw engine.explain(e, doing, config);
    }
  }

  private static List<String> row(ResultSet answer, int columns) throws SQLException {
    List<String> row = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      String value = answer.getString(i);
      row.add(value == null ? "NULL" : cut(value));
    }
    return row;
  }

  private static String cut(String value) {
    return value.length() <= CHARACTERS_MAX ? value : value.substring(0, CHARACTERS_MAX) + "…";
  }

  private String sql(LoadTable table) {
    Dialect dialect = engine.dialect();
    String columns =
        table.source().columns().stream()
            .map(it -> dialect.quote(it.name()))
            .collect(Collectors.joining(", "));
    String where = table.source().where();
    return dialect.first(
        ROWS,
        "SELECT %s FROM %s%s"
            .formatted(
                columns, dialect.quote(table.name()), where.isEmpty() ? "" : " WHERE " + where));
  }
}
