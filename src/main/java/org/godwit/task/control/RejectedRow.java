package org.godwit.task.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A row that the target could not take, with texts and time as the exceptions table keeps them.
 *
 * @param at when it was found
 * @param segment that it belongs to
 * @param key its key's values, or all its values without a key
 * @param statement what was tried
 * @param error why it was refused
 */
public record RejectedRow(Instant at, int segment, String key, String statement, String error) {
  public RejectedRow {
    at = at.truncatedTo(ChronoUnit.MICROS);
    key = ControlSchema.message(Sql.storable(key));
    statement = ControlSchema.message(statement);
    error = ControlSchema.message(Sql.storable(error));
  }
}
