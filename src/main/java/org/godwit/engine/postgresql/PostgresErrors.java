package org.godwit.engine.postgresql;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Understands errors of PostgreSQL and its driver by SQLSTATE (PostgreSQL manual, appendix A) and
 * by the type of their cause.
 */
final class PostgresErrors {
  private PostgresErrors() {}

  static EngineException explain(Throwable cause, String doing, String place) {
    if (cause instanceof EngineException understood) {
      return understood;
    }
    @Nullable SQLException sql = find(cause, SQLException.class);
    Failure failure = failureOf(cause, sql);
    String message =
        "%s failed on %s: %s. %s"
            .formatted(doing, place, failure.words(words(cause, sql)), remedy(failure));
    return new EngineException(failure, message.strip(), cause);
  }

  /**
   * The same for the reading of a source, which is in read-only transactions: there it is a
   * function of the mapping's own that was not let write, and no state of the server.
   */
  static EngineException explainReading(Throwable cause, String doing, String place) {
    EngineException reason = explain(cause, doing, place);
    return reason.failure() == Failure.NO_WRITES
        ? new EngineException(
            Failure.UNSUPPORTED,
            "%s failed on %s: %s. Sources are read in read-only transactions: what the mapping calls there may not write."
                .formatted(doing, place, words(cause, find(cause, SQLException.class))),
            cause)
        : reason;
  }

  /** The same for what a task has run on its source, with a person's consent. */
  static EngineException explainSetup(SQLException cause, String doing, String place) {
    EngineException reason = explain(cause, doing, place);
    return reason.failure() == Failure.PRIVILEGE_MISSING
        ? new EngineException(
            Failure.PRIVILEGE_MISSING,
            "%s failed on %s: %s. Let somebody run it who may, then start the task again."
                .formatted(doing, place, words(cause, cause)),
            cause)
        : reason;
  }

  private static Failure failureOf(Throwable cause, @Nullable SQLException sql) {
    if (find(cause, UnknownHostException.class) != null) {
      return Failure.UNKNOWN_HOST;
    }
    if (find(cause, ConnectException.class) != null
        || find(cause, NoRouteToHostException.class) != null) {
      return Failure.CONNECTION_REFUSED;
    }
    // Also in the middle of a login, which the driver calls "unable to connect", or of TLS.
    if (find(cause, EOFException.class) != null || find(cause, SocketException.class) != null) {
      return Failure.CONNECTION_LOST;
    }
    if (find(cause, SSLException.class) != null) {
      return Failure.TLS;
    }
    if (find(cause, SocketTimeoutException.class) != null) {
      return Failure.TIMEOUT;
    }
    String state = sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
    if (state.isEmpty()) {
      return find(cause, IOException.class) == null ? Failure.UNKNOWN : Failure.CONNECTION_LOST;
    }
    if (state.equals("08004")) {
      return ofTheDriver(sql);
    }
    Failure byState = byState(state);
    return byState == Failure.UNKNOWN ? byClass(state) : byState;
  }

  /**
   * The driver gives up a login under one SQLSTATE for two reasons: "The server does not support
   * SSL.", and logins that the server wants otherwise ("… no password was provided.").
   */
  private static Failure ofTheDriver(@Nullable SQLException sql) {
    String message = sql == null ? "" : orEmpty(sql.getMessage());
    return message.contains("SSL") ? Failure.TLS : Failure.AUTHENTICATION;
  }

  private static Failure byState(String state) {
    return switch (state) {
      case "08001" -> Failure.CONNECTION_REFUSED;
      case "57P01", "57P02", "57P05", "25P03" -> Failure.CONNECTION_LOST;
      case "57P03" -> Failure.CONNECTION_REFUSED; // starting up or shutting down
      case "57P04", "3D000" -> Failure.UNKNOWN_DATABASE;
      case "57014" -> Failure.TIMEOUT;
      case "55P03" -> Failure.LOCK_TIMEOUT;
      case "40P01" -> Failure.DEADLOCK;
      case "53300" -> Failure.TOO_MANY_CONNECTIONS;
      case "53100" -> Failure.DISK_FULL;
      case "53200" -> Failure.OUT_OF_MEMORY;
      case "25006" -> Failure.NO_WRITES;
      case "42501" -> Failure.PRIVILEGE_MISSING;
      case "42P01", "3F000", "42883", "42704" -> Failure.OBJECT_MISSING;
      case "42P06", "42P07", "42710" -> Failure.OBJECT_EXISTS;
      case "2BP01" -> Failure.OBJECT_EXISTS; // something else depends on it
      case "42703", "42804" -> Failure.TABLE_INCOMPATIBLE;
      case "54000" -> Failure.VALUE;
      case "0A000" -> Failure.UNSUPPORTED;
      default -> Failure.UNKNOWN;
    };
  }

