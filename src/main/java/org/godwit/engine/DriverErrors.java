package org.godwit.engine;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLTimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** What errors of a JDBC driver have in common, whatever server is behind it. */
public final class DriverErrors {
  private DriverErrors() {}

  /** The kind of error by the classes of its causes, the outermost that tells; else unknown. */
  public static Failure byClass(Throwable cause) {
    return byClass(cause, _ -> Failure.UNKNOWN);
  }

  /**
   * The same for a driver with classes of its own.
   *
   * @param own what the driver's own class of one cause tells, or unknown
   */
  public static Failure byClass(Throwable cause, Function<Throwable, Failure> own) {
    for (Throwable link = cause; link != null; link = link.getCause()) {
      Failure found = own.apply(link);
      if (found == Failure.UNKNOWN) {
        found = ofJava(link);
      }
      if (found != Failure.UNKNOWN) {
        return found;
      }
    }
    return Failure.UNKNOWN;
  }

  private static Failure ofJava(Throwable link) {
    return switch (link) {
      case UnknownHostException _ -> Failure.UNKNOWN_HOST;
      case ConnectException _ -> Failure.CONNECTION_REFUSED;
      case NoRouteToHostException _ -> Failure.CONNECTION_REFUSED;
      case SocketTimeoutException _ -> Failure.TIMEOUT;
      case SQLTimeoutException _ -> Failure.TIMEOUT;
      case SSLException e -> isCutOff(e) ? Failure.CONNECTION_LOST : Failure.TLS;
      case CertificateException _ -> Failure.TLS;
      case CertPathValidatorException _ -> Failure.TLS;
      case EOFException _ -> Failure.CONNECTION_LOST;
      case SocketException _ -> Failure.CONNECTION_LOST;
      default -> Failure.UNKNOWN;
    };
  }

  /** Whether the connection below TLS ended, and not TLS itself. */
  private static boolean isCutOff(SSLException cause) {
    for (Throwable link = cause.getCause(); link != null; link = link.getCause()) {
      if (link instanceof EOFException || link instanceof SocketException) {
        return true;
      }
    }
    return false;
  }

  /** The driver's own words: the first line that says something. */
  public static String wordsOf(Exception cause) {
    return String.valueOf(cause.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("no message")
        .strip();
  }

  /**
   * The error as a sentence: what, where, and what to do.
   *
   * @param place of the server
   * @param words what happened
   * @param remedy a sentence, empty where none is known
   */
  public static EngineException told(
      Failure failure, String doing, String place, String words, String remedy, Exception cause) {
    return new EngineException(
        failure,
        "%s failed at %s: %s.%s"
            .formatted(
                doing,
                place,
                words.replaceFirst("[.\\s]+$", ""),
                remedy.isEmpty() ? "" : " " + remedy),
        cause);
  }
}
