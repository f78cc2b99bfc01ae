package org.godwit.engine;

/**
 * A statement that a person consents to before it is run on a source.
 *
 * @param sql as it is run
 * @param why what it is for, a sentence
 * @param need how much depends on it
 */
public record SetupStatement(String sql, String why, Need need) {

  /** How much depends on a statement, and on whose word it is run. */
  public enum Need {
    /** Nothing can be followed without it. */
    REQUIRED,
    /** More is followed with it; a task that may not run it goes on without. */
    WISHED,
    /** Who consented to what the task has there has consented to this, for tables that are new. */
    AGREED
  }

  /** One without which nothing can be followed. */
  public SetupStatement(String sql, String why) {
    this(sql, why, Need.REQUIRED);
  }
}
