package org.godwit.cli;

import io.quarkus.vertx.http.runtime.TrustedProxyCheckPartConverter;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.spi.Converter;
import org.godwit.embedded.ServerException;

/** Where the console is told to listen, looked at before anything starts. */
final class Listen {
  private static final Converter<?> PROXY = new TrustedProxyCheckPartConverter();

  private Listen() {}

  /**
   * Checks ports, proxies and certificate.
   *
   * @return a warning where browsers won't accept the certificate today
   * @throws ServerException where the console can't listen so
   */
  static Optional<String> check(Clock clock, Function<String, Optional<String>> environment) {
    for (String variable : new String[] {"GODWIT_PORT", "GODWIT_TLS_PORT"}) {
      environment.apply(variable).ifPresent(value -> requirePort(variable, value));
    }
    environment.apply("GODWIT_TRUSTED_PROXIES").ifPresent(Listen::requireProxies);
    return TlsFiles.of(environment).flatMap(it -> it.check(clock));
  }

  private static void requirePort(String variable, String value) {
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > Serve.PORT_MAX) {
      throw new ServerException(
          "%s must be a port from 0 to %d, not \"%s\"".formatted(variable, Serve.PORT_MAX, value));
    }
  }

  private static void requireProxies(String value) {
    try {
      for (String proxy : value.split(",", -1)) {
        PROXY.convert(proxy.strip());
      }
    } catch (IllegalArgumentException e) {
      throw new ServerException(
          "GODWIT_TRUSTED_PROXIES must be addresses, networks like 10.0.0.0/8 or host names with"
              + " commas between, not \"%s\"".formatted(value),
          e);
    }
  }
}
