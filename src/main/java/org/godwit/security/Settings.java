package org.godwit.security;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Single values that all nodes of a console share. */
@Singleton
final class Settings {
  private final DataSource store;

  Settings(DataSource store) {
    this.store = store;
  }

  /** Empty where it was never set. */
  Optional<String> get(String name) {
    try (Connection connection = store.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select value from setting where name = ?")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new StoreFailure("reading the setting " + name, e);
    }
  }

  /** Keeps the value that is there; returns the one that holds now, ours or another node's. */
  String putIfAbsent(String name, String value) {
    try (Connection connection = store.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into setting (name, value) values (?, ?) on conflict do nothing")) {
      insert.setString(1, name);
      insert.setString(2, value);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new StoreFailure("writing the setting " + name, e);
    }
    return get(name).orElse(value);
  }
}
