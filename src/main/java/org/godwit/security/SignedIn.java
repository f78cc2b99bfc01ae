package org.godwit.security;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * The person behind a request, as the store knows them at this moment.
 *
 * @param session the session's row
 * @param userId the user's row
 * @param name what they log in with
 * @param shownName what pages call them
 * @param role what they may do now
 * @param mustChangePassword whether they may do nothing but choose a password
 * @param expiresAt when the session ends, used or not
 */
public record SignedIn(
    UUID session,
    long userId,
    String name,
    String shownName,
    Role role,
    boolean mustChangePassword,
    Instant expiresAt) {
  /** The identity attribute that holds this record. */
  public static final String ATTRIBUTE = "godwit.signed-in";

  /** The identity attribute that holds the address the request came from. */
  public static final String ADDRESS = "godwit.address";

  /** One or two letters for the round sign beside the name. */
  public String initials() {
    String words = shownName.strip();
    if (words.isEmpty()) {
      return "?";
    }
    int space = words.lastIndexOf(' ');
    String last = space < 0 ? "" : words.substring(space + 1, space + 2);
    return (words.charAt(0) + last).toUpperCase(Locale.ROOT);
  }
}
