package org.godwit.conversion;

import org.godwit.convert.Stage;

/** What is made of a schema before and after the rows come. */
public enum Phase {
  ALL("Everything"),
  BEFORE_LOAD("Before the load: schemas, roles, sequences, types, tables"),
  AFTER_LOAD("After the load: indexes, foreign keys, code, triggers, grants");

  private final String words;

  Phase(String words) {
    this.words = words;
  }

  /** As a page names it. */
  public String words() {
    return words;
  }

  /** Whether the stage belongs to it. */
  public boolean includes(Stage stage) {
    boolean isBefore = stage.compareTo(Stage.TABLE) <= 0;
    return switch (this) {
      case ALL -> true;
      case BEFORE_LOAD -> isBefore;
      case AFTER_LOAD -> !isBefore;
    };
  }
}
