package org.godwit.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change that the target doesn't take.
 *
 * @param key the values that identify its row, as messages show them: {@code id=10}
 * @param statement what was tried, without values; empty where nothing was
 * @param before by the target column's name what the row is found by, as text; empty for a new row
 * @param values by the target column's name what the row shall be, as text, as far as the change
 *     gives it; empty for a row that goes
 * @param reason of {@link Failure#CONSTRAINT}, {@link Failure#VALUE}, or {@link Failure#CONFLICT}
 *     where the target has no such row
 */
public record RefusedChange(
    ChangeKind kind,
    String key,
    String statement,
    Map<String, @Nullable String> before,
    Map<String, @Nullable String> values,
    EngineException reason) {

  /** What may have led to a row that isn't there, and what to do. */
  public static final String MISSED =
      "It was left out before (a rejected row, a filter, LOG_ERROR), or somebody else has written to the target; put the row right, or reload the table.";

  /** The same of a row that is there, and whose key another shall get. */
  private static final String TAKEN =
      "The row that has it was to go or to change before and that was left out (LOG_ERROR), or somebody else has written to the target; put the row right, or reload the table.";

  /** The same error with what may have led to it, where the target has that key already. */
  public static EngineException taken(EngineException reason) {
    return new EngineException(
        reason.failure(), reason.sentence() + " " + TAKEN, reason.getCause());
  }
}
