package org.godwit.security;

import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param userId null for the console itself and for strangers
 * @param name the user's name as it was then
 * @param address where the request came from; empty for the console itself
 */
public record Actor(@Nullable Long userId, String name, String address) {
  /** The console itself, at its start or on a schedule. */
  public static final Actor CONSOLE = new Actor(null, "godwit", "");
}
