package org.godwit.task;

/** Where a table stands, by DMS's names. */
public enum TableState {
  BEFORE_LOAD("Before load"),
  FULL_LOAD("Full load"),
  COMPLETED("Table completed"),
  CANCELLED("Table cancelled"),
  ERROR("Table error"),
  RELOADING("Table is being reloaded"),
  DOES_NOT_EXIST("Table does not exist");

  private final String words;

  TableState(String words) {
    this.words = words;
  }

  /** As DMS's table statistics print it. */
  public String words() {
    return words;
  }
}
