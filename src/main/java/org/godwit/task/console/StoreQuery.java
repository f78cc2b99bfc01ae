package org.godwit.task.console;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.godwit.security.StoreFailure;
import org.jspecify.annotations.Nullable;

/**
 * One read of the store: SQL put together from pieces of our own, and the values it is bound to.
 */
final class StoreQuery {
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  /** Turns a row of the answer into something. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Adds a piece and the values of its question marks. */
  StoreQuery add(String piece, Object... bound) {
    sql.append(piece).append('\n');
    Collections.addAll(values, bound);
    return this;
  }

  /** All rows of the answer, in order. */
  <T> List<T> rows(DataSource store, RowReader<T> reader) {
    try (Connection connection = store.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < values.size(); i++) {
        bind(connection, statement, i + 1, values.get(i));
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet answer = statement.executeQuery()) {
        while (answer.next()) {
          rows.add(reader.read(answer));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new StoreFailure("reading tasks", e);
    }
  }

  private static void bind(
      Connection connection, PreparedStatement statement, int place, Object value)
      throws SQLException {
    switch (value) {
      case Collection<?> ids ->
          statement.setArray(place, connection.createArrayOf("bigint", ids.toArray()));
      case Instant at -> statement.setObject(place, at.atOffset(ZoneOffset.UTC));
      default -> statement.setObject(place, value);
    }
  }

  /**
   * A value for {@code LIKE … ESCAPE '!'}: the text anywhere, its own wildcards taken literally.
   */
  static String containing(String text) {
    return "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
  }

  /** A moment, null where the column is. */
  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
