package org.godwit.engine.oracle;

import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.DriverErrors;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/** Understands errors by Oracle's numbers ("Database Error Messages"), then by their kind. */
final class OracleErrors {
  private static final Pattern ORA = Pattern.compile("ORA-(\\d{5})");

  static final int NO_SUCH_TABLE = 942;
  static final int NO_SCN_OF_TIME = 8180;
  private static final int NO_SUCH_COLUMN = 904;

  private OracleErrors() {}

  static EngineException explain(Exception cause, String doing, EndpointConfig config) {
    return explain(cause, doing, config.place(), config.user());
  }

  static EngineException explain(Exception cause, String doing, String place, String user) {
    if (cause instanceof EngineException understood) {
      return understood;
    }
    Failure failure = kindOf(cause);
    String remedy = remedyFor(failure, cause, user);
    return DriverErrors.told(failure, doing, place, DriverErrors.wordsOf(cause), remedy, cause);
  }

  /** The server's number for what happened; the driver has its own from 17000 on. */
  static OptionalInt numberOf(Throwable cause) {
    for (Throwable link = cause; link != null; link = link.getCause()) {
      if (link instanceof SQLException sql && isServers(sql.getErrorCode())) {
        return OptionalInt.of(sql.getErrorCode());
      }
      Matcher ora = ORA.matcher(String.valueOf(link.getMessage()));
      if (ora.find() && isServers(Integer.parseInt(ora.group(1)))) {
        return OptionalInt.of(Integer.parseInt(ora.group(1)));
      }
    }
    return OptionalInt.empty();
  }

  /** Whether it is what a server says of something that the user may not see or use. */
  static boolean isNotAllowed(int number) {
    return switch (number) {
      case NO_SUCH_TABLE, NO_SUCH_COLUMN, 1031, 6550 -> true;
      default -> false;
    };
  }

  private static boolean isServers(int number) {
    return number > 0 && (number < 17_000 || number >= 20_000);
  }

  static Failure kindOf(Exception cause) {
    OptionalInt number = numberOf(cause);
    Failure byNumber = number.isPresent() ? byNumber(number.getAsInt()) : Failure.UNKNOWN;
    if (byNumber != Failure.UNKNOWN) {
      return byNumber;
    }
    Failure byClass = DriverErrors.byClass(cause);
    if (byClass != Failure.UNKNOWN) {
      return byClass;
    }
    return cause instanceof SQLException sql && isLost(sql.getErrorCode())
        ? Failure.CONNECTION_LOST
        : Failure.UNKNOWN;
  }

  private static Failure byNumber(int number) {
    return switch (number) {
      case 1005, 1017, 1035, 28000, 28001, 28002, 28030, 28040 -> Failure.AUTHENTICATION;
      case 990, 1031, 1045, 28231 -> Failure.PRIVILEGE_MISSING;
      case 12154, 12505, 12514, 12521 -> Failure.UNKNOWN_DATABASE;
      case 12541, 12542, 12543 -> Failure.CONNECTION_REFUSED;
      case 12545 -> Failure.UNKNOWN_HOST;
      case 1013, 12170, 12535, 12606, 12608 -> Failure.TIMEOUT;
      case 18, 20, 2391, 12516, 12518, 12519, 12520 -> Failure.TOO_MANY_CONNECTIONS;
      case 54, 4021, 30006 -> Failure.LOCK_TIMEOUT;
      case 60 -> Failure.DEADLOCK;
      case 1466, 1555, 8176, 8180, 8181, 8182, 22924, 30052 -> Failure.SNAPSHOT_LOST;
      case NO_SUCH_COLUMN, NO_SUCH_TABLE, 980, 1747, 2149, 2289, 4043, 14400 ->
          Failure.OBJECT_MISSING;
      case 308, 1284, 1292 -> Failure.POSITION_LOST;
      // An online log was written over, or archived, while LogMiner was told of it.
      case 310, 312, 313, 1291 -> Failure.TIMEOUT;
      case 1652, 1653, 1654 -> Failure.DISK_FULL;
      case 28,
          1012,
          1033,
          1034,
          1089,
          1090,
          1092,
          2396,
          2399,
          3113,
          3114,
          3135,
          12528,
          12537,
          12547,
          12570,
          12571,
          25408,
          27101 ->
          Failure.CONNECTION_LOST;
      case 12560, 12599, 12650, 12660, 28759, 28860, 28864, 28865, 29002, 29024, 29106 ->
          Failure.TLS;
      case 1426, 1489, 1722, 22835, 64203 -> Failure.VALUE;
      default -> Failure.UNKNOWN;
    };
  }

  /** The driver's own: I/O error, closed connection, no more data, end of TNS data. */
  private static boolean isLost(int number) {
    return switch (number) {
      case 17002, 17008, 17009, 17410, 17447, 17800, 17902, 18730 -> true;
      default -> false;
    };
  }

  private static String remedyFor(Failure failure, Exception cause, String user) {
    int number = numberOf(cause).orElse(0);
    return switch (failure) {
      case UNKNOWN_HOST -> "Check the host name of the endpoint.";
      case CONNECTION_REFUSED ->
          "Check host and port, that the listener runs there (lsnrctl status), and the firewall"
              + " between.";
      case AUTHENTICATION ->
          number == 28000
              ? "The account is locked: ALTER USER %s ACCOUNT UNLOCK;".formatted(user)
              : "Check the password of user \"%s\"; Oracle's passwords tell upper from lower case."
                  .formatted(user);
      case TLS ->
          "Check the endpoint's TLS mode, port and CA certificate, and the setting"
              + " NativeEncryption, against the server's.";
      case UNKNOWN_DATABASE ->
          "The listener doesn't know that service or SID: lsnrctl services lists them; the setting"
              + " DatabaseIs says which of the two is asked for.";
      case PRIVILEGE_MISSING ->
          "Test the connection of the endpoint: it lists the GRANTs that user \"%s\" needs."
              .formatted(user);
      case TOO_MANY_CONNECTIONS ->
          "Raise PROCESSES on the server or the profile's SESSIONS_PER_USER, or lower the number of"
              + " parallel tables.";
      case CONNECTION_LOST ->
          "The connection broke; look at the server's alert log and the network, then resume.";
      case SNAPSHOT_LOST ->
          number == 1466
              ? "The table's definition changed since the snapshot; resume to take a new one."
              : "The server's undo doesn't reach back to the snapshot any more: raise UNDO_RETENTION"
                  + " and the undo tablespace above the length of the load (ALTER TABLESPACE …"
                  + " RETENTION GUARANTEE keeps it), and LOBs' own retention; unfinished segments are"
                  + " read again under a new snapshot.";
      case POSITION_LOST ->
          "LogMiner can't read an archived log that the server still names. Bring it back, or restart the"
              + " task, so that every table is loaded again.";
      case TIMEOUT -> "If the server was merely slow, raise the endpoint's timeouts.";
      case LOCK_TIMEOUT, DEADLOCK -> "Another session holds a lock; try again when it has ended.";
      case OBJECT_MISSING ->
          number == NO_SUCH_COLUMN && DriverErrors.wordsOf(cause).contains("DBMS_CRYPTO")
              ? "LOBs are compared by DBMS_CRYPTO: GRANT EXECUTE ON SYS.DBMS_CRYPTO TO %s;"
                  .formatted(user)
              : "It was dropped or renamed, or user \"%s\" may not see it.".formatted(user);
      case DISK_FULL -> "Give the tablespace that is named more space.";
      default -> "";
    };
  }
}
