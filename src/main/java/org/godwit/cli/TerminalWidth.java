package org.godwit.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How wide the terminal in front of this process is. */
final class TerminalWidth {
  /** Where nobody knows. */
  private static final int USUAL = 80;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private int columns = USUAL;
  private long lookAt = System.nanoTime();

  /** In characters; a change is seen within seconds. */
  synchronized int columns() {
    if (System.nanoTime() - lookAt >= 0) {
      columns = look();
      lookAt = System.nanoTime() + LOOK_EVERY.toNanos();
    }
    return columns;
  }

  private static int look() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String rowsAndColumns =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      int columns = Integer.parseInt(rowsAndColumns.substring(rowsAndColumns.lastIndexOf(' ') + 1));
      return columns > 0 ? columns : USUAL;
    } catch (IOException | NumberFormatException _) {
      return USUAL; // no stty, or no terminal of this process's own
    }
  }
}
