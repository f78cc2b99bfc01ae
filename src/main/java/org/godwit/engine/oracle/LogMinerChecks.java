package org.godwit.engine.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.godwit.engine.ConnectionChecks;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.ShortQuery;

/**
 * Whether a database's redo can be read, and the user may do that. Checks are named as DMS's
 * premigration assessments where it has them.
 */
final class LogMinerChecks {
  static final String STATE =
      "SELECT LOG_MODE, DATABASE_ROLE, OPEN_MODE, SUPPLEMENTAL_LOG_DATA_MIN, FORCE_LOGGING"
          + " FROM V$DATABASE";
  static final String IS_COMMON = "SELECT COMMON FROM USER_USERS";

  /** Without rows, so that only the right to ask counts. */
  static final String SEES = "SELECT COUNT(*) FROM V$%s WHERE 1 = 0";

  static final List<String> VIEWS =
      List.of("DATABASE", "LOG", "LOGFILE", "ARCHIVED_LOG", "TRANSACTION");

  /** Answers of LogMiner to who may use it and hasn't started it. */
  private static final Set<Integer> NOT_STARTED = Set.of(1306, 1307);

  private static final String ARCHIVELOG = "oracle-check-archivelog-mode";
  private static final String CONTAINER = "oracle-validate-cdb";
  private static final String PERMISSIONS = "oracle-validate-permissions-on-source";

  private final Connection connection;
  private final ConnectionChecks checks = new ConnectionChecks();

  LogMinerChecks(Connection connection) {
    this.connection = connection;
  }

  /** All of them, in order. */
  List<Check> run() throws SQLException {
    Container container = Container.of(connection);
    String user = OracleSession.user(connection);
    if (!isReachable(container, user)) {
      return checks.found();
    }
    boolean isPermitted = container.inRoot(connection, root -> mayRead(root, container, user));
    if (isPermitted) {
      boolean _ =
          container.inRoot(
              connection,
              root -> {
                state(root, user);
                return true;
              });
    }
    return checks.found();
  }

  private boolean isReachable(Container container, String user) throws SQLException {
    if (container.name().equals(Container.ROOT)) {
      checks.fail(
          CONTAINER,
          "This is the root container, which holds no application's tables: give the service name of a pluggable database.",
          "");
      return false;
    }
    if (!container.isPluggable()) {
      checks.pass(CONTAINER, "The database has no other containers.");
      return true;
    }
    boolean isCommon = ShortQuery.value(connection, IS_COMMON).equals("YES");
    boolean mayEnter = isCommon && OracleSession.privileges(connection).contains("SET CONTAINER");
    if (mayEnter && isEntered(container)) {
      checks.pass(
          CONTAINER, "The user may enter the root container, in which LogMiner is started.");
      return true;
    }
    checks.fail(
        CONTAINER,
        isCommon
            ? "The user may not enter the root container, in which LogMiner is started."
            : "User %s is one of container %s alone, and LogMiner is started in the root: let the endpoint have a common user."
                .formatted(user, container.name()),
        isCommon
            ? "GRANT CREATE SESSION, SET CONTAINER TO %s CONTAINER = ALL;".formatted(user)
            : "CREATE USER C##GODWIT IDENTIFIED BY \"…\" CONTAINER = ALL;\nGRANT CREATE SESSION, SET CONTAINER TO C##GODWIT CONTAINER = ALL;",
        isCommon
            ? "REVOKE SET CONTAINER FROM %s CONTAINER = ALL;".formatted(user)
            : "DROP USER C##GODWIT CASCADE;");
    return false;
  }

  private boolean isEntered(Container container) throws SQLException {
    try {
      return container.inRoot(connection, _ -> true);
    } catch (SQLException e) {
      if (OracleErrors.kindOf(e) == Failure.PRIVILEGE_MISSING) {
        return false;
      }
      throw e;
    }
  }

