package org.godwit.task;

/** Whether a person has said that they saw what was altered and rejected. */
public enum Acknowledgement {
  /** Nothing was altered or rejected. */
  NOT_NEEDED("not needed"),
  /** Something was, and nobody has said that they saw it. */
  MISSING("missing"),
  /** A person has. */
  GIVEN("given");

  private final String words;

  Acknowledgement(String words) {
    this.words = words;
  }

  /** For pages and files. */
  public String words() {
    return words;
  }

  /** The state, where so many values were altered and rows rejected. */
  public static Acknowledgement of(long altered, long rejected, boolean isGiven) {
    if (altered == 0 && rejected == 0) {
      return NOT_NEEDED;
    }
    return isGiven ? GIVEN : MISSING;
  }
}
