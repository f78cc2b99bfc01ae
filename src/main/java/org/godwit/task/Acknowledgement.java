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

  /** The state where these are the losses. */
  public static Acknowledgement of(Losses losses, boolean isGiven) {
    if (losses.isNone()) {
      return NOT_NEEDED;
    }
    return isGiven ? GIVEN : MISSING;
  }
}
