package org.godwit.codec;

/** How a value on the target may differ from the source's; every one is counted by column. */
public enum ValueChange {
  /** A zero or impossible date became NULL, by policy. */
  ZERO_DATE_TO_NULL("zero date to NULL"),
  /** Characters or bytes beyond a limit were cut, by policy. */
  TRUNCATED("truncated"),
  /** Digits behind the point were lost. */
  ROUNDED("rounded"),
  /** A character that the target can't store was replaced or removed, by policy. */
  CHARACTER_REPLACED("character replaced");

  private final String words;

  ValueChange(String words) {
    this.words = words;
  }

  /** For pages and logs. */
  public String words() {
    return words;
  }
}
