package org.godwit.convert;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What is really on a server, by kind and name, whoever made it. An object counts wherever it
 * stands, for converters put schemas in different places.
 */
final class ServerObjects {
  private static final String OWN =
      "n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'plpgsql_check', 'godwit_oracle')";

  private final Map<String, Integer> names = new HashMap<>();
  private final Set<String> indexed = new HashSet<>();
  private final List<Made> routines = new ArrayList<>();
  private final List<Made> triggers = new ArrayList<>();

  /** A routine or trigger; each is found once. */
  private static final class Made {
    private final String schema;
    private final String name;
    private final Result result;
    private boolean isFound;

    Made(String schema, String name, Result result) {
      this.schema = schema;
      this.name = name;
      this.result = result;
    }
  }

  /** What became of an object, from the best. */
  enum Result {
    CLEAN,
    /** A statement raises an exception in the place of what isn't converted. */
    WITH_GAP,
    LOADED,
    MISSING
  }

  static ServerObjects of(Connection connection) throws SQLException {
    ServerObjects found = new ServerObjects();
    try (Statement statement = connection.createStatement()) {
      found.relations(statement);
      found.others(statement);
      found.routines(statement);
    }
    return found;
  }

  private void relations(Statement statement) throws SQLException {
    names(
        statement,
        "SELECT CASE relkind WHEN 'r' THEN 'tables' WHEN 'p' THEN 'tables' WHEN 'i' THEN 'indexes'"
            + " WHEN 'I' THEN 'indexes' WHEN 'S' THEN 'sequences' WHEN 'v' THEN 'views'"
            + " WHEN 'm' THEN 'materialized views' WHEN 'c' THEN 'types' END || ' ' || relname"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
            + " WHERE relkind IN ('r','p','i','I','S','v','m','c') AND NOT relispartition AND "
            + OWN);
    names(
        statement,
        "SELECT 'types ' || typname FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace"
            + " WHERE typtype IN ('d', 'e') AND "
            + OWN);
    names(
        statement,
        "SELECT 'constraints ' || relname || ' ' || contype::text FROM pg_constraint k"
            + " JOIN pg_class c ON c.oid = conrelid JOIN pg_namespace n ON n.oid = relnamespace"
            + " WHERE NOT relispartition AND "
            + OWN);
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT c.relname || ' ' || (SELECT string_agg(COALESCE(attname, '(expression)'), ' ' ORDER BY k.at)"
                + " FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, at)"
                + " LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number AND k.number > 0)"
                + " FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
                + OWN)) {
      while (rows.next()) {
        indexed.add(rows.getString(1));
      }
    }
  }

  private void others(Statement statement) throws SQLException {
    names(
        statement,
        "SELECT DISTINCT 'grants ' || what || ' ' || COALESCE(r.rolname, 'public') FROM ("
            + "SELECT relname AS what, relacl AS acl FROM pg_class"
            + " UNION ALL SELECT proname, proacl FROM pg_proc"
            + " UNION ALL SELECT typname, typacl FROM pg_type"
            + " UNION ALL SELECT nspname, nspacl FROM pg_namespace) AS o,"
            + " LATERAL aclexplode(o.acl) AS a LEFT JOIN pg_roles r ON r.oid = a.grantee");
  }

  private void names(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        names.merge(rows.getString(1), 1, Integer::sum);
      }
    }
  }

  private record Body(long oid, String schema, String name, boolean isPlpgsql, boolean hasGap) {}

  private void routines(Statement statement) throws SQLException {
    List<Body> bodies = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT p.oid, n.nspname, p.proname, l.lanname = 'plpgsql', p.prosrc LIKE '%ERRCODE = ''P0004''%'"
                + " FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace"
                + " JOIN pg_language l ON l.oid = prolang WHERE "
                + OWN)) {
      while (rows.next()) {
        bodies.add(
            new Body(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getBoolean(4),
                rows.getBoolean(5)));
      }
    }
    Map<Long, Result> results = new HashMap<>();
    for (Body body : bodies) {
      Result result = result(statement, body);
      results.put(body.oid(), result);
      routines.add(new Made(body.schema(), body.name(), result));
    }
    try (ResultSet rows =
        statement.executeQuery("SELECT tgname, tgfoid FROM pg_trigger WHERE NOT tgisinternal")) {
      while (rows.next()) {
        Result result = results.getOrDefault(rows.getLong(2), Result.LOADED);
        triggers.add(new Made("", rows.getString(1), result));
      }
    }
    routines.sort(Comparator.comparing(it -> it.result));
  }

  private static Result result(Statement statement, Body body) throws SQLException {
    String check =
        "SELECT count(*) FROM plpgsql_check.plpgsql_check_function_tb(%d::oid,"
                .formatted(body.oid())
            + " COALESCE((SELECT max(tgrelid) FROM pg_trigger WHERE tgfoid = %d), 0::oid),"
                .formatted(body.oid())
            + " fatal_errors => FALSE, other_warnings => FALSE, extra_warnings => FALSE,"
            + " performance_warnings => FALSE) c WHERE c.level = 'error'";
    if (body.isPlpgsql()) {
      try (ResultSet rows = statement.executeQuery(check)) {
        rows.next();
        if (rows.getLong(1) > 0) {
          return Result.LOADED;
        }
      } catch (SQLException e) {
        if (statement.getConnection().isClosed()) {
          throw e;
        }
        return Result.LOADED; // what can't be looked into isn't clean
      }
    }
    return body.hasGap() ? Result.WITH_GAP : Result.CLEAN;
  }

  /** What became of an object; what is found for one isn't found again for another. */
  Result result(WantedObjects.Wanted it) {
    return switch (it.kind()) {
      case "constraints" -> taken("constraints " + it.of() + " " + it.name());
      case "indexes" -> index(it);
      case "synonyms" -> taken("views " + it.name());
      case "grants" -> isThere("grants " + it.name() + " " + it.parts().getFirst());
      case "triggers" ->
          one(triggers, made -> isNamed(made.name, it.name()) || begins(made.name, it.name()));
      case "procedures", "functions" -> one(routines, made -> made.name.equals(it.name()));
      case "routines of packages" ->
          one(
              routines,
              made ->
                  (made.schema.equals(it.of()) && isNamed(made.name, it.name()))
                      || isNamed(made.name, it.of() + "_" + it.name()));
      case "type bodies" -> body(it);
      default -> taken(it.kind() + " " + it.name());
    };
  }

  private Result index(WantedObjects.Wanted it) {
    boolean isCovered = indexed.contains(it.of() + " " + String.join(" ", it.parts()));
    return taken("indexes " + it.name()) == Result.CLEAN || isCovered
        ? Result.CLEAN
        : Result.MISSING;
  }

  /** As good as the worst of its methods. */
  private Result body(WantedObjects.Wanted it) {
    Result worst = Result.CLEAN;
    for (String method : it.parts()) {
      Result one =
          one(
              routines,
              made ->
                  (made.schema.equals(it.of()) && isNamed(made.name, method))
                      || made.name.equals(it.of() + "_" + method)
                      || made.name.equals(method));
      worst = one.compareTo(worst) > 0 ? one : worst;
    }
    return worst;
  }

  private Result isThere(String name) {
    return names.containsKey(name) ? Result.CLEAN : Result.MISSING;
  }

  private Result taken(String name) {
    Integer left = names.computeIfPresent(name, (_, count) -> count - 1);
    return left != null && left >= 0 ? Result.CLEAN : Result.MISSING;
  }

  private static Result one(List<Made> all, Predicate<Made> wanted) {
    for (Made made : all) {
      if (!made.isFound && wanted.test(made)) {
        made.isFound = true;
        return made.result;
      }
    }
    return Result.MISSING;
  }

  /** The name, or that of an overload or of a procedure beside a function, which need others. */
  private static boolean isNamed(String made, String wanted) {
    return made.equals(wanted) || made.matches(Pattern.quote(wanted) + "(_proc)?(_\\d+)?");
  }

  /** A trigger of several sections. */
  private static boolean begins(String made, String wanted) {
    return made.startsWith(wanted + "_");
  }
}
