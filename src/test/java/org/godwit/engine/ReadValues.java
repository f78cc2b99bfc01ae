package org.godwit.engine;

/** Lets tests of engines look into a value that was read. */
public final class ReadValues {
  private ReadValues() {}

  /** As {@link org.godwit.codec.Row#getTimestamp} gives it. */
  public static long moment(ReadValue value) {
    return value.moment();
  }
}