  private boolean mayRead(Connection root, Container container, String user) throws SQLException {
    List<String> missing = new ArrayList<>();
    if (!OracleSession.privileges(root).contains("LOGMINING")) {
      missing.add("LOGMINING");
    }
    for (String view : VIEWS) {
      if (OracleSession.allowed(root, SEES.formatted(view)).isEmpty()) {
        missing.add("SELECT ON SYS.V_$" + view);
      }
    }
    if (!mayUse(root, SEES.formatted("LOGMNR_CONTENTS"))) {
      missing.add("SELECT ON SYS.V_$LOGMNR_CONTENTS");
    }
    if (!mayUse(root, RedoRows.END)) {
      missing.add("EXECUTE ON SYS.DBMS_LOGMNR");
    }
    if (missing.isEmpty()) {
      checks.pass(PERMISSIONS, "The user may start LogMiner and see which logs there are.");
      return true;
    }
    String everywhere = container.isPluggable() ? " CONTAINER = ALL;" : ";";
    checks.fail(
        PERMISSIONS,
        "To read the redo log the user lacks %s.".formatted(String.join(", ", missing)),
        statements("GRANT ", missing, " TO " + user + everywhere),
        statements("REVOKE ", missing, " FROM " + user + everywhere));
    return false;
  }

  private static String statements(String verb, List<String> rights, String whom) {
    return rights.stream().map(it -> verb + it + whom).reduce((a, b) -> a + "\n" + b).orElse("");
  }

  private static boolean mayUse(Connection root, String sql) throws SQLException {
    try {
      ShortQuery.run(root, sql);
      return true;
    } catch (SQLException e) {
      int number = OracleErrors.numberOf(e).orElse(0);
      if (NOT_STARTED.contains(number)) {
        return true;
      }
      if (OracleErrors.isNotAllowed(number)) {
        return false;
      }
      throw e;
    }
  }

  private void state(Connection root, String user) throws SQLException {
    List<String> state = ShortQuery.rows(root, STATE, 5).getFirst();
    archived(state.get(0));
    primary(state.get(1), state.get(2));
    threads(root);
    supplemental(state.get(3), OracleSession.privileges(root), user);
    unlogged(state.get(4));
  }

  private void archived(String mode) {
    if (mode.equals("ARCHIVELOG")) {
      checks.pass(ARCHIVELOG, "Redo is archived before it is written over.");
    } else {
      checks.fail(
          ARCHIVELOG,
          "Redo is written over without being archived. This takes the database down for a moment, and room for the archived logs.",
          "SHUTDOWN IMMEDIATE;\nSTARTUP MOUNT;\nALTER DATABASE ARCHIVELOG;\nALTER DATABASE OPEN;",
          "SHUTDOWN IMMEDIATE;\nSTARTUP MOUNT;\nALTER DATABASE NOARCHIVELOG;\nALTER DATABASE OPEN;");
    }
  }

  private void primary(String role, String openMode) {
    String name = "oracle-check-standby-db";
    if (role.equals("PRIMARY") && openMode.equals("READ WRITE")) {
      checks.pass(name, "The database is a primary, and open.");
    } else {
      checks.fail(
          name,
          "The database is %s, open as %s: its changes are followed on the primary, whose dictionary LogMiner reads."
              .formatted(role, openMode),
          "");
    }
  }

  private void threads(Connection root) throws SQLException {
    String name = "oracle-check-rac";
    try {
      var _ = RedoLogs.of(root);
      checks.pass(name, "One instance writes redo.");
    } catch (EngineException e) {
      checks.fail(name, e.sentence(), "");
    }
  }

  private void supplemental(String minimal, Set<String> privileges, String user) {
    String name = "oracle-supplemental-db-level";
    if (!minimal.equals("NO")) {
      checks.pass(name, "Minimal supplemental logging is on.");
    } else if (privileges.contains("ALTER DATABASE")) {
      checks.pass(name, "Minimal supplemental logging is switched on with your consent.");
    } else {
      checks.fail(
          name,
          "Minimal supplemental logging is off, without which LogMiner can't put changes of rows together, and user %s may not switch it on."
              .formatted(user),
          LogGroups.ADD_MINIMAL + ";",
          "ALTER DATABASE DROP SUPPLEMENTAL LOG DATA;");
    }
  }

  private void unlogged(String forced) {
    String name = "oracle-check-force-logging";
    if (forced.equals("YES")) {
      checks.pass(name, "Everything is written to the redo log.");
    } else {
      checks.warn(
          name,
          "What is loaded by direct path into tables or tablespaces with NOLOGGING isn't in the redo log, and would be missing on the target without a word (FORCE_LOGGING = %s)."
              .formatted(forced),
          "ALTER DATABASE FORCE LOGGING;",
          "ALTER DATABASE NO FORCE LOGGING;");
    }
  }
}
