package org.godwit.engine.mysql;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.godwit.engine.DriverErrors;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/**
 * Understands errors by the server's numbers, then SQLSTATE, then the kind of exception below.
 * Numbers: MySQL's "Server Error Message Reference" and MariaDB's "Error Codes".
 */
final class MySqlErrors {
  private static final Pattern READ_ONLY_OPTION =
      Pattern.compile("--(super[-_]|innodb[-_])?read[-_]only\\b");

  /** The storage engine's own number, behind a word of any language. */
  private static final Pattern DUPLICATE_KEY = Pattern.compile("[(（][^(（]*\\b121\\b");

  private MySqlErrors() {}

  static EngineException explain(Exception cause, String doing, EndpointConfig config) {
    if (cause instanceof EngineException understood) {
      return understood;
    }
    Failure failure = kindOf(cause);
    String words = failure.words(wordsOf(cause));
    String remedy = remedyFor(failure, cause, config);
    return DriverErrors.told(failure, doing, config.place(), words, remedy, cause);
  }

  /** Whether a statement was refused for what its row holds, and alone undone. */
  static boolean isOfValues(SQLException cause) {
    Failure failure = kindOf(cause);
    return failure == Failure.CONSTRAINT || failure == Failure.VALUE;
  }

  static Failure kindOf(Exception cause) {
    for (Throwable link = cause; link != null; link = link.getCause()) {
      if (link instanceof SQLException sql && sql.getErrorCode() != 0) {
        Failure byNumber = byNumber(sql);
        if (byNumber != Failure.UNKNOWN) {
          return byNumber;
        }
      }
    }
    if (isPublicKeyRefused(cause)) {
      return Failure.AUTHENTICATION;
    }
    Failure byClass = DriverErrors.byClass(cause, MySqlErrors::byClass);
    if (byClass != Failure.UNKNOWN) {
      return byClass;
    }
    return cause instanceof SQLException sql && sql.getSQLState() != null
        ? byState(sql.getSQLState())
        : Failure.UNKNOWN;
  }

  /**
   * Error 1290, ER_OPTION_PREVENTS_STATEMENT, is of several options ({@code --secure-file-priv},
   * {@code --skip-grant-tables}) and names the one that it is of, in every language.
   */
  private static boolean isReadOnly(SQLException cause) {
    return cause.getErrorCode() == 1290
        && READ_ONLY_OPTION.matcher(String.valueOf(cause.getMessage())).find();
  }

  private static Failure byNumber(SQLException cause) {
    if (isReadOnly(cause)) {
      return Failure.NO_WRITES;
    }
    return isForeignKeyThere(cause) ? Failure.OBJECT_EXISTS : byNumber(cause.getErrorCode());
  }

  /**
   * MariaDB's word for a foreign key's name that is taken: error 1005, ER_CANT_CREATE_TABLE, with
   * InnoDB's 121. MySQL has 1826 for it.
   */
  private static boolean isForeignKeyThere(SQLException cause) {
    return cause.getErrorCode() == 1005
        && DUPLICATE_KEY.matcher(String.valueOf(cause.getMessage())).find();
  }

