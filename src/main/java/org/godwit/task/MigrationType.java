package org.godwit.task;

import java.util.Arrays;
import java.util.Optional;

/** What a task does, by DMS's names. */
public enum MigrationType {
  FULL_LOAD("full-load", "Migrate existing data"),
  CDC("cdc", "Replicate ongoing changes"),
  FULL_LOAD_AND_CDC("full-load-and-cdc", "Migrate existing data and replicate ongoing changes");

  private final String id;
  private final String words;

  MigrationType(String id, String words) {
    this.id = id;
    this.words = words;
  }

  /** The type of that id; empty for none. */
  public static Optional<MigrationType> of(String id) {
    return Arrays.stream(values()).filter(known -> known.id.equals(id)).findFirst();
  }

  /** Whether the existing rows are loaded. */
  public boolean loads() {
    return this != CDC;
  }

  /** Whether changes are followed. */
  public boolean follows() {
    return this != FULL_LOAD;
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
