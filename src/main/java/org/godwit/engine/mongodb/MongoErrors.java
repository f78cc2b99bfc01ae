package org.godwit.engine.mongodb;

import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoIncompatibleDriverException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import java.sql.SQLFeatureNotSupportedException;
import org.godwit.engine.DriverErrors;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/** Understands errors by the server's codes ("Error codes"), then by the driver's classes. */
final class MongoErrors {
  /** The log no longer reaches back to the place that a stream asks for. */
  static final int CHANGE_STREAM_HISTORY_LOST = 286;

  /** An event that no message may hold. */
  private static final int TOO_LARGE = 10334;

  private MongoErrors() {}

  static EngineException explain(Exception cause, String doing, EndpointConfig config) {
    if (cause instanceof EngineException understood) {
      return understood;
    }
    Failure failure = kindOf(cause);
    return DriverErrors.told(
        failure,
        doing,
        config.place(),
        wordsOf(cause),
        remedyFor(failure, codeOf(cause), config),
        cause);
  }

  static Failure kindOf(Throwable cause) {
    Failure byCode = byCode(codeOf(cause));
    return byCode == Failure.UNKNOWN ? DriverErrors.byClass(cause, MongoErrors::ofDriver) : byCode;
  }

  /** The server's code for what happened; 0 where the driver alone speaks. */
  static int codeOf(Throwable cause) {
    for (Throwable link = cause; link != null; link = link.getCause()) {
      if (link instanceof MongoException mongo && mongo.getCode() > 0) {
        return mongo.getCode();
      }
    }
    return 0;
  }

  private static Failure byCode(int code) {
    return switch (code) {
      case 11, 18, 8000 -> Failure.AUTHENTICATION;
      case 13 -> Failure.PRIVILEGE_MISSING;
      case 26, 81, 175 -> Failure.OBJECT_MISSING;
      case 50, 89, 262 -> Failure.TIMEOUT;
      case 24, 46 -> Failure.LOCK_TIMEOUT;
      // A cursor that the server closed has lost what it had begun to read.
      case 43, 136, 237, 239, 246 -> Failure.SNAPSHOT_LOST;
      case 6, 7, 91, 189, 10058, 10107, 11600, 11602, 13388, 13435, 13436 ->
          Failure.CONNECTION_LOST;
      case CHANGE_STREAM_HISTORY_LOST, 280 -> Failure.POSITION_LOST;
      case 20, 47, 72, 76, 260, 40573 -> Failure.CONFIGURATION;
      case 14031 -> Failure.DISK_FULL;
      case 59, 115, 238, TOO_LARGE -> Failure.UNSUPPORTED;
      default -> Failure.UNKNOWN;
    };
  }

  /** A class of the driver that no class of Java below it tells more of. */
  private static Failure ofDriver(Throwable link) {
    return switch (link) {
      case MongoSecurityException _ -> Failure.AUTHENTICATION;
      case MongoSocketReadTimeoutException _ -> Failure.TIMEOUT;
      case MongoSocketException e -> e.getCause() == null ? Failure.CONNECTION_LOST : ofCause(e);
      case MongoConnectionPoolClearedException _ -> Failure.CONNECTION_LOST;
      case MongoTimeoutException _ -> Failure.TIMEOUT;
      case MongoIncompatibleDriverException _ -> Failure.UNSUPPORTED;
      case MongoConfigurationException _ -> Failure.CONFIGURATION;
      case SQLFeatureNotSupportedException _ -> Failure.UNSUPPORTED;
      default -> Failure.UNKNOWN;
    };
  }

  private static Failure ofCause(MongoSocketException broken) {
    Throwable below = broken.getCause();
    Failure found = below == null ? Failure.UNKNOWN : DriverErrors.byClass(below);
    return found == Failure.UNKNOWN ? Failure.CONNECTION_LOST : found;
  }

  private static String wordsOf(Exception cause) {
    String words = DriverErrors.wordsOf(cause).replaceFirst("\\. The full response is \\{.*", "");
    int code = codeOf(cause);
    return code == 0 || words.contains("error " + code)
        ? words
        : words.replaceFirst("[.\\s]+$", "") + " (error " + code + ")";
  }

  private static String remedyFor(Failure failure, int code, EndpointConfig config) {
    return switch (failure) {
      case UNKNOWN_HOST ->
          "Check the host name of the endpoint; a replica set's members are asked for by the names"
              + " that they have in its configuration, which must be known here too.";
      case CONNECTION_REFUSED -> "Check host and port, net.bindIp of the server, and the firewall.";
      case AUTHENTICATION ->
          "Check the password of user \"%s\", the setting AuthSource (\"%s\") and AuthMechanism."
              .formatted(config.user(), MongoSettings.AUTH_SOURCE.in(config));
      case TLS ->
          "Check the endpoint's TLS mode and CA certificate against the server's certificate.";
      case PRIVILEGE_MISSING ->
          "Test the connection of the endpoint: it lists what user \"%s\" needs."
              .formatted(config.user());
      case CONNECTION_LOST ->
          "The connection broke, or another member became the primary; resume when there is one.";
      case SNAPSHOT_LOST -> "The server has closed the cursor; unfinished segments are read again.";
      case POSITION_LOST ->
          "The oplog no longer reaches back to the task's place: load the tables again, and let the"
              + " oplog keep more (replSetResizeOplog, storage.oplogMinRetentionHours).";
      case CONFIGURATION ->
          switch (code) {
            case 47 ->
                "A change is of before its collection kept post-images, or its image has expired:"
                    + " switch the endpoint's PostImages off, or load the tables again.";
            case 40573 -> "Make the server a replica set, of one member if need be.";
            default -> "";
          };
      case OBJECT_MISSING -> "It was dropped or renamed while it was read.";
      case TIMEOUT -> "If the server was merely slow, raise the endpoint's timeout.";
      default -> "";
    };
  }
}
