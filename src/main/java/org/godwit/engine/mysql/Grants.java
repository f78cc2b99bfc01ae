package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the user may do, in the server's own words.
 *
 * @param user quoted, as GRANT writes it
 * @param lines of SHOW GRANTS, active roles included
 */
record Grants(String user, List<String> lines) {
  static Grants of(Connection connection) throws SQLException {
    List<String> lines = new ArrayList<>();
    String user;
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
        row.next();
        user = quoted(row.getString(1));
      }
      try (ResultSet row = statement.executeQuery("SHOW GRANTS")) {
        while (row.next()) {
          lines.add(row.getString(1).toUpperCase(Locale.ROOT));
        }
      }
    }
    return new Grants(user, List.copyOf(lines));
  }

  private static String quoted(String user) {
    int at = user.lastIndexOf('@');
    MySqlDialect dialect = new MySqlDialect();
    return dialect.literal(user.substring(0, at)) + "@" + dialect.literal(user.substring(at + 1));
  }

  /** Whether the privilege is held anywhere. */
  boolean has(String privilege) {
    return lines.stream().anyMatch(line -> grants(line, privilege));
  }

  /** Whether the privilege is held for the whole server. */
  boolean hasEverywhere(String privilege) {
    return lines.stream().anyMatch(line -> line.contains(" ON *.* ") && grants(line, privilege));
  }

  private static boolean grants(String line, String privilege) {
    int on = line.indexOf(" ON ");
    if (!line.startsWith("GRANT ") || on < 0) {
      return false;
    }
    String privileges = line.substring("GRANT ".length(), on);
    return List.of(privileges.split(", ?")).contains(privilege)
        || privileges.startsWith("ALL PRIVILEGES");
  }
}
