package org.godwit.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.convert.Conversion;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tries SQL that a person wrote, on top of what it needs. */
public final class Attempt {
  private static final Pattern PATH = Pattern.compile("(?m)^SET search_path = [^;]*;$");

  private Attempt() {}

  /**
   * Some SQL.
   *
   * @param firstLine of it in the text that the person sees, from 1
   */
  public record Part(String sql, int firstLine) {}

  /**
   * What the server says: empty where it takes all of it and finds nothing that would fail.
   *
   * @param needed is run before; what of it is refused isn't said
   * @throws SQLException where the server can't be asked any more
   */
  public static Optional<String> of(
      ScratchServer server, Set<String> schemas, List<String> needed, List<Part> tried)
      throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (String schema : schemas) {
        statement.execute(Conversion.createSchema(schema));
      }
      for (String sql : needed) {
        refusal(statement, new Part(sql, 1));
      }
      long before = newest(statement);
      for (Part part : tried) {
        Optional<String> refusal = refusal(statement, part);
        if (refusal.isPresent()) {
          return refusal;
        }
      }
      if (server.uncheckedBecause().isPresent()) {
        return Optional.empty();
      }
      for (Part part : tried) {
        // What a routine was made with is what it is looked into with.
        Matcher path = PATH.matcher(part.sql());
        if (path.find()) {
          statement.execute(path.group());
        }
      }
      return fault(statement, before);
    }
  }

  private static Optional<String> refusal(Statement statement, Part part) throws SQLException {
    try {
      statement.execute(part.sql());
      return Optional.empty();
    } catch (SQLException e) {
      if (statement.getConnection().isClosed()) {
        throw e;
      }
      ServerErrorMessage said =
          e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
      if (said == null || said.getMessage() == null) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
      // From 1; 0 where the server names no place.
      int place = Math.clamp(said.getPosition() - 1, 0, part.sql().length());
      long line =
          part.firstLine()
              + part.sql().substring(0, place).chars().filter(it -> it == '\n').count();
      String words =
          said.getPosition() > 0
              ? "Line %d: %s".formatted(line, said.getMessage())
              : said.getMessage();
      return Optional.of(said.getHint() == null ? words : words + ". " + said.getHint());
    }
  }

  /** A new database counts its routines up. */
  private static long newest(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT max(oid) FROM pg_catalog.pg_proc")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Optional<String> fault(Statement statement, long before) throws SQLException {
    String check =
        """
        SELECT p.proname, c.lineno, c.message
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang
          LEFT JOIN LATERAL (SELECT max(tgrelid) AS relation FROM pg_catalog.pg_trigger WHERE tgfoid = p.oid) t ON TRUE,
          %s.plpgsql_check_function_tb(p.oid, COALESCE(t.relation, 0::oid), fatal_errors => FALSE,
            other_warnings => FALSE, extra_warnings => FALSE, performance_warnings => FALSE) c
        WHERE p.oid > %d AND l.lanname = 'plpgsql' AND c.level = 'error'
        LIMIT 1
        """
            .formatted(PlpgsqlCheck.SCHEMA, before);
    try (ResultSet rows = statement.executeQuery(check)) {
      return rows.next()
          ? Optional.of(
              "It is taken, but would fail when it runs: %s, line %d of the body: %s"
                  .formatted(rows.getString(1), rows.getInt(2), rows.getString(3)))
          : Optional.empty();
    }
  }
}
