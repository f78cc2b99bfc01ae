package org.godwit.web;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * With a certificate of its own the console sends plain HTTP on to HTTPS, and looks for a renewed
 * certificate every hour, unless told otherwise.
 */
public final class TlsDefaults implements ConfigSource {
  // Above application.properties (250), below the environment (300).
  private static final int ORDINAL = 260;

  private final Map<String, String> properties;

  /** Looks into the environment; called by the configuration. */
  public TlsDefaults() {
    this(Optional.ofNullable(System.getenv("GODWIT_TLS_CERT")));
  }

  TlsDefaults(Optional<String> certificate) {
    this.properties =
        certificate.filter(it -> !it.isBlank()).isPresent()
            ? Map.of(
                "quarkus.http.insecure-requests", "redirect",
                "quarkus.http.ssl.certificate.reload-period", "1h")
            : Map.of();
  }

  @Override
  public Set<String> getPropertyNames() {
    return properties.keySet();
  }

  @Override
  public @Nullable String getValue(String name) {
    return properties.get(name);
  }

  @Override
  public String getName() {
    return "godwit-tls";
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }
}
