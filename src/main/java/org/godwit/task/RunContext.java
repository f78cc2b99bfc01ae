package org.godwit.task;

import java.nio.file.Path;
import java.time.Clock;
import org.godwit.engine.Engines;
import org.godwit.task.load.SourceLimits;
import org.godwit.task.load.StopSignal;

/**
 * What surrounds a run.
 *
 * @param engines that Godwit knows
 * @param clock for time stamps and waits
 * @param owner who runs it, for messages: host and process
 * @param rejects folder for rejected rows
 * @param limits how much may be asked of the source, changed while it runs
 * @param progress figures for pages and the terminal
 * @param log the task's log
 * @param stop a person's wish to end
 * @param tables what people wish of single tables while it runs
 */
public record RunContext(
    Engines engines,
    Clock clock,
    String owner,
    Path rejects,
    SourceLimits limits,
    TaskProgress progress,
    TaskLog log,
    StopSignal stop,
    TableWishes tables) {

  /** The same with another log. */
  RunContext withLog(TaskLog other) {
    return new RunContext(engines, clock, owner, rejects, limits, progress, other, stop, tables);
  }
}
