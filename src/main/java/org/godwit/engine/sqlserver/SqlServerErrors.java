package org.godwit.engine.sqlserver;

import java.sql.SQLException;
import org.godwit.engine.DriverErrors;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/**
 * Understands errors by SQL Server's numbers ("Database Engine events and errors"), then by their
 * kind and SQLSTATE.
 */
final class SqlServerErrors {
  static final int LOCK_TIMEOUT = 1222;
  private static final int SNAPSHOT_NOT_ALLOWED = 3952;
  private static final int UNKNOWN_COLLATION = 448;

  private SqlServerErrors() {}

  static EngineException explain(Exception cause, String doing, EndpointConfig config) {
    return explain(cause, doing, config.place(), config.user(), config.database());
  }

  static EngineException explain(
      Exception cause, String doing, String place, String user, String database) {
    if (cause instanceof EngineException understood) {
      return understood;
    }
    Failure failure = kindOf(cause);
    String remedy = remedyFor(failure, numberOf(cause), user, database);
    return DriverErrors.told(failure, doing, place, wordsOf(cause), remedy, cause);
  }

  /** The server's number for what happened; 0 where the driver alone speaks. */
  static int numberOf(Throwable cause) {
    for (Throwable link = cause; link != null; link = link.getCause()) {
      if (link instanceof SQLException sql && sql.getErrorCode() > 0) {
        return sql.getErrorCode();
      }
    }
    return 0;
  }

  static Failure kindOf(Exception cause) {
    Failure byNumber = byNumber(numberOf(cause));
    if (byNumber != Failure.UNKNOWN) {
      return byNumber;
    }
    Failure byClass = DriverErrors.byClass(cause);
    if (byClass != Failure.UNKNOWN) {
      return byClass;
    }
    return cause instanceof SQLException sql && sql.getSQLState() != null
        ? byState(sql.getSQLState(), String.valueOf(sql.getMessage()))
        : Failure.UNKNOWN;
  }

  private static Failure byNumber(int number) {
    return switch (number) {
      case 18452, 18456, 18470, 18486, 18487, 18488 -> Failure.AUTHENTICATION;
      case 229, 230, 262, 297, 300, 371, 916, 15247 -> Failure.PRIVILEGE_MISSING;
      case 911, 4060 -> Failure.UNKNOWN_DATABASE;
      case 10928, 10929, 17300, 17809 -> Failure.TOO_MANY_CONNECTIONS;
      case LOCK_TIMEOUT -> Failure.LOCK_TIMEOUT;
      case 1205 -> Failure.DEADLOCK;
      case 3957, 3958, 3959, 3961, 3966, 3967 -> Failure.SNAPSHOT_LOST;
      case 207, 208, 1088, 2812, 4413, 7722 -> Failure.OBJECT_MISSING;
      case 1101, 1105, 9002 -> Failure.DISK_FULL;
      case 596, 6005, 6006, 40197, 40501, 40613, 49918 -> Failure.CONNECTION_LOST;
      case 976, 978, 979, SNAPSHOT_NOT_ALLOWED, 41332 -> Failure.CONFIGURATION;
      case UNKNOWN_COLLATION -> Failure.UNSUPPORTED;
      case 220, 232, 241, 242, 245, 248, 517, 8114, 8115, 8134, 8152, 9420 -> Failure.VALUE;
      default -> Failure.UNKNOWN;
    };
  }

  /** The driver's own errors have no number; it wraps what the network said in its message. */
  private static Failure byState(String state, String message) {
    if (message.contains("Connection refused") || message.contains("named instance")) {
      return Failure.CONNECTION_REFUSED;
    }
    return switch (state) {
      case "08001", "08S01", "08003", "08006" ->
          message.contains("SSL") || message.contains("TLS")
              ? Failure.TLS
              : Failure.CONNECTION_LOST;
      case "HY008", "HYT00" -> Failure.TIMEOUT;
      default -> Failure.UNKNOWN;
    };
  }

  private static String wordsOf(Exception cause) {
    String words =
        DriverErrors.wordsOf(cause)
            // The driver's advice; ours follows.
            .replaceFirst("\\. Verify the (?:connection properties|server and instance)\\b.*", "")
            .replaceFirst("Error: \"([^\"]*)\"?$", "$1");
    int number = numberOf(cause);
    return number == 0 ? words : words.replaceFirst("[.\\s]+$", "") + " (error " + number + ")";
  }

  private static String remedyFor(Failure failure, int number, String user, String database) {
    return switch (failure) {
      case UNKNOWN_HOST -> "Check the host name of the endpoint.";
      case CONNECTION_REFUSED ->
          "Check host and port or the setting InstanceName (whose port the SQL Server Browser tells,"
              + " UDP 1434), that TCP/IP is enabled for the instance, and the firewall between.";
      case AUTHENTICATION ->
          "Check the password of login \"%s\", and that the server takes SQL Server authentication (mixed mode)."
              .formatted(user);
      case TLS ->
          "Check the endpoint's TLS mode and CA certificate against the server's certificate.";
      case UNKNOWN_DATABASE ->
          "Check the database name \"%s\", and that login \"%s\" has a user there."
              .formatted(database, user);
      case PRIVILEGE_MISSING ->
          "Test the connection of the endpoint: it lists the GRANTs that user \"%s\" needs."
              .formatted(user);
      case CONNECTION_LOST ->
          "The connection broke; look at the server's error log and the network, then resume.";
      case SNAPSHOT_LOST ->
          "The row versions of the snapshot are gone, or a table was altered: give tempdb room for"
              + " the version store while the load runs; unfinished segments are read again under a"
              + " new snapshot.";
      case CONFIGURATION ->
          switch (number) {
            case SNAPSHOT_NOT_ALLOWED ->
                "Let readers see one moment: ALTER DATABASE %s SET ALLOW_SNAPSHOT_ISOLATION ON;"
                    .formatted(new SqlServerDialect().quote(database));
            case 976, 978, 979 ->
                "It is a secondary: set ApplicationIntent to ReadOnly, or name the primary.";
            default ->
                "Memory-optimized tables can't be read under a snapshot; leave them out by a rule.";
          };
      case UNSUPPORTED -> "Validation needs SQL Server 2019 or later for its UTF-8 collations.";
      case LOCK_TIMEOUT, DEADLOCK -> "Another session holds a lock; try again when it has ended.";
      case TIMEOUT -> "If the server was merely slow, raise the endpoint's timeouts.";
      case OBJECT_MISSING ->
          "It was dropped or renamed, or user \"%s\" may not see it.".formatted(user);
      case DISK_FULL -> "Free space in the database or in tempdb.";
      default -> "";
    };
  }
}
