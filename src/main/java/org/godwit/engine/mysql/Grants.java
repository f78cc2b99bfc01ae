package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.TableName;

/**
 * What the user may do, in the server's own words.
 *
 * @param user quoted, as GRANT writes it
 * @param lines of SHOW GRANTS, active roles included
 */
record Grants(String user, List<String> lines) {
  private static final Pattern ALL_TABLES = Pattern.compile(" ON `((?:[^`]|``)*)`\\.\\* ");
  private static final Pattern PART = Pattern.compile("\\bSELECT \\(");

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
          lines.add(row.getString(1));
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

  /** Whether every table of the schema can be read, and so is seen. */
  boolean readsSchema(String schema) {
    boolean isRevoked =
        lines.stream()
            .filter(line -> line.startsWith("REVOKE "))
            .anyMatch(line -> concerns(line, schema) && privileges(line).contains("SELECT"));
    return !isRevoked
        && (hasEverywhere("SELECT")
            || lines.stream().anyMatch(line -> concerns(line, schema) && grants(line, "SELECT")));
  }

  /** Tables of which only some columns were granted, as GRANT writes them. */
  List<String> tablesInPart() {
    return lines.stream()
        .filter(line -> line.startsWith("GRANT ") && PART.matcher(privileges(line)).find())
        .map(line -> line.substring(line.indexOf(" ON ") + 4, line.indexOf(" TO ")))
        .toList();
  }

  /** Whether it is about all tables of the schema; its name in a grant may be a pattern. */
  private static boolean concerns(String line, String schema) {
    Matcher all = ALL_TABLES.matcher(line);
    return all.find() && pattern(all.group(1).replace("``", "`")).matcher(schema).matches();
  }

  private static Pattern pattern(String name) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isEscape = c == '\\' && i + 1 < name.length();
      if (isEscape) {
        c = name.charAt(++i);
      }
      regex.append(
          !isEscape && c == '%'
              ? ".*"
              : !isEscape && c == '_' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /**
   * Whether the privilege is held for the whole of a database.
   *
   * @param database empty for every one
   */
  boolean hasOn(String privilege, String database) {
    return hasEverywhere(privilege)
        || (!database.isEmpty()
            && lines.stream()
                .anyMatch(line -> concerns(line, database) && grants(line, privilege)));
  }

  /** Whether the privilege is held for a table that is there or isn't yet. */
  boolean hasOn(String privilege, TableName table) {
    String own = " ON " + new MySqlDialect().quote(table) + " ";
    return hasOn(privilege, table.schema())
        || lines.stream().anyMatch(line -> line.contains(own) && grants(line, privilege));
  }

  private static String privileges(String line) {
    int on = line.indexOf(" ON ");
    return on < 0 ? "" : line.substring(line.indexOf(' ') + 1, on).toUpperCase(Locale.ROOT);
  }

  private static boolean grants(String line, String privilege) {
    if (!line.startsWith("GRANT ")) {
      return false;
    }
    String privileges = privileges(line);
    return List.of(privileges.split(", ?")).contains(privilege)
        || privileges.startsWith("ALL PRIVILEGES");
  }
}
