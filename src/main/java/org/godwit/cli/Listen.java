package org.godwit.cli;

import io.quarkus.vertx.http.runtime.TrustedProxyCheckPartConverter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
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

  /**
   * Tries the address, so that nothing begins whose pages nobody could open.
   *
   * @param environment gives what no option of the command line has set
   * @throws ServerException where the address is taken, or isn't this machine's
   */
  static void requireFree(Function<String, Optional<String>> environment) {
    String host =
        Optional.ofNullable(System.getProperty("quarkus.http.host"))
            .or(() -> environment.apply("GODWIT_HOST"))
            .orElse("127.0.0.1");
    int port =
        Integer.parseInt(
            Optional.ofNullable(System.getProperty("quarkus.http.port"))
                .or(() -> environment.apply("GODWIT_PORT"))
                .orElse("8080"));
    requireFree(host, port);
    if (TlsFiles.of(environment).isPresent()) {
      requireFree(host, Integer.parseInt(environment.apply("GODWIT_TLS_PORT").orElse("8443")));
    }
  }

  static void requireFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(
          true); // as the console does, so that a connection just closed is no bar
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new UnknownHostException("no such host");
      }
      socket.bind(address);
    } catch (IOException e) {
      throw new ServerException(
          "the console can't listen at %s:%d: %s; choose another --port or --host, or end the program that listens there"
              .formatted(host, port, e.getMessage()),
          e);
    }
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
