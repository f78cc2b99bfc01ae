package org.godwit.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.godwit.task.RateMeter;
import org.godwit.task.TableState;
import org.godwit.task.TableStatistics;
import org.godwit.task.TaskProgress;

/** The running tables, drawn again in place on a terminal; one line every ten seconds elsewhere. */
final class LiveTable {
  private static final int ROWS_MAX = 12;
  private static final int SECONDS_BETWEEN_LINES = 10;
  private static final String CLEAR = "\u001b[0J";

  private final PrintWriter out;
  private final boolean isTerminal;
  private int drawn;
  private long lastLine = -SECONDS_BETWEEN_LINES;

  LiveTable(PrintWriter out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /** Draws the figures of this moment. */
  synchronized void draw(TaskProgress progress, RateMeter meter, Duration elapsed) {
    if (isTerminal) {
      erase();
      List<TableStatistics> running =
          progress.statistics().stream()
              .filter(table -> table.state() == TableState.FULL_LOAD)
              .limit(ROWS_MAX)
              .toList();
      running.forEach(
          table ->
              out.printf(
                  "  %-50s %,15d rows  %5.1f %%%n", table.source(), table.rows(), percent(table)));
      out.println(status(progress, meter, elapsed));
      drawn = running.size() + 1;
    } else if (elapsed.toSeconds() - lastLine >= SECONDS_BETWEEN_LINES) {
      out.println(status(progress, meter, elapsed));
      lastLine = elapsed.toSeconds();
    }
    out.flush();
  }

  private static double percent(TableStatistics table) {
    return table.rowsEstimate() == 0
        ? 0
        : Math.min(99.9, 100.0 * table.rows() / table.rowsEstimate());
  }

  private static String status(TaskProgress progress, RateMeter meter, Duration elapsed) {
    List<TableStatistics> tables = progress.statistics();
    long rows = tables.stream().mapToLong(TableStatistics::rows).sum();
    long done = tables.stream().filter(table -> table.state() == TableState.COMPLETED).count();
    return "%s: %d of %d tables, %,d rows, %,.0f rows/s, %.1f MB/s, %d s elapsed%s"
        .formatted(
            progress.phase(),
            done,
            tables.size(),
            rows,
            meter.rowsPerSecond(),
            meter.bytesPerSecond() / 1e6,
            elapsed.toSeconds(),
            meter.timeLeft().map(left -> ", about " + left.toSeconds() + " s left").orElse(""));
  }

  /** Prints a line above the table. */
  synchronized void line(String line) {
    erase();
    out.println(line);
    out.flush();
  }

  /** Takes the table away. */
  synchronized void end() {
    erase();
  }

  private void erase() {
    if (drawn > 0) {
      out.printf("\u001b[%dA", drawn);
      out.print(CLEAR);
      drawn = 0;
    }
  }
}
