package org.godwit.task;

/** What a task does, by DMS's names. */
public enum MigrationType {
  FULL_LOAD("full-load", "Migrate existing data");

  private final String id;
  private final String words;

  MigrationType(String id, String words) {
    this.id = id;
    this.words = words;
  }

  /** As the API and the command line write it. */
  public String id() {
    return id;
  }

  /** For pages. */
  public String words() {
    return words;
  }
}
