package org.godwit.engine.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.EndpointUrl;

/**
 * MongoDB's connection strings ("Connection Strings"): {@code
 * mongodb://user:password@host:port,host:port/database?replicaSet=rs0}, and {@code mongodb+srv://}
 * for servers that DNS lists. User and password are percent-encoded in them.
 */
final class MongoUrls {
  private static final Pattern URL =
      Pattern.compile(
          "mongodb(\\+srv)?://(?:([^/?]*)@)?([^/?@]*)(?:/([^?]*))?(?:\\?(.*))?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private MongoUrls() {}

  /** The common form; empty for another engine's URL. */
  static Optional<String> common(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean isSrv = parts.group(1) != null;
    List<String> hosts = List.of(parts.group(3).split(",", -1));
    List<String> parameters = new ArrayList<>();
    boolean saysTls = false;
    String source = text(parts.group(4));
    for (String pair : text(parts.group(5)).split("&", -1)) {
      Optional<String> parameter = parameter(pair);
      saysTls |= parameter.filter(it -> it.startsWith("sslmode=")).isPresent();
      parameter.ifPresent(parameters::add);
    }
    boolean saysSource =
        parameters.stream().anyMatch(it -> it.regionMatches(true, 0, "AuthSource=", 0, 11));
    if (parts.group(2) != null && !saysSource && !source.isEmpty()) {
      // MongoDB's own rule: without authSource a user is of the database that the URL names.
      parameters.add("AuthSource=" + source);
    }
    if (isSrv) {
      parameters.add("SrvRecord=true");
      if (!saysTls) {
        parameters.add("sslmode=verify-full");
      }
    }
    if (hosts.size() > 1) {
      parameters.add(
          "FurtherHosts=" + EndpointUrl.encode(String.join(",", hosts.subList(1, hosts.size()))));
    }
    return Optional.of(
        "mongodb://"
            + (parts.group(2) == null ? "" : parts.group(2) + "@")
            + hosts.getFirst()
            + "/"
            + source
            + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters)));
  }

  private static String text(String group) {
    return group == null ? "" : group;
  }

  /** A parameter in our words; one that is of neither stays, so that it is named to the reader. */
  private static Optional<String> parameter(String pair) {
    int equals = pair.indexOf('=');
    if (equals < 1) {
      return Optional.empty();
    }
    String value = pair.substring(equals + 1);
    return Optional.of(
        switch (pair.substring(0, equals).toLowerCase(Locale.ROOT)) {
          case "tls", "ssl" -> "sslmode=" + (Boolean.parseBoolean(value) ? "verify-full" : "none");
          case "tlsinsecure", "tlsallowinvalidcertificates" ->
              Boolean.parseBoolean(value) ? "sslmode=require" : "sslmode=verify-full";
          case "authmechanism" ->
              "AuthMechanism=" + value.toLowerCase(Locale.ROOT).replace('-', '_');
          case "connecttimeoutms" -> "ConnectionTimeout=" + seconds(value);
          default -> pair;
        });
  }

  private static String seconds(String milliseconds) {
    return milliseconds.matches("\\d{1,9}")
        ? Long.toString((Long.parseLong(milliseconds) + 999) / 1000)
        : milliseconds;
  }
}