  /** The classes of SQLSTATE in the SQL standard. */
  private static Failure byState(String state) {
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08" -> Failure.CONNECTION_LOST;
      case "22" -> Failure.VALUE;
      case "23" -> Failure.CONSTRAINT;
      default -> Failure.UNKNOWN;
    };
  }

  private static Failure byNumber(int number) {
    return switch (number) {
      case 1045, 1130, 1251, 1275, 1524, 1698, 1820, 1862, 3118, 3955, 4151 ->
          Failure.AUTHENTICATION;
      case 1044, 1142, 1143, 1227, 1370, 1410, 1419 -> Failure.PRIVILEGE_MISSING;
      case 1049 -> Failure.UNKNOWN_DATABASE;
      case 1040, 1203, 1226 -> Failure.TOO_MANY_CONNECTIONS;
      case 1205, 1206 -> Failure.LOCK_TIMEOUT;
      case 1213 -> Failure.DEADLOCK;
      case 1051, 1054, 1109, 1146, 1305, 1356 -> Failure.OBJECT_MISSING;
      case 1007, 1050, 1061, 1068, 1359, 1826, 3822 -> Failure.OBJECT_EXISTS;
      case 1236 -> Failure.POSITION_LOST;
      case 1412 -> Failure.SNAPSHOT_LOST;
      case 1317, 1969, 3024 -> Failure.TIMEOUT;
      case 1836, 3100 -> Failure.NO_WRITES; // 3100: a group's member that may not commit now
      case 1037, 1041 -> Failure.OUT_OF_MEMORY;
      case 1021, 1114 -> Failure.DISK_FULL;
      case 1053, 1077, 1079, 1152, 1158, 1159, 1160, 1161, 1184, 1927, 2006, 2013, 4031 ->
          Failure.CONNECTION_LOST;
      case 3159 -> Failure.TLS;
      case 1064, 1149, 1193, 1231, 1298 -> Failure.CONFIGURATION;
      case 1048, 1062, 1169, 1216, 1217, 1364, 1451, 1452, 1557, 1586, 3819, 4025 ->
          Failure.CONSTRAINT;
      case 1153,
          1264,
          1265,
          1292,
          1300,
          1301,
          1366,
          1406,
          1411,
          1416,
          1690,
          3140,
          3141,
          3144,
          3157 ->
          Failure.VALUE;
      default -> Failure.UNKNOWN;
    };
  }

  private static Failure byClass(Throwable link) {
    return switch (link) {
      case Exception e when isTlsNotOffered(e) -> Failure.TLS;
      case PacketTooBigException _ -> Failure.VALUE;
      default -> Failure.UNKNOWN;
    };
  }

  private static boolean isTooLarge(Exception cause) {
    return cause instanceof PacketTooBigException
        || (cause instanceof SQLException sql
            && (sql.getErrorCode() == 1153 || sql.getErrorCode() == 1301));
  }

  /** The driver gives no number, and a lost connection's SQLSTATE, for this. */
  private static boolean isTlsNotOffered(Exception link) {
    return String.valueOf(link.getMessage()).contains("SSL Connection required, but not provided");
  }

  /** The driver gives no number for "Public Key Retrieval is not allowed". */
  private static boolean isPublicKeyRefused(Throwable cause) {
    for (Throwable link = cause; link != null; link = link.getCause()) {
      if (String.valueOf(link.getMessage()).contains("Public Key Retrieval is not allowed")) {
        return true;
      }
    }
    return false;
  }

  /** The innermost message says most: the driver wraps what happened in generalities. */
  private static String wordsOf(Exception cause) {
    if (cause instanceof SQLException sql && sql.getErrorCode() != 0) {
      return sql.getMessage() + " (error " + sql.getErrorCode() + ")";
    }
    String words = String.valueOf(cause.getMessage());
    for (Throwable link = cause; link != null; link = link.getCause()) {
      if (link.getMessage() != null && !link.getMessage().isBlank()) {
        words =
            link instanceof IOException && !(link instanceof SSLException)
                ? link.getClass().getSimpleName() + ": " + link.getMessage()
                : link.getMessage();
      }
    }
    return words.lines().findFirst().orElse("no message");
  }

  private static String remedyFor(Failure failure, Exception cause, EndpointConfig config) {
    return switch (failure) {
      case UNKNOWN_HOST -> "Check the host name \"" + config.host() + "\" of the endpoint.";
      case CONNECTION_REFUSED ->
          "Check host and port, that the server listens there, and the firewall between.";
      case AUTHENTICATION ->
          isPublicKeyRefused(cause)
              ? "The user \"%s\" logs in with caching_sha2_password, which needs an encrypted connection: choose TLS mode require or better, or the setting AllowPublicKeyRetrieval. Where this login worked before, the server had remembered it, and forgot it when it restarted or its privileges were flushed; after the change a resume goes on from what is committed."
                  .formatted(config.user())
              : "Check the password of user \"%s\" and from which hosts it may connect."
                  .formatted(config.user());
      case TLS ->
          "Check the endpoint's TLS mode (now %s) and CA certificate against the server's."
              .formatted(config.tls().mode().id());
      case UNKNOWN_DATABASE -> "Check the database name \"" + config.database() + "\".";
      case PRIVILEGE_MISSING ->
          "Test the connection of the endpoint: it lists the GRANTs that user \"%s\" needs."
              .formatted(config.user());
      case TOO_MANY_CONNECTIONS ->
          "Raise max_connections on the server, or lower the number of parallel tables.";
      case CONNECTION_LOST ->
          "The connection broke; look at the server's error log and the network, then resume.";
      case SNAPSHOT_LOST ->
          "The table was altered since the snapshot was taken; resume to take a new one.";
      case POSITION_LOST ->
          "Where the log was purged or begun anew, changes are lost. "
              + Failure.POSITION_LOST_REMEDY;
      case TIMEOUT -> "If the server was merely slow, raise the endpoint's timeouts.";
      case LOCK_TIMEOUT, DEADLOCK -> "Another session holds a lock; try again when it has ended.";
      case OBJECT_MISSING -> "Refresh the endpoint's tables: it may have been dropped or renamed.";
      case NO_WRITES -> Failure.NO_WRITES_REMEDY;
      case OUT_OF_MEMORY -> "Try again; where it stays so, look at the memory of the server.";
      case DISK_FULL -> "Free disk space on the server.";
      case VALUE ->
          isTooLarge(cause)
              ? "Raise max_allowed_packet on the server; 1073741824 is the most it takes."
              : "";
      default -> "";
    };
  }
}
