package org.godwit.engine;

/**
 * How large a row of a source's log may be. It is in memory as a whole, and on its way to the
 * target some four times: as it came, as its values, as a statement's text, and as that is sent.
 */
public final class LoggedRowSize {
  private static final long MAX = Runtime.getRuntime().maxMemory() / 8;

  private LoggedRowSize() {}

  /** Whether a row of so many bytes would take more than half of the memory. */
  public static boolean isTooLarge(long bytes) {
    return bytes > MAX;
  }

  /** Says so, for people. */
  public static String obstacle(long bytes) {
    return "a row of %d MB is larger in the log than an eighth of Godwit's memory, %d MB; give it more (-Xmx), then let the table be loaded again"
        .formatted(bytes >> 20, MAX >> 20);
  }
}
