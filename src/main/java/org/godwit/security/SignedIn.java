package org.godwit.security;

import java.time.Instant;
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
    String[] words = shownName.strip().split("\\s+");
    String first = words[0].isEmpty() ? "?" : words[0].substring(0, 1);
    String last = words.length > 1 ? words[words.length - 1].substring(0, 1) : "";
    return (first + last).toUpperCase(java.util.Locale.ROOT);
  }
}
