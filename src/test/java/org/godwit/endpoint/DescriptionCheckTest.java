package org.godwit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.godwit.engine.EndpointSetting;
import org.godwit.engine.EndpointSetting.Kind;
import org.godwit.engine.EngineDescriptor;
import org.godwit.engine.Tls;
import org.godwit.security.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DescriptionCheckTest {
  private static final EngineDescriptor ENGINE =
      new EngineDescriptor(
          "fine",
          "FineDB",
          4000,
          List.of("fine"),
          "Database",
          true,
          List.of(
              new EndpointSetting("Timeout", "Timeout", "Seconds.", Kind.NUMBER, "60", List.of())));

  @Test
  void blanksAroundAndSettingsAtTheirDefaultAreNotKept() {
    EndpointDescription kept =
        new DescriptionCheck(ENGINE)
            .require(
                new EndpointDescription(
                    " Shop ",
                    "fine",
                    " [::1] ",
                    1,
                    " shop ",
                    " ann ",
                    Tls.NONE,
                    Map.of("Timeout", " 60 ")));
    assertThat(kept.name()).isEqualTo("Shop");
    assertThat(kept.host()).isEqualTo("::1");
    assertThat(kept.settings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"db1", "db-1.example.org", "my_container", "10.0.0.1", "::1", "fe80::1:2"})
  void namesAndAddressesAreHosts(String host) {
    assertThat(errorsOf(host, 4000, Map.of(), "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "db1:3306", "http://db1", "a b", "db1/shop", "-db", "db?x=y"})
  void whatIsMoreThanAHostIsRefused(String host) {
    assertThat(errorsOf(host, 4000, Map.of(), "")).containsOnlyKeys("host");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536})
  void aPortIsFrom1To65535(int port) {
    assertThat(errorsOf("db1", port, Map.of(), "")).containsOnlyKeys("port");
  }

  @Test
  void settingsAreCheckedByTheirDescriptors() {
    assertThat(errorsOf("db1", 1, Map.of("Timeout", "soon", "Unheard", "x"), ""))
        .containsOnlyKeys("setting-Timeout", "setting-Unheard");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no certificate",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
      })
  void whatIsNoCertificateIsRefused(String pem) {
    assertThat(errorsOf("db1", 1, Map.of(), pem)).containsOnlyKeys("caCertificate");
  }

  private static Map<String, String> errorsOf(
      String host, int port, Map<String, String> settings, String pem) {
    EndpointDescription typed =
        new EndpointDescription(
            "Shop", "fine", host, port, "shop", "ann", new Tls(Tls.Mode.NONE, pem), settings);
    InvalidInput refused =
        catchThrowableOfType(InvalidInput.class, () -> new DescriptionCheck(ENGINE).require(typed));
    return refused == null ? Map.of() : refused.byField();
  }
}
