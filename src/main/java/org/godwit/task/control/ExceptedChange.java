package org.godwit.task.control;

import java.time.Instant;

/**
 * A change that was not applied.
 *
 * @param at when it was tried
 * @param key of its row
 * @param statement that was tried, empty where a value could not be brought into it
 * @param values of the row as far as the change gives them, JSON
 * @param error why it was not applied
 */
public record ExceptedChange(
    Instant at, String key, String statement, String values, String error) {}
