package org.godwit.task.console;

import java.time.Duration;
import org.godwit.task.TaskOutcome;
import org.godwit.task.TaskProgress;

/**
 * A run of this process has ended.
 *
 * @param taskId whose
 * @param outcome how
 * @param progress its figures
 * @param elapsed how long it took
 */
public record TaskEnded(
    long taskId, TaskOutcome outcome, TaskProgress progress, Duration elapsed) {}
