package org.godwit.task;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.godwit.catalog.TableName;

/** Writes a task's log: to the terminal, to the store, or to a test. */
public final class TaskLog {
  private final Clock clock;
  private final Consumer<LogLine> lines;

  /** Sends every line to the consumer, which must be safe for many threads. */
  public TaskLog(Clock clock, Consumer<LogLine> lines) {
    this.clock = clock;
    this.lines = lines;
  }

  /** The same log without the lines that matter less than their component may write. */
  public TaskLog upTo(Function<LogComponent, LogLevel> least) {
    return new TaskLog(
        clock,
        line -> {
          if (line.level().compareTo(least.apply(line.component())) <= 0) {
            lines.accept(line);
          }
        });
  }

  /** About the task. */
  public void info(LogComponent component, String message) {
    add(LogLevel.INFO, component, "", message);
  }

  /** About a table. */
  public void info(LogComponent component, TableName table, String message) {
    add(LogLevel.INFO, component, table.toString(), message);
  }

  /** Something a person should look at. */
  public void warning(LogComponent component, String message) {
    add(LogLevel.WARNING, component, "", message);
  }

  /** Something about a table that a person should look at. */
  public void warning(LogComponent component, TableName table, String message) {
    add(LogLevel.WARNING, component, table.toString(), message);
  }

  /** Something that stopped the task. */
  public void error(LogComponent component, String message) {
    add(LogLevel.ERROR, component, "", message);
  }

  /** Something that stopped a table. */
  public void error(LogComponent component, TableName table, String message) {
    add(LogLevel.ERROR, component, table.toString(), message);
  }

  private void add(LogLevel level, LogComponent component, String table, String message) {
    lines.accept(new LogLine(clock.instant(), level, component, table, message));
  }
}
