package org.godwit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretKeyIT {
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @TempDir Path data;
  private Settings settings;

  @BeforeEach
  void emptyStore() throws SQLException {
    settings = StoreForTest.settings();
  }

  @Test
  void aKeyFileIsMadeOnceAndReadableByItsOwnerAlone() throws IOException {
    String sealed = open(Optional.empty()).seal("secret", "x");
    Path file = data.resolve("secret.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(open(Optional.empty()).open(sealed, "x")).isEqualTo("secret");
  }

  @Test
  void aNodeWithAnotherKeyRefusesToStart() {
    open(Optional.empty());
    assertThatThrownBy(() -> open(Optional.of(KEY)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("not the one that the store's secrets were sealed with")
        .hasMessageContaining("GODWIT_SECRET_KEY")
        .hasMessageNotContaining(KEY);
  }

  @Test
  void aLostKeyIsAskedForAndNeverReplaced() throws IOException {
    open(Optional.empty());
    Files.delete(data.resolve("secret.key"));
    assertThatThrownBy(() -> open(Optional.empty()))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("a key that is missing here");
    assertThat(data.resolve("secret.key")).doesNotExist();
  }

  @Test
  void whatIsNoKeyIsSaidToBeNone() {
    for (String wrong : new String[] {"", "short", "?", KEY.substring(4)}) {
      assertThatThrownBy(() -> open(Optional.of(wrong)))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("32 bytes in base64");
    }
  }

  private Secrets open(Optional<String> fromEnvironment) {
    return new SecretsProducer().secrets(new SecretKeySource(fromEnvironment, data), settings);
  }
}
