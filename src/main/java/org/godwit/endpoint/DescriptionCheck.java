package org.godwit.endpoint;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.godwit.engine.EndpointSetting;
import org.godwit.engine.EngineDescriptor;
import org.godwit.engine.Tls;
import org.godwit.security.InvalidInput;

/** Looks whether a description can be stored; every error stands at its field. */
final class DescriptionCheck {
  private static final int NAME_MAX = 100;
  private static final int WORD_MAX = 255;
  private static final int VALUE_MAX = 4000;
  private static final int CERTIFICATE_MAX = 200_000;
  private static final int PORT_MAX = 65_535;

  /** Names (RFC 1123, and the underscore that containers use), IPv4 and IPv6 addresses. */
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\\.?|(?=.*:.*:)[0-9A-Fa-f:.]+");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final EngineDescriptor engine;
  private final Map<String, String> errors = new LinkedHashMap<>();

  DescriptionCheck(EngineDescriptor engine) {
    this.engine = engine;
  }

  /**
   * The description as it is stored: without blanks around, and without settings at their default.
   *
   * @throws InvalidInput on {@code name}, {@code host}, {@code port}, {@code database}, {@code
   *     user}, {@code caCertificate}, {@code setting-…}
   */
  EndpointDescription require(EndpointDescription typed) {
    EndpointDescription clean =
        new EndpointDescription(
            typed.name().strip(),
            engine.id(),
            typed.host().strip().replaceAll("^\\[|]$", ""),
            typed.port(),
            typed.database().strip(),
            typed.user().strip(),
            new Tls(typed.tls().mode(), typed.tls().caCertificatePem().strip()),
            settingsThatDiffer(typed.settings()));
    checkNames(clean);
    checkPlace(clean);
    checkCertificate(clean.tls().caCertificatePem());
    clean.settings().forEach(this::checkSetting);
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return clean;
  }

  private Map<String, String> settingsThatDiffer(Map<String, String> typed) {
    Map<String, String> differing = new LinkedHashMap<>();
    typed.forEach(
        (id, value) -> {
          String stripped = value.strip();
          String usual = setting(id).map(EndpointSetting::defaultValue).orElse("");
          if (!stripped.isEmpty() && !stripped.equals(usual)) {
            differing.put(id, stripped);
          }
        });
    return differing;
  }

  private void checkNames(EndpointDescription it) {
    if (it.name().isEmpty() || it.name().length() > NAME_MAX) {
      errors.put("name", "Use 1 to %d characters.".formatted(NAME_MAX));
    }
    if (it.database().isEmpty() && engine.databaseRequired()) {
      errors.put(
          "database", "%s connects to one database; name it.".formatted(engine.displayName()));
    } else {
      checkWord("database", it.database());
    }
    if (it.user().isEmpty()) {
      errors.put("user", "Name the user who logs in to the server.");
    } else {
      checkWord("user", it.user());
    }
  }

  private void checkWord(String field, String value) {
    if (value.length() > WORD_MAX || CONTROL.matcher(value).find()) {
      errors.put(field, "Use at most %d characters, all printable.".formatted(WORD_MAX));
    }
  }

  private void checkPlace(EndpointDescription it) {
    if (it.host().isEmpty()) {
      errors.put("host", "Give the server's name or address.");
    } else if (it.host().length() > WORD_MAX || !HOST.matcher(it.host()).matches()) {
      errors.put(
          "host",
          "Give a name such as db1.example.org, an IPv4 or an IPv6 address, without port or scheme.");
    }
    if (it.port() < 1 || it.port() > PORT_MAX) {
      errors.put("port", "The port is a whole number from 1 to %d.".formatted(PORT_MAX));
    }
  }

  private void checkCertificate(String pem) {
    if (!pem.isEmpty()) {
      problemWithCertificate(pem).ifPresent(it -> errors.put("caCertificate", it));
    }
  }

  private static Optional<String> problemWithCertificate(String pem) {
    String remedy =
        " Give the authority's certificate in PEM form, from BEGIN CERTIFICATE to END CERTIFICATE.";
    if (pem.contains("PRIVATE KEY")) {
      return Optional.of("This is a private key, which is never needed here." + remedy);
    }
    if (pem.length() > CERTIFICATE_MAX) {
      return Optional.of("This is larger than any certificate." + remedy);
    }
    try {
      boolean isEmpty =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
              .isEmpty();
      return isEmpty ? Optional.of("There is no certificate in it." + remedy) : Optional.empty();
    } catch (CertificateException e) {
      // The parser's words speak of bytes; the reader needs to know what belongs here.
      return Optional.of("This can't be read as a certificate." + remedy);
    }
  }

  private void checkSetting(String id, String value) {
    String field = "setting-" + id;
    Optional<EndpointSetting> setting = setting(id);
    if (setting.isEmpty()) {
      errors.put(field, "%s has no setting %s.".formatted(engine.displayName(), id));
    } else if (value.length() > VALUE_MAX) {
      errors.put(field, "Use at most %d characters.".formatted(VALUE_MAX));
    } else {
      setting.get().problemWith(value).ifPresent(it -> errors.put(field, it));
    }
  }

  private Optional<EndpointSetting> setting(String id) {
    return engine.settings().stream().filter(it -> it.id().equals(id)).findFirst();
  }
}
