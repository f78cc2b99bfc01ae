package org.godwit.engine.oracle;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.EndpointUrl;

/**
 * URLs of Oracle's thin driver ("Database URLs and Database Specifiers" of the JDBC Developer's
 * Guide): {@code jdbc:oracle:thin:[user/password]@[//|tcp://|tcps://]host[:port]/service} and the
 * older {@code …@host:port:sid}.
 */
final class OracleUrls {
  private static final Pattern THIN =
      Pattern.compile(
          "jdbc:oracle:(?:thin|oci):(?:([^/@]*)/(.*?))?@(?:(tcps?:)?//)?"
              + "(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?"
              + "(?:([:/])([^/?:@]+)(?::[a-z]+)?)?(?:\\?(.*))?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private OracleUrls() {}

  static Optional<String> common(String url) {
    Matcher parts = THIN.matcher(url);
    if (!parts.matches()) {
      return Optional.empty();
    }
    StringBuilder common = new StringBuilder("oracle://");
    if (parts.group(1) != null && !parts.group(1).isEmpty()) {
      common
          .append(EndpointUrl.encode(parts.group(1)))
          .append(':')
          .append(EndpointUrl.encode(unquoted(parts.group(2))))
          .append('@');
    }
    common.append(parts.group(4));
    if (parts.group(5) != null) {
      common.append(':').append(parts.group(5));
    }
    common.append('/').append(parts.group(7) == null ? "" : EndpointUrl.encode(parts.group(7)));
    String parameters = parts.group(8) == null ? "" : "&" + parts.group(8);
    if (":".equals(parts.group(6))) {
      parameters += "&DatabaseIs=sid";
    }
    if ("tcps:".equalsIgnoreCase(parts.group(3))) {
      parameters += "&sslmode=verify-ca";
    }
    return Optional.of(common + (parameters.isEmpty() ? "" : "?" + parameters.substring(1)));
  }

  /** A password with special characters stands in double quotes. */
  private static String unquoted(String password) {
    boolean isQuoted =
        password.length() >= 2 && password.startsWith("\"") && password.endsWith("\"");
    return isQuoted ? password.substring(1, password.length() - 1) : password;
  }
}
