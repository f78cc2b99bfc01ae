package org.godwit.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.godwit.engine.Password;

/**
 * The superuser of an embedded server.
 *
 * @param user the name, a plain identifier
 * @param password of that user
 */
public record Login(String user, Password password) {
  private static final int PASSWORD_BYTES = 16;

  public Login {
    if (!user.matches("[a-z_][a-z0-9_]{0,31}")) {
      throw new IllegalArgumentException("not a plain user name: \"" + user + "\"");
    }
  }

  /** This user with a new random password of 128 bits. */
  public static Login generated(String user) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Login(user, new Password(HexFormat.of().formatHex(bytes)));
  }
}
