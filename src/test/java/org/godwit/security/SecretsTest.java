package org.godwit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final String PLAIN = "pä$$w🦆rd";
  private final Secrets secrets = secrets(1);

  @Test
  void whatIsSealedOpensAgain() {
    assertThat(secrets.open(secrets.seal(PLAIN, "endpoint.password"), "endpoint.password"))
        .isEqualTo(PLAIN);
    assertThat(secrets.open(secrets.seal("", "x"), "x")).isEmpty();
  }

  @Test
  void theSameSecretNeverLooksTheSame() {
    assertThat(secrets.seal(PLAIN, "x")).isNotEqualTo(secrets.seal(PLAIN, "x"));
  }

  @Test
  void anotherKeyPurposeOrByteOpensNothingAndSaysNothingOfTheSecret() {
    String sealed = secrets.seal(PLAIN, "endpoint.password");
    refuses(secrets(2), sealed, "endpoint.password");
    refuses(secrets, sealed, "token.key");
    int middle = sealed.length() / 2;
    char other = sealed.charAt(middle) == 'A' ? 'B' : 'A';
    refuses(
        secrets,
        sealed.substring(0, middle) + other + sealed.substring(middle + 1),
        "endpoint.password");
    refuses(secrets, "v1:AAAA", "endpoint.password");
    refuses(secrets, "v1:?", "endpoint.password");
    refuses(secrets, PLAIN, "endpoint.password");
  }

  private static void refuses(Secrets secrets, String sealed, String purpose) {
    assertThatThrownBy(() -> secrets.open(sealed, purpose))
        .isInstanceOf(SecretUnreadable.class)
        .hasMessageContaining(purpose)
        .hasMessageNotContaining(PLAIN)
        .hasMessageNotContaining(sealed);
  }

  private static Secrets secrets(int filler) {
    byte[] key = new byte[SecretKeySource.KEY_BYTES];
    java.util.Arrays.fill(key, (byte) filler);
    return new Secrets(new SecretKeySpec(key, "AES"));
  }
}
