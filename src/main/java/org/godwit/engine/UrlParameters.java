package org.godwit.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an endpoint's URL: TLS in the words of MySQL, MariaDB and PostgreSQL, user and
 * password as JDBC has them, and the engine's own settings. Any other is refused by its name.
 */
final class UrlParameters {
  private final EngineDescriptor engine;
  private final boolean isPasted;
  private final Map<String, String> settings = new HashMap<>();
  private final List<String> ignored = new ArrayList<>();
  private String user = "";
  private String password = "";
  private String certificate = "";
  private Tls.Mode mode = Tls.Mode.NONE;
  private boolean saysTls;

  /**
   * What was found.
   *
   * @param saysTls whether the parameters speak of encryption, be it that there is none
   */
  record Read(
      String user,
      String password,
      Tls tls,
      boolean saysTls,
      Map<String, String> settings,
      List<String> ignored) {}

  private UrlParameters(EngineDescriptor engine, boolean isPasted) {
    this.engine = engine;
    this.isPasted = isPasted;
  }

  /**
   * Reads what stands behind the question mark.
   *
   * @param isPasted whether somebody pasted it into a page: no file is read for them, and what only
   *     their driver knows is ignored by name instead of refused
   */
  static Read read(@Nullable String query, EngineDescriptor engine, boolean isPasted) {
    UrlParameters parameters = new UrlParameters(engine, isPasted);
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          parameters.take(
              pair.substring(0, equals), EndpointUrl.decode(pair.substring(equals + 1)));
        }
      }
    }
    return new Read(
        parameters.user,
        parameters.password,
        new Tls(parameters.mode, parameters.certificate),
        parameters.saysTls,
        parameters.settings,
        parameters.ignored);
  }

  private void take(String name, String value) {
    switch (name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "")) {
      case "user" -> user = value;
      case "password" -> password = value;
      case "sslmode" -> encrypt(modeOf(name, value));
      case "usessl", "ssl" ->
          encrypt(Boolean.parseBoolean(value) ? Tls.Mode.REQUIRE : Tls.Mode.NONE);
      case "sslca", "sslrootcert", "serversslcert" -> takeCertificate(name, value);
      default -> takeSetting(name, value);
    }
  }

  private void encrypt(Tls.Mode wanted) {
    mode = wanted;
    saysTls = true;
  }

  private void takeCertificate(String name, String file) {
    if (isPasted) {
      ignored.add(name);
    } else {
      certificate = contentOf(name, file);
    }
  }

  private void takeSetting(String name, String value) {
    boolean isKnown = engine.settings().stream().anyMatch(it -> it.id().equalsIgnoreCase(name));
    if (isPasted && !isKnown) {
      ignored.add(name);
    } else {
      settings.put(settingOf(name, value), value);
    }
  }

  private static Tls.Mode modeOf(String name, String value) {
    return switch (value.toLowerCase(Locale.ROOT).replace('_', '-')) {
      case "none", "disable", "disabled" -> Tls.Mode.NONE;
      case "require", "required", "trust" -> Tls.Mode.REQUIRE;
      case "verify-ca" -> Tls.Mode.VERIFY_CA;
      case "verify-full", "verify-identity" -> Tls.Mode.VERIFY_FULL;
      default ->
          throw EndpointUrl.refuse(
              "parameter %s must be none, require, verify-ca or verify-full, not \"%s\""
                  .formatted(name, value));
    };
  }

  private static String contentOf(String name, String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "parameter %s must name a readable PEM file, \"%s\" is none".formatted(name, file),
          e);
    }
  }

  private String settingOf(String name, String value) {
    EndpointSetting setting =
        engine.settings().stream()
            .filter(known -> known.id().equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(
                () ->
                    EndpointUrl.refuse(
                        "%s has no setting \"%s\"".formatted(engine.displayName(), name)));
    Optional<String> problem = setting.problemWith(value);
    if (problem.isPresent()) {
      throw EndpointUrl.refuse(problem.get());
    }
    return setting.id();
  }
}
