package org.godwit.engine;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.godwit.engine.UrlParameters.Read;

/**
 * Takes a URL apart: {@code mysql://user:password@host:3306/shop?ssl-mode=require}, {@code
 * jdbc:postgresql://host/shop?user=ann&password=…}, IPv6 addresses in brackets, percent encoding. A
 * password may hold {@code @ : & ; / ? %} as they are: the host begins behind the first {@code @}
 * after which everything reads as an address. Errors name what is wrong and never show the
 * password.
 */
public final class EndpointUrl {
  private static final Pattern SCHEME =
      Pattern.compile("((?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);

  /** Host, port, database, parameters; a parameter has a name and an equals sign. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          """
          (\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?(?:/([^/?@]*))?\
          (?:\\?((?:[A-Za-z0-9_.-]+=[^&]*(?:&|$))*))?""",
          Pattern.DOTALL);

  private static final int PORT_MAX = 65_535;

  private EndpointUrl() {}

  /**
   * The endpoint that the URL describes.
   *
   * @throws EngineException of {@link Failure#CONFIGURATION} with a sentence
   */
  public static EndpointConfig parse(String url, List<EngineDescriptor> engines) {
    return read(url, engines, false).endpoint();
  }

  /**
   * The endpoint that a URL pasted into a page describes. Unlike {@link #parse} it reads no file of
   * this machine, and parameters that only the driver it came from knows are ignored.
   *
   * @throws EngineException of {@link Failure#CONFIGURATION} with a sentence
   */
  public static Pasted parsePasted(String url, List<EngineDescriptor> engines) {
    return read(url, engines, true);
  }

  /**
   * What a pasted URL says.
   *
   * @param endpoint where it leads
   * @param saysTls whether it speaks of encryption, be it that there is none
   * @param ignored names of parameters that were not used, in order
   */
  public record Pasted(EndpointConfig endpoint, boolean saysTls, List<String> ignored) {
    public Pasted {
      ignored = List.copyOf(ignored);
    }
  }

  private static Pasted read(String url, List<EngineDescriptor> engines, boolean isPasted) {
    Matcher parts = SCHEME.matcher(common(url.strip(), engines));
    if (!parts.matches()) {
      throw refuse(
          "a URL must look like %s://user:password@host:port/database"
              .formatted(
                  engines.isEmpty() ? "engine" : engines.getFirst().urlSchemes().getFirst()));
    }
    EngineDescriptor engine = engineOf(parts.group(1).toLowerCase(Locale.ROOT), engines);
    String rest = parts.group(2);
    int at = endOfLogin(rest);
    String login = at < 0 ? "" : rest.substring(0, at);
    Matcher address = ADDRESS.matcher(rest.substring(at + 1));
    if (!address.matches()) {
      throw refuse(
          "the part behind %s:// has no readable host, port and database; percent-encode what is special in it"
              .formatted(parts.group(1)));
    }
    Read parameters = UrlParameters.read(address.group(4), engine, isPasted);
    int colon = login.indexOf(':');
    String user = decode(colon < 0 ? login : login.substring(0, colon));
    String password = colon < 0 ? "" : decode(login.substring(colon + 1));
    EndpointConfig endpoint =
        new EndpointConfig(
            engine.id(),
            address.group(1).replaceAll("[\\[\\]]", ""),
            port(address.group(2), engine),
            decode(address.group(3) == null ? "" : address.group(3)),
            user.isEmpty() ? parameters.user() : user,
            new Password(password.isEmpty() ? parameters.password() : password),
            parameters.tls(),
            parameters.settings());
    return new Pasted(endpoint, parameters.saysTls(), parameters.ignored());
  }

  private static String common(String url, List<EngineDescriptor> engines) {
    return engines.stream()
        .flatMap(engine -> engine.vendorUrls().common(url).stream())
        .findFirst()
        .orElse(url);
  }

  private static EngineDescriptor engineOf(String scheme, List<EngineDescriptor> engines) {
    return engines.stream()
        .filter(engine -> engine.urlSchemes().contains(scheme))
        .findFirst()
        .orElseThrow(
            () ->
                refuse(
                    "no engine is meant by %s://; known are %s"
                        .formatted(
                            scheme,
                            engines.stream()
                                .flatMap(engine -> engine.urlSchemes().stream())
                                .map(known -> known + "://")
                                .collect(Collectors.joining(", ")))));
  }

  /** The first @ behind which everything reads as an address; −1 without a login. */
  private static int endOfLogin(String rest) {
    if (rest.indexOf('@') < 0 || ADDRESS.matcher(rest).matches()) {
      return -1;
    }
    int at = rest.indexOf('@');
    while (at >= 0 && !ADDRESS.matcher(rest.substring(at + 1)).matches()) {
      at = rest.indexOf('@', at + 1);
    }
    return at >= 0 ? at : rest.lastIndexOf('@');
  }

  private static int port(String text, EngineDescriptor engine) {
    if (text == null) {
      return engine.defaultPort();
    }
    int port = Integer.parseInt(text);
    if (port < 1 || port > PORT_MAX) {
      throw refuse("port " + port + " is not between 1 and " + PORT_MAX);
    }
    return port;
  }

  /** Percent encoding of all but letters, digits and {@code . _ -}. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /** Percent decoding that leaves a percent sign alone where no two hex digits follow. */
  static String decode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        decoded.write(high << 4 | low);
        i += 2;
      } else {
        decoded.write(bytes[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  static EngineException refuse(String message) {
    return new EngineException(Failure.CONFIGURATION, message);
  }
}
