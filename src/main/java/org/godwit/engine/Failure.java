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
  /** The server takes no writes at the moment: it is a standby now, or was set read-only. */
  NO_WRITES(true),
  /** The server had no memory left for one statement. */
  OUT_OF_MEMORY(true),
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

  /** What {@link #NO_WRITES} is called where people read it. */
  public static final String TAKES_NO_WRITES = "the server takes no writes at the moment";

  /** What to do about {@link #NO_WRITES}. */
  public static final String NO_WRITES_REMEDY =
      "It is a standby, or it was set read-only: where that passes, as after a failover, nothing need be done; else give the endpoint the address of the server that takes writes.";

  /** What to do about {@link #POSITION_LOST}. */
  public static final String POSITION_LOST_REMEDY =
      "Restart the task, so that every table is loaded again: --restart on the command line, Restart… in the console.";

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
          NO_WRITES,
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
          OUT_OF_MEMORY,
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

  /**
   * What happened, as people read it: a server that takes no writes is named before its own words,
   * which tell of one statement.
   *
   * @param server the server's or its driver's words
   */
  public String words(String server) {
    return this == NO_WRITES ? TAKES_NO_WRITES + ": " + server : server;
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  public boolean isTransient() {
    return isTransient;
  }
}
