package org.godwit.security;

/** The roles as annotations need them: {@code @RolesAllowed(Roles.ENGINEER)} lets admins in too. */
public final class Roles {
  /** {@link Role#ADMIN}. */
  public static final String ADMIN = "admin";

  /** {@link Role#ENGINEER} and above. */
  public static final String ENGINEER = "engineer";

  /** Everybody who is logged in. */
  public static final String VIEWER = "viewer";

  /** A monitoring system that holds the metrics token. */
  public static final String METRICS = "metrics";

  private Roles() {}
}
