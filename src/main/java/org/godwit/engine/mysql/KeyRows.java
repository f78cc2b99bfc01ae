package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.TableName;

/**
 * Rows of a table under a condition on its key, asked about by dives into the index that the table
 * is clustered by: no question reads more than its first or last few entries.
 *
 * @param index its name
 * @param condition empty for all rows
 */
record KeyRows(Connection connection, TableName table, String index, String condition) {
  private static final MySqlDialect DIALECT = new MySqlDialect();

  /** Those of these rows for which this holds too. */
  KeyRows and(String further) {
    return further.isEmpty()
        ? this
        : new KeyRows(
            connection,
            table,
            index,
            condition.isEmpty() ? further : condition + " AND " + further);
  }

  /** The first values of an expression, as text. */
  List<String> first(String expression, String order, int count) throws SQLException {
    return list("SELECT " + expression + from() + " ORDER BY " + order + " LIMIT " + count);
  }

  /** The first value of an expression, as text. */
  Optional<String> first(String expression, String order) throws SQLException {
    return first(expression, order, 1).stream().findFirst();
  }

  /** About how many there are, by the optimizer. */
  long estimate() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("EXPLAIN FORMAT=TRADITIONAL SELECT 1" + from())) {
      return row.next() ? row.getLong("rows") : 0;
    }
  }

  private String from() {
    return " FROM %s FORCE INDEX (%s)%s"
        .formatted(
            DIALECT.quote(table),
            DIALECT.quote(index),
            condition.isEmpty() ? "" : " WHERE " + condition);
  }

  private List<String> list(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
  }
}
