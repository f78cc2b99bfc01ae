package org.godwit.engine.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.EndpointUrl;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jspecify.annotations.Nullable;

/**
 * URLs of Oracle's thin driver ("Database URLs and Database Specifiers" of the JDBC Developer's
 * Guide): {@code jdbc:oracle:thin:[user/password]@[//|tcp://|tcps://]host[:port]/service}, the
 * older {@code …@host:port:sid}, and {@code …@(DESCRIPTION=…)}, whose first address is taken.
 */
final class OracleUrls {
  private static final String HEAD = "jdbc:oracle:(?:thin|oci):(?:([^/@]*)/(.*?))?@";
  private static final Pattern DESCRIPTOR = pattern(HEAD + "\\s*(\\(.*\\))\\s*");
  private static final Pattern THIN =
      pattern(
          HEAD
              + "(?:(tcps?:)?//)?(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?"
              + "(?:([:/])([^/?:@]+)(?::[a-z]+)?)?(?:\\?(.*))?");

  private OracleUrls() {}

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  static Optional<String> common(String url) {
    Matcher descriptor = DESCRIPTOR.matcher(url);
    if (descriptor.matches()) {
      return Optional.of(ofDescriptor(descriptor));
    }
    Matcher thin = THIN.matcher(url);
    return thin.matches() ? Optional.of(ofThin(thin)) : Optional.empty();
  }

  private static String ofThin(Matcher url) {
    String database = url.group(7);
    if (database == null && url.group(5) == null) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "\"%s\" names no service; a net service name of tnsnames.ora is not looked up, give host,"
                  .formatted(url.group(4))
              + " port and service");
    }
    List<String> parameters = new ArrayList<>();
    if (url.group(8) != null) {
      parameters.add(url.group(8));
    }
    if (":".equals(url.group(6))) {
      parameters.add("DatabaseIs=sid");
    }
    if ("tcps:".equalsIgnoreCase(url.group(3))) {
      parameters.add("sslmode=verify-ca");
    }
    return common(url, url.group(4), url.group(5), database, parameters);
  }

  private static String ofDescriptor(Matcher url) {
    String text = url.group(3);
    List<String> hosts = values(text, "HOST");
    List<String> services = values(text, "SERVICE_NAME");
    List<String> databases = services.isEmpty() ? values(text, "SID") : services;
    if (hosts.isEmpty() || databases.isEmpty()) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "the connect descriptor has no HOST, or neither SERVICE_NAME nor SID");
    }
    List<String> parameters = new ArrayList<>();
    if (services.isEmpty()) {
      parameters.add("DatabaseIs=sid");
    }
    if (values(text, "PROTOCOL").stream().anyMatch("tcps"::equalsIgnoreCase)) {
      parameters.add("sslmode=verify-ca");
    }
    // By this name the reader is told that they were left out.
    hosts.stream().skip(1).forEach(host -> parameters.add("HOST." + host + "=unused"));
    return common(
        url,
        hosts.getFirst(),
        values(text, "PORT").stream().findFirst().orElse(null),
        databases.getFirst(),
        parameters);
  }

  private static List<String> values(String descriptor, String name) {
    return pattern("\\(\\s*" + name + "\\s*=\\s*([^()\\s]+)\\s*\\)")
        .matcher(descriptor)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static String common(
      Matcher url,
      String host,
      @Nullable String port,
      @Nullable String database,
      List<String> parameters) {
    String user = url.group(1);
    String login =
        user == null || user.isEmpty()
            ? ""
            : EndpointUrl.encode(user) + ":" + EndpointUrl.encode(unquoted(url.group(2))) + "@";
    return "oracle://%s%s%s/%s%s"
        .formatted(
            login,
            host,
            port == null ? "" : ":" + port,
            database == null ? "" : EndpointUrl.encode(database),
            parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
  }

  /** A password with special characters stands in double quotes. */
  private static String unquoted(String password) {
    boolean isQuoted =
        password.length() >= 2 && password.startsWith("\"") && password.endsWith("\"");
    return isQuoted ? password.substring(1, password.length() - 1) : password;
  }
}
