package org.godwit.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.godwit.testing.MovingClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensIT {
  private final Secrets secrets = new Secrets(new SecretKeySpec(new byte[32], "AES"));
  private final UUID session = UUID.randomUUID();
  private Settings settings;

  @BeforeEach
  void emptyStore() throws SQLException {
    settings = StoreForTest.settings();
  }

  @Test
  void aTokenNamesItsSessionOnEveryNodeOfTheStore() {
    String token = tokens(Duration.ZERO).issue(session);
    assertThat(tokens(Duration.ZERO).read(token)).contains(new Tokens.Claim(session, false));
  }

  @Test
  void anOlderTokenIsDueForRenewalAndAnExpiredOneIsNone() {
    Duration due = Tokens.RENEWED_AFTER.plusSeconds(5);
    assertThat(now().read(tokens(due).issue(session))).contains(new Tokens.Claim(session, true));
    Duration over = Tokens.LIFETIME.plusMinutes(2);
    assertThat(now().read(tokens(over).issue(session))).isEmpty();
  }

  @Test
  void aForeignAnAlteredAndAnUnsignedTokenAreNone() throws SQLException {
    Tokens ours = tokens(Duration.ZERO);
    Tokens theirs = new Tokens(secrets, StoreForTest.settings(), Clock.systemUTC());
    assertThat(ours.read(theirs.issue(session))).isEmpty();

    String good = ours.issue(session);
    String payload = good.substring(good.indexOf('.') + 1, good.lastIndexOf('.'));
    String unsigned = encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + payload + ".";
    assertThat(ours.read(unsigned)).isEmpty();
    String signature = good.substring(good.lastIndexOf('.'));
    String altered = encoded("{\"sub\":\"" + UUID.randomUUID() + "\",\"iss\":\"godwit\"}");
    assertThat(ours.read(good.substring(0, good.indexOf('.') + 1) + altered + signature)).isEmpty();
    assertThat(ours.read("")).isEmpty();
    assertThat(ours.read("not a token")).isEmpty();
  }

  @Test
  void theSigningKeyIsSealedInTheStore() {
    tokens(Duration.ZERO);
    assertThat(settings.get("token.key"))
        .hasValueSatisfying(it -> assertThat(it).startsWith("v1:"));
  }

  // The library that checks a token reads the machine's clock, so what is old is issued in the
  // past.
  private Tokens tokens(Duration ago) {
    return new Tokens(secrets, settings, new MovingClock(Clock.systemUTC().instant().minus(ago)));
  }

  private Tokens now() {
    return tokens(Duration.ZERO);
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
