package org.godwit.web;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.godwit.security.Sessions;
import org.godwit.security.Tokens;

/** How the console is reached and kept, as configured; no secret is among it. */
@Singleton
public final class Listening {
  private final String host;
  private final Optional<String> certificate;
  private final boolean isBehindProxy;
  private final Path data;
  private final Optional<String> secretKey;

  Listening(
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "GODWIT_TLS_CERT") Optional<String> certificate,
      @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding") boolean isBehindProxy,
      @ConfigProperty(name = "godwit.data") Path data,
      @ConfigProperty(name = "GODWIT_SECRET_KEY") Optional<String> secretKey) {
    this.host = host;
    this.certificate = certificate;
    this.isBehindProxy = isBehindProxy;
    this.data = data;
    this.secretKey = secretKey;
  }

  /** The address it listens on. */
  public String host() {
    return host;
  }

  /** Whether the console itself speaks TLS. */
  public boolean isTls() {
    return certificate.isPresent();
  }

  /** Whether what a proxy says of the browser is believed. */
  public boolean isBehindProxy() {
    return isBehindProxy;
  }

  /** Where its files are. */
  public String data() {
    return data.toAbsolutePath().normalize().toString();
  }

  /** Where the secret key comes from, never the key. */
  public String keySource() {
    return secretKey.isPresent() ? "GODWIT_SECRET_KEY" : data() + "/secret.key";
  }

  /** When an unused session ends, in words. */
  public String idle() {
    return Formats.spoken(Tokens.LIFETIME);
  }

  /** When any session ends, in words. */
  public String longest() {
    return Formats.spoken(Sessions.LENGTH_MAX);
  }
}
