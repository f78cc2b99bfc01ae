package org.godwit.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.godwit.convert.ActionCode;
import org.godwit.convert.ActionItem;
import org.godwit.convert.Conversion;
import org.godwit.convert.ConvertedObject;
import org.godwit.convert.ObjectId;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.Stage;
import org.godwit.convert.TargetStatement;
import org.godwit.convert.Verdict;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Makes each converted object on a server, in the order in which they are installed. */
public final class Trial {
  private static final Pattern REPLACE = Pattern.compile("(?m)^CREATE OR REPLACE ");
  private static final String CREATE = "CREATE ";
  private static final String FORBIDDEN = "42501";
  private static final Pattern PLPGSQL =
      Pattern.compile("\\bLANGUAGE\\s+'?plpgsql\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern BODY =
      Pattern.compile("\\bAS\\s+(?=['$])", Pattern.CASE_INSENSITIVE);
  private static final Pattern NO_PLAN =
      Pattern.compile("^(there (is|are) no plan for query|cached plan is not valid)");

  private static final Pattern TEMPORARY =
      Pattern.compile(
          "^ +(CREATE TEMPORARY TABLE (?:IF NOT EXISTS )?(\"[^\"]+\"|\\S+)[^;]*);",
          Pattern.MULTILINE);

  private final Statement server;
  private final boolean looksInto;
  private final Map<ObjectId, List<ActionItem>> refused = new HashMap<>();
  private final Map<ObjectId, List<ActionItem>> faults = new HashMap<>();
  private final Set<ObjectId> missing = new HashSet<>();

  /** What each routine of the server was made by, by its oid. */
  private final Map<Long, Made> routines = new LinkedHashMap<>();

  /**
   * A routine.
   *
   * @param path the search path that it was made with
   */
  private record Made(ObjectId object, TargetStatement statement, String path) {}

  private Trial(Statement server, boolean looksInto) {
    this.server = server;
    this.looksInto = looksInto;
  }

  /**
   * The conversion with what the server said of each object.
   *
   * @param connection to an empty database, which is full afterwards
   * @param looksInto whether {@link PlpgsqlCheck} is installed there, to look into routines
   * @throws SQLException where the server can't be asked any more
   */
  public static Conversion of(Conversion conversion, Connection connection, boolean looksInto)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Trial trial = new Trial(statement, looksInto);
      trial.makeAll(conversion);
      if (looksInto) {
        trial.lookInto();
      }
      Set<ObjectId> withRoutines =
          trial.routines.values().stream().map(Made::object).collect(Collectors.toSet());
      return conversion.tried(id -> trial.verdict(id, withRoutines.contains(id)));
    }
  }

  private Verdict verdict(ObjectId id, boolean hasRoutines) {
    return new Verdict(
        refused.getOrDefault(id, List.of()),
        faults.getOrDefault(id, List.of()),
        looksInto || !hasRoutines);
  }

  private void makeAll(Conversion conversion) throws SQLException {
    for (String schema : conversion.schemas()) {
      server.execute(Conversion.createSchema(schema));
    }
    for (Stage stage : Stage.values()) {
      for (ConvertedObject object : conversion.inOrder(stage)) {
        for (TargetStatement statement : object.statements()) {
          if (statement.stage() == stage && !missing.contains(object.id())) {
            make(object, statement);
          }
        }
      }
    }
  }

  private void make(ConvertedObject object, TargetStatement statement) throws SQLException {
    String sql = withoutRows(object.id().kind(), statement.sql());
    Matcher replace = REPLACE.matcher(sql);
    // Several objects may bring the same function of the extension pack with them.
    // Of one object a view may be made twice, where it and a function need each other.
    boolean isAgain = object.id().kind() == ObjectKind.VIEW && !statement.equals(maker(object));
    boolean replaces = statement.stage() != Stage.SCHEMA && !isAgain && replace.find();
    try {
      // Nothing else is there: what would replace something, would replace another object.
      server.execute(replaces ? replace.replaceFirst(CREATE) : sql);
      if (replaces && PLPGSQL.matcher(sql).find()) {
        routines.put(newest(), new Made(object.id(), statement, path()));
      }
    } catch (SQLException e) {
      if (server.getConnection().isClosed()) {
        throw e;
      }
      if (statement.equals(maker(object))) {
        missing.add(object.id()); // what describes it would be refused for that alone
      }
      int position = position(e);
      boolean isBehind = replaces && position > replace.start();
      add(
          refused,
          object.id(),
          ActionCode.REFUSED,
          statement,
          isBehind ? position + replace.group().length() - CREATE.length() : position,
          message(e));
    }
  }

  private static void add(
      Map<ObjectId, List<ActionItem>> to,
      ObjectId object,
      ActionCode code,
      TargetStatement statement,
      int position,
      String message) {
    to.computeIfAbsent(object, _ -> new ArrayList<>())
        .add(
            new ActionItem(
                code, statement.file().name(), statement.line(position), code.message(message)));
  }

  /** The statement that makes it, before which its search path may be set. */
  private static TargetStatement maker(ConvertedObject object) {
    return object.statements().stream()
        .filter(it -> !it.sql().startsWith("SET "))
        .findFirst()
        .orElseGet(() -> object.statements().getFirst());
  }

  private String path() throws SQLException {
    try (ResultSet rows = server.executeQuery("SHOW search_path")) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** A new database counts its routines up. */
  private long newest() throws SQLException {
    try (ResultSet rows = server.executeQuery("SELECT max(oid) FROM pg_catalog.pg_proc")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Looks into each routine; a trigger's with the table that it is of. */
  private void lookInto() throws SQLException {
    for (Map.Entry<Long, Made> routine : routines.entrySet()) {
      String check =
          """
          SELECT c.lineno, c.message
          FROM (SELECT p.oid AS routine, COALESCE(
              (SELECT max(tgrelid) FROM pg_catalog.pg_trigger WHERE tgfoid = p.oid), 0::oid) AS relation
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang
            WHERE p.oid = %1$d AND l.lanname = 'plpgsql') r,
            %2$s.plpgsql_check_function_tb(r.routine, r.relation, fatal_errors => FALSE,
              other_warnings => FALSE, extra_warnings => FALSE, performance_warnings => FALSE) c
          WHERE c.level = 'error'
          """
              .formatted(routine.getKey(), PlpgsqlCheck.SCHEMA);
      Made made = routine.getValue();
      server.execute("SET search_path = " + made.path());
      List<String> temporary = temporaryTables(made.statement().sql());
      try (ResultSet rows = server.executeQuery(check)) {
        int said = -1;
        while (rows.next()) {
          // Behind the cause, plpgsql_check says of the same line that it has no plan.
          boolean isSaid = rows.getInt(1) == said && NO_PLAN.matcher(rows.getString(2)).find();
          said = rows.getInt(1);
          if (isSaid) {
            continue;
          }
          int position = ofLine(made.statement().sql(), rows.getInt(1));
          add(
              faults,
              made.object(),
              ActionCode.FAULT,
              made.statement(),
              position,
              rows.getString(2));
        }
      } catch (SQLException e) {
        if (server.getConnection().isClosed()) {
          throw e;
        }
        add(faults, made.object(), ActionCode.FAULT, made.statement(), -1, message(e));
      }
      for (String table : temporary) {
        server.execute("DROP TABLE IF EXISTS pg_temp." + table);
      }
    }
  }

  /** Makes the tables that code makes while it runs: they must be there to look into it. */
  private List<String> temporaryTables(String sql) throws SQLException {
    List<String> made = new ArrayList<>();
    for (Matcher table = TEMPORARY.matcher(sql); table.find(); ) {
      try {
        server.execute(table.group(1).replace(" ON COMMIT DROP", ""));
        made.add(table.group(2));
      } catch (SQLException e) {
        if (server.getConnection().isClosed()) {
          throw e;
        }
        // What can't be made alone is missing below, and said there.
      }
    }
    return made;
  }

  /** Where a line of a routine's body begins; its first is the one with the opening quote. */
  private static int ofLine(String sql, int line) {
    Matcher body = BODY.matcher(sql);
    int at = body.find() ? body.end() : 0;
    for (int passed = 1; passed < line && at > 0; passed++) {
      at = sql.indexOf('\n', at) + 1;
    }
    while (at < sql.length() && sql.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  /** A query over nothing may still take its time. */
  private static String withoutRows(ObjectKind kind, String sql) {
    boolean isView =
        kind == ObjectKind.MATERIALIZED_VIEW
            && sql.startsWith("CREATE MATERIALIZED VIEW")
            && !sql.contains("WITH NO DATA");
    return isView ? sql.stripTrailing().replaceFirst(";$", "\nWITH NO DATA;") : sql;
  }

  private static int position(SQLException e) {
    ServerErrorMessage message =
        e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    // From 1; 0 where the server names none.
    return message == null ? -1 : message.getPosition() - 1;
  }

  private static String message(SQLException e) {
    ServerErrorMessage message =
        e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    String text = message == null ? null : message.getMessage();
    if (message == null || text == null) {
      return String.valueOf(e.getMessage());
    }
    // Who may, where the one who tries may not.
    boolean isHelped = FORBIDDEN.equals(message.getSQLState()) && message.getHint() != null;
    return isHelped ? text + ". " + message.getHint() : text;
  }
}
