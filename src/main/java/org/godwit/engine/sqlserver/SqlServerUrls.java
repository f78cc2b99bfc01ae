package org.godwit.engine.sqlserver;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.EndpointUrl;

/**
 * URLs of Microsoft's driver ("Building the connection URL"): {@code
 * jdbc:sqlserver://[host[\instance][:port]][;name=value]…}, values with special characters in
 * braces.
 */
final class SqlServerUrls {
  private static final Pattern URL =
      Pattern.compile(
          "jdbc:sqlserver://(\\[[0-9A-Fa-f:.]+]|[^;:\\\\/?@]*)(?:\\\\([^;:]+))?(?::(\\d{1,5}))?((?:;.*)?)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern PROPERTY =
      Pattern.compile(";\\s*([A-Za-z]+)\\s*=\\s*(?:\\{((?:[^}]|}})*)}|([^;]*))");

  private SqlServerUrls() {}

  static Optional<String> common(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Map<String, String> properties = properties(parts.group(4));
    String host = taken(properties, parts.group(1), "servername", "server");
    String instance =
        taken(properties, parts.group(2) == null ? "" : parts.group(2), "instancename");
    String port =
        taken(properties, parts.group(3) == null ? "" : parts.group(3), "portnumber", "port");
    String database = taken(properties, "", "databasename", "database");
    String user = taken(properties, "", "user", "username");
    String password = taken(properties, "", "password");
    String tls = tls(properties);
    StringBuilder common = new StringBuilder("sqlserver://");
    if (!user.isEmpty()) {
      common.append(EndpointUrl.encode(user)).append(':').append(EndpointUrl.encode(password));
      common.append('@');
    }
    common.append(host).append(port.isEmpty() ? "" : ":" + port);
    common.append('/').append(EndpointUrl.encode(database)).append("?sslmode=").append(tls);
    if (!instance.isEmpty()) {
      // The driver goes to the port where it is given both; by the other name the reader is told.
      common.append(port.isEmpty() ? "&InstanceName=" : "&instance=");
      common.append(EndpointUrl.encode(instance));
    }
    String timeout = taken(properties, "", "logintimeout");
    if (!timeout.isEmpty()) {
      common.append("&ConnectionTimeout=").append(EndpointUrl.encode(timeout));
    }
    properties.forEach(
        (name, value) ->
            common.append('&').append(name).append('=').append(EndpointUrl.encode(value)));
    return Optional.of(common.toString());
  }

  private static Map<String, String> properties(String text) {
    Map<String, String> properties = new LinkedHashMap<>();
    Matcher matcher = PROPERTY.matcher(text);
    while (matcher.find()) {
      String value =
          matcher.group(2) == null ? matcher.group(3).strip() : matcher.group(2).replace("}}", "}");
      properties.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
    }
    return properties;
  }

  private static String taken(Map<String, String> properties, String given, String... names) {
    String found = given;
    for (String name : names) {
      String value = properties.remove(name);
      found = found.isEmpty() && value != null ? value : found;
    }
    return found;
  }

  /** The driver encrypts unless told otherwise, and then checks the certificate. */
  private static String tls(Map<String, String> properties) {
    String encrypt = taken(properties, "", "encrypt").toLowerCase(Locale.ROOT);
    boolean isTrusting = Boolean.parseBoolean(taken(properties, "", "trustservercertificate"));
    return switch (encrypt) {
      case "false", "optional", "no" -> "none";
      default -> isTrusting ? "require" : "verify-full";
    };
  }
}
