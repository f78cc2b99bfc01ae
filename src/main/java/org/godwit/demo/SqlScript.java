package org.godwit.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of statements as MySQL's own client reads it: a statement ends with the delimiter at the
 * end of a line, which a {@code DELIMITER} line changes.
 *
 * @param statements in the file's order, without their delimiters
 */
record SqlScript(List<String> statements) {
  SqlScript {
    statements = List.copyOf(statements);
  }

  /** The script of that name beside the demo's others. */
  static SqlScript named(String name) {
    try (InputStream in = SqlScript.class.getResourceAsStream("/demo/" + name)) {
      if (in == null) {
        throw new IllegalStateException("demo/" + name + " is missing from this build");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SqlScript parse(String text) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    String delimiter = ";";
    for (String line : text.lines().toList()) {
      if (line.startsWith("DELIMITER ")) {
        delimiter = line.substring("DELIMITER ".length()).strip();
      } else if (line.endsWith(delimiter)) {
        statement.append(line, 0, line.length() - delimiter.length());
        statements.add(statement.toString().strip());
        statement.setLength(0);
      } else if (!line.startsWith("--")) {
        statement.append(line).append('\n');
      }
    }
    if (!statement.toString().isBlank()) {
      throw new IllegalArgumentException("the last statement has no delimiter: " + statement);
    }
    return new SqlScript(statements);
  }

  /** Runs all statements. */
  void runOn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
