package org.godwit.security;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Issues and checks the short-lived JWT that names a session; its key is sealed in the store. */
@Singleton
public final class Tokens {
  /** How long a console may lie unused before it asks for a login again. */
  public static final Duration LIFETIME = Duration.ofMinutes(30);

  /** A token older than this is replaced by the next request. */
  public static final Duration RENEWED_AFTER = Duration.ofMinutes(5);

  private static final String ISSUER = "godwit";
  private static final String KEY = "token.key";
  private static final int KEY_BYTES = 32;

  private final SecretKey key;
  private final Clock clock;

  Tokens(Secrets secrets, Settings settings, Clock clock) {
    String sealed =
        settings.get(KEY).orElseGet(() -> settings.putIfAbsent(KEY, secrets.seal(newKey(), KEY)));
    this.key =
        new SecretKeySpec(Base64.getDecoder().decode(secrets.open(sealed, KEY)), "HmacSHA256");
    this.clock = clock;
  }

  /** A token for the session, good for {@link #LIFETIME}. */
  public String issue(UUID session) {
    Instant now = clock.instant();
    return Jwt.issuer(ISSUER)
        .subject(session.toString())
        .issuedAt(now)
        .expiresAt(now.plus(LIFETIME))
        .jws()
        .algorithm(SignatureAlgorithm.HS256)
        .sign(key);
  }

  /** What the token says; empty where it is not ours, was altered, or has expired. */
  public Optional<Claim> read(String token) {
    JWTAuthContextInfo expected = new JWTAuthContextInfo();
    expected.setSecretVerificationKey(key);
    expected.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
    expected.setIssuedBy(ISSUER);
    try {
      JsonWebToken jwt = new DefaultJWTParser(expected).parse(token);
      Instant issuedAt = Instant.ofEpochSecond(jwt.getIssuedAtTime());
      boolean isDue = issuedAt.plus(RENEWED_AFTER).isBefore(clock.instant());
      return Optional.of(new Claim(UUID.fromString(jwt.getSubject()), isDue));
    } catch (ParseException | IllegalArgumentException e) {
      // Anybody can send anything here; a stranger is the ordinary case, not an error.
      return Optional.empty();
    }
  }

  private static String newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * What a good token says.
   *
   * @param session the session it names; whether that still exists is the store's to say
   * @param isDueForRenewal whether it is old enough to be replaced
   */
  public record Claim(UUID session, boolean isDueForRenewal) {}
}
