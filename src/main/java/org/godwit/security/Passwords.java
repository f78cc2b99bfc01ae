package org.godwit.security;

import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Hashes, checks and invents passwords. */
@Singleton
public final class Passwords {
  /** The least number of characters. */
  public static final int LENGTH_MIN = 12;

  /** bcrypt reads no further. */
  public static final int BYTES_MAX = 72;

  private static final int COST = 11;
  private static final int GENERATED_LENGTH = 20;

  // Without 0 O 1 l I: the password is read from a terminal and typed.
  private static final String ALPHABET =
      "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private final RandomGenerator random = new SecureRandom();

  // Compared with when there is no such user, so that both answers take equally long.
  private final String nobodysHash = BcryptUtil.bcryptHash(generate(), COST);

  /** The bcrypt hash to store. */
  public String hash(String password) {
    return BcryptUtil.bcryptHash(password, COST);
  }

  /** Whether the password is that user's; takes as long where there is no user. */
  public boolean matches(String password, Optional<User> user) {
    boolean equal =
        BcryptUtil.matches(password, user.map(it -> it.passwordHash).orElse(nobodysHash));
    return equal && user.isPresent();
  }

  /** A password for one use, easy to read aloud. */
  public String generate() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < GENERATED_LENGTH; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }

  /**
   * Refuses a password that is too short, too long, or the user's own name.
   *
   * @throws InvalidInput naming {@code field}
   */
  public static void requireGood(String field, String password, String userName) {
    if (password.codePointCount(0, password.length()) < LENGTH_MIN) {
      throw new InvalidInput(field, "Use at least %d characters.".formatted(LENGTH_MIN));
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      throw new InvalidInput(field, "Use at most %d bytes.".formatted(BYTES_MAX));
    }
    if (password.equalsIgnoreCase(userName)) {
      throw new InvalidInput(field, "Use something else than your name.");
    }
  }
}
