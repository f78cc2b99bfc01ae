package org.godwit.task.control;

import java.time.Instant;

/**
 * A row that the target could not take.
 *
 * @param at when it was found
 * @param segment that it belongs to
 * @param key its key's values, or all its values without a key
 * @param statement what was tried
 * @param error why it was refused
 */
public record RejectedRow(Instant at, int segment, String key, String statement, String error) {}
