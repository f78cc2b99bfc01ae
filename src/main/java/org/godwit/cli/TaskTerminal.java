package org.godwit.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.godwit.catalog.TableName;
import org.godwit.engine.Engines;
import org.godwit.engine.SetupStatement;
import org.godwit.task.LogComponent;
import org.godwit.task.LogLevel;
import org.godwit.task.LogLine;
import org.godwit.task.MigrationType;
import org.godwit.task.RateMeter;
import org.godwit.task.RunContext;
import org.godwit.task.Start;
import org.godwit.task.StopReason;
import org.godwit.task.TableWishes;
import org.godwit.task.Task;
import org.godwit.task.TaskLog;
import org.godwit.task.TaskOutcome;
import org.godwit.task.TaskProgress;
import org.godwit.task.TaskRunner;
import org.godwit.task.cdc.ChangeWishes;

/**
 * Runs a task in front of a person, or of a log file: a table that is drawn again in place on a
 * terminal, plain lines elsewhere.
 */
final class TaskTerminal {
  private static final Duration STOP_MAX = Duration.ofSeconds(9);

  private final Clock clock;
  private final PrintWriter out;
  private final boolean isTerminal;
  private final TaskProgress progress;
  private final RateMeter meter;
  private final LiveTable live;
  private Instant startedAt;

  /** Draws in place where the process has a terminal in front of it. */
  static TaskTerminal of(Clock clock, PrintWriter out) {
    boolean isTerminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            && !"dumb".equals(System.getenv("TERM"));
    return new TaskTerminal(clock, out, isTerminal);
  }

  private TaskTerminal(Clock clock, PrintWriter out, boolean isTerminal) {
    this.clock = clock;
    this.out = out;
    this.isTerminal = isTerminal;
    this.progress = new TaskProgress(clock);
    this.meter = new RateMeter(clock, progress);
    this.live =
        new LiveTable(clock, out, isTerminal ? Optional.of(new TerminalWidth()) : Optional.empty());
    this.startedAt = clock.instant();
  }

  /** Runs the task to its end, or to that which a person wishes. */
  TaskOutcome run(
      Engines engines,
      Path rejects,
      Task task,
      Start start,
      Set<TableName> reload,
      EndRequest end) {
    return run(engines, rejects, task, start, reload, ChangeWishes.NONE, end);
  }

  /** As the other, with wishes for the changes that the task follows. */
  TaskOutcome run(
      Engines engines,
      Path rejects,
      Task task,
      Start start,
      Set<TableName> reload,
      ChangeWishes wishes,
      EndRequest end) {
    startedAt = clock.instant();
    RunContext context = context(engines, rejects, task, end);
    CompletableFuture<TaskOutcome> run = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("task")
        .start(
            () -> {
              try {
                run.complete(new TaskRunner(context, wishes).run(task, start, reload));
              } catch (RuntimeException | Error e) {
                run.completeExceptionally(e);
              }
            });
    try (var _ = end.stop().onGiven(() -> live.line("stopping; Ctrl-C once more ends at once"))) {
      return told(await(run, end), task.type(), end);
    }
  }

  private RunContext context(Engines engines, Path rejects, Task task, EndRequest end) {
    return new RunContext(
        engines,
        clock,
        "godwit run " + ProcessHandle.current().pid(),
        rejects,
        task.settings().sourceLimits(),
        progress,
        new TaskLog(clock, this::print),
        end.stop(),
        new TableWishes());
  }

  /** Removes what the source keeps for the task, and prints how. */
  void removeFromSource(Engines engines, Path rejects, Task task, EndRequest end) {
    List<SetupStatement> done =
        new TaskRunner(context(engines, rejects, task, end)).removeFromSource(task);
    done.forEach(statement -> out.println(statement.sql() + ";"));
    out.println(
        done.isEmpty()
            ? "The source keeps nothing for task " + task.name() + "."
            : "The source keeps nothing for task " + task.name() + " any more.");
    out.flush();
  }

  private TaskOutcome await(CompletableFuture<TaskOutcome> run, EndRequest end) {
    Instant stopAt = Instant.MAX;
    while (true) {
      try {
        return run.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException _) {
        meter.sample();
        live.draw(progress, meter, Duration.between(startedAt, clock.instant()));
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts this thread", e);
      }
      if (end.signal().isPresent() && stopAt.equals(Instant.MAX)) {
        stopAt = clock.instant().plus(STOP_MAX);
      }
      if (clock.instant().isAfter(stopAt)) {
        return new TaskOutcome(
            StopReason.NORMAL, null, "its last work did not end in time.", progress.statistics());
      }
    }
  }

  /** A stop says by what, and what to do next. */
  private static TaskOutcome told(TaskOutcome outcome, MigrationType type, EndRequest end) {
    String from = type.follows() ? "its checkpoint" : "the last committed segment";
    return end.signal()
        .filter(_ -> outcome.reason() == StopReason.NORMAL)
        .map(
            signal ->
                new TaskOutcome(
                    StopReason.NORMAL,
                    outcome.failure(),
                    "stopped by %s; the same command goes on from %s. %s"
                        .formatted(signal, from, outcome.message())
                        .strip(),
                    outcome.tables()))
        .orElse(outcome);
  }

  private void print(LogLine line) {
    if (line.level() != LogLevel.ERROR && line.level() != LogLevel.WARNING && isTerminal) {
      return;
    }
    live.line(
        "%s %-7s %-16s %s%s"
            .formatted(
                line.at().toString().substring(11, 19),
                line.level(),
                line.component(),
                line.table().isEmpty() ? "" : line.table() + ": ",
                brief(line)));
  }

  /** How a run ends is told whole at its end, where nothing scrolls it away. */
  private static String brief(LogLine line) {
    boolean isOfRun =
        line.level() == LogLevel.ERROR && line.component() == LogComponent.TASK_MANAGER;
    int end = line.message().indexOf('\n');
    return isOfRun && end >= 0 ? line.message().substring(0, end).stripTrailing() : line.message();
  }

  /** Prints every table's figures and how it ended. */
  void summary(TaskOutcome outcome) {
    live.end();
    RunReport.print(out, outcome, progress, Duration.between(startedAt, clock.instant()));
    out.flush();
  }

  /** All figures as JSON. */
  String report(Task task, TaskOutcome outcome) {
    return RunReport.json(
        task, outcome, progress, Duration.between(startedAt, clock.instant()), peakHeapBytes());
  }

  private static long peakHeapBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
