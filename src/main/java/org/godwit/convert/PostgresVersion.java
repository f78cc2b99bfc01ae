package org.godwit.convert;

/**
 * The version of PostgreSQL that SQL is written for. What an older one lacks is written in another
 * way, or is an action item.
 *
 * @param major 14 or later
 */
public record PostgresVersion(int major) {
  /** The one that Godwit carries, and that SQL is written for unless somebody names another. */
  public static final PostgresVersion OWN = new PostgresVersion(17);

  /** The oldest that anything is written for. */
  public static final int MAJOR_MIN = 14;

  /** The newest that converted SQL was tried on; later ones take what it takes, as a rule. */
  public static final int MAJOR_MAX = 18;

  /**
   * @throws IllegalArgumentException where nothing is written for such a version
   */
  public PostgresVersion {
    if (major < MAJOR_MIN) {
      throw new IllegalArgumentException(
          "nothing is written for PostgreSQL %d; %d is the oldest".formatted(major, MAJOR_MIN));
    }
  }

  /** Whether it lacks what came with that version. */
  public boolean isBefore(int otherMajor) {
    return major < otherMajor;
  }

  @Override
  public String toString() {
    return "PostgreSQL " + major;
  }
}