  private static Failure byClass(String state) {
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08" -> Failure.CONNECTION_LOST;
      case "21" -> Failure.CONFLICT; // several rows where one should be
      case "22" -> Failure.VALUE;
      case "23" -> Failure.CONSTRAINT;
      case "28" -> Failure.AUTHENTICATION;
      default -> Failure.UNKNOWN;
    };
  }

  private static String remedy(Failure failure) {
    return switch (failure) {
      case UNKNOWN_HOST -> "Check the host name.";
      case CONNECTION_REFUSED ->
          "Check that the server runs, that host and port are right, and that pg_hba.conf and a firewall let this machine in.";
      case TLS ->
          "Check the TLS mode, the CA certificate, and whether the server's certificate names the host.";
      case AUTHENTICATION -> "Check user, password and pg_hba.conf.";
      case UNKNOWN_DATABASE -> "Check the database's name; it must exist.";
      case PRIVILEGE_MISSING ->
          "Test the endpoint: it names the missing privilege with the statement that grants it.";
      case CONNECTION_LOST -> "Resume once the server is back.";
      case TIMEOUT -> "Try again, or raise the timeout.";
      case LOCK_TIMEOUT -> "Another session holds a lock: look into pg_locks, then try again.";
      case DEADLOCK -> "Try again.";
      case TOO_MANY_CONNECTIONS -> "Lower MaxFullLoadSubTasks or raise max_connections.";
      case NO_WRITES -> Failure.NO_WRITES_REMEDY;
      case OUT_OF_MEMORY ->
          "Try again; where it stays so, look at the memory of the server, and at max_locks_per_transaction where the memory is shared.";
      case DISK_FULL -> "Free space on the server's disk, then resume.";
      case OBJECT_MISSING ->
          "It was dropped, renamed or never made; where it should be there, reload the table once it is.";
      case OBJECT_EXISTS -> "Drop it, or choose another table preparation.";
      case TABLE_INCOMPATIBLE -> "Compare the target table's columns with the mapping.";
      case SNAPSHOT_LOST,
          POSITION_LOST,
          CONFLICT,
          DEFINITION_CHANGED,
          CONSTRAINT,
          VALUE,
          FENCED,
          STOPPED_BY_POLICY,
          CONSENT_MISSING,
          SOURCE_CHANGED,
          CONFIGURATION,
          UNSUPPORTED,
          UNKNOWN ->
          "";
    };
  }

  /** The server's own words with the place that it names, else the driver's. */
  private static String words(Throwable cause, @Nullable SQLException sql) {
    if (sql instanceof PSQLException error && error.getServerErrorMessage() != null) {
      return server(error.getServerErrorMessage());
    }
    @Nullable Throwable deepest = sql == null ? cause : sql;
    String message = deepest.getMessage();
    @Nullable Throwable reason = deepest.getCause();
    String why =
        reason == null || reason.getMessage() == null ? "" : " (" + reason.getMessage() + ")";
    return withoutDot(message == null ? deepest.getClass().getSimpleName() : message) + why;
  }

  private static String server(ServerErrorMessage error) {
    StringBuilder words = new StringBuilder(withoutDot(orEmpty(error.getMessage())));
    add(words, "", error.getDetail());
    add(words, "hint: ", error.getHint());
    String where = orEmpty(error.getWhere());
    if (where.startsWith("COPY ")) {
      add(words, "at ", where.lines().findFirst().orElse(""));
    }
    return words.append(" (SQLSTATE ").append(error.getSQLState()).append(')').toString();
  }

  private static void add(StringBuilder words, String label, @Nullable String part) {
    if (part != null && !part.isEmpty()) {
      words.append("; ").append(label).append(withoutDot(part));
    }
  }

  private static String withoutDot(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static <T extends Throwable> @Nullable T find(Throwable cause, Class<T> kind) {
    for (@Nullable Throwable at = cause; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return kind.cast(at);
      }
    }
    return null;
  }
}
