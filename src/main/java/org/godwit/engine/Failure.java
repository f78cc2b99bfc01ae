package org.godwit.engine;

/** What kind of thing went wrong, as an engine understood its own error at its edge. */
public enum Failure {
  /** The name is wrong, or who resolves names is away. */
  UNKNOWN_HOST(true),
  CONNECTION_REFUSED(true),
  TLS(false),
  AUTHENTICATION(false),
  UNKNOWN_DATABASE(false),
  PRIVILEGE_MISSING(false),
  /** The server went away, or the network did. */
  CONNECTION_LOST(true),
  TIMEOUT(true),
  LOCK_TIMEOUT(true),
  DEADLOCK(true),
  TOO_MANY_CONNECTIONS(true),
  DISK_FULL(false),
  /** The snapshot that a segment was read under no longer exists. */
  SNAPSHOT_LOST(true),
  /** The source no longer has the changes that come next. */
  POSITION_LOST(false),
  /** A change was for a row that the target doesn't have. */
  CONFLICT(false),
  OBJECT_MISSING(false),
  OBJECT_EXISTS(false),
  /** The target table can't take the source's columns. */
  TABLE_INCOMPATIBLE(false),
  /** Tables of the source were made, altered or dropped since the task was planned. */
  DEFINITION_CHANGED(false),
  /** A row broke a constraint of the target. */
  CONSTRAINT(false),
  /** A value doesn't fit its target column. */
  VALUE(false),
  /** A row or table failed, and the task's error policy stops the task for it. */
  STOPPED_BY_POLICY(false),
  /** Another process has taken the task over. */
  FENCED(false),
  /** The source has to be changed before it can be followed, and nobody has consented to that. */
  CONSENT_MISSING(false),
  /** The task's rows were loaded from another source than it has now. */
  SOURCE_CHANGED(false),
  /** Settings, mapping or arguments are wrong. */
  CONFIGURATION(false),
  UNSUPPORTED(false),
  /** A mistake of Godwit's own, or an error that no rule knows yet. */
  UNKNOWN(false);

  private final boolean isTransient;

  Failure(boolean isTransient) {
    this.isTransient = isTransient;
  }

  /** Whether it strikes everything on that server, and not one table or row alone. */
  public boolean isOfServer() {
    return switch (this) {
      case UNKNOWN_HOST,
          CONNECTION_REFUSED,
          TLS,
          AUTHENTICATION,
          UNKNOWN_DATABASE,
          CONNECTION_LOST,
          TOO_MANY_CONNECTIONS,
          DISK_FULL,
          SNAPSHOT_LOST,
          POSITION_LOST,
          STOPPED_BY_POLICY,
          FENCED,
          CONSENT_MISSING,
          SOURCE_CHANGED,
          CONFIGURATION ->
          true;
      case PRIVILEGE_MISSING,
          TIMEOUT,
          LOCK_TIMEOUT,
          DEADLOCK,
          CONFLICT,
          OBJECT_MISSING,
          OBJECT_EXISTS,
          TABLE_INCOMPATIBLE,
          DEFINITION_CHANGED,
          CONSTRAINT,
          VALUE,
          UNSUPPORTED,
          UNKNOWN ->
          false;
    };
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  public boolean isTransient() {
    return isTransient;
  }
}
