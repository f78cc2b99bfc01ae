package org.godwit.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.godwit.task.Losses;
import org.godwit.task.RateMeter;
import org.godwit.task.TableState;
import org.godwit.task.TableStatistics;
import org.godwit.task.TaskProgress;

/** The running tables, drawn again in place on a terminal; one line every ten seconds elsewhere. */
final class LiveTable {
  private static final int ROWS_MAX = 12;
  private static final int SECONDS_BETWEEN_LINES = 10;
  private static final String CLEAR = "\u001b[0J";

  /** What stands beside a table's name in its row. */
  private static final int FIGURES_WIDTH = 33;

  private static final int NAME_WIDTH_MIN = 8;
  private static final int NAME_WIDTH_MAX = 50;

  private final Clock clock;
  private final PrintWriter out;
  private final Optional<TerminalWidth> terminal;
  private int drawn;
  private int drawnWidth;
  private long lastLine = -SECONDS_BETWEEN_LINES;

  /**
   * For one run.
   *
   * @param terminal to draw on in place; empty where there is none
   */
  LiveTable(Clock clock, PrintWriter out, Optional<TerminalWidth> terminal) {
    this.clock = clock;
    this.out = out;
    this.terminal = terminal;
  }

  /** Draws the figures of this moment. */
  synchronized void draw(TaskProgress progress, RateMeter meter, Duration elapsed) {
    if (terminal.isPresent()) {
      int width = terminal.get().columns();
      erase(width);
      List<TableStatistics> running =
          progress.statistics().stream()
              .filter(table -> table.state() == TableState.FULL_LOAD)
              .limit(ROWS_MAX)
              .toList();
      int name = Math.clamp(width - FIGURES_WIDTH, NAME_WIDTH_MIN, NAME_WIDTH_MAX);
      running.forEach(table -> out.println(cut(row(table, name), width)));
      out.println(cut(status(progress, meter, elapsed), width));
      drawn = running.size() + 1;
      drawnWidth = width;
    } else if (elapsed.toSeconds() - lastLine >= SECONDS_BETWEEN_LINES) {
      out.println(status(progress, meter, elapsed));
      lastLine = elapsed.toSeconds();
    }
    out.flush();
  }

  private static String row(TableStatistics table, int nameWidth) {
    return ("  %-" + nameWidth + "s %,15d rows")
            .formatted(cut(table.source().toString(), nameWidth), table.rows())
        + (table.isEstimated() ? " %5.1f %%".formatted(percent(table)) : "       ?");
  }

  /** A line that wraps would make what is erased later too little. */
  private static String cut(String line, int width) {
    return line.length() < width ? line : line.substring(0, Math.max(0, width - 2)) + "…";
  }

  private static double percent(TableStatistics table) {
    return table.rowsEstimate() == 0
        ? 0
        : Math.min(99.9, 100.0 * table.rows() / table.rowsEstimate());
  }

  private String status(TaskProgress progress, RateMeter meter, Duration elapsed) {
    return progress.phase().equals(TaskProgress.ONGOING_CHANGES)
        ? changes(progress, meter, elapsed)
        : rows(progress, meter, elapsed);
  }

  private String changes(TaskProgress progress, RateMeter meter, Duration elapsed) {
    List<TableStatistics> tables =
        progress.statistics().stream()
            .filter(table -> table.state() != TableState.DOES_NOT_EXIST)
            .toList();
    long parked = tables.stream().filter(table -> table.state() == TableState.ERROR).count();
    Duration latency = progress.changes().latency(clock.instant());
    return "%s: %d of %d tables, %,d changes in this run%s, %,.0f changes/s%s, %d s elapsed"
        .formatted(
            progress.doing(),
            tables.size() - parked,
            tables.size(),
            progress.changes().ofThisRun(),
            losses(tables),
            meter.changesPerSecond(),
            latency == null ? "" : ", applied %.1f s behind".formatted(latency.toMillis() / 1000.0),
            elapsed.toSeconds());
  }

  private static String rows(TaskProgress progress, RateMeter meter, Duration elapsed) {
    List<TableStatistics> tables = progress.statistics();
    long rows = tables.stream().mapToLong(TableStatistics::rows).sum();
    long done = tables.stream().filter(table -> table.state() == TableState.COMPLETED).count();
    return "%s: %d of %d tables, %,d rows%s, %,.0f rows/s, %.1f MB/s, %d s elapsed%s"
        .formatted(
            progress.doing(),
            done,
            tables.size(),
            rows,
            losses(tables),
            meter.rowsPerSecond(),
            meter.bytesPerSecond() / 1e6,
            elapsed.toSeconds(),
            meter.timeLeft().map(left -> ", about " + left.toSeconds() + " s left").orElse(""));
  }

  private static String losses(List<TableStatistics> tables) {
    Losses losses = tables.stream().map(TableStatistics::losses).reduce(Losses.NONE, Losses::plus);
    return losses.isNone() ? "" : ", " + losses.words();
  }

  /** Prints a line above the table. */
  synchronized void line(String line) {
    end();
    out.println(line);
    out.flush();
  }

  /** Takes the table away. */
  synchronized void end() {
    terminal.ifPresent(it -> erase(it.columns()));
  }

  /** After a change of width nobody knows where the table begins: it stays, a new one follows. */
  private void erase(int width) {
    if (drawn > 0 && drawnWidth == width) {
      out.printf("\u001b[%dA", drawn);
      out.print(CLEAR);
    }
    drawn = 0;
  }
}
