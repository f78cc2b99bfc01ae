package org.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.godwit.embedded.ServerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListenTest {
  @ParameterizedTest
  @CsvSource({
    "GODWIT_TLS_PORT, 844x, GODWIT_TLS_PORT must be a port",
    "GODWIT_PORT, 65536, GODWIT_PORT must be a port",
    "GODWIT_TRUSTED_PROXIES, 10.0.0.0/33, GODWIT_TRUSTED_PROXIES must be addresses",
    "GODWIT_TLS_KEY, key.pem, GODWIT_TLS_KEY is set without GODWIT_TLS_CERT"
  })
  void whatIsNoAddressIsRefusedInASentence(String variable, String value, String sentence) {
    assertThatThrownBy(() -> check(Map.of(variable, value)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void addressesNetworksAndNamesOfProxiesAreTaken() {
    assertThat(check(Map.of("GODWIT_TRUSTED_PROXIES", "10.0.0.0/8, 127.0.0.1,::1,proxy.example")))
        .isEmpty();
  }

  @Test
  void anAddressThatIsTakenOrIsNoneIsToldBeforeAnythingStarts() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Listen.requireFree("127.0.0.1", taken.getLocalPort()))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("can't listen at 127.0.0.1:" + taken.getLocalPort());
    }
    assertThatThrownBy(() -> Listen.requireFree("no-such-host.invalid", 0))
        .hasMessageContaining("no-such-host.invalid:0: no such host");
    Listen.requireFree("127.0.0.1", 0);
  }

  private static Optional<String> check(Map<String, String> environment) {
    return Listen.check(Clock.systemUTC(), it -> Optional.ofNullable(environment.get(it)));
  }
}
