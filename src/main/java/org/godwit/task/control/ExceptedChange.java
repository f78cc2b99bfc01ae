package org.godwit.task.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change that was not applied, with all that a person needs to do it by hand; texts and time as
 * the exceptions table keeps them.
 *
 * @param at when it was tried
 * @param kind INSERT, UPDATE or DELETE; empty of an earlier build
 * @param key of its row, as in {@code id=10}
 * @param statement that was tried, empty where a value could not be brought into it
 * @param before by the target's columns, what the row is found by; empty for a new one
 * @param values by the target's columns, what the row shall be, as far as the change gives it;
 *     empty for one that goes
 * @param error why it was not applied
 */
public record ExceptedChange(
    Instant at,
    String kind,
    String key,
    String statement,
    Map<String, @Nullable String> before,
    Map<String, @Nullable String> values,
    String error) {
  /** How much of one value is kept, in characters. */
  public static final int VALUE_LENGTH_MAX = 100_000;

  public ExceptedChange {
    at = at.truncatedTo(ChronoUnit.MICROS);
    key = ControlSchema.message(Sql.storable(key));
    statement = ControlSchema.message(statement);
    before = Texts.bounded(before, VALUE_LENGTH_MAX);
    values = Texts.bounded(values, VALUE_LENGTH_MAX);
    error = ControlSchema.message(Sql.storable(error));
  }
}
