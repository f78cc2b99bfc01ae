package org.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.godwit.embedded.ServerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlsFilesTest {
  private static final Path FILES = Path.of("src/test/resources/tls");
  private static final Clock WHILE_GOOD = at("2027-06-01T00:00:00Z");

  @TempDir Path empty;

  @ParameterizedTest
  @CsvSource({
    "rsa-cert.pem, rsa-key.pem",
    "rsa-cert.pem, rsa-key-old.pem",
    "ec-cert.pem, ec-key.pem",
    "ec-cert.pem, ec-key-old.pem",
    "ed-cert.pem, ed-key.pem"
  })
  void aPairThatBelongsTogetherIsTaken(String certificate, String key) {
    assertThat(pair(certificate, key).check(WHILE_GOOD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-cert.pem, rsa-key-other.pem, is not the key of the first certificate",
    "rsa-cert.pem, ec-key.pem, holds no PEM private key for the certificate",
    "rsa-cert.pem, rsa-key-locked.pem, openssl pkey",
    "rsa-cert.pem, rsa-cert.pem, holds no PEM private key",
    "rsa-key.pem, rsa-key.pem, holds no PEM certificate",
    "nowhere.pem, rsa-key.pem, which doesn't exist"
  })
  void whatCantServeIsRefusedInASentence(String certificate, String key, String sentence) {
    assertThatThrownBy(() -> pair(certificate, key).check(WHILE_GOOD))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining("GODWIT_TLS_");
  }

  @Test
  void aFolderInTheKeysPlaceIsRefusedInASentence() {
    assertThatThrownBy(() -> new TlsFiles(FILES.resolve("rsa-cert.pem"), empty).check(WHILE_GOOD))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("GODWIT_TLS_KEY names " + empty + ", which can't be read");
  }

  @Test
  void aCertificateThatBrowsersRefuseTodayIsTakenWithAWarning() {
    TlsFiles pair = pair("rsa-cert.pem", "rsa-key.pem");
    assertThat(pair.check(at("2046-01-01T00:00:00Z")).orElseThrow()).contains("ended on 2036-");
    assertThat(pair.check(at("2016-01-01T00:00:00Z")).orElseThrow())
        .contains("is not good before 2026-");
  }

  @Test
  void oneFileWithoutTheOtherIsRefused() {
    Map<String, String> environment = Map.of("GODWIT_TLS_CERT", "cert.pem");
    assertThatThrownBy(() -> TlsFiles.of(it -> Optional.ofNullable(environment.get(it))))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("GODWIT_TLS_CERT is set without GODWIT_TLS_KEY");
    assertThat(TlsFiles.of(_ -> Optional.empty())).isEmpty();
  }

  private static TlsFiles pair(String certificate, String key) {
    return new TlsFiles(FILES.resolve(certificate), FILES.resolve(key));
  }

  private static Clock at(String instant) {
    return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
  }
}
