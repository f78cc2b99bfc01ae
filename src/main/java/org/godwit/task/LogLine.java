package org.godwit.task;

import java.time.Instant;

/**
 * One line of a task's log.
 *
 * @param at when
 * @param level how much it matters
 * @param component who speaks
 * @param table that it concerns, {@code schema.table}, empty for the task
 * @param message a sentence, never a secret
 */
public record LogLine(
    Instant at, LogLevel level, LogComponent component, String table, String message) {}
